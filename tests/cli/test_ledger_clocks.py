"""Two clocks and a third: what was true, what was known, and what this ledger had recorded."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from servanda.cli.app import run

FIRST = "state,treaty,act,date,source\nFRA,ccm,ratification,2012-01-10,test\n"
CORRECTED = (
    "state,treaty,act,date,source,known_from,corrects,note\n"
    "FRA,ccm,ratification,2012-02-10,test,2015-05-05,2012-01-10,the notification named the wrong month\n"
    "DEU,ccm,ratification,2014-03-03,test,2014-06-01,,\n"
)


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def set(self, day: str) -> None:
        """Let the shell believe that it is noon of that day."""
        moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        for module in ("ledger_import", "ledger_keep"):
            self._patch.setattr(f"servanda.cli.{module}.now", lambda: moment)
        self._patch.setenv("SERVANDA_TODAY", "2026-01-01")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger that recorded an act on one day, and on another its correction and a further act."""
    where, clock = str(tmp_path / "ledger.sqlite"), Clock(monkeypatch)
    for day, text in (("2025-03-01", FIRST), ("2025-04-01", CORRECTED)):
        clock.set(day)
        file = tmp_path / "acts.csv"
        file.write_text(text, encoding="utf-8")
        assert run(["ledger", "import", str(file), "--ledger", where, "--no-register"]) == 0
    return where


def told(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What a command prints."""
    capsys.readouterr()
    assert run([*args, "--no-register"]) == 0
    return capsys.readouterr().out


def test_correction_counts_from_the_day_it_was_public(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--known` before the correction was public shows what was believed then."""
    asked = ("--ledger", ledger, "status", "FRA", "ccm", "--on", "2020-01-01", "--json")
    assert json.loads(told(capsys, *asked))["in_force_from"] == "2012-08-01"
    assert json.loads(told(capsys, *asked, "--known", "2015-05-05"))["in_force_from"] == "2012-08-01"
    assert json.loads(told(capsys, *asked, "--known", "2015-05-04"))["in_force_from"] == "2012-07-01"
    assert json.loads(told(capsys, *asked, "--known", "2012-01-09"))["status"] == "not_covered"


@pytest.mark.parametrize(
    "command", [("status", "FRA", "ccm"), ("timeline", "FRA"), ("ledger", "export"), ("ledger", "log")]
)
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_answer_of_yesterday_again(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
    as_json: tuple[str, ...],
) -> None:
    """Whatever was recorded since, `--as-recorded` prints an earlier answer again, byte for byte."""
    where, clock = str(tmp_path / "ledger.sqlite"), Clock(monkeypatch)
    file = tmp_path / "acts.csv"
    file.write_text(FIRST, encoding="utf-8")
    clock.set("2025-03-01")
    run(["ledger", "import", str(file), "--ledger", where])
    before = told(capsys, "--ledger", where, *command, *as_json)
    file.write_text(CORRECTED, encoding="utf-8")
    clock.set("2025-04-01")
    run(["ledger", "import", str(file), "--ledger", where])
    assert told(capsys, "--ledger", where, *command, *as_json) != before
    assert told(capsys, "--as-recorded", "2025-03-31", "--ledger", where, *command, *as_json) == before
    assert told(capsys, "--ledger", where, *command, *as_json, "--as-recorded", "2025-03") == before


def test_past_is_not_written(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger as it was recorded is read and not written."""
    assert run(["ledger", "coverage", "ccm", "--total", "9", "--as-recorded", "2025", "--ledger", ledger]) == 2
    assert "--as-recorded" in capsys.readouterr().err


def test_diff_tells_the_world_from_what_was_learnt(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Acts, and the statuses they bring, by their own days; lessons by the days they became public."""
    asked = ("ledger", "diff", "--ledger", ledger, "--json")
    world = json.loads(told(capsys, *asked, "--from", "2012-02-09", "--to", "2012-08-01"))
    assert [(c["date"], c["what"], c["kind"] or c["status"]) for c in world["changed"]] == [
        ("2012-02-10", "act", "ratification"),
        ("2012-02-10", "status", "consented"),
        ("2012-08-01", "status", "party"),
    ]
    assert world["learnt"] == {"known": [], "recorded": []}
    learnt = json.loads(told(capsys, *asked, "--from", "2015-05-04", "--to", "2015-05-05"))
    assert learnt["changed"] == []
    (lesson,) = learnt["learnt"]["known"]
    assert (lesson["on"], lesson["why"]) == ("2015-05-05", "the notification named the wrong month")
    assert (lesson["act"]["date"], lesson["instead_of"]["date"]) == ("2012-02-10", "2012-01-10")


def test_diff_by_the_moment_of_recording(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--clock` leaves one of the two kinds of learning; the bounds are after one day and by the other."""
    asked = ("ledger", "diff", "--ledger", ledger, "--json", "--from", "2025-03-01", "--to", "2025-04-01")
    given = json.loads(told(capsys, *asked, "--clock", "recorded"))["learnt"]
    assert list(given) == ["recorded"]
    assert [entry["seq"] for entry in given["recorded"]] == [2, 3]
    assert list(json.loads(told(capsys, *asked, "--clock", "known"))["learnt"]) == ["known"]


def test_diff_in_words(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The text has the three parts, each with its count, and says what a correction stands for and why."""
    text = told(capsys, "ledger", "diff", "--ledger", ledger, "--from", "2012-01-01", "--to", "2025-12-31")
    assert "What changed in the world after 2012-01-01 and by 2025-12-31: 6" in text
    assert "2012-08-01  FRA ccm: now party [17(2)]" in text
    assert "What became public: 2" in text
    assert "What this ledger recorded: 3" in text
    before = told(capsys, "ledger", "diff", "--ledger", ledger, "--from", "2013", "--to", "2016")
    assert "instead of" in before
    assert "the notification named the wrong month" in before


def test_log_says_what_a_correction_corrects_and_why(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The log names the act that was corrected and the reason given."""
    lines = told(capsys, "ledger", "log", "--ledger", ledger).splitlines()
    assert lines[0].split()[3] in lines[1]
    assert "(the notification named the wrong month)" in lines[1]


def test_coverage_is_recorded_and_printed(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is said of a record holds until something else is said, and silence counts up to its day only."""
    asked = ("ledger", "coverage", "ccm", "--ledger", ledger)
    assert "not complete" in told(capsys, *asked)
    text = told(capsys, *asked, "--complete", "--as-of", "2020", "--total", "2", "--by", "A. Clerk", "--note", "a test")
    assert text == "record of ccm complete as of 2020-12-31: consent of 2 of 2 states on record\na test\n"
    assert json.loads(told(capsys, *asked, "--json"))["complete"] is True
    log = told(capsys, "ledger", "log", "--ledger", ledger)
    assert log.count("coverage") == 1
    assert "A. Clerk" in log
    for day, status in (("2020-12-31", "none"), ("2021-01-01", "not_covered")):
        answer = told(capsys, "status", "USA", "ccm", "--on", day, "--ledger", ledger, "--json")
        assert json.loads(answer)["status"] == status
    assert "not complete" in told(capsys, *asked, "--incomplete")


def test_migrate_makes_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`ledger migrate` makes an empty record, tells its steps once, and grants no roles on a file."""
    where = str(tmp_path / "new.sqlite")
    steps = json.loads(told(capsys, "ledger", "migrate", "--json", "--ledger", where))["steps"]
    assert steps[0] == "0001_record_entries"
    assert "up to date" in told(capsys, "ledger", "migrate", "--ledger", where)
    assert run(["ledger", "migrate", "--reader", "anyone", "--ledger", where]) == 4
    assert run(["ledger", "migrate", "--reader", "anyone", "--writer", "anyone", "--ledger", where]) == 2
