"""Persons: states that are no more, those that continue them, and successors that have not spoken.

A state that has ended leaves no treaty; it is no party any longer because it is no more. Whoever is the same person
(RUS for SUN) keeps its acts; any other successor is bound by its own act only, and until one is on record the answer
is that the record does not say. A depositary's table writes the acts of a person under its last name, and leaves out a
state that ended without a continuation: a whole record that does not show such a state says nothing of it.
"""

from collections.abc import Sequence
from datetime import date

from servanda.law.entry import TreatyEntry
from servanda.law.marks import BOUND, Course, Mark
from servanda.law.periods import earliest, latest
from servanda.law.scope import Person
from servanda.model import CONSENT, Act, Reason, StatusValue, Treaty

END = "extinction of the state"
SUCCESSION = "residual rule: VCLT-S 1978 arts 17, 22-23, 34"


def own_acts(state: str, acts: Sequence[Act], person: Person | None) -> list[Act]:
    """The acts of a state, and of those whose person it continues unless it repeats them itself."""
    mine = [a for a in acts if a.state == state]
    if person is None:
        return mine
    said = {(a.kind, a.date) for a in mine}
    others = [a for a in acts if a.state in person.continues or _before_the_end(a, person)]
    return mine + [a for a in others if (a.kind, a.date) not in said]


def _before_the_end(act: Act, person: Person) -> bool:
    """Whether an act under the name of whoever continues a state was done while it still had its own."""
    until = person.state.until
    return until is not None and act.state in person.continued_by and latest(act.date) < earliest(until)


def unseen(person: Person | None, treaty: Treaty, mine: Sequence[Act]) -> bool:
    """Whether a whole record may still not show a state: it is no more, could have acted, and has no act there."""
    until = person.state.until if person else None
    if until is None or any(act.territory is None for act in mine):
        return False
    begun = treaty.adopted or treaty.opened
    return begun is None or earliest(begun) < earliest(until)


def doubt_persons(course: Course, acts: Sequence[Act], person: Person) -> None:
    """Tell acts of a state that was not yet, or was no more."""
    since = earliest(person.state.since) if person.state.since and not person.continues else None
    until = earliest(person.state.until) if person.state.until else None
    for act in acts:
        if act.state != person.state.code:
            continue
        if since and latest(act.date) < since:
            course.find("state_not_yet", act.id)
        if until and earliest(act.date) >= until:
            course.find("state_no_more", act.id)


def end_person(course: Course, person: Person) -> None:
    """From the day a state is no more its treaties bind it no longer."""
    if person.state.until is None:
        return
    day = earliest(person.state.until)
    now = course.at(day)
    course.drop_from(day)
    if now is StatusValue.NOT_COVERED:
        return
    after = StatusValue.FORMER_PARTY if now in BOUND | {StatusValue.FORMER_PARTY} else StatusValue.NONE
    course.put(Mark(day=day, status=after, reasons=(_ended(person),)))


def _ended(person: Person) -> Reason:
    modes = {"continuation": "continued by", "succession": "succeeded by", "union": "became part of"}
    after = [
        f"{said} {', '.join(codes)}"
        for mode, said in modes.items()
        if (codes := [s.state for s in person.state.successors if s.mode == mode])
    ]
    text = f"{person.state.name} ended on {person.state.until}" + (f"; {'; '.join(after)}" if after else "")
    return Reason(article=END, act=None, text=text)


def unspoken_succession(person: Person | None, acts: Sequence[Act], on: date) -> tuple[Reason, ...]:
    """Why a successor without an act of its own is not counted with its predecessor."""
    if person is None:
        return ()
    found = []
    for before in person.predecessors:
        consents = [a for a in _consents(before.code, acts) if earliest(a.date) <= on]
        if consents:
            text = (
                f"successor of {before.name}, which consented on {consents[0].date}; "
                "no act of succession or accession of its own is on record, and none is presumed"
            )
            found.append(Reason(article=SUCCESSION, act=consents[0].id, text=text))
    return tuple(found)


def _consents(code: str, acts: Sequence[Act]) -> list[Act]:
    found = [a for a in acts if a.state == code and a.kind in CONSENT and a.territory is None]
    return sorted(found, key=lambda a: (latest(a.date), a.id))


def succession_day(person: Person | None, entry: TreatyEntry, act: Act) -> date | None:
    """The day of succession of states, from which depositaries often count a successor as bound; not before entry."""
    since = earliest(person.state.since) if person and person.state.since else None
    return max(since, entry.day) if since and entry.day and since < latest(act.date) else None
