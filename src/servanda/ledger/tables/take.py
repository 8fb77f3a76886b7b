"""A Table -> acts, with every cell accounted for. Pure.

A line is read in three steps: each cell gives days with the act they mean (`cells`); a day of effect, a kind or a note
told in a column of its own joins the line's act; and who acts is looked up.
"""

import re
from collections.abc import Sequence
from datetime import date

from servanda.ledger.identity import identified
from servanda.ledger.tables.cells import CellReader, Found, LineRead, short
from servanda.ledger.tables.days import puts_month_first
from servanda.ledger.tables.headings import Column, read_heading
from servanda.ledger.tables.participants import Participants
from servanda.ledger.tables.table import Fate, Table, Taken, Tally
from servanda.model import CONSENT, Act, Action

_BRACKETED = "in brackets in the depositary's table: taken back since, see its notes"

_SUM = re.compile(r"(?:sub-?)?totals?\b|number of\b", re.IGNORECASE)
"""How the line begins that counts the others and names nobody."""


def take_table(table: Table, key: str, participants: Participants, *, today: date) -> Taken:
    """Read every line of a table.

    Args:
        table: the table.
        key: the treaty's key.
        participants: the finder of names.
        today: the last day an act can have; a later one is listed.
    """
    columns = [read_heading(heading) for heading in table.headings]
    month_first = puts_month_first(cell for line in table.lines for cell in line.cells)
    reader = CellReader(table, columns, month_first=month_first, today=today)
    tally, rejects, acts = Tally(), [], {}
    named = {index for index, column in enumerate(columns) if column.role == "participant"}
    above = ""
    for line in table.lines:
        state = reader.read(line)
        state.name = above = state.name or above
        _join(state)
        for act in _acts(state, columns, key, table, participants):
            acts[act.id] = act
        rejects += state.rejects
        for index, fate in state.fates.items():
            name = "participants" if fate is Fate.MARK and index in named else _COUNTED[fate]
            setattr(tally, name, getattr(tally, name) + 1)
    return Taken(table=table, key=key, acts=tuple(acts.values()), tally=tally, rejects=tuple(rejects))


_COUNTED = {Fate.ACT: "acts", Fate.JOINED: "joined", Fate.MARK: "marks", Fate.REJECTED: "rejected"}


def _join(state: LineRead) -> None:
    """Let days of effect, ends and kinds told in columns of their own join the line's acts."""
    _name_days(state)
    state.found = _told_once(state, _merge_cities(state))
    consents = [one for one in state.found if one.kind in CONSENT]
    if state.kind in CONSENT:
        for one in consents:
            one.kind, one.notes = state.kind, []
    forces = state.days.get("force", [])
    for place, (index, day) in enumerate(forces):
        state.fates[index] = Fate.JOINED
        free = [one for one in consents if one.effective is None]
        fitting = [one for one in free if one.day[:4] <= day[:4]] or free
        if fitting:
            (fitting[-1] if place or len(forces) == 1 else fitting[0]).effective = day
        else:
            reason = f"in force from {day}, and no consent is dated that it could belong to"
            state.reject(Column(heading="in force", role="force"), index, reason)
    leaving = [one for one in state.found if one.kind is Action.WITHDRAWAL]
    for index, day in state.days.get("left", []):
        state.fates[index] = Fate.JOINED
        if leaving and leaving[-1].effective is None:
            leaving[-1].effective = day
        else:
            note = "the table gives only the day it ended, not the day of notice"
            state.found.append(Found(column=index, kind=Action.WITHDRAWAL, day=day, effective=day, notes=[note]))
            state.fates[index] = Fate.ACT
    for index, day in state.days.get("kept", []):
        if state.found:
            state.fates[index] = Fate.JOINED
            state.found[-1].notes.append(f"day in another column: {day}")


def _name_days(state: LineRead) -> None:
    """Days of a line that tells one act, its kind in one column and its day in another."""
    for index, day in state.days.get("when", []):
        if state.kind:
            state.found.append(Found(column=index, kind=state.kind, day=day, notes=[]))
            state.fates[index] = Fate.ACT
        else:
            state.reject(Column(heading="day", role="when"), index, f"no column tells which act {day} is")


def _told_once(state: LineRead, found: list[Found]) -> list[Found]:
    """A consent told by a column that knows no kinds, and again by one that does, is one act."""
    told = {one.day for one in found if one.kind in CONSENT and one.kind is not Action.RATIFICATION}
    kept = [one for one in found if not (one.kind is Action.RATIFICATION and one.day in told)]
    for one in found:
        if one not in kept:
            state.fates[one.column] = Fate.JOINED
    return kept


def _merge_cities(state: LineRead) -> list[Found]:
    """Deposits of one act in several cities are one act, of the earliest day; the others stand in its note."""
    merged: dict[object, Found] = {}
    for place, one in enumerate(sorted(state.found, key=lambda found: found.day)):
        first = merged.setdefault((one.kind, "city") if one.city else place, one)
        if first is one:
            continue
        first.notes.append(f"also {one.day} {one.city}")
        if first.column != one.column:
            state.fates[one.column] = Fate.JOINED
    return sorted(merged.values(), key=lambda one: (one.column, one.day))


def _acts(state: LineRead, columns: Sequence[Column], key: str, table: Table, participants: Participants) -> list[Act]:
    """The acts of a line, once it is known who acted; one a participant and territory where cells name several."""
    day = state.found[0].day[:10] if state.found else "9999"
    who = participants.find(state.name, day) if state.name.strip() else ()
    if not who:
        _nobody(state, columns)
        return []
    acts = []
    for found in state.found:
        places = participants.territories(state.territories) if found.kind in _FOR_TERRITORIES else ()
        for one in who:
            for place in places or (one.territory,):
                notes = [note for note in (*found.notes, one.note) if note]
                act = Act(
                    id="-",
                    state=one.state,
                    treaty=key,
                    kind=found.kind,
                    date=found.day,
                    effective=found.effective,
                    territory=place,
                    source=table.head.source,
                    contested=_BRACKETED if found.bracketed else None,
                    note="; ".join(dict.fromkeys(notes)),
                )
                acts.append(identified(act))
    return acts


_FOR_TERRITORIES = frozenset({Action.TERRITORIAL_APPLICATION, Action.DECLARATION, Action.WITHDRAWAL})


def _nobody(state: LineRead, columns: Sequence[Column]) -> None:
    """List the name nobody has, and every dated cell of its line."""
    place = next((index for index, column in enumerate(columns) if column.role == "participant"), -1)
    if _SUM.match(state.name.strip()) and not {Fate.ACT, Fate.JOINED} & set(state.fates.values()):
        return
    if state.fates.get(place) is Fate.MARK:
        state.reject(columns[place], place, f"no participant “{short(state.name)}” in the catalog")
    for index, fate in list(state.fates.items()):
        if fate in (Fate.ACT, Fate.JOINED):
            state.reject(columns[index], index, f"nobody is known to have done it: “{short(state.name)}”")
