"""Laws of the law engine on any set of acts."""

from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.law import status, status_json, what_if, what_if_json
from servanda.model import Act, Action, Status

TREATIES = sorted(key for key, treaty in load_catalog().treaties.items() if treaty.clauses)
DAYS = st.dates(min_value=date(1945, 1, 1), max_value=date(2040, 12, 31))
ANY_DAY = st.dates()
EDTF = st.one_of(DAYS.map(date.isoformat), DAYS.map(lambda d: d.isoformat()[:7]), DAYS.map(lambda d: str(d.year)))


@st.composite
def acts(draw: st.DrawFn, treaty: str, most: int = 7) -> list[Act]:
    """Any acts of three states on one treaty, sense or nonsense."""
    return [
        Act(
            id=f"a{number}",
            state=draw(st.sampled_from(["LTU", "USA", "RUS"])),
            treaty=treaty,
            kind=draw(st.sampled_from(list(Action))),
            date=draw(EDTF),
            effective=draw(st.none() | EDTF),
            known_from=draw(st.none() | EDTF),
            of=draw(st.none() | st.sampled_from(list(Action))),
            stated=draw(st.none() | EDTF),
            contested=draw(st.sampled_from([None, None, "disputed"])),
            territory=draw(st.sampled_from([None, None, None, "ABW"])),
            towards=draw(st.sampled_from([None, None, None, "POL"])),
        )
        for number in range(draw(st.integers(0, most)))
    ]


@st.composite
def records(draw: st.DrawFn) -> tuple[str, list[Act]]:
    """A treaty and any acts on it."""
    key = draw(st.sampled_from(TREATIES))
    return key, draw(acts(key))


def of(key: str, given_acts: list[Act], on: date, *, covered: bool = False) -> Status:
    """The status of Lithuania."""
    return status("LTU", load_catalog().treaties[key], given_acts, on=on, covered=covered)


@given(records(), ANY_DAY, st.booleans(), st.none() | DAYS)
@settings(max_examples=300, deadline=None)
def test_any_acts_give_a_status(record: tuple[str, list[Act]], on: date, covered: bool, known: date | None) -> None:
    """The engine is total: no set of acts, and no day, makes it raise."""
    key, some = record
    found = status("LTU", load_catalog().treaties[key], some, on=on, known=known, covered=covered)
    assert status_json(found)["status"] == found.status.value


@given(records(), ANY_DAY, st.sampled_from([Action.WITHDRAWAL, Action.ACCESSION, Action.REVOCATION]))
@settings(max_examples=200, deadline=None)
def test_any_supposition_gives_an_answer(record: tuple[str, list[Act]], notified: date, action: Action) -> None:
    """What-if is total as well."""
    key, some = record
    found = what_if("LTU", load_catalog().treaties[key], some, action, notified=notified)
    assert what_if_json(found)["notified"] == notified.isoformat()
    preferred = [r.date for r in found.effective_readings if r.preferred]
    assert found.effective is None or preferred == [found.effective]


@given(records(), DAYS, st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_recording_is_irrelevant(record: tuple[str, list[Act]], on: date, random: object) -> None:
    """Acts in any order give the same status."""
    key, some = record
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert of(key, shuffled, on) == of(key, some, on)


@given(records(), DAYS)
@settings(max_examples=150, deadline=None)
def test_an_unrelated_act_changes_nothing(record: tuple[str, list[Act]], on: date) -> None:
    """An act on another treaty, or for a territory, or a declaration, leaves the status as it is."""
    key, some = record
    more = [
        Act(id="x", state="LTU", treaty="another", kind=Action.WITHDRAWAL, date="2001"),
        Act(id="y", state="LTU", treaty=key, kind=Action.WITHDRAWAL, date="2001", territory="ABW"),
        Act(id="z", state="LTU", treaty=key, kind=Action.DECLARATION, date="2001"),
    ]
    assert of(key, [*some, *more], on) == of(key, some, on)


@given(st.sampled_from(TREATIES), DAYS, st.integers(0, 20), DAYS)
@settings(max_examples=200, deadline=None)
def test_a_revoked_notice_is_no_notice(key: str, notified: date, later: int, on: date) -> None:
    """A notice taken back before its effect leaves the status as it was."""
    party = Act(id="p", state="LTU", treaty=key, kind=Action.RATIFICATION, date="1950", effective="1950-01-01")
    notice = Act(id="n", state="LTU", treaty=key, kind=Action.WITHDRAWAL, date=notified.isoformat())
    supposed = what_if("LTU", load_catalog().treaties[key], [party], Action.WITHDRAWAL, notified=notified)
    day = notified + timedelta(days=later)
    back = Act(id="r", state="LTU", treaty=key, kind=Action.REVOCATION, of=Action.WITHDRAWAL, date=day.isoformat())
    if supposed.effective is None or supposed.effective <= day or notified < date(1950, 12, 31):
        return
    assert of(key, [party, notice, back], on) == of(key, [party], on)


@given(st.sampled_from(TREATIES), DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_what_if_is_the_same_act_recorded(key: str, notified: date, on: date) -> None:
    """The status that comes with a supposed act is that of the act on record."""
    treaty = load_catalog().treaties[key]
    party = Act(id="p", state="LTU", treaty=key, kind=Action.RATIFICATION, date="1950", effective="1950-01-01")
    supposed = what_if("LTU", treaty, [party], Action.WITHDRAWAL, notified=notified, on=on)
    if supposed.effective is None:
        return
    act = Act(id="supposed", state="LTU", treaty=key, kind=Action.WITHDRAWAL, date=notified.isoformat())
    recorded = of(key, [party, act], on)
    for name in ("status", "in_force_from", "in_force_to", "spells", "readings", "next"):
        assert getattr(supposed, name) == getattr(recorded, name)


@given(records(), DAYS, DAYS)
@settings(max_examples=150, deadline=None)
def test_no_status_precedes_what_was_known(record: tuple[str, list[Act]], on: date, known: date) -> None:
    """Acts that became public later do not show in a status as known before."""
    key, some = record
    treaty = load_catalog().treaties[key]
    public = [a for a in some if a.known_on(known.isoformat())]
    one = status("LTU", treaty, some, on=on, known=known)
    assert msgspec.structs.replace(one, known=None) == status("LTU", treaty, public, on=on)
