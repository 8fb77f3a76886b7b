"""Rows of files become acts, or are told by line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.ledger import Plan, find_key, open_ledger, plan_import, read_rows
from servanda.model import Act, InputError

CASES = yaml.safe_load((Path(__file__).parent / "imports.yaml").read_text(encoding="utf-8"))
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HEADER = "state,treaty,act,date,effective,known_from,corrects\n"


def plan(text: str, recorded: tuple[Act, ...] = ()) -> Plan:
    """What an import of this text would do."""
    return plan_import(read_rows(text.encode(), name="acts.csv"), load_catalog(), recorded=recorded)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rejects_are_told_by_line(case: dict[str, str]) -> None:
    """A row that cannot be read is named by file and line with what is wrong."""
    (reject,) = plan(case["csv"]).rejects
    assert reject.where == case["where"]
    assert case["words"] in reject.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"state,treaty,date\n", "no column “act”"),
        (b"state,treaty,act,date,colour\n", "unknown column “colour”"),
        (b"state,state,treaty,act,date\n", "twice"),
        (b"state,treaty,act,date\n\xff\n", "not UTF-8"),
        (b'state,treaty,act,date\n"FRA,ccm\n', "not CSV"),
    ],
)
def test_files_that_are_none(data: bytes, words: str) -> None:
    """A file without the columns, or that is no table at all, is refused whole."""
    with pytest.raises(InputError, match=words):
        read_rows(data, name="acts.csv")


def test_names_are_resolved() -> None:
    """States come by name, treaties by alias or number, acts in any case."""
    (act,) = plan("state,treaty,act,date\nFinlande,Ottawa Convention,Accession,2012-01-09\n").acts
    assert (act.state, act.treaty, act.kind, act.date) == ("FIN", "apmbc", "accession", "2012-01-09")


@pytest.mark.parametrize(
    ("text", "key"), [("untc:xxvi-6", "ccm"), ("UNTC:IV-9", "cat"), ("untc:vii-1", "untc:VII-1"), ("XXVI-6", "ccm")]
)
def test_numbers_of_the_depositary(text: str, key: str) -> None:
    """A number means the catalog's treaty where there is one, else a treaty of its own."""
    assert find_key(text, load_catalog(), {}) == key


def test_semicolons_bom_and_json_say_the_same() -> None:
    """However a table is written down, it gives the same acts."""
    table = plan("\ufeffstate;treaty;act;date\r\nFRA;ccm;ratification;2009-09-25\r\n")
    lines = plan('{"state": "France", "treaty": "CCM", "act": "ratification", "date": "2009-09-25"}\n')
    assert table.acts == lines.acts != ()


def test_correction_by_day_or_id() -> None:
    """A row may name what it corrects by its id or by its day; both mean the same act."""
    (first,) = plan(HEADER + "FRA,ccm,ratification,2009-09-24,,,\n").acts
    by_day = plan(HEADER + "FRA,ccm,ratification,2009-09-25,,,2009-09-24\n", (first,)).acts
    by_id = plan(HEADER + f"FRA,ccm,ratification,2009-09-25,,,{first.id}\n", (first,)).acts
    assert by_day == by_id
    assert by_day[0].corrects == first.id


def test_importing_twice_changes_nothing() -> None:
    """The second import of a file writes no entry."""
    acts = plan(HEADER + "FRA,ccm,ratification,2009-09-25,2010-08-01,,\nDEU,ccm,ratification,2009-07-08,,,\n").acts
    with open_ledger(":memory:", register=False) as ledger:
        assert len(ledger.append(acts, at=AT)) == 2
        assert ledger.append(acts, at=AT) == ()
        assert len(ledger.log()) == 2
