"""Circles of states, the regime, and whom joint duties concern."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from servanda.insight.regime import protected_by, regime_after, thresholds
from servanda.insight.region import circles, joint_duties, rings, sides_of, years_before
from servanda.insight.turns import Turn
from servanda.model import Status
from servanda.model.clause import Clauses, Delay, Withdrawal
from servanda.model.exit_clause import Below
from servanda.model.obligation import Duties
from servanda.model.treaty import Treaty

from .conftest import ON, a_catalog

DUTIES = msgspec.convert(
    {
        "treaty": "t",
        "obligations": [
            {"id": "t/1", "treaty": "t", "article": "1", "kind": "prohibition", "what": "not to help", "joint": True},
            {"id": "t/2", "treaty": "t", "article": "2", "kind": "reporting", "what": "to report on it"},
        ],
        "organs": [
            {"name": "Meeting", "article": "11", "role": "meets"},
            {"name": "Agency", "article": "12", "role": "looks on", "member": "subject", "stays": "by its own statute"},
        ],
    },
    Duties,
)


def law(day_of: dict[str, str]) -> Any:
    """A law by which states are bound from the day the table gives; `-` is free, none is not on record."""

    def status_of(state: str, treaty: str, day: date) -> Status:
        since = day_of.get(state)
        bound = since not in (None, "-", "leaving", "contested") and date.fromisoformat(str(since)) <= day
        value = {None: "not_covered", "leaving": "party_leaving", "contested": "contested"}.get(since, "none")
        rows = {"state": state, "treaty": treaty, "on": day, "status": "party" if bound else value}
        return msgspec.convert(rows, Status)

    return status_of


def test_sides_keep_ignorance_out_of_the_share() -> None:
    """A party that is leaving is bound, a contested one unclear, and a share is of those on record."""
    found = sides_of(["A", "B", "C", "D"], "t", ON, law({"A": "leaving", "B": "-", "C": "contested"}))
    assert (found.bound, found.leaving, found.not_bound, found.unclear, found.unknown) == (
        ("A",),
        ("A",),
        ("B",),
        ("C",),
        ("D",),
    )
    assert found.total == 4
    assert found.share == pytest.approx(1 / 3)
    assert sides_of(["D"], "t", ON, law({})).share is None


def test_circles_are_alliances_and_neighbours_with_what_they_were() -> None:
    """A forum is no circle; the members are those of each day, and gains are told against ten years before."""
    found = {c.key: c for c in circles("AAA", "t", ON, law({"BBB": "2020-01-01", "CCC": "2001-01-01"}), a_catalog())}
    assert list(found) == ["al", "neighbours", "region"]
    al = found["al"]
    assert (al.now.bound, al.gained, al.lost) == (("BBB", "CCC"), ("BBB",), ())
    assert "DDD" in al.now.unknown
    assert "DDD" not in al.decade.unknown
    assert al.eve.bound == al.now.bound


def test_rings_leave_out_the_state_and_those_that_exist_no_more() -> None:
    """Neighbours of neighbours are neither the state itself nor its neighbours."""
    catalog = msgspec.structs.replace(
        a_catalog(), borders={"AAA": ("BBB",), "BBB": ("AAA", "CCC", "ZZZ"), "CCC": ("BBB",)}
    )
    assert rings("AAA", ON, catalog) == (("BBB",), ("CCC",))
    assert rings("EEE", ON, catalog) == ((), ())


def test_joint_duties_concern_the_bound_when_they_act_with_the_others() -> None:
    """Out, the state is among those whom its allies must heed; in, among those who must heed."""
    statuses = law({"BBB": "2001-01-01", "CCC": "-", "DDD": "-"})
    around = circles("AAA", "t", ON, statuses, a_catalog())
    out = joint_duties("AAA", around, DUTIES, bound=False, catalog=a_catalog())
    assert [(j.owed_by, j.towards) for j in out] == [(("BBB",), ("AAA", "CCC", "DDD"))]
    inside = joint_duties("AAA", around, DUTIES, bound=True, catalog=a_catalog())
    assert [(j.owed_by, j.towards) for j in inside] == [(("AAA", "BBB"), ("CCC", "DDD"))]
    assert joint_duties("AAA", around, None, bound=True, catalog=a_catalog()) == ()


def test_a_leap_day_falls_back() -> None:
    """Ten years before 29 February is 28 February."""
    assert years_before(date(2024, 2, 29), 10) == date(2014, 2, 28)


class Counted:
    """Three parties until 2020, when B left; two until AAA leaves on the day."""

    steps = (
        SimpleNamespace(day=date(2010, 1, 1), left=()),
        SimpleNamespace(day=date(2020, 1, 1), left=("BBB",)),
        SimpleNamespace(day=ON, left=("AAA", "CCC")),
    )

    def parties_on(self, day: date) -> int:
        """The number."""
        return 0 if day < date(2010, 1, 1) else 3 if day < date(2020, 1, 1) else 2 if day < ON else 0


def test_the_regime_counts_and_loses_members() -> None:
    """Parties before and after, the number of the exit, the trend, and each body's loss."""
    turn = Turn(day=ON, before="bound", after="free")
    treaty = Treaty(key="t", title="T")
    found = regime_after("AAA", treaty, turn, Counted(), on=ON, duties=DUTIES, catalog=a_catalog(), complete=False)
    assert (found.before, found.after, found.nth_exit, found.earlier) == (2, 0, 2, ("BBB",))
    assert found.trend == {1: -2, 5: -3, 10: -3}
    assert [seat.becomes for seat in found.seats] == ["loses a member", "keeps the state"]
    assert found.share is None
    assert "not complete" in found.basis


def test_a_threshold_is_near_when_few_parties_are_left_above_it() -> None:
    """The number below which the treaty ends is told with its distance."""
    rule = Withdrawal(delay=Delay(style="exact", period="P6M"), below=Below(parties=16, article="XV"))
    treaty = Treaty(key="g", title="G", clauses=Clauses(withdrawal=rule))
    assert [(t.distance, t.near) for parties in (19, 40) for t in thresholds(treaty, parties)] == [
        (3, True),
        (24, False),
    ]
    assert thresholds(Treaty(key="t", title="T"), 5) == ()


def test_beneficiaries_are_told_with_their_articles() -> None:
    """One row for each kind of beneficiary, the most protected first."""
    found = protected_by([("1", "prohibition", ("civilians",)), ("5", "assistance", ("victims", "civilians"))])
    assert [(p.who, p.articles) for p in found] == [("civilians", ("1", "5")), ("victims", ("5",))]
