"""The how-tos on comparing and citing work as printed, on the command line and in Python."""

import importlib.util
import re
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to"
PAGES = {name: (HOW_TO / f"{name}.md").read_text(encoding="utf-8") for name in ("compare-states", "cite-an-answer")}


@pytest.mark.parametrize("name", PAGES)
def test_commands_work_as_printed(name, tmp_path):
    """Each command prints what the page shows."""
    for step in console.steps(PAGES[name]):
        ran = console.run(step, folder=tmp_path, home=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert not step.expected or console.matches(step.expected, ran.stdout), ran.stdout


def lines_of(name):
    """What the lines of Python of a page give."""
    told: dict = {}
    exec(re.search(r"```python\n(.*?)```", PAGES[name], re.DOTALL)[1], told)  # noqa: S102 - the page is ours
    return told


def test_comparing_in_python_works(monkeypatch):
    """The lines run, and give what their names say."""
    monkeypatch.setenv("SERVANDA_LEDGER", ":memory:")
    told = lines_of("compare-states")
    assert told["apart"]["HUN", "POL"] == "ccm"
    assert told["years"]["on"].n_unique() == 25
    assert len(told["near"].peers) == 5


def test_citing_in_python_works(monkeypatch):
    """What is cited is the same again."""
    monkeypatch.setenv("SERVANDA_LEDGER", ":memory:")
    assert lines_of("cite-an-answer")["again"] is True
