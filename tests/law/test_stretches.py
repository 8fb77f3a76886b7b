"""The stretches of a course say what `status` says, on every day: the fast path of panels and the walk agree."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from servanda.catalog import load_catalog
from servanda.enquiry import parents_of, person_of
from servanda.law import Above, Person, Scope, status
from servanda.law.engine import known_acts
from servanda.law.stretches import Stretch, ground_of, reasons_of, stretches
from servanda.ledger import load_register
from servanda.model import CONSENT, Act, Action, Treaty

CATALOG = load_catalog()
TREATIES = sorted(CATALOG.treaties)
DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2040, 12, 31))
EDTF = st.one_of(DAYS.map(date.isoformat), DAYS.map(lambda d: d.isoformat()[:7]), DAYS.map(lambda d: str(d.year)))
STATES = ["LTU", "LTU", "RUS", "SUN", "CZE", "CSK"]
"""A state without a past, one that continues another, one that is no more, a successor and what it succeeds."""
KINDS = [Action.SIGNATURE, *sorted(CONSENT)]


@st.composite
def records(draw: DrawFn) -> tuple[Treaty, list[Act]]:
    """A treaty and acts of two states on it, mostly plain ones, and on its parent where it has one."""
    treaty = CATALOG.treaties[draw(st.sampled_from(TREATIES))]
    keys = [treaty.key, treaty.key, treaty.key, treaty.parent or treaty.key]
    kinds = st.sampled_from([*KINDS, *KINDS, *Action])
    some = [
        Act(
            id=f"a{number}",
            state=draw(st.sampled_from(STATES)),
            treaty=draw(st.sampled_from(keys)),
            kind=draw(kinds),
            date=draw(EDTF),
            effective=draw(st.none() | st.none() | EDTF),
            known_from=draw(st.none() | st.none() | EDTF),
            contested=draw(st.sampled_from([None, None, None, "disputed"])),
            territory=draw(st.sampled_from([None, None, None, "ABW"])),
            towards=draw(st.sampled_from([None, None, None, None, "POL"])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return treaty, some


def person(code: str) -> Person:
    """A state as a person, as a conductor finds it."""
    return person_of(CATALOG.states[code], CATALOG)


def differences(
    state: str,
    treaty: Treaty,
    some: Sequence[Act],
    *,
    covered: bool = False,
    complete: bool = False,
    known: date | None = None,
    days: Sequence[date] = (),
) -> list[tuple[date, Stretch]]:
    """The days on which the stretches and `status` differ; asked on both sides of each change."""
    parents = tuple(Above(treaty=parent) for parent in parents_of(treaty, CATALOG))
    above = [act for parent in parents for act in known_acts(parent.treaty, some, known)]
    acts = known_acts(treaty, some, known)
    ground = ground_of(
        treaty,
        acts,
        covered=covered,
        complete=complete,
        parents=parents,
        above=above,
        persons=person,
        same=CATALOG.continued,
    )
    scope = Scope(person=person(state), parents=parents, complete=complete, same=CATALOG.continued)
    found = stretches(state, ground)
    changes = [s.since for s in found if date(1900, 1, 1) < s.since < date(2100, 1, 1)]
    asked = {*days, *changes, *(c - timedelta(1) for c in changes), date(2030, 1, 1)}
    wrong = []
    for day in sorted(asked):
        held = [s for s in found if s.since <= day][-1]
        told = status(state, treaty, some, on=day, known=known, covered=covered, scope=scope)
        said = (held.status, held.first, held.to, reasons_of(held, ground))
        if said != (told.status, told.in_force_from, told.in_force_to, told.reasons):
            wrong.append((day, held))
    return wrong


@given(records(), st.sampled_from(STATES), st.booleans(), st.booleans(), st.none() | DAYS, DAYS)
@settings(max_examples=400)
def test_stretches_say_what_status_says(
    record: tuple[Treaty, list[Act]], state: str, covered: bool, complete: bool, known: date | None, day: date
) -> None:
    """Status, time of being bound and reasons are those of `status`: any acts, both clocks, parents, successors."""
    treaty, some = record
    assert differences(state, treaty, some, covered=covered, complete=complete, known=known, days=[day]) == []


def test_the_shipped_register_has_the_stretches_that_status_tells() -> None:
    """Every state under every treaty of the register, on both sides of every change."""
    register = load_register()
    everything = [act for acts in register.acts.values() for act in acts]
    wrong = []
    for key, acts in register.acts.items():
        treaty = CATALOG.treaties[key]
        some = everything if treaty.parent else acts
        for state in sorted({act.state for act in acts}):
            wrong += [(key, state, day) for day, _ in differences(state, treaty, some)]
    assert wrong == []


def test_stretches_begin_with_the_calendar_and_are_in_order() -> None:
    """Every day has exactly one stretch."""
    for key, acts in load_register().acts.items():
        ground = ground_of(CATALOG.treaties[key], acts, covered=False)
        for state in sorted({act.state for act in acts}):
            days = [s.since for s in stretches(state, ground)]
            assert days[0] == date.min
            assert days == sorted(set(days))
