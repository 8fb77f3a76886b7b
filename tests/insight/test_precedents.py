"""Exits on record, their likeness, and their courses as distributions."""

from datetime import date
from typing import Any

import pytest

from servanda.catalog import load_catalog
from servanda.insight.precedents import Exit, exits_on_record, likeness, precedents, profile_of, with_events
from servanda.insight.survival import absences, ends, kaplan_meier, notices, quantile, spans

from .conftest import an_event, some_acts

ON = date(2026, 11, 1)


def exits(*rows: dict[str, Any]) -> tuple[Exit, ...]:
    """The exits in some acts of AAA on t."""
    return exits_on_record(some_acts([{"kind": "withdrawal", **row} for row in rows]))


def test_an_exit_taken_back_before_effect_is_revoked() -> None:
    """A revocation after the effect takes nothing back; one of a ratification is no revocation of a notice."""
    out = {"date": "2010-01-01", "effective": "2010-07-01"}
    for day, of, expected in (
        ("2010-03-01", "withdrawal", "2010-03-01"),
        ("2010-08-01", "withdrawal", None),
        ("2010-03-01", "ratification", None),
    ):
        (found,) = exits(out, {"kind": "revocation", "date": day, "of": of})
        assert found.revoked == expected


def test_a_state_may_leave_return_and_leave_again() -> None:
    """Each notice is an exit of its own, and the return belongs to the first."""
    first, second = exits(
        {"date": "2019-11-04", "effective": "2020-11-04"},
        {"kind": "acceptance", "date": "2021-01-20"},
        {"date": "2025-01-27", "effective": "2026-01-27"},
    )
    assert (first.returned, second.returned) == ("2021-01-20", None)
    assert [first.end_on(date(y, 12, 1)) for y in (2019, 2020, 2021)] == ["pending", "effective", "returned"]


def test_acts_for_a_territory_are_no_exits() -> None:
    """Only a notice for the whole counts."""
    assert exits({"date": "2010-01-01", "territory": "Isle"}, {"date": "2010-01-01", "towards": "BBB"}) == ()


def test_events_time_the_rungs_before_the_notice() -> None:
    """An announcement and a vote before the notice are rungs; what is denied or later is none."""
    (plain,) = exits({"date": "2024-09-06", "effective": "2025-03-06"})
    events = [
        an_event(stage="announced", date="2024-06-06"),
        an_event(stage="parliament_vote", date="2024-07-18"),
        an_event(stage="announced", date="2024-01-01", stands=False),
        an_event(stage="announced", date="2025-01-01"),
    ]
    (told,) = with_events([plain], events)
    assert told.days == {
        "announced_parliament_vote": 42,
        "announced_notified": 92,
        "announced_effective": 273,
        "parliament_vote_notified": 50,
        "parliament_vote_effective": 231,
        "notified_effective": 181,
    }


def shipped() -> tuple[Exit, ...]:
    """Exits from two treaties of one family, and one from another."""
    rows = [
        ("FIN", "apmbc", "2025-07-10", "2026-01-10"),
        ("LTU", "ccm", "2024-09-06", "2025-03-06"),
        ("BDI", "rome", "2016-10-27", "2017-10-27"),
    ]
    keys = ("state", "treaty", "date", "effective")
    return exits(*(dict(zip(keys, row, strict=True)) for row in rows))


def test_precedents_say_what_they_share_and_leave_out_the_case_itself() -> None:
    """The points add up to the score, the likest comes first, and what came later is unknown."""
    catalog = load_catalog()
    case = profile_of("LTU", "ccm", date(2024, 9, 6), catalog)
    found = precedents(case, shipped(), on=ON, catalog=catalog, least=0)
    assert [p.exit.state for p in found] == ["FIN", "BDI"]
    assert found[0].shares == {"family": 2, "clause": 2, "alliance": 1, "region": 1}
    assert all(p.score == sum(p.shares.values()) for p in found)
    assert "Finland, Ottawa Convention: notice of 2025-07-10, out on 2026-01-10" in found[0].text
    assert [p.exit.state for p in precedents(case, shipped(), on=date(2025, 1, 1), catalog=catalog, least=0)] == ["BDI"]


def test_likeness_is_of_what_is_known() -> None:
    """Two treaties without a family or clause share neither."""
    one = profile_of("AAA", "x", ON, load_catalog(), stage="")
    assert likeness(one, one) == {"treaty": 4}


def test_the_product_limit_estimate_is_that_of_the_textbook() -> None:
    """Freireich's trial of 6-mercaptopurine, as Cox and Oakes (1984) print it."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    points = kaplan_meier([*((d, True) for d in ended), *((d, False) for d in censored)])
    found = {p.days: (p.at_risk, round(p.share, 3)) for p in points}
    assert found == {
        6: (21, 0.857),
        7: (17, 0.807),
        10: (15, 0.753),
        13: (12, 0.690),
        16: (11, 0.627),
        22: (7, 0.538),
        23: (6, 0.448),
    }
    assert all(0 < p.low < p.share < p.high < 1 for p in points)


def test_distributions_need_numbers() -> None:
    """Few courses give no curve; spans and ends are told of any number."""
    some = shipped()
    assert notices(some, on=ON) is None
    assert absences(some, on=ON) is None
    (span,) = spans(some)
    assert (span.between, span.count, span.least, span.median, span.most) == ("notified_effective", 3, 181, 184, 365)
    assert ends(some, on=date(2025, 8, 1)) == {"effective": 2, "returned": 0, "revoked": 0, "pending": 1}


def test_what_happens_after_the_day_is_not_used() -> None:
    """A return after the day asked about leaves the course censored."""
    many = tuple(
        Exit(state=f"S{n}", treaty="t", notified="2000-01-01", effective="2001-01-01", returned="2010-01-01")
        for n in range(8)
    )
    then = absences(many, on=date(2005, 1, 1))
    assert then is not None
    assert (then.events, then.share_at(9999)) == (0, 1.0)
    now = absences(many, on=ON)
    assert now is not None
    assert (now.events, now.share_at(9999)) == (8, 0.0)


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 2.5), (1.0, 4)])
def test_quantiles_interpolate(share: float, expected: float) -> None:
    """Type 7 of Hyndman and Fan."""
    assert quantile([1, 2, 3, 4], share) == expected
