"""Judge the claims made of one report against its labels. Pure.

What counts, as agreed with those who examine us:

- A key is (state, treaty, action); acts of consent to be bound count as one action there and are told apart in
  `action`. A treaty outside the labelled ones is "?".
- A claim is heard where it is asserted or planned, or where the label itself is neither.
- Something extra counts as wrong where it is asserted or planned news on a labelled treaty, or where the report holds
  no act at all.
- States that do the same to the same treaty in one report (a list of signatories) share one point among them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from servanda.evaluation.confusion import Pair, pair_up
from servanda.evaluation.fields import Marks, mark_fields, same_credit, same_votes
from servanda.evaluation.keys import FIRM, UNKNOWN, claim_key, key_of, keys_of
from servanda.evaluation.labels import Label, LabelledReport
from servanda.evaluation.result import Key, Mark
from servanda.model import Claim

ASPECTS = ("action", "stage", "certainty", "date", "votes", "attribution", "stage_precision", "span")


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of one report; `hits` and `totals` go by aspect."""

    report: str
    tp: float
    fp: float
    fn: float
    quiet: bool
    false_alarm: bool
    hits: dict[str, int]
    totals: dict[str, int]
    missed: tuple[Key, ...] = ()
    extra: tuple[Key, ...] = ()
    pairs: tuple[Pair, ...] = ()
    fields: Marks = {}
    marks: tuple[Mark, ...] = ()


def judge(labelled: LabelledReport, claims: Sequence[Claim], known: frozenset[str]) -> Judgement:
    """Judge the claims of one report.

    Args:
        claims: those of this report.
        known: the treaties that labels name; lower case.
    """
    labels = labelled.labels
    news = [claim for claim in claims if not claim.background]
    required = [label for label in labels if label.required]
    want = {key_of(label.state, label.treaty, label.action, known): label for label in required}
    allowed = {key for label in labels for key in keys_of(label, known)}
    soft = {key for label in labels if label.any_certainty() - FIRM for key in keys_of(label, known)}
    missed = [
        key
        for key, label in want.items()
        if not keys_of(label, known) & _heard(claims if label.bg_either else news, soft, known)
    ]
    firm = {claim_key(claim, known) for claim in news if claim.certainty in FIRM}
    extra = {key for key in firm - allowed if key[1] != UNKNOWN or not labels}
    share = _shares(want)
    fn = sum(share[key] for key in missed)
    hits, totals = _aspects(labelled, claims, required, known)
    return Judgement(
        report=labelled.report.id,
        tp=sum(share.values()) - fn,
        fp=sum(_shares(extra).values()),
        fn=fn,
        quiet=not labels,
        false_alarm=not labels and bool(extra),
        hits=hits,
        totals=totals,
        missed=tuple(sorted(missed)),
        extra=tuple(sorted(extra)),
        pairs=tuple(sorted(pair_up(labels, claims, known))),
        fields=mark_fields(labels, claims, known),
        marks=tuple(marks_of(claims, lambda claim: claim_key(claim, known) in extra)),
    )


def _aspects(
    labelled: LabelledReport, claims: Sequence[Claim], required: Sequence[Label], known: frozenset[str]
) -> tuple[dict[str, int], dict[str, int]]:
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()

    def count(aspect: str, *, right: bool) -> None:
        totals[aspect] += 1
        hits[aspect] += right

    for label in required:
        mates = [claim for claim in claims if claim_key(claim, known) in keys_of(label, known)]
        if mates:
            for aspect, right in _judge_label(label, mates):
                count(aspect, right=right)
    for claim in claims:
        mates_of = [label for label in labelled.labels if claim_key(claim, known) in keys_of(label, known)]
        if mates_of and not claim.background:
            count("stage_precision", right=any(claim.stage in label.any_stage() for label in mates_of))
        for span in claim.spans.values() if labelled.plain else ():
            if len(span) == 2 and isinstance(span[0], int) and isinstance(span[1], int):
                count("span", right=0 <= span[0] < span[1] <= len(labelled.report.text))
    return dict(hits), dict(totals)


def _judge_label(label: Label, mates: Sequence[Claim]) -> Iterable[tuple[str, bool]]:
    """Each aspect of a label that was found, and whether it was found right."""
    same = [claim for claim in mates if claim.stage in label.any_stage()]
    yield "action", any(claim.action in label.any_action() for claim in mates)
    yield "stage", bool(same)
    if same:
        yield "certainty", any(claim.certainty in label.any_certainty() for claim in same)
        if label.date:
            yield "date", any(claim.date in label.any_date() for claim in same)
    if label.votes:
        yield "votes", any(same_votes(label, claim) for claim in mates)
    if label.attributed_to:
        yield "attribution", any(same_credit(label, claim) for claim in mates)


def _heard(claims: Iterable[Claim], soft: set[Key], known: frozenset[str]) -> set[Key]:
    return {
        key
        for claim in claims
        if claim.certainty in FIRM or claim_key(claim, known) in soft
        for key in [claim_key(claim, known)]
    }


def _shares(found: Iterable[Key]) -> dict[Key, float]:
    keys = list(found)
    size = Counter(key[1:] for key in keys)
    return {key: 1 / size[key[1:]] for key in keys}


def marks_of(claims: Sequence[Claim], wrong: Callable[[Claim], bool] = lambda _: False) -> list[Mark]:
    """The evidence that claims give.

    Args:
        wrong: whether a claim is made up.
    """
    marks = []
    for claim in claims:
        right = not wrong(claim)
        for field, span in claim.spans.items():
            in_title = bool(span) and span[0] == "title"
            start, end = (int(place) for place in (span[1:] if in_title else span))
            marks.append(Mark(field=field, start=start, end=end, right=right, in_title=in_title))
    return sorted(marks, key=lambda mark: (mark.in_title, mark.start, mark.end, mark.field, mark.right))
