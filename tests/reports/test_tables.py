"""Tables of cases: pages, days, agencies, encodings."""

from pathlib import Path

import pytest
import yaml

from servanda.model import Report
from servanda.reports import find_agency, read_bytes
from servanda.reports.days import parse_published
from servanda.reports.encoding import declared_encoding, decode, repair

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[dict]:
    """The cases of one table."""
    return yaml.safe_load((CASES / name).read_text("utf-8"))


@pytest.mark.parametrize("case", table("pages.yaml"), ids=lambda case: case["name"])
def test_page(case):
    """The report's lines are kept, all else is dropped, and the page's own fields are named."""
    (report,) = read_bytes(case["html"].encode(), name="page.html")
    assert isinstance(report, Report), report
    if "text" in case:
        assert report.text.split("\n") == case["text"]
    assert {name: getattr(report, name) for name in case["fields"]} == case["fields"]


@pytest.mark.parametrize("case", table("days.yaml"), ids=lambda case: case["text"] or "empty")
def test_published(case):
    """A date field gives its day, or nothing where it gives none for certain."""
    assert parse_published(case["text"], language=case.get("language")) == case["day"]


@pytest.mark.parametrize("case", table("agencies.yaml"), ids=lambda case: case["text"][:30])
def test_agency(case):
    """An agency counts where the report credits it for itself, and only there."""
    assert find_agency(case["text"], byline=case.get("byline")) == case["agency"]


ENCODED = [(encoding, case["text"]) for case in table("encodings.yaml") for encoding in case["encodings"]]


@pytest.mark.parametrize(("encoding", "text"), ENCODED, ids=[f"{e}-{t[:8]}" for e, t in ENCODED])
def test_encoding(encoding, text):
    """Text in an encoding nobody declared is read as it was written."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1257", "koi8-r", "windows-1251", "shift_jis", "iso-8859-2"])
def test_declared_encoding(encoding):
    """A page's declaration settles what bytes alone leave open."""
    assert decode(f'<meta charset="{encoding}"><p>ё</p>'.encode("koi8-r") if encoding == "koi8-r" else b"<p>a</p>")
    assert declared_encoding(f'<meta http-equiv="x" content="text/html; charset={encoding}">'.encode())


@pytest.mark.parametrize("name", ["zlib", "rot13", "base64", "unicode_escape", "idna", "utf-7", "../etc/passwd"])
def test_declared_encoding_of_no_text(name):
    """A page cannot call for a codec that is no encoding of text."""
    assert declared_encoding(f'<meta charset="{name}">'.encode()) is None


def test_repair():
    """Text that was encoded twice is repaired, and a single odd pair is left alone."""
    twice = "Lietuva pritarė: „taip“, sakė ministrė".encode().decode("cp1252", "replace")
    assert repair("Président d’État".encode().decode("cp1252")) == "Président d’État"
    assert repair("the letters Ã© stand for") == "the letters Ã© stand for"
    assert "\ufffd" in repair(twice) or "pritarė" in repair(twice)
