"""Mark a reader field by field and stage by stage, end to end: what it missed altogether counts as missed here too.

The rates of `match` ask "of what was found, how much is right?"; these ask "of all that stands in the labels, and of
all that was claimed, how much is right?". A claim may answer a label where both speak of the same state, treaty and
action; certainty and date also need the stage, for they belong to a rung. Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from servanda.evaluation.keys import FIRM, UNKNOWN, claim_key, keys_of, label_treaties, treaty_of
from servanda.evaluation.labels import Label
from servanda.evaluation.result import Key
from servanda.model import Claim

Marks = dict[str, list[int]]
"""Field or stage to [right, claimed, found, wanted]."""
_RIGHT, _CLAIMED, _FOUND, _WANTED = range(4)


class _Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a claim.

    Args:
        asked: whether the label gives a value to be found.
        made: whether the claim gives a value to be judged.
        right: whether the claim's value is one of the label's.
        rung: whether only claims of the right stage may answer.
    """

    asked: Callable[[Label], bool]
    made: Callable[[Claim], bool]
    right: Callable[[Label, Claim], bool]
    rung: bool = False


def same_votes(label: Label, claim: Claim) -> bool:
    """Whether every count that the label gives is read; counts it does not give may be anything."""
    if claim.votes is None or label.votes is None:
        return False
    wanted = (label.votes.for_, label.votes.against, label.votes.abstain)
    got = (claim.votes.for_, claim.votes.against, claim.votes.abstain)
    return all(want is None or want == count for want, count in zip(wanted, got, strict=True))


def same_credit(label: Label, claim: Claim) -> bool:
    """Whether one of those that the label credits is credited."""
    said = " | ".join(name.lower() for name in claim.attributed_to)
    return any(name.lower() in said for name in label.attributed_to)


def _same_body(label: Label, claim: Claim) -> bool:
    """Whether one name stands in the other: "the Seimas" is the Seimas."""
    want, got = (label.body or "").lower(), (claim.body or "").lower()
    return bool(want and got) and (want in got or got in want)


FIELDS = {
    "action": _Field(asked=lambda _: True, made=lambda _: True, right=lambda lab, c: c.action in lab.any_action()),
    "stage": _Field(asked=lambda _: True, made=lambda _: True, right=lambda lab, c: c.stage in lab.any_stage()),
    "certainty": _Field(
        asked=lambda _: True,
        made=lambda _: True,
        right=lambda lab, c: c.certainty in lab.any_certainty(),
        rung=True,
    ),
    "date": _Field(
        asked=lambda lab: lab.date is not None and None not in lab.date_also,
        made=lambda c: c.date is not None,
        right=lambda lab, c: c.date in lab.any_date(),
        rung=True,
    ),
    "votes": _Field(
        asked=lambda lab: lab.votes is not None,
        made=lambda c: c.votes is not None,
        right=same_votes,
    ),
    "body": _Field(asked=lambda lab: lab.body is not None, made=lambda c: c.body is not None, right=_same_body),
    "attribution": _Field(
        asked=lambda lab: bool(lab.attributed_to), made=lambda c: bool(c.attributed_to), right=same_credit
    ),
}
WHO = ("state", "treaty")
_LOOSE = frozenset({"body", "attribution"})
"""Fields that labels need not give: a claim is judged only where its label does."""


def mark_fields(labels: Sequence[Label], claims: Sequence[Claim], known: frozenset[str]) -> Marks:
    """Count right, claimed, found and wanted for each field, and for each stage as "stage:notified"."""
    marks: Marks = defaultdict(lambda: [0, 0, 0, 0])
    required = [label for label in labels if label.required]
    judged = [claim for claim in claims if _is_judged(claim, labels, known)]
    _mark_who(marks, labels, required, judged, known)
    mates_of = [(claim, [lab for lab in labels if claim_key(claim, known) in keys_of(lab, known)]) for claim in judged]
    for name, field in FIELDS.items():
        for label in required:
            if field.asked(label):
                mates = [c for c in claims if claim_key(c, known) in keys_of(label, known)]
                found = any(field.right(label, c) for c in mates if _may_answer(field, label, c))
                _count(marks, _names(name, label.stage), _FOUND, _WANTED, hit=found)
        for claim, labels_of in mates_of:
            mates_asked = [lab for lab in labels_of if name not in _LOOSE or field.asked(lab)]
            if field.made(claim) and (mates_asked or name not in _LOOSE):
                right = any(field.right(lab, claim) for lab in mates_asked if _may_answer(field, lab, claim))
                _count(marks, _names(name, claim.stage), _RIGHT, _CLAIMED, hit=right)
    return dict(marks)


def _may_answer(field: _Field, label: Label, claim: Claim) -> bool:
    return not field.rung or claim.stage in label.any_stage()


def _names(field: str, stage: str) -> tuple[str, ...]:
    return (field, f"stage:{stage}") if field == "stage" else (field,)


def _count(marks: Marks, names: Iterable[str], hits: int, total: int, *, hit: bool) -> None:
    for name in names:
        marks[name][total] += 1
        marks[name][hits] += hit


def _is_judged(claim: Claim, labels: Sequence[Label], known: frozenset[str]) -> bool:
    """Whether a claim can be wrong: news that is labelled, or that is firm and on a treaty labelled throughout."""
    key: Key = claim_key(claim, known)
    if claim.background:
        return False
    if any(key in keys_of(label, known) for label in labels):
        return True
    return claim.certainty in FIRM and (key[1] != UNKNOWN or not labels)


def _mark_who(
    marks: Marks,
    labels: Sequence[Label],
    required: Sequence[Label],
    claims: Sequence[Claim],
    known: frozenset[str],
) -> None:
    """States and treaties, each once a report, whatever else is said of them."""
    states, treaties = {c.state for c in claims}, {treaty_of(c.treaty, known) for c in claims}
    for state in {label.state for label in required}:
        _count(marks, ("state",), _FOUND, _WANTED, hit=state in states)
    for state in states:
        _count(marks, ("state",), _RIGHT, _CLAIMED, hit=state in {label.state for label in labels})
    for wanted in {frozenset(label_treaties(label, known)) for label in required}:
        _count(marks, ("treaty",), _FOUND, _WANTED, hit=bool(wanted & treaties))
    allowed = {treaty for label in labels for treaty in label_treaties(label, known)}
    for treaty in treaties:
        _count(marks, ("treaty",), _RIGHT, _CLAIMED, hit=treaty in allowed)
