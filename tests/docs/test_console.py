"""The matcher of printed output can tell right from wrong."""

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

CASES = [
    ("a\nb\n", "a\nb\n", True),
    ("a\nb\n", "a  \nb", True),
    ("a\nb\n", "a\nc\n", False),
    ("a\n", "a\nb\n", False),
    ("a\n…\n", "a\nb\nc\n", True),
    ("…\nc\n", "a\nb\nc\n", True),
    ("a\n…\nd\n", "a\nb\nc\n", False),
    ("in … days\n", "in 12 days\n", True),
    ("in … days\n", "in 12 weeks\n", False),
    ("a.c\n", "abc\n", False),
]


@pytest.mark.parametrize(("expected", "printed", "same"), CASES)
def test_matches(expected, printed, same):
    """Only what the page allows counts as printed."""
    assert console.matches(expected, printed) is same


def test_steps_are_taken_apart():
    """Commands, their continuation and their output are told apart, with the line of each."""
    page = "Text.\n\n```console\n$ cat <<E\n> one\n> E\none\n$ true\n```\n"
    assert console.steps(page) == [(4, "cat <<E\none\nE", "one\n"), (8, "true", "")]


def test_only_bare_ellipses_are_filled_in(tmp_path):
    """Accepting output fills in what nobody has cut down yet, below its own command."""
    spec = importlib.util.spec_from_file_location("accept", Path(__file__).with_name("accept.py"))
    accept = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(accept)
    page = "```console\n$ cat <<E\n> one\n> two\n> E\n…\n$ echo three\nthr…\n$ false\n…\n```\n"
    assert accept.accept(page, tmp_path, tmp_path) == page.replace("> E\n…\n", "> E\none\ntwo\n")
