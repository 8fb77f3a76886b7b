"""`servanda ledger import` of tables: what it is told by content, what it writes, lists and refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from servanda.cli.app import run

HEADER = 'Participant,Signature,"Ratification, Acceptance(A), Accession(a)"\n'
GOOD = HEADER + "France 2,10 Oct 2013,15 Jun 2017\nPeru,,21 Jan 2016 a\n"
BAD = GOOD + "Atlantis,10 Oct 2013,\nNorway,10 Oct 2013,30 Feb 2014\n"
ROWS = "state,treaty,act,date\nFRA,ccm,ratification,2009-09-25\n"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """The name of a ledger that does not exist yet."""
    return str(tmp_path / "ledger.sqlite")


def put(tmp_path: Path, files: dict[str, str]) -> str:
    """A folder with these files."""
    folder = tmp_path / "tables"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(folder)


def imported(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> dict[str, Any]:
    """What an import tells as JSON."""
    capsys.readouterr()
    assert run(["ledger", "import", *args, "--json", "--no-register"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_folder_is_read_and_adds_up(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables, index and pages of a folder are known by content; other files are listed; cells and acts add up."""
    index = 'chapter_no,treaty_no,treaty_name\n27,16,"Compact on Something. Geneva, 4 June 1954"\n'
    folder = put(tmp_path, {"27-17.csv": BAD, "sub/27-16.csv": GOOD, "index.csv": index, "README": "a note\n"})
    told = imported(capsys, folder, "--ledger", ledger)
    cells = told["cells"]
    assert cells["read"] == sum(cells[name] for name in ("participants", "acts", "joined", "marks", "rejected")) == 15
    assert told["read"] == told["written"] + told["held"] == 7
    assert [one["treaty"] for one in told["tables"]] == ["minamata", "untc:XXVII-16"]
    assert told["treaties"] == ["untc:XXVII-16"]
    assert {reject["where"].rsplit("/", 1)[1].split(" ")[0] for reject in told["rejects"]} == {
        "27-17.csv:4",
        "27-17.csv:5",
        "README:1",
    }


def test_a_table_is_known_whatever_its_name(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table under any name is taken once a person says which treaty it is of; without that it is refused."""
    folder = put(tmp_path, {"what.txt": GOOD})
    assert run(["ledger", "import", folder, "--ledger", ledger]) == 3
    assert "--treaty KEY" in capsys.readouterr().err
    assert not Path(ledger).exists()
    told = imported(capsys, f"{folder}/what.txt", "--treaty", "ccm", "--ledger", ledger)
    assert (told["written"], told["tables"][0]["treaty"]) == (3, "ccm")


def test_a_bad_cell_is_listed_and_does_not_stop_the_rest(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables are messy by nature: bad cells are listed with line and column, the rest is written, exit 0."""
    folder = put(tmp_path, {"27-17.csv": BAD})
    assert run(["ledger", "import", folder, "--ledger", ledger, "--no-register"]) == 0
    out, err = capsys.readouterr()
    assert "4 acts written, 0 held already" in out
    assert "27-17.csv:5 column 3" in err
    assert "30 Feb 2014" in err
    assert "3 rejected" in err


def test_strict_makes_any_reject_an_error(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --strict nothing is written where a cell cannot be read."""
    folder = put(tmp_path, {"27-17.csv": BAD})
    assert run(["ledger", "import", folder, "--strict", "--ledger", ledger]) == 3
    assert "nothing was written" in capsys.readouterr().err
    assert not Path(ledger).exists()


def test_a_dry_run_writes_nothing(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan is told as if it were carried out, and the ledger is not made."""
    told = imported(capsys, put(tmp_path, {"27-17.csv": GOOD}), "--dry-run", "--ledger", ledger)
    assert (told["written"], told["dry_run"], Path(ledger).exists()) == (3, True, False)


def test_a_bad_line_of_acts_still_stops_all(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lines of our own contract are held to it, also beside tables; --partial writes the good of both."""
    folder = put(tmp_path, {"27-17.csv": GOOD, "acts.csv": ROWS + "Atlantis,ccm,ratification,2010\n"})
    assert run(["ledger", "import", folder, "--ledger", ledger]) == 3
    assert "1 of 2 lines" in capsys.readouterr().err
    assert imported(capsys, folder, "--partial", "--ledger", ledger)["written"] == 4


def test_a_newer_table_is_told_by_what_it_changes(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Corrections and acts that are gone are told; both clocks answer; a third import changes nothing."""
    imported(capsys, put(tmp_path, {"27-17.csv": GOOD}), "--as-of", "2018-01-01", "--ledger", ledger)
    newer = put(tmp_path, {"27-17.csv": HEADER + "France,10 Oct 2013,16 Jun 2017\n"})
    told = imported(capsys, newer, "--as-of", "2020-03-01", "--ledger", ledger)
    assert (told["written"], told["held"]) == (1, 1)
    assert [(c["before"]["date"], c["act"]["date"]) for c in told["corrected"]] == [("2017-06-15", "2017-06-16")]
    assert [g["act"]["state"] for g in told["gone"]] == ["PER"]
    assert imported(capsys, newer, "--as-of", "2020-03-01", "--ledger", ledger)["written"] == 0
    for known, day in (("2019-01-01", "2017-09-13"), ("2021-01-01", "2017-09-14")):
        asked = ["status", "FRA", "minamata", "--on", "2018-01-01", "--known", known, "--json", "--no-register"]
        assert run([*asked, "--ledger", ledger]) == 0
        assert json.loads(capsys.readouterr().out)["in_force_from"] == day


def test_an_export_after_a_correction_can_be_imported(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What holds is an import by itself, though what it corrected is not in the file."""
    for day, as_of in (("15", "2018-01-01"), ("16", "2020-03-01")):
        folder = put(tmp_path, {"27-17.csv": HEADER + f"France,,{day} Jun 2017\n"})
        imported(capsys, folder, "--as-of", as_of, "--ledger", ledger)
    assert run(["ledger", "export", "--no-register", "--ledger", ledger]) == 0
    (tmp_path / "export.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    other = str(tmp_path / "other.sqlite")
    assert imported(capsys, str(tmp_path / "export.csv"), "--ledger", other)["written"] == 1


def test_a_saved_page_and_a_data_set(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page is known by its first sign, a data set of many treaties by its columns; dates in doubt say so."""
    page = (
        "<html><p>Status as at 1 March 2024</p><h1>Convention on Cluster Munitions</h1><table><tr><th>State</th>"
        "<th>Signature</th><th>Ratification</th></tr><tr><td>France</td><td>3 Dec 2008</td><td>25 Sep 2009</td></tr>"
        "</table></html>"
    )
    data = (
        "manyID,Title,Begin,stateID,StateSignature,StateRatification,StateForce,StateEnd\n"
        "X_1990A,Accord on Something,1990-01-01,FRA,1990-01-01,1991-XX-XX,1992-01-01,9999-12-31\n"
        "X_1990A,Accord on Something,1990-01-01,DEU,,1991-05-0?,,\n"
        "X_1990A,Accord on Something,1990-01-01,ITA,,-0450,,\n"
    )
    told = imported(capsys, put(tmp_path, {"page": page, "data": data}), "--ledger", ledger)
    assert [one["treaty"] for one in told["tables"]] == ["many:x-1990a", "ccm"]
    assert [reject["where"].rsplit("/", 1)[1] for reject in told["rejects"]] == [
        "data:3 column 6 “StateRatification”",
        "data:4 column 6 “StateRatification”",
    ]
    asked = ["status", "FRA", "many:x-1990a", "--on", "1995-01-01", "--json", "--no-register", "--ledger", ledger]
    assert run(asked) == 0
    assert json.loads(capsys.readouterr().out)["in_force_from"] == "1992-01-01"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html><p>nothing</p></html>", "holds no table of participants"),
        ("title,url\nCompact,http://x/?mtdsg_no=IV-8\n", "titles of treaties"),
        ('Participant,Signature\n"France,\n', "not CSV"),
        ("", "is empty"),
    ],
)
def test_files_that_are_none(
    text: str, words: str, ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that a person named and that holds nothing we read is bad input, said in one line."""
    (tmp_path / "file").write_text(text, encoding="utf-8")
    assert run(["ledger", "import", str(tmp_path / "file"), "--ledger", ledger]) == 3
    assert words in capsys.readouterr().err
