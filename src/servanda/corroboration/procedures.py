"""Procedures: the events of one course, from announced to effective, under one id.

A state may leave, come back and leave again: a course ends with its effect, and a silence of years begins another.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.corroboration.mention import LEAVING, family
from servanda.model import Action, Certainty, Event, Stage, parse_edtf

YEARS_APART = 6
"""Ratifications may take years (signature to deposit); beyond this silence two courses are likelier than one."""

JOINING = {"signature", "consent", Action.PROVISIONAL_APPLICATION.value}


def link_procedures(events: Sequence[Event], seen: dict[str, date]) -> list[Event]:
    """Give each event the id of its course.

    Args:
        events: of one or many treaties.
        seen: event id -> first day of publication, for events without a date.
    """
    courses: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        treaty = event.treaty or (event.treaty_name or "?")
        courses[event.state, treaty, _course(event.action)].append(event)
    linked = []
    for (state, treaty, course), rungs in sorted(courses.items()):
        for part in _split(sorted(rungs, key=lambda e: (_day(e, seen), e.id)), seen):
            first = min(_day(e, seen) for e in part)
            year = f"{first.year}" if first < date.max else "undated"
            name = f"{state}:{treaty}:{course}:{year}"
            linked += [msgspec.structs.replace(e, procedure=name) for e in part]
    return linked


def _course(action: Action) -> str:
    if action in LEAVING - {Action.REVOCATION}:
        return "leaving"
    return "joining" if family(action) in JOINING else action.value


def _day(event: Event, seen: dict[str, date]) -> date:
    """The day to order an event by: the earliest it may mean, else that of its first report."""
    return parse_edtf(event.date).first if event.date else seen.get(event.id, date.max)


def _split(rungs: list[Event], seen: dict[str, date]) -> list[list[Event]]:
    parts: list[list[Event]] = []
    last = over = date.min
    for event in rungs:
        day = _day(event, seen)
        ended = over > date.min and over < day < date.max
        if not parts or (last < day and (ended or _years(last, day) > YEARS_APART)):
            parts.append([])
            over = date.min
        parts[-1].append(event)
        last = day
        if _ends(event):
            over = day
    return parts


def _ends(event: Event) -> bool:
    """Whether a course is over with this rung; a later rung belongs to the next. A signature only begins one."""
    done = event.stage is Stage.EFFECTIVE and event.certainty is Certainty.ASSERTED
    return done and event.action is not Action.SIGNATURE


def _years(a: date, b: date) -> float:
    return (b - a).days / 365.25
