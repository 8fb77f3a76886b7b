"""Laws of the law engine on any set of acts."""

from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.law import Above, Person, Scope, status, status_json, what_if, what_if_json
from servanda.model import Act, Action, State, Status, StatusValue
from servanda.model.state import Succession

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


POLAND = Person(state=State(code="POL", name="Poland"))
VANISHED = Person(
    state=State(code="LTU", name="Gone", until="2000-06-01", successors=(Succession(state="RUS", mode="succession"),))
)


@st.composite
def scopes(draw: st.DrawFn, key: str) -> Scope:
    """Any question about a treaty: towards one state, for a territory, under its parents, of a state that is no more."""
    treaties = load_catalog().treaties
    parent = treaties.get(treaties[key].parent or "")
    return Scope(
        person=draw(st.sampled_from([None, VANISHED])),
        parents=(Above(treaty=parent, covered=draw(st.booleans())),) if parent else (),
        complete=draw(st.booleans()),
        towards=draw(st.sampled_from([None, "USA", "POL"])),
        counterpart=draw(st.sampled_from([None, POLAND])),
        territory=draw(st.sampled_from([(), ("ABW", "abw", "aruba")])),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, list[Act], Scope]:
    """A treaty, any acts on it and on its parent, and any question about it."""
    key = draw(st.sampled_from(TREATIES))
    parent = load_catalog().treaties[key].parent
    above = draw(acts(parent, most=4)) if parent else []
    renamed = [msgspec.structs.replace(a, id=f"up-{a.id}") for a in above]
    return key, [*draw(acts(key)), *renamed], draw(scopes(key))


@given(questions(), ANY_DAY, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_question_gets_an_answer(question: tuple[str, list[Act], Scope], on: date, covered: bool) -> None:
    """Towards whom, for which territory and under which parents one asks: the engine is total, and names what it was."""
    key, some, scope = question
    found = status("LTU", load_catalog().treaties[key], some, on=on, covered=covered, scope=scope)
    shape = status_json(found)
    assert shape.get("towards") == scope.towards
    assert shape.get("territory") == (scope.territory[0] if scope.territory else None)


@given(questions(), DAYS, st.sampled_from([Action.WITHDRAWAL, Action.ACCESSION, Action.SUSPENSION, Action.SIGNATURE]))
@settings(max_examples=200, deadline=None)
def test_any_wider_supposition_gets_an_answer(
    question: tuple[str, list[Act], Scope], notified: date, action: Action
) -> None:
    """What-if is total for every kind of question as well, backwards included."""
    key, some, scope = question
    treaty = load_catalog().treaties[key]
    found = what_if("LTU", treaty, some, action, notified=notified, out_by=notified, scope=scope)
    assert what_if_json(found)["out_by"] == notified.isoformat()


@given(questions(), DAYS, st.randoms())
@settings(max_examples=100, deadline=None)
def test_order_is_irrelevant_to_any_question(question: tuple[str, list[Act], Scope], on: date, random: object) -> None:
    """Acts in any order give the same answer to any question."""
    key, some, scope = question
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    treaty = load_catalog().treaties[key]
    assert status("LTU", treaty, shuffled, on=on, scope=scope) == status("LTU", treaty, some, on=on, scope=scope)


@given(questions(), DAYS)
@settings(max_examples=150, deadline=None)
def test_a_pair_is_bound_both_ways_or_neither(question: tuple[str, list[Act], Scope], on: date) -> None:
    """What is in force between two states is in force for both of them, unless a record is silent about one."""
    key, some, scope = question
    asked = msgspec.structs.replace(scope, towards="USA", territory=(), person=None, counterpart=None)
    treaty = load_catalog().treaties[key]
    one = status("LTU", treaty, some, on=on, covered=True, scope=asked).status
    two = status("USA", treaty, some, on=on, covered=True, scope=asked.turned("LTU")).status
    assert (one in BETWEEN) == (two in BETWEEN)


BETWEEN = {StatusValue.PARTY, StatusValue.PARTY_LEAVING}


@given(st.sampled_from(TREATIES), st.dates(min_value=date(1985, 1, 1), max_value=date(2035, 12, 31)))
@settings(max_examples=300, deadline=None)
def test_the_latest_notice_is_the_latest(key: str, wanted: date) -> None:
    """A notice on the day found is out by the day wanted, and one of any of the next ten days is not."""
    treaty = load_catalog().treaties[key]
    party = Act(id="p", state="LTU", treaty=key, kind=Action.RATIFICATION, date="1950", effective="1950-01-01")
    found = what_if("LTU", treaty, [party], Action.WITHDRAWAL, notified=None, out_by=wanted, on=date(1984, 1, 1))
    if found.latest_notice is None:
        return
    assert found.effective is not None
    assert found.effective <= wanted
    assert found.last_revocation == found.effective - timedelta(days=1)
    for more in range(1, 11):
        day = found.latest_notice + timedelta(days=more)
        later = what_if("LTU", treaty, [party], Action.WITHDRAWAL, notified=day)
        assert later.effective is None or later.effective > wanted
