"""The outlook: chances by hand arithmetic, their order and bounds, and that nothing later than the day is used."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.catalog.outlook import Course, Hazard, load_courses, load_hazard
from servanda.insight.outlook import HORIZONS, courses_of, outlook_of_party, outlook_of_procedure
from servanda.insight.outlook.intervals import poisson, wilson
from servanda.insight.outlook.procedures import incidence
from servanda.insight.precedents import exits_on_record
from servanda.ledger import load_register
from servanda.model import Act, Action, Stage

NOTIFIED, OUT, BACK = Stage.NOTIFIED, Stage.EFFECTIVE, Stage.REVOKED


def course(n: int, rungs: dict[Stage, str]) -> Course:
    """A made-up course of leaving by the n-th state."""
    return Course(state=f"S{n}", treaty="rome", action=Action.WITHDRAWAL, rungs=rungs, source="made up")


def register_acts() -> list[Act]:
    """Every act of the shipped register."""
    return [act for acts in load_register().acts.values() for act in acts]


TEN = [
    *(course(n, {NOTIFIED: "2000-01-01", OUT: "2000-07-01"}) for n in range(6)),
    *(course(n, {NOTIFIED: "2000-01-01", BACK: "2000-03-01"}) for n in range(6, 8)),
    *(course(n, {NOTIFIED: "2000-01-01"}) for n in range(8, 10)),
]


def test_shares_of_ten_courses() -> None:
    """Of ten notices two were taken back in sixty days and six took effect in 182: 0.2 and 0.6 within twelve months."""
    found = outlook_of_procedure(NOTIFIED, Action.WITHDRAWAL, date(2010, 1, 1), date(2010, 1, 1), TEN)
    values = {(one.stage, one.within_months): one.value for one in found}
    assert values["revoked", 3] == pytest.approx(0.2)
    assert values["effective", 3] == 0
    assert values["effective", 12] == pytest.approx(0.6)
    assert {one.cases for one in found} == {10}


def test_time_spent_counts_where_enough_waited() -> None:
    """A hundred days on, the two taken back are no longer compared with: six of eight took effect."""
    found = outlook_of_procedure(NOTIFIED, Action.WITHDRAWAL, date(2010, 1, 1), date(2010, 4, 11), TEN)
    by = {(one.stage, one.within_months): one for one in found}
    assert by["effective", 3].value == pytest.approx(6 / 8)
    assert ("revoked", 3) not in by
    assert {i.name: i.used for i in by["effective", 3].inputs} == {"stage": True, "days_so_far": True}


def test_a_censored_course_counts_while_it_was_followed() -> None:
    """One of three ends on day 10, one is censored on day 15, the last ends on day 20: 1/3, then all of the rest."""
    rows = [(10, OUT), (15, None), (20, OUT)]
    assert incidence(rows, OUT, 12) == pytest.approx(1 / 3)
    assert incidence(rows, OUT, 30) == pytest.approx(1.0)


def test_what_is_over_has_no_outlook() -> None:
    """A procedure that took effect, or that begins after the day asked about, has none."""
    assert not outlook_of_procedure(OUT, Action.WITHDRAWAL, date(2001, 1, 1), date(2001, 1, 1), TEN)
    assert not outlook_of_procedure(NOTIFIED, Action.WITHDRAWAL, date(2001, 1, 2), date(2001, 1, 1), TEN)


def test_the_case_itself_is_left_out() -> None:
    """A course is not its own precedent."""
    on = date(2010, 1, 1)
    found = outlook_of_procedure(NOTIFIED, Action.WITHDRAWAL, on, on, TEN, leaving_out=("S0", "rome"))
    assert {one.cases for one in found} == {9}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4000),
            st.dictionaries(st.sampled_from([OUT, BACK, Stage.EXPIRED]), st.integers(0, 900), max_size=3),
        ),
        max_size=25,
    ),
    st.integers(0, 5000),
    st.integers(0, 800),
)
def test_chances_are_chances(rows: list[tuple[int, dict[Stage, int]]], at: int, so_far: int) -> None:
    """Chances lie within their intervals and 0 to 1, never fall with the horizon, and exclude each other."""
    first = date(1990, 1, 1)
    courses = [
        course(
            n,
            {NOTIFIED: (first + timedelta(begun)).isoformat()}
            | {stage: (first + timedelta(begun + days)).isoformat() for stage, days in later.items()},
        )
        for n, (begun, later) in enumerate(rows)
    ]
    on = first + timedelta(at)
    found = outlook_of_procedure(NOTIFIED, Action.WITHDRAWAL, on - timedelta(so_far), on, courses)
    for one in found:
        assert 0 <= one.low <= one.value <= one.high <= 1
    for months in HORIZONS:
        assert sum(one.value for one in found if one.within_months == months) <= 1 + 1e-9
    for stage in {one.stage for one in found}:
        values = [one.value for one in found if one.stage == stage]
        assert values == sorted(values)
    public = [
        Course(
            state=c.state,
            treaty=c.treaty,
            action=c.action,
            source=c.source,
            rungs={s: d for s, d in c.rungs.items() if s is NOTIFIED or date.fromisoformat(d) <= on},
        )
        for c in courses
    ]
    assert outlook_of_procedure(NOTIFIED, Action.WITHDRAWAL, on - timedelta(so_far), on, public) == found


def test_intervals_by_the_book() -> None:
    """Wilson's interval of 5 in 10 and Byar's of 10 events are those of the textbooks; none seen leaves room above."""
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert poisson(10) == pytest.approx((4.79, 18.39), abs=0.05)
    assert poisson(0)[0] == 0
    assert poisson(0)[1] == pytest.approx(3.7, abs=0.1)
    assert wilson(0.0, 0) == (0.0, 1.0)


HAZARD = Hazard(
    table="made up",
    until=2020,
    counts={"disarmament": {"2000": (1, 100), "2010": (9, 100)}, "sea": {"2000": (0, 100), "2010": (0, 100)}},
)


def test_a_quiet_party_by_the_base_rate() -> None:
    """Ten notices in four hundred years make 1 - exp(-0.025) within twelve months."""
    found = outlook_of_party("LTU", "ccm", date(2015, 1, 1), acts=(), catalog=load_catalog(), hazard=HAZARD)
    year = next(one for one in found if one.within_months == 12)
    assert year.value == pytest.approx(1 - math.exp(-10 / 400))
    assert year.cases == 10
    assert year.basis == "base rate"


def test_later_years_are_not_counted() -> None:
    """Asked of 2005, the nine notices of 2010 have not happened, nor has an act of that year."""
    later = Act(id="x", state="LVA", treaty="ccm", kind=Action.WITHDRAWAL, date="2010-05-01")
    on, catalog = date(2005, 1, 1), load_catalog()
    found = outlook_of_party("LTU", "ccm", on, acts=(later,), catalog=catalog, hazard=HAZARD)
    assert {one.cases for one in found} == {1}
    assert found == outlook_of_party("LTU", "ccm", on, acts=(), catalog=catalog, hazard=HAZARD)


def test_who_left_around_is_told() -> None:
    """Lithuania's notice of 2024 stands beside the chance of Norway, its ally, and is no neighbour's."""
    acts = register_acts()
    found = outlook_of_party("NOR", "ccm", date(2025, 6, 1), acts=acts, catalog=load_catalog(), hazard=load_hazard())
    told = {one.name: one.value for one in found[0].inputs}
    assert told["allies_left"] == "LTU"
    assert told["neighbours_left"] == "none"


def test_shipped_data_hold_together() -> None:
    """Courses name states and treaties of the catalog, no rung precedes the day the treaty was opened, rates add up."""
    catalog, hazard = load_catalog(), load_hazard()
    for one in load_courses():
        assert one.state in catalog.states
        assert one.treaty in catalog.treaties
        assert one.source
    rate = hazard.rate(hazard.until + 1)
    assert rate.exits == sum(hazard.rate(hazard.until + 1, family).exits for family in hazard.counts)
    assert len(hazard.table) == 64
    assert set(hazard.evaluation) == {"base_rate", "family_rate", "model"}


def test_exits_on_record_become_courses() -> None:
    """The register's notices stand beside the shipped courses, none twice."""
    courses = courses_of(exits_on_record(register_acts()), load_courses())
    keys = [(c.state, c.treaty, c.rungs[NOTIFIED]) for c in courses if NOTIFIED in c.rungs]
    assert len(keys) == len(set(keys))
    assert len(courses) > len(load_courses())
