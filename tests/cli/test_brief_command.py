"""`servanda brief` on what was recorded: the reports, their words and what reviewers left of the events."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from servanda.cli.app import run
from servanda.ledger import open_ledger
from servanda.model.decision import Decision
from servanda.review import decide

REPORT = Path(__file__).parent.parent.parent / "examples" / "lithuania-ccm.txt"
TODAY = "2025-01-05"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """A ledger that one report was recorded in."""
    monkeypatch.setenv("SERVANDA_TODAY", TODAY)
    where = str(tmp_path / "ledger.sqlite")
    assert run(["read", str(REPORT), "--record", "--ledger", where]) == 0
    capsys.readouterr()
    return where


def told(words: str, ledger: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The brief as data."""
    assert run(["brief", *words.split(), "--json", "--ledger", ledger]) == 0
    given: dict[str, Any] = json.loads(capsys.readouterr().out)
    return given


def quotations(brief: dict[str, Any]) -> list[str]:
    """Words of others that a brief quotes."""
    blocks = [block for section in brief["sections"] for block in section["blocks"]]
    return [block["text"] for block in blocks if block["type"] == "quotation"]


def test_a_recorded_report_is_quoted_and_named(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A brief on the record holds the event, quotes the report and lists it among its sources."""
    given = told("LTU ccm", ledger, capsys)
    assert given["event"]
    assert any("most victims of cluster munitions are civilians" in text for text in quotations(given))
    assert [one["day"] for one in given["sources"] if one["kind"] == "report"] == ["2024-07-18"]


def test_an_event_alone_says_what_it_is_about(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the id of a recorded event the brief is the same as with its state and treaty."""
    given = told("Lithuania ccm", ledger, capsys)
    assert told(f"--event {given['event']}", ledger, capsys) == given


def test_given_and_recorded_reports_give_the_same_words(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What a report says does not hang on whether it was recorded."""
    kept, given = told("LTU ccm", ledger, capsys), told(f"--report {REPORT}", ":memory:", capsys)
    assert (kept["event"], quotations(kept)) == (given["event"], quotations(given))


def test_reports_on_others_are_not_among_the_sources(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A brief on a state that no recorded report tells of rests on the record alone."""
    given = told("Norway ccm", ledger, capsys)
    assert given["event"] is None
    assert not [one for one in given["sources"] if one["kind"] == "report"]


def test_a_rejected_event_does_not_stand(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The brief shows events as reviewers left them."""
    before = told("LTU ccm", ledger, capsys)
    with open_ledger(ledger) as record:
        decision = Decision(event=before["event"], verdict="rejected", by="Ada", why="another parliament")
        decide(record, decision, at=datetime(2025, 1, 6, tzinfo=UTC))
    assert told("LTU ccm", ledger, capsys)["title"] != before["title"]


def test_what_was_recorded_later_is_not_told(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As known on the day before, the record keeps no report."""
    assert told("LTU ccm --known 2025-01-04", ledger, capsys)["event"] is None


@pytest.mark.parametrize("known", [[], ["--known", "2025-01-04"]])
def test_an_event_nobody_recorded_is_refused(known: list[str], ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown id is an input error that says what to do next."""
    assert run(["brief", "--event", "nobody", *known, "--ledger", ledger]) == 3
    assert "no event nobody was recorded" in capsys.readouterr().err
