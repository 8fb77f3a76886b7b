"""`servanda ledger`: what it writes, what it refuses, and with which exit code."""

import io
import json
import sqlite3
from pathlib import Path

import pytest

from servanda.cli.app import run

GOOD = "state,treaty,act,date,source\nFRA,ccm,ratification,2009-09-25,test\nDEU,ccm,ratification,2009-07-08,test\n"
MIXED = GOOD + "Atlantis,ccm,ratification,2010,test\nFRA,ccm,join,2010,test\n"
NOTICE = """C.N.999.2022.TREATIES-IV.5 (Depositary Notification)

OPTIONAL PROTOCOL TO THE INTERNATIONAL COVENANT ON CIVIL AND POLITICAL RIGHTS
NEW YORK, 16 DECEMBER 1966

RURITANIA'S NEIGHBOUR BELARUS: DENUNCIATION

The above action was effected on 8 November 2022.
"""


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """The name of a ledger that does not exist yet."""
    return str(tmp_path / "ledger.sqlite")


def put(tmp_path: Path, text: str, name: str = "acts.csv") -> str:
    """A file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_import_twice(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second import writes nothing and is no fault."""
    file = put(tmp_path, GOOD)
    assert run(["ledger", "import", file, "--ledger", ledger, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == 2
    assert run(["--ledger", ledger, "ledger", "import", file, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["held"]) == (0, 2)


def test_bad_lines_stop_all(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a bad line nothing is written, each is listed with its line, and the exit code is 3."""
    assert run(["ledger", "import", put(tmp_path, MIXED), "--ledger", ledger]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "acts.csv:4: no state “Atlantis”" in err
    assert "acts.csv:5: no act “join”" in err
    assert "2 of 4 lines" in err
    assert not Path(ledger).exists()


def test_partial_writes_the_good_lines(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --partial the good lines are written, the others listed and counted."""
    assert run(["ledger", "import", "--partial", put(tmp_path, MIXED), "--ledger", ledger]) == 0
    out, err = capsys.readouterr()
    assert "2 acts written" in out
    assert "acts.csv:4" in err
    assert "2 of 4 lines were left out" in err


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_export_goes_into_another_ledger(
    ledger: str, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An export, register and all, is an import of the same acts."""
    run(["ledger", "import", put(tmp_path, GOOD), "--ledger", ledger])
    capsys.readouterr()
    assert run(["ledger", "export", "--format", form, "--ledger", ledger]) == 0
    text = capsys.readouterr().out
    other = str(tmp_path / "other.sqlite")
    assert run(["ledger", "import", put(tmp_path, text, "export"), "--ledger", other, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    lines = len(text.strip().splitlines()) - (form == "csv")
    assert told["written"] == told["read"] == lines > 100


def test_log_diff_and_verify(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The log tells every entry; diff tells those of a time; verify finds what was changed."""
    run(["ledger", "import", put(tmp_path, GOOD), "--ledger", ledger])
    capsys.readouterr()
    assert run(["ledger", "log", "--json", "--ledger", ledger]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [e["body"]["state"] for e in entries] == ["FRA", "DEU"]
    assert run(["ledger", "diff", "--from", "1990", "--to", "2000", "--json", "--ledger", ledger]) == 0
    assert json.loads(capsys.readouterr().out)["learnt"]["recorded"] == []
    assert run(["ledger", "verify", "--ledger", ledger]) == 0
    connection = sqlite3.connect(ledger)
    connection.execute("DROP TRIGGER entry_is_never_changed")
    connection.execute("UPDATE entry SET body = replace(body, '2009-09-25', '2009-09-26')")
    connection.commit()
    connection.close()
    capsys.readouterr()
    assert run(["ledger", "verify", "--ledger", ledger]) == 1
    out, err = capsys.readouterr()
    assert "row 1 was changed" in out
    assert "not as it was written" in err


def test_propose_records_only_by_a_named_person(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A notice becomes a proposal; only --accept with a name records it, and the log tells who."""
    notice = put(tmp_path, NOTICE.replace("RURITANIA'S NEIGHBOUR ", ""), "notice.txt")
    assert run(["ledger", "propose", notice, "--json", "--ledger", ledger]) == 0
    (proposal,) = json.loads(capsys.readouterr().out)
    assert proposal["act"]["act"] == "withdrawal"
    assert proposal["act"]["date"] == "2022-11-08"
    assert not Path(ledger).exists()
    assert run(["ledger", "propose", notice, "--accept", "--ledger", ledger]) == 2
    assert not Path(ledger).exists()
    assert run(["ledger", "propose", notice, "--accept", "--by", "A. Clerk", "--ledger", ledger]) == 0
    capsys.readouterr()
    run(["ledger", "log", "--json", "--ledger", ledger])
    assert [e["author"] for e in json.loads(capsys.readouterr().out)] == ["A. Clerk"]


def test_check_tells_doubts(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An act that cannot be so with the others is told, and the exit code is 1."""
    run(["ledger", "import", put(tmp_path, GOOD), "--ledger", ledger])
    assert run(["ledger", "check", "--ledger", ledger]) == 0
    text = "state,treaty,act,date,effective,source\nESP,ramsar,withdrawal,2020-05-01,2020-04-01,test\n"
    run(["ledger", "import", put(tmp_path, text), "--ledger", ledger])
    capsys.readouterr()
    assert run(["ledger", "check", "--json", "--ledger", ledger]) == 1
    codes = {doubt["code"] for doubt in json.loads(capsys.readouterr().out)}
    assert codes == {"effect_before_deposit", "no_consent_on_record"}


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["import", "/nowhere/acts.csv"], 3, "no such file"),
        (["diff", "--from", "2020", "--to", "2010"], 2, "lies after"),
        (["log", "--ledger", "mysql://h/d"], 4, "no kind of ledger named mysql"),
        (["verify", "--ledger", "/proc"], 4, "is a folder"),
    ],
)
def test_exit_codes(args: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use, bad input and store trouble have their own exit codes and say why."""
    assert run(["ledger", *args]) == code
    assert words in capsys.readouterr().err


def test_check_holds_days_of_effect_against_the_clauses(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A published day of effect that the clauses do not give is told with the day they give; a right one is not."""
    text = (
        "state,treaty,act,date,effective,source\n"
        "FRA,ccm,ratification,2012-01-10,2012-07-01,test\nDEU,ccm,ratification,2012-01-10,2012-08-01,test\n"
    )
    run(["ledger", "import", put(tmp_path, text), "--ledger", ledger])
    capsys.readouterr()
    assert run(["ledger", "check", "--json", "--ledger", ledger]) == 1
    whole, doubt = json.loads(capsys.readouterr().out)
    assert (doubt["code"], doubt["state"]) == ("effect_differs", "DEU")
    assert "2012-07-01" in doubt["text"]
    assert (whole["code"], whole["act"]) == ("entry_differs", "")


def test_a_treaty_comes_in_by_standard_input(
    ledger: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`treaty add -` reads the treaty from standard input, as every command reads `-`; an empty one is bad input."""
    text = (
        b"{key: river-compact, title: River Compact, short: River, kind: convention, family: regional, aliases: [Ri]}"
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run(["treaty", "add", "-", "--ledger", ledger]) == 0
    assert "river-compact: added" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run(["treaty", "add", "-", "--ledger", ledger]) == 3
