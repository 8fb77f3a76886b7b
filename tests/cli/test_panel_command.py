"""`servanda panel`: formats, lists of names, rows of days, and what is refused."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from servanda.cli.app import run

HEADER = ["state", "treaty", "status", "in_force_from", "in_force_to", "reason"]
ASK = ["--ledger", ":memory:", "panel"]


def given(words: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    """What a panel prints."""
    assert run([*ASK, *words.split()]) == code
    return capsys.readouterr().out


def test_csv_is_the_contracts_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """Away from a terminal a panel is CSV: the six columns, days ISO, nothing where nothing is."""
    rows = list(csv.reader(io.StringIO(given("--treaty ccm --state LTU NOR --on 2026-01-01", capsys))))
    assert rows[0] == HEADER
    assert [row[:5] for row in rows[1:]] == [
        ["LTU", "ccm", "former_party", "2011-09-01", "2025-03-06"],
        ["NOR", "ccm", "party", "2010-08-01", ""],
    ]
    assert "17(1)" in rows[2][5]


def test_several_days_have_their_day_first(capsys: pytest.CaptureFixture[str]) -> None:
    """`--from … --every year` puts `on` before the columns, the first day of a year named first."""
    text = given("--treaty ccm --state LTU --from 2010 --to 2012 --every year", capsys)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["on", *HEADER]
    assert [(row["on"], row["status"]) for row in rows] == [
        ("2010-01-01", "signatory"),
        ("2011-01-01", "signatory"),
        ("2012-01-01", "party"),
    ]


@pytest.mark.parametrize("words", ["--json", "--format json"])
def test_json_is_a_list_of_rows(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has an object a row with the same keys, null where nothing is."""
    rows = json.loads(given(f"--treaty ccm --state LTU --on 2010-01-01 {words}", capsys))
    assert [list(row) for row in rows] == [HEADER]
    assert (rows[0]["status"], rows[0]["in_force_from"]) == ("signatory", None)


def test_parquet_goes_to_a_file_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o x.parquet` needs no --format; days are days in it."""
    file = tmp_path / "x.parquet"
    assert given(f"--treaty ccm --on 2020 -o {file}", capsys) == ""
    found = pl.read_parquet(file)
    assert found.columns == HEADER
    assert found.schema["in_force_from"] == pl.Date


def test_parquet_goes_to_a_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`--format parquet` without a file is Parquet on stdout and nothing else."""
    assert run([*ASK, "--treaty", "ccm", "--on", "2020", "--format", "parquet"]) == 0
    assert pl.read_parquet(io.BytesIO(capfdbinary.readouterr().out)).columns == HEADER


@pytest.mark.parametrize(
    "words",
    [
        "--treaty ccm apmbc --state LTU LVA",
        "--treaty ccm --treaty apmbc --state LTU --state LVA",
        "--treaty ccm,apmbc --state Lithuania,Latvia",
        "--treaty=ccm apmbc --state=LTU LVA",
    ],
)
def test_names_may_be_listed_in_any_way(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Words after one option, the option again, commas, or an equals sign before the first."""
    rows = list(csv.DictReader(io.StringIO(given(f"{words} --on 2020", capsys))))
    assert [(row["treaty"], row["state"]) for row in rows] == [
        ("ccm", "LTU"),
        ("ccm", "LVA"),
        ("apmbc", "LTU"),
        ("apmbc", "LVA"),
    ]


def test_a_table_says_what_it_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A table for people has aligned columns and at most so many rows, and says so twice."""
    assert run([*ASK, "--treaty", "apmbc", "--on", "2020", "--format", "table", "--rows", "3"]) == 0
    out, talk = capsys.readouterr()
    lines = out.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("state  treaty  status")
    assert {line.index("apmbc") for line in lines[1:4]} == {lines[0].index("treaty")}
    assert "rows more" in lines[4]
    assert "--format csv" in talk


def test_known_is_a_clock_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """As known before its notice Lithuania stays a party, whatever day is asked about."""
    words = "--treaty ccm --state LTU --on 2026-01-01 --no-reasons --known"
    assert "LTU,ccm,party," in given(f"{words} 2024-09-05", capsys)
    assert "LTU,ccm,former_party," in given(f"{words} 2026-01-01", capsys)


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty record has no rows: the header stands, and one line says why."""
    assert run([*ASK, "--no-register", "--on", "2020"]) == 1
    out, talk = capsys.readouterr()
    assert out.strip() == ",".join(HEADER)
    assert talk.count("\n") == 1
