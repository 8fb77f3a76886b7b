"""Clauses in words: each kind of clause has its line, with the article, and nothing is told as None."""

from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.model.clause import NotBefore, Suspension, Windows, Withdrawal
from servanda.model.delay import Delay
from servanda.presentation.clause_text import clause_lines
from servanda.presentation.exit_text import exit_lines

LINES = yaml.safe_load((Path(__file__).parent / "clause_lines.yaml").read_text(encoding="utf-8"))
TREATIES = load_catalog().treaties


@pytest.mark.parametrize("case", LINES, ids=lambda case: f"{case['treaty']}: {case['line'].strip()[:40]}")
def test_a_clause_is_told_with_its_article(case):
    """The line that a treaty's clause gives stands among its lines."""
    lines = clause_lines(TREATIES[case["treaty"]])
    assert any(line.startswith(case["line"]) for line in lines), lines


@pytest.mark.parametrize("key", sorted(TREATIES))
def test_every_treaty_can_be_told(key):
    """No treaty of the catalog is told with a None, a Python name or an empty line."""
    for line in clause_lines(TREATIES[key]):
        assert line.strip()
        assert not any(mark in line for mark in ("None", "Literal", "()", "{", "}"))


def test_a_window_since_the_party_s_own_entry_says_so():
    """A window counted from the party's own entry is told as one."""
    delay = Delay(style="exact", period="P1Y")
    rule = Withdrawal(article="9", delay=delay, windows=Windows(every_years=3, anchor="party", article="9(2)"))
    assert "  only in a window of 1 year every 3 years since its own entry [art. 9(2)]" in list(exit_lines(rule))


def test_a_bar_from_a_fixed_day_names_the_day():
    """A period that runs from a fixed day is told with the day."""
    bar = NotBefore(period="P20Y", anchor="day", day="1949-08-24")
    rule = Withdrawal(article="13", delay=Delay(style="exact", period="P1Y"), not_before=bar)
    assert "  not before 20 years after 1949-08-24 [art. 13]" in list(exit_lines(rule))


def test_a_right_to_suspend_is_told():
    """A treaty that lets its parties suspend says under which condition."""
    from msgspec.structs import replace

    treaty = TREATIES["ccm"]
    clauses = replace(treaty.clauses, suspension=Suspension(article="9", condition="a material breach"))
    assert "suspension: a material breach [art. 9]" in clause_lines(replace(treaty, clauses=clauses))
