"""Hostile and broken input: each gives the Reject that says what, where and what next, and the rest is read."""

import io
import os
from pathlib import Path

import pytest
import yaml

from servanda.model import Reject, Report
from servanda.reports import Limits, read_bytes, read_paths

BROKEN = yaml.safe_load((Path(__file__).parent / "cases" / "broken.yaml").read_text("utf-8"))


def split(items):
    """The reports, and the Rejects as one text each."""
    items = list(items)
    rejects = [item for item in items if isinstance(item, Reject)]
    assert all(reject.where and reject.reason and reject.hint for reject in rejects)
    return [item for item in items if isinstance(item, Report)], [f"{r.where}: {r.reason}; {r.hint}" for r in rejects]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case['name']}-{case['text'][:24]!r}")
def test_broken(case):
    """A broken member is named with its place and reason, and every good one beside it is read."""
    reports, rejects = split(read_bytes(case["text"].encode(), name=case["name"]))
    assert len(reports) == case["good"]
    assert all(any(word in reject for reject in rejects) for word in case["words"]), rejects


def test_binary():
    """Bytes that are no text are refused, whatever the file is called."""
    for name in ("a.txt", "a.html", "a", "a.md"):
        reports, rejects = split(read_bytes(bytes(range(256)) * 40, name=name))
        assert not reports
        assert "binary" in rejects[0]


def test_deep_json():
    """JSON nested to death is refused before it is decoded, and brackets inside strings do not count."""
    deep = b'{"text": "t", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    flat = b'{"text": "' + b"[" * 5_000 + b'"}\n'
    reports, rejects = split(read_bytes(deep + flat, name="a.jsonl"))
    assert len(reports) == 1
    assert "nested deeper than 100" in rejects[0]


def test_deep_page():
    """A page nested to death is refused quickly, since parsers take quadratic time over it."""
    reports, rejects = split(read_bytes(b"<html><body>" + b"<div>" * 100_000 + b"x", name="a.html"))
    assert not reports
    assert "nested deeper" in rejects[0]


def test_page_of_many_unclosed_paragraphs():
    """Paragraphs that nobody closed are not nesting."""
    reports, _ = split(read_bytes(b"<html><body>" + b"<p>Malta signed.<br>" * 5_000, name="a.html"))
    assert reports[0].text.count("Malta signed.") == 5_000


def test_long_line():
    """A line beyond the limit is skipped without being held, and the lines around it are read."""
    data = b'{"id": "a", "text": "one"}\n{"id": "b", "text": "' + b"x" * 5_000 + b'"}\n{"id": "c", "text": "two"}\n'
    reports, rejects = split(read_bytes(data, name="a.jsonl", limits=Limits(line_bytes=1_000)))
    assert [report.id for report in reports] == ["a", "c"]
    assert "a.jsonl:2: line longer than 1,000 bytes" in rejects[0]


@pytest.mark.parametrize(
    ("data", "name", "limits", "word"),
    [
        (b"word " * 100, "a.txt", Limits(file_bytes=100), "larger than 100 bytes"),
        (b"word " * 100, "a.txt", Limits(text_chars=100), "more than the 100"),
        (
            b"<rss><channel>" + b"<item><title>t</title></item>" * 3 + b"</channel></rss>",
            "f.xml",
            Limits(feed_entries=2),
            "more than 2 entries",
        ),
    ],
)
def test_limits(data, name, limits, word):
    """What exceeds a limit is refused by its name and never cut."""
    _, rejects = split(read_bytes(data, name=name, limits=limits))
    assert word in rejects[-1]


def test_surrogate():
    """A lone surrogate, which nothing can write, becomes a replacement character of the same length."""
    (report,) = read_bytes(b'{"id": "a", "text": "x \\ud800 y"}', name="a.jsonl")
    assert report.text == "x \ufffd y"
    assert report.text.encode()


def test_paths(tmp_path, monkeypatch):
    """A folder is read in sorted order; loops, pipes, data files and missing paths are listed."""
    (tmp_path / "b.txt").write_text("Chad signed the treaty.")
    (tmp_path / "a.md").write_text("# Niger leaves\n\nNiger left the convention.")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text("Togo acceded to the protocol.")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "table.csv").write_text("a,b")
    (tmp_path / ".hidden").write_text("never")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    reports, rejects = split(read_paths([tmp_path, tmp_path / "missing"]))
    assert [Path(report.id).name for report in reports] == ["a.md", "b.txt", "c.txt"]
    for word in (
        "loop: the link leads",
        "pipe: is a pipe",
        ".csv file is no report",
        "gone.txt: no such",
        "missing: no such",
    ):
        assert any(word in reject for reject in rejects), word
    assert len(rejects) == 5


def test_permission(tmp_path, monkeypatch):
    """A file that may not be read is listed, and the next one is read."""
    (tmp_path / "a.txt").write_text("never seen")
    (tmp_path / "b.txt").write_text("Peru signed the treaty.")
    opening = Path.open

    def refuse(path, *arguments):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opening(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    reports, rejects = split(read_paths([tmp_path]))
    assert len(reports) == 1
    assert "permission denied" in rejects[0]


def test_too_many_files(tmp_path):
    """A folder beyond the limit is read up to it, and the limit is named."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Report number {number}.")
    reports, rejects = split(read_paths([tmp_path], limits=Limits(folder_files=2)))
    assert len(reports) == 2
    assert "more than 2 files" in rejects[0]


def test_no_standard_input():
    """Asking for standard input where there is none is a Reject, not a wait."""
    reports, rejects = split(read_paths(["-"]))
    assert not reports
    assert "no standard input" in rejects[0]


def test_standard_input_is_sniffed():
    """What comes in by standard input is told by its first bytes."""
    lines = io.BytesIO(b'{"id": "a", "text": "one"}\n{"id": "b", "text": "two"}\n')
    assert [report.id for report in read_paths(["-"], stdin=lines)] == ["a", "b"]
    page = io.BytesIO(b"<!doctype html><title>T</title><p>Cuba signed.</p>")
    assert [report.text for report in read_paths(["-"], stdin=page)] == ["Cuba signed."]
