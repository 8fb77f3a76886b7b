"""A panel says of each state, treaty and day what `status` says, row for row."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda import enquiry
from servanda.catalog import load_catalog
from servanda.ledger import LedgerView, open_ledger
from servanda.model import Act, Action, InputError, ServandaError, UsageError, latest
from servanda.panels import COLUMNS, Panels, Who, find_who, one_day, row_of_days
from servanda.panels.columns import line_of_reasons

CATALOG = load_catalog()
CASES = yaml.safe_load((Path(__file__).parent / "days.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(min_value=date(1948, 1, 1), max_value=date(2032, 1, 1))


@pytest.fixture(scope="module")
def view() -> LedgerView:
    """The register we ship, with nothing over it."""
    with open_ledger(":memory:") as ledger:
        return ledger.view()


@pytest.fixture(scope="module")
def panels(view: LedgerView) -> Panels:
    """The register, ready for panels."""
    return Panels(view, CATALOG)


def told(state: str, treaty: str, view: LedgerView, on: date, known: date | None = None) -> tuple[Any, ...]:
    """The row that `status` would give."""
    found = enquiry.status(state, treaty, view=view, on=on, known=known, catalog=CATALOG)
    dates = (found.in_force_from, found.in_force_to)
    return (state, treaty, found.status.value, *dates, line_of_reasons(found.reasons))


@given(on=DAYS, number=st.integers(min_value=0))
@settings(max_examples=150)
def test_a_row_is_what_status_says(on: date, number: int, view: LedgerView, panels: Panels) -> None:
    """Any row of any day, with its reasons."""
    rows = panels.panel(one_day(on))
    row = rows.row(number % rows.height)
    assert row == told(row[0], row[1], view, on)


@pytest.mark.parametrize("on", ["1995-06-30", "2012-03-01", "2026-02-01"])
def test_every_row_of_a_day_is_what_status_says(on: str, view: LedgerView, panels: Panels) -> None:
    """All states under four treaties, one of them with a parent."""
    day = date.fromisoformat(on)
    rows = panels.panel(one_day(day), treaties=["apmbc", "paris", "npt", "rome"])
    assert rows.height > 100
    assert [row for row in rows.iter_rows() if row != told(row[0], row[1], view, day)] == []


def test_the_columns_are_those_of_the_contract(panels: Panels) -> None:
    """One day has six columns, several have `on` before them, and reasons may be left out."""
    day = date(2020, 1, 1)
    assert tuple(panels.panel(one_day(day), treaties=["ccm"]).columns) == COLUMNS
    assert tuple(panels.panel(row_of_days(day, day), treaties=["ccm"]).columns) == ("on", *COLUMNS)
    assert tuple(panels.panel(one_day(day), treaties=["ccm"], reasons=False).columns) == COLUMNS[:-1]


def test_days_together_are_the_days_one_by_one(panels: Panels) -> None:
    """A panel of many days is its days one after the other."""
    together = panels.panel(row_of_days(date(2005, 1, 1), date(2026, 1, 1), "year"), treaties=["CCM", "nato"])
    for (day,), part in together.group_by("on", maintain_order=True):
        assert isinstance(day, date)
        assert part.drop("on").equals(panels.panel(one_day(day), treaties=["ccm", "nato"]))


def test_whoever_is_asked_about_has_a_row_with_an_act_or_without(panels: Panels) -> None:
    """Asked by name, a state that never acted is there and is not passed over."""
    who = find_who(["Tuvalu", "LTU"], [], CATALOG)
    rows = panels.panel(one_day(date(2026, 1, 1)), treaties=["ccm", "unclos"], who=who, reasons=False)
    assert rows["state"].to_list() == ["LTU", "TUV"] * 2
    assert rows.filter(pl.col("treaty") == "unclos")["status"].to_list() == ["not_covered"] * 2


@pytest.mark.parametrize(("days_after", "status"), [(0, "none"), (1, "not_covered")])
def test_silence_means_never_acted_up_to_the_day_a_record_was_kept_to(
    days_after: int, status: str, view: LedgerView, panels: Panels
) -> None:
    """Under a complete record silence is `none` on its last day and `not_covered` on the day after, as `status` says."""
    kept_to = view.coverage("nato").as_of
    assert kept_to
    day = latest(kept_to) + timedelta(days=days_after)
    rows = panels.panel(one_day(day), treaties=["nato"], who=find_who(["CHE"], [], CATALOG))
    assert rows.row(0) == told("CHE", "nato", view, day)
    assert rows["status"].item() == status


def test_a_group_is_whoever_is_a_member_on_the_day(panels: Panels) -> None:
    """Finland is asked about under NATO from the day it joined."""
    who = find_who([], ["nato"], CATALOG)
    rows = panels.panel(row_of_days(date(2023, 4, 1), date(2023, 4, 8), "week"), treaties=["ccm"], who=who)
    days = {day: set(part["state"]) for (day,), part in rows.group_by("on")}
    assert days[date(2023, 4, 8)] - days[date(2023, 4, 1)] == {"FIN"}


def test_vanished_states_have_rows() -> None:
    """A state that is no more has a row for every treaty it acted on, and is no party any longer."""
    act = Act(id="-", state="DDR", treaty="npt", kind=Action.RATIFICATION, date="1969-10-31", source="a test")
    with open_ledger(":memory:", register=False) as ledger:
        ledger.append([act], at=datetime(2026, 1, 1, tzinfo=UTC))
        rows = Panels(ledger.view(), CATALOG).panel(row_of_days(date(1990, 1, 1), date(1991, 1, 1), "year"))
    assert rows["state"].to_list() == ["DDR", "DDR"]
    assert rows["status"].to_list() == ["party", "former_party"]


def test_whoever_continues_a_person_has_a_row() -> None:
    """Russia is the Soviet Union under another name: what that one ratified, it is a party to."""
    act = Act(id="-", state="SUN", treaty="npt", kind=Action.RATIFICATION, date="1970-03-05", source="a test")
    with open_ledger(":memory:", register=False) as ledger:
        ledger.append([act], at=datetime(2026, 1, 1, tzinfo=UTC))
        rows = Panels(ledger.view(), CATALOG).panel(one_day(date(2020, 1, 1)))
    assert rows.select("state", "status").rows() == [("RUS", "party"), ("SUN", "former_party")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_days_are_counted_from_the_first(case: dict[str, Any]) -> None:
    """Each step of each kind, month ends included, or the words of the refusal."""
    first, last = date.fromisoformat(case["from"]), date.fromisoformat(case["to"])
    if "says" in case:
        with pytest.raises(UsageError, match=case["says"]):
            row_of_days(first, last, case["every"])
    else:
        assert [day.isoformat() for day in row_of_days(first, last, case["every"]).days] == case["days"]


def test_what_nobody_knows_is_refused(panels: Panels) -> None:
    """A treaty, state or group without a name is an error with the nearest names."""
    for ask in (
        lambda: panels.panel(one_day(date(2020, 1, 1)), treaties=["no such treaty"]),
        lambda: find_who(["Nowhereland"], [], CATALOG),
        lambda: find_who([], ["natoo"], CATALOG),
    ):
        with pytest.raises(InputError):
            ask()


def test_a_panel_too_large_is_refused_before_it_is_made(panels: Panels) -> None:
    """Every day of a hundred years for all courses is refused with what to do instead."""
    with pytest.raises(ServandaError, match="--every"):
        panels.panel(row_of_days(date(1926, 1, 1), date(2026, 1, 1), "day"))


def test_nobody_and_nothing_is_an_empty_panel() -> None:
    """Without any act there is no row, and the columns stand."""
    with open_ledger(":memory:", register=False) as ledger:
        rows = Panels(ledger.view(), CATALOG).panel(one_day(date(2020, 1, 1)), who=Who())
    assert rows.height == 0
    assert tuple(rows.columns) == COLUMNS


@pytest.mark.parametrize("known", ["2024-09-05", "2024-12-31"])
def test_a_panel_knows_what_was_public(known: str) -> None:
    """Lithuania's notice shows from the day it was public, and not before."""
    day = date.fromisoformat(known)
    with open_ledger(":memory:") as ledger:
        view = ledger.view(day)
        who = find_who(["LTU"], [], CATALOG)
        rows = Panels(view, CATALOG).panel(one_day(date(2026, 1, 1)), treaties=["ccm"], who=who)
        assert rows.row(0) == told("LTU", "ccm", view, date(2026, 1, 1), day)
    assert rows["status"].to_list() == ["party" if known == "2024-09-05" else "former_party"]


def test_spells_are_what_panels_look_up(panels: Panels) -> None:
    """The last spell begun by a day is what the panel of the day says."""
    day = date(2015, 7, 1)
    held = panels.spells().filter(pl.col("since") <= day).group_by("treaty", "state", maintain_order=True).last()
    rows = panels.panel(one_day(day), reasons=False)
    assert held.drop("since").select(rows.columns).equals(rows)


def test_a_treaty_outside_the_catalog_has_rows() -> None:
    """A treaty that only the ledger knows is in a panel, and its reason says what is missing to count."""
    key = "untc:IV-99"
    act = Act(
        id="-", state="FRA", treaty=key, kind=Action.ACCESSION, date="1999-12", effective="2000-03-01", source="x"
    )
    with open_ledger(":memory:", register=False) as ledger:
        ledger.append([act], at=datetime(2026, 1, 1, tzinfo=UTC))
        view = ledger.view()
        rows = Panels(view, CATALOG).panel(one_day(date(2020, 1, 1)), treaties=[key, "ccm"])
        assert rows.rows() == [told("FRA", key, view, date(2020, 1, 1))]
        assert rows.equals(Panels(view, CATALOG).panel(one_day(date(2020, 1, 1))))
    assert rows["in_force_from"].item() == date(2000, 3, 1)
    assert "no clause data" in rows["reason"].item()


@given(day=DAYS)
@settings(max_examples=25, deadline=None)
def test_statuses_of_one_treaty_are_those_of_its_panel(view: LedgerView, day: date) -> None:
    """The short way to one treaty's statuses says what the frame says, state for state."""
    panels = Panels(view, CATALOG)
    for key in ("ccm", "rome", "gc1"):
        frame = panels.panel(one_day(day), treaties=[key], reasons=False)
        assert [(state, value.value) for state, value in panels.statuses(key, day)] == frame.select(
            "state", "status"
        ).rows()
