"""The curve of seen and unseen reports: the page and the picture show the figures that are kept."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def script():
    """The script's names."""
    return runpy.run_path(str(ROOT / "benchmarks" / "reading_curve.py"))


def test_page_and_picture_show_what_is_kept(script):
    """Running the script again would change neither."""
    kept = script["load"]()
    assert script["table"](kept) in (ROOT / "docs" / "explanation" / "reading.md").read_text(encoding="utf-8")
    assert script["curve"](kept) == (ROOT / "docs" / "explanation" / "reading-curve.svg").read_text(encoding="utf-8")


def test_a_version_more_is_a_row_and_a_step_more(script):
    """Each corpus and third is one line with a point for each version."""
    kept = {**script["load"](), "another": {"open": (0.9, 0.8), "wider": (0.8, 0.75)}}
    assert "| another | 0.900 | 0.800 | 0.100 | 0.800 | 0.750 | 0.050 |" in script["table"](kept)
    lines = [part.split('"')[0] for part in script["curve"](kept).split('points="')[1:]]
    assert [len(line.split()) for line in lines] == [len(kept)] * 4
