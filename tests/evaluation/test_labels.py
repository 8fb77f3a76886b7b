"""Reading labelled reports from files."""

import json
from pathlib import Path

import pytest

from servanda.evaluation import LabelledReport, is_unseen, load_labelled
from servanda.model import InputError, Reject

BAD = json.loads((Path(__file__).parent / "bad_lines.json").read_text(encoding="utf-8"))
GOOD = {"id": "good", "text": "Some text.", "title": "A title", "language": "en", "tags": ["t"], "claims": []}


@pytest.mark.parametrize("case", BAD, ids=[case["why"] for case in BAD])
def test_broken_line_is_told_and_the_rest_read(case, tmp_path):
    """A line that is no labelled report is named with file, line and reason; the next line is still read."""
    path = tmp_path / "set.jsonl"
    path.write_text(f"\n{case['line']}\n{json.dumps(GOOD)}\n", encoding="utf-8")
    reject, report = load_labelled(path)
    assert isinstance(reject, Reject)
    assert f"{path}:2" == reject.where
    assert case["says"] in reject.reason
    assert reject.hint
    assert isinstance(report, LabelledReport)


def test_same_id_twice_is_told(tmp_path):
    """A second report of the same id is refused, since claims could not be told apart."""
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}\n", encoding="utf-8")
    _, reject = load_labelled(path)
    assert "line 1" in reject.reason


def test_text_is_kept_exactly(tmp_path):
    """Spans count characters of the text as given, so the text is not touched."""
    text = "Two  spaces,\ttab, “quotes” and a trailing newline\n"
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({**GOOD, "text": text}), encoding="utf-8")
    (found,) = load_labelled(path)
    assert text == found.report.text
    assert found.plain
    assert found.tags == ("t",)
    assert found.file == "set"


def test_html_goes_the_way_of_reports(tmp_path):
    """A labelled page becomes the report that `read` would make of it, and its spans are not judged."""
    row = {
        "id": "page",
        "html": "<html><body><article><p>Fiji joined the treaty.</p></article></body></html>",
        "claims": [],
    }
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = load_labelled(path)
    assert "Fiji joined the treaty." in found.report.text
    assert not found.plain


@pytest.mark.parametrize(("name", "says"), [("nowhere", "no such file"), ("empty", "no .jsonl file")])
def test_missing_files_are_an_error(name, says, tmp_path):
    """A path that is not there, or a folder without reports, is the caller's to fix."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=says):
        load_labelled(tmp_path / name)


def test_a_third_is_unseen():
    """About a third of ids is kept apart, always the same ones."""
    assert 900 < sum(is_unseen(f"r{n}") for n in range(3000)) < 1100
