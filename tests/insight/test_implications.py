"""Implications: allies and neighbours by what they are to the treaty, the exit, precedents, parties."""

from types import SimpleNamespace

import msgspec
import pytest

from servanda.insight import enrich
from servanda.insight.case import Case
from servanda.insight.implications import draw_implications
from servanda.insight.law_view import law_view
from servanda.model import Finding, Implication

from .conftest import ON, a_catalog, an_engine, an_event, some_acts

STATUSES = {"AAA": "party", "BBB": "party", "CCC": "former_party", "DDD": "contested"}


class EmptyView:
    """A record that is whole and holds nothing."""

    def acts(self, *, treaty: str | None = None) -> tuple[()]:
        """No acts, whatever is asked."""
        del treaty
        return ()

    def coverage(self, treaty: str) -> SimpleNamespace:
        """All of it."""
        return SimpleNamespace(whole_on=lambda _: bool(treaty))


def the_case(**fields: object) -> Case:
    """AAA leaves t; B is bound, C has left, D is contested, of E the record says nothing."""
    acts = some_acts(
        [
            {"state": "BBB", "kind": "ratification", "date": "2001-01-01"},
            {"state": "CCC", "kind": "withdrawal", "date": "2010-01-01", "effective": "2010-07-01"},
            {"state": "DDD", "kind": "withdrawal", "date": "2011-01-01"},
            {"state": "DDD", "kind": "revocation", "date": "2011-02-01", "of": "withdrawal"},
        ]
    )
    event = an_event(**{"stage": "parliament_vote", "date": "2024-05-01", **fields})
    return Case(event, catalog=a_catalog(), acts=acts, on=ON, coverage="some of it", engine=an_engine(STATUSES))


def by_kind(case: Case) -> dict[str, Implication]:
    """Implications by kind."""
    return {i.kind: i for i in draw_implications(case)}


def test_allies_and_neighbours_are_told_apart_by_status() -> None:
    """Bound, not bound, unclear and unknown are four things; a forum is no alliance."""
    found = {k: i.states for k, i in by_kind(the_case()).items()}
    assert found == {
        "allies_bound": ("BBB",),
        "allies_not_bound": ("CCC",),
        "allies_unclear": ("DDD",),
        "neighbours_bound": ("BBB",),
        "neighbours_unknown": ("EEE",),
        "exit_clause": ("AAA",),
        "conflict": ("AAA",),
        "survives": ("AAA",),
        "leaves_with_it": ("AAA",),
        "exits": ("CCC",),
        "parties": ("BBB",),
    }


def test_membership_is_that_of_the_day() -> None:
    """A state that joins an alliance later is no ally yet."""
    case = the_case()
    case.on = ON.replace(year=2019)
    assert "allies_unclear" not in by_kind(case)


def test_a_revoked_notice_is_no_exit() -> None:
    """The precedents hold only notices that stand."""
    assert "State D" not in by_kind(the_case())["exits"].text


def test_every_line_says_from_what() -> None:
    """Each implication names its basis."""
    assert all(i.basis for i in draw_implications(the_case()))


def test_exit_counts_from_the_notice_once_there_is_one() -> None:
    """Before a notice the day asked about stands for it, and the line says "if"."""
    assert "if notice were given on 2024-06-01: State A leaves on 2024-12-01" in by_kind(the_case())["exit_clause"].text
    told = the_case(stage="notified", date="2024-01-10")
    assert by_kind(told)["exit_clause"].text.startswith("notice on 2024-01-10: State A leaves on 2024-07-10")


def test_no_exit_clause_gives_no_date() -> None:
    """Where the treaty is silent the line says so."""
    assert "no exit clause" in by_kind(the_case(treaty="u"))["exit_clause"].text


def test_law_view_holds_status_notice_and_effect() -> None:
    """The law of an event says what the state is today, and what the notice brings."""
    view = law_view(the_case(stage="notified", date="2024-01-10"))
    assert (view["status"]["status"], view["status_before"], view["notice_is"]) == ("party", "party", "told")
    assert (view["notice"], view["effective"], view["article"]) == ("2024-01-10", "2024-07-10", "art. 9")


def test_law_view_of_an_unknown_treaty_says_so() -> None:
    """Nothing is made up for a treaty the catalog does not hold."""
    assert law_view(the_case(treaty=None, treaty_name="X")) == {"treaty": None, "findings": ["treaty_unknown"]}


def test_enrich_keeps_the_findings_of_corroboration(monkeypatch) -> None:
    """What corroboration doubted stays, what record and law say comes after."""
    monkeypatch.setattr("servanda.insight.case.law_engine", lambda: an_engine({"AAA": "none"}))
    doubt = Finding(code="weekday_mismatch", severity="warning", text="x", field="date")
    event = msgspec.structs.replace(an_event(stage="notified", date="2024-01-10"), checks=(doubt,))
    view = EmptyView()
    rich = enrich(event, catalog=a_catalog(), view=view, on=ON)
    assert [f.code for f in rich.checks] == ["weekday_mismatch", "not_a_party"]
    assert rich.law["status"]["status"] == "none"
    assert rich.implications


@pytest.mark.parametrize(
    ("stage", "expected", "settled"),
    [
        ("announced", ["parliament_vote", "promulgated", "notified", "effective"], "a statement by the government"),
        ("parliament_vote", ["promulgated", "notified", "effective"], "the record of Rada"),
        ("promulgated", ["notified", "effective"], "the official gazette"),
        ("notified", ["effective"], "a notification by the depositary"),
        ("effective", [], "a notification by the depositary"),
        ("rejected", [], "the record of Rada"),
    ],
)
def test_what_comes_next_and_what_would_settle_it(stage: str, expected: list[str], settled: str) -> None:
    """A course shows the rungs ahead of it and the record that would end doubt."""
    view = law_view(the_case(stage=stage))
    assert view["expected"] == expected
    assert view["settled_by"].startswith(settled)


def test_what_the_record_holds_is_not_expected_any_more() -> None:
    """A notice on record after the vote leaves the effect alone to come, with the day that the notice brings."""
    case = the_case(stage="parliament_vote", date="2024-01-10")
    case.acts += tuple(some_acts([{"state": "AAA", "kind": "withdrawal", "date": "2024-02-10"}]))
    before, after = law_view(the_case(stage="parliament_vote", date="2024-01-10")), law_view(case)
    assert [rung["stage"] for rung in before["awaited"]] == ["promulgated", "notified", "effective"]
    assert [rung["date"] is None for rung in before["awaited"]] == [True, True, False]
    assert "if notice is given" in before["awaited"][-1]["why"]
    assert after["expected"] == ["effective"]
    assert (before["binding_yet"], after["binding_yet"]) == (False, True)
