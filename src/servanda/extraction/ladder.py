"""The stage table: which rung words, actor and tense suggest. Rows are data; the first that fits wins."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from servanda.extraction.frames import Frame
from servanda.extraction.scan import Mention
from servanda.model import Action


def suggest(frame: Frame, *, tally: bool, rows: Sequence[Mapping[str, Any]]) -> str:
    """The stage of the first row that fits a frame; the last row of the table fits everything.

    Args:
        frame: kinds and relations of one act in one clause.
        tally: whether a count of votes stands near.
        rows: of `catalog/data/judge/stages.yaml`.
    """
    rung = frame.rung.value if frame.rung else ""
    body = frame.body.value if frame.body else ""
    form = frame.act.form if frame.act else ""
    near = {m.value for m in frame.ops} | ({"tally"} if tally else set())
    for row in rows:
        fits = (
            row.get("rung") in (None, rung)
            and ("body" not in row or body in row["body"])
            and ("act" not in row or str(frame.action) in row["act"])
            and ("form" not in row or any(f in form for f in row["form"]))
            and ("has" not in row or near.issuperset(row["has"]))
            and ("strong" not in row or bool(frame.act and not frame.act.weak) is row["strong"])
        )
        if fits:
            return str(row["stage"])
    return "considered"


_MOVES = frozenset({"approve", "propose", "submit", "reject", "court"})
"""Kinds of step that a body takes on an act it is asked about."""
_PASSING, _STOPPING = frozenset({"approve", "submit"}), frozenset({"reject", "postpone", "return", "consider"})
_HOUSES = frozenset({"parliament", "lower", "upper", "people"})
_DECIDERS = _HOUSES | {"committee", "government"}
_ENDINGS = frozenset({Action.WITHDRAWAL, Action.SUSPENSION, Action.TERMINATION})
_RIGHT_BEFORE = 4
_RANK_BEFORE = 40
"""Characters between "would be the first" and what the first would do."""
_NAMED = 12
_MAY = " may "
_SAYING = 40
"""Characters before a clause within which its state may be said to speak."""
_SAID = re.compile(r"\b(?:said|says|announced|confirmed|declared)\b[^.;]{0,60}\bit would \Z")
"""What a state says that it would do it will do: reported speech moves "will" into the past."""
_WILL = (" will ", "'ll ")
_VERBAL = frozenset({"past", "pp", "fin"})


def telltale(frame: Frame, *, dated: bool = False) -> str:
    """The stage that actor and step settle together, whatever else a report says; empty where they do not.

    A reading that is not the last, a committee's vote, a court's ruling, a law signed and a law sent back are rare in
    reports, and their words leave no choice: source, the contract's table of stages.
    """
    kinds = {m.value for m in frame.clause.of("rung")}
    head = frame.rung.value if frame.rung else ""
    done = frame.rung is not None and _past(frame.rung)
    actor = _actor(frame)
    rows = {
        "first_reading": "reading" in kinds and kinds & _PASSING and not kinds & _STOPPING,
        "committee": actor == "committee" and head in ("approve", "propose"),
        "court_review": _is_ruling(frame, head, actor),
        "rejected": head == "reject" and done and _is_lost_in_house(frame, actor),
        "promulgated": head == "promulgate" and actor in ("head", "") and done,
        "returned": _is_returned(frame, head, actor),
        "postponed": actor in _DECIDERS and ((head == "postpone" and done) or _is_put_off(frame)),
        "proposed": head == "propose"
        and actor in ("minister", "government")
        and done
        and frame.governs
        and not _is_plea(frame),
        "considered": chance(frame),
        "notified": not head and not actor and _is_taken_back(frame),
        "announced": _is_said(frame) or (not dated and _is_intent(frame)),
        "effective": dated and head == "effect" and frame.clause.opener == "which" and "fin" in _forms(frame.rung),
    }
    return next((stage for stage, fits in rows.items() if fits), "")


def chance(frame: Frame) -> bool:
    """Whether the act is only possible ("could leave"): the operator stands right before a bare verb.

    "May" permits as well; it is a chance where a state stands before it and the act is one of leaving.
    """
    act = frame.act
    if act is None or "base" not in act.form:
        return False
    if frame.action in _ENDINGS and frame.zone.folded[: act.start].endswith(_MAY):
        return any(m.end == act.start - len(_MAY) for m in frame.clause.of("state"))
    reach = {"chance": _RIGHT_BEFORE, "first": _RANK_BEFORE}
    return any(0 <= act.start - m.end <= reach.get(m.form, -1) for m in frame.ops)


def _is_said(frame: Frame) -> bool:
    """Whether a state says that it would act; a day told beside it may be that of the saying."""
    act = frame.act
    if act is None or "base" not in act.form:
        return False
    return _SAID.search(frame.zone.folded, max(0, frame.clause.start - _SAYING), act.start) is not None


def _is_intent(frame: Frame) -> bool:
    """Whether an act is only meant ("will leave", in a headline "to leave"), or denied to be ("no plans to")."""
    act, folded = frame.act, frame.zone.folded
    if act is None:
        return False
    if any(m.form == "plan" and m.end <= act.start for m in frame.ops):
        return True
    if frame.rung is not None or "base" not in act.form or frame.action not in _ENDINGS:
        return False  # who "will ratify" is already on the way, and the deposit is planned
    before = folded[max(0, act.start - 6) : act.start]
    if before.endswith(" to ") and frame.zone.is_title:
        return any(m.end == act.start - len(" to ") for m in frame.clause.of("state", "body"))
    return before.endswith(_WILL)


def _is_lost_in_house(frame: Frame, actor: str) -> bool:
    """Whether a house rejects ("voted down a bill to leave"), or the act fails in one ("ratification failed")."""
    act, rung = frame.act, frame.rung
    if frame.governs or act is None or rung is None:
        return actor in _HOUSES and frame.governs
    fails = rung.weak and "noun" in act.form and act.end <= rung.start
    return fails and any(m.value in _HOUSES or m.form == "chamber" for m in frame.clause.of("body"))


def _is_ruling(frame: Frame, head: str, actor: str) -> bool:
    """Whether a court takes the step, or its verdict stands in the court's clause ("found … unconstitutional")."""
    if head == "court":
        return any(m.value == "court" for m in frame.clause.of("body"))
    return actor == "court" and (head in _MOVES or not head)


def _is_taken_back(frame: Frame) -> bool:
    """Whether a state has taken back a step of its own, which it does by telling the depositary."""
    return frame.action is Action.REVOCATION and frame.act is not None and _past(frame.act)


def _is_plea(frame: Frame) -> bool:
    """Whether the step asks others to act, as "urged" does and "proposed" does not."""
    return frame.rung is not None and frame.rung.name == "plea"


def is_before(frame: Frame) -> bool:
    """Whether the step is one that others took earlier ("three preceded it"): history, however the rest reads."""
    return frame.rung is not None and frame.act is None and frame.rung.name == "before"


def _is_put_off(frame: Frame) -> bool:
    """Whether the step is named only as what is put off: "postponed its vote on ratifying"."""
    rung = frame.rung
    if rung is None or "noun" not in rung.form:
        return False
    before = [m for m in frame.clause.of("rung") if 0 <= rung.start - m.end <= _NAMED]
    return bool(before) and before[-1].value == "postpone" and _past(before[-1])


def _is_returned(frame: Frame, head: str, actor: str) -> bool:
    """Whether a law goes back to the house: "returned it to parliament", "sent the law back to Congress"."""
    rung, folded = frame.rung, frame.zone.folded
    if rung is None or head not in ("return", "submit"):
        return False
    houses = [m for m in frame.clause.of("body") if m.start > rung.end and (m.value in _HOUSES or m.form == "chamber")]
    if head == "submit":
        return actor in ("head", "upper") and any(" back to " in folded[m.start - 40 : m.start] for m in houses)
    return actor in ("head", "upper") or any(
        folded[m.start - 8 : m.start].endswith((" to ", " to the ")) for m in houses
    )


def _forms(mention: Mention | None) -> list[str]:
    return mention.form.split("|") if mention else []


def _past(mention: Mention) -> bool:
    """Whether a word for a step is a verb that tells it, not one that names or supposes it."""
    return not _VERBAL.isdisjoint(_forms(mention))


def _actor(frame: Frame) -> str:
    """The kind of body that stands before the step, in its own clause, as its subject; empty where none does."""
    anchor: Mention = frame.rung or frame.anchor
    before = [m for m in frame.clause.of("body") if m.end <= anchor.start]
    return before[-1].value if before else ""
