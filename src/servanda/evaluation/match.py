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
from collections.abc import Iterable, Sequence

import msgspec

from servanda.evaluation.labels import Label, LabelledReport
from servanda.evaluation.result import Key
from servanda.model import CONSENT, Action, Certainty, Claim

UNKNOWN = "?"
FIRM = frozenset({Certainty.ASSERTED, Certainty.PLANNED})
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


def judge(labelled: LabelledReport, claims: Sequence[Claim], known: frozenset[str]) -> Judgement:
    """Judge the claims of one report.

    Args:
        claims: those of this report.
        known: the treaties that labels name; lower case.
    """
    labels = labelled.labels
    news = [claim for claim in claims if not claim.background]
    required = [label for label in labels if label.required]
    want = {_key(label.state, label.treaty, label.action, known): label for label in required}
    allowed = {key for label in labels for key in _keys(label, known)}
    soft = {key for label in labels if label.any_certainty() - FIRM for key in _keys(label, known)}
    missed = [
        key
        for key, label in want.items()
        if not _keys(label, known) & _heard(claims if label.bg_either else news, soft, known)
    ]
    firm = {_claim_key(claim, known) for claim in news if claim.certainty in FIRM}
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
        mates = [claim for claim in claims if _claim_key(claim, known) in _keys(label, known)]
        if mates:
            for aspect, right in _judge_label(label, mates):
                count(aspect, right=right)
    for claim in claims:
        mates_of = [label for label in labelled.labels if _claim_key(claim, known) in _keys(label, known)]
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
        yield "votes", any(_same_votes(label, claim) for claim in mates)
    if label.attributed_to:
        said = " | ".join(name.lower() for claim in mates for name in claim.attributed_to)
        yield "attribution", any(name.lower() in said for name in label.attributed_to)


def _same_votes(label: Label, claim: Claim) -> bool:
    """Whether every count that the label gives is read; counts it does not give may be anything."""
    if claim.votes is None or label.votes is None:
        return False
    wanted = (label.votes.for_, label.votes.against, label.votes.abstain)
    got = (claim.votes.for_, claim.votes.against, claim.votes.abstain)
    return all(want is None or want == count for want, count in zip(wanted, got, strict=True))


def _heard(claims: Iterable[Claim], soft: set[Key], known: frozenset[str]) -> set[Key]:
    return {
        key
        for claim in claims
        if claim.certainty in FIRM or _claim_key(claim, known) in soft
        for key in [_claim_key(claim, known)]
    }


def _shares(found: Iterable[Key]) -> dict[Key, float]:
    keys = list(found)
    size = Counter(key[1:] for key in keys)
    return {key: 1 / size[key[1:]] for key in keys}


def _claim_key(claim: Claim, known: frozenset[str]) -> Key:
    return _key(claim.state, claim.treaty, claim.action, known)


def _keys(label: Label, known: frozenset[str]) -> set[Key]:
    return {_key(label.state, treaty, action, known) for treaty in label.any_treaty() for action in label.any_action()}


def _key(state: str, treaty: str | None, action: Action, known: frozenset[str]) -> Key:
    lowered = treaty.lower() if treaty else ""
    family = "consent" if action in CONSENT else action.value
    return state, lowered if lowered in known else UNKNOWN, family
