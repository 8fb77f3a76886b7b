"""The desk: the queue by doubt and consequence, and decisions as they are kept.

An event that was decided comes back to the queue only when new reports have changed it, or it was opened again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from servanda.ledger import EntryKind, Ledger
from servanda.ledger.entry import content_key
from servanda.model import Act, Action, Event, InputError, Stage
from servanda.model.decision import Decision
from servanda.review.standing import Decided, Standing, root, stand

AT_DEPOSITARY = frozenset({Stage.NOTIFIED, Stage.EFFECTIVE})
"""Rungs of which an accepted event becomes an act of the record."""

CONSEQUENCE = {
    Stage.EFFECTIVE: 5,
    Stage.NOTIFIED: 5,
    Stage.PROMULGATED: 4,
    Stage.PARLIAMENT_VOTE: 4,
    Stage.GOVERNMENT_APPROVED: 3,
    Stage.REVOKED: 3,
    Stage.REJECTED: 3,
}
"""How much hangs on an event by the rung it reached; others count one or two."""

_HEAVY = frozenset({Action.WITHDRAWAL, Action.SUSPENSION, Action.REVOCATION, Action.TERMINATION})


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An event that waits for a decision, with the weight that orders the queue and what it is made of."""

    event: Event
    weight: float
    doubts: tuple[str, ...]
    decided: Decision | None = None


def events_of(ledger: Ledger) -> dict[str, tuple[int, Event]]:
    """Every event of the record by id, as it was read last, with the number of its entry."""
    found: dict[str, tuple[int, Event]] = {}
    for entry in ledger.entries(EntryKind.EVENT):
        event = msgspec.json.decode(entry.body, type=Event)
        found[event.id] = (entry.seq, event)
    return found


def decisions_of(ledger: Ledger) -> dict[str, list[tuple[int, Decision]]]:
    """The decisions on each event in their order, with the numbers of their entries."""
    found: dict[str, list[tuple[int, Decision]]] = {}
    for entry in ledger.entries(EntryKind.DECISION):
        decision = msgspec.json.decode(entry.body, type=Decision)
        found.setdefault(decision.event, []).append((entry.seq, decision))
    return found


def shown(ledger: Ledger) -> dict[str, Standing]:
    """Every event by id as decisions left it."""
    events = {name: event for name, (_, event) in events_of(ledger).items()}
    decided = [
        Decided(entry=entry.seq, at=entry.recorded_at, decision=msgspec.json.decode(entry.body, type=Decision))
        for entry in ledger.entries(EntryKind.DECISION)
    ]
    return stand(events, decided)


def queue(ledger: Ledger) -> list[Waiting]:
    """Events that nobody decided since they last changed, the weightiest first; those told as part of others aside."""
    decided, read = decisions_of(ledger), events_of(ledger)
    waiting, found = [], shown(ledger)
    for name, standing in found.items():
        event, last = standing.event, decided.get(name, [])[-1:]
        open_again = not last or last[0][1].verdict == "reopened" or last[0][0] < read[_whole(name, found)][0]
        if standing.alone and open_again:
            doubts = _doubts(event)
            before = last[0][1] if last else None
            waiting.append(Waiting(event=event, weight=_weight(event, doubts), doubts=doubts, decided=before))
    return sorted(waiting, key=lambda w: (-w.weight, w.event.state, w.event.treaty or "", w.event.id))


def _whole(name: str, found: Mapping[str, Standing]) -> str:
    """The event as it was read that a part was taken out of; of any other, itself."""
    while (review := found[name].review) and review.part_of:
        name = review.part_of
    return name


def decide(ledger: Ledger, decision: Decision, *, at: datetime, record_act: bool = False) -> Decision:
    """Keep a decision; with `record_act` an accepted or corrected event at the depositary becomes an act as well.

    Raises:
        InputError: for an event, or another event to merge into, that the record does not hold, for a merger that
            would go round, for reports that are not the event's or that are all of them, or an act that cannot be
            recorded from it.
    """
    found = shown(ledger)
    for name in filter(None, (decision.event, decision.into)):
        if name not in found:
            raise InputError(f"no event “{name}” on record", value=name, hint="read and record its reports first")
    event = found[decision.event].event
    _check_merger(decision, found)
    _check_split(decision, found)
    if record_act:
        act = act_of(event, decision)
        written = ledger.append([act], at=at, author=decision.by)
        decision = msgspec.structs.replace(decision, acts=tuple(a.id for a in written))
    ledger.record(EntryKind.DECISION, content_key([decision, at.isoformat()]), decision, at=at, author=decision.by)
    return decision


def _check_merger(decision: Decision, found: Mapping[str, Standing]) -> None:
    if decision.into and root(decision.into, found) == decision.event:
        raise InputError(
            f"“{decision.into}” is told as part of this event already",
            where=decision.event,
            hint="open that one again first",
        )


def _check_split(decision: Decision, found: Mapping[str, Standing]) -> None:
    """The reports must be of the event, and leave one behind; members of a merger are opened again instead."""
    if not decision.reports:
        return
    standing = found[decision.event]
    members = standing.review.members if standing.review else ()
    own = {report for origin in standing.event.origins for report in origin}
    lent = {report for name in members for origin in found[name].event.origins for report in origin}
    strange = sorted(set(decision.reports) - own)
    if strange:
        raise InputError(f"report “{strange[0]}” does not tell of this event", where=decision.event)
    if lent & set(decision.reports):
        raise InputError(
            "these reports came with an event that was merged into this one",
            where=decision.event,
            hint=f"open {members[0]} again instead",
        )
    if own - lent <= set(decision.reports):
        raise InputError("no report would be left", where=decision.event, hint="correct or reject the event instead")


def act_of(event: Event, decision: Decision) -> Act:
    """The act that an event at the depositary is, with the reviewer's corrections.

    Raises:
        InputError: where it is not decided as so, tells no day, no known treaty, or no rung at the depositary.
    """
    fields: Mapping[str, object] = {
        "state": event.state, "treaty": event.treaty, "action": event.action, "stage": event.stage,
        "date": event.date, "effective_date": event.effective_date, **decision.fields,
    }  # fmt: skip
    lacks = [name for name in ("treaty", "date") if not fields[name]]
    if decision.verdict not in ("accepted", "corrected") or lacks or fields["stage"] not in list(AT_DEPOSITARY):
        what = f"tells no {lacks[0]}" if lacks else "did not reach the depositary, or was not accepted"
        raise InputError(f"no act can be recorded: the event {what}", where=event.id)
    reports = ", ".join(sorted({report for origin in event.origins for report in origin})[:5])
    return Act(
        id="-",
        state=str(fields["state"]),
        treaty=str(fields["treaty"]),
        kind=Action(str(fields["action"])),
        date=str(fields["date"]),
        effective=str(fields["effective_date"]) if fields["effective_date"] else None,
        source=f"reports {reports}, accepted by {decision.by}",
        note=decision.why,
    )


def _doubts(event: Event) -> tuple[str, ...]:
    """What a reviewer should look at, in words."""
    disputed = [f"{name} is disputed" for name, field in event.fields.items() if field.contradicts]
    checks = [f"{c.severity}: {c.text}" for c in event.checks if c.severity in ("error", "warning")]
    alone = ["one origin only"] if len(event.origins) == 1 else []
    fallen = [] if event.stands else ["does not stand"]
    return (*fallen, *disputed, *checks, *alone)


def _weight(event: Event, doubts: Sequence[str]) -> float:
    heavy = 1.5 if event.action in _HEAVY else 1.0
    return round(CONSEQUENCE.get(event.stage, 1) * heavy * (0.5 + (1 - event.confidence) + 0.25 * len(doubts)), 3)
