"""What kind of file some bytes are: what they begin with decides, the name only where the bytes leave it open."""

import re
from pathlib import PurePath
from typing import Literal

from servanda.reports.encoding import decode

Kind = Literal["plain", "html", "pdf", "feed", "lines", "json"]

HEAD = 65_536
_SUFFIX: dict[str, Kind] = {
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".rss": "feed", ".atom": "feed", ".jsonl": "lines", ".ndjson": "lines", ".json": "json",
}  # fmt: skip
# Files that lie beside reports in folders and are none themselves.
_NO_REPORT = frozenset((
    ".csv", ".tsv", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".py", ".js", ".css", ".scss", ".ts", ".sh", ".sql",
    ".lock", ".ics", ".bib", ".tex", ".log", ".svg", ".xsd", ".xsl", ".xslt", ".map",
))  # fmt: skip
_FOREIGN = (
    (b"PAR1", "Parquet"), (b"WARC/", "WARC"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"), (b"PK\x03\x04", "zip (or Word, Excel, EPUB)"),
    (b"\xd0\xcf\x11\xe0", "old Word or Excel"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"RIFF", "RIFF (image or sound)"), (b"ID3", "MP3"), (b"\x7fELF", "program"),
    (b"MZ\x90", "program"), (b"SQLite format 3", "SQLite"), (b"OggS", "Ogg"),
)  # fmt: skip
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|section|h1|p|table|meta)\b", re.IGNORECASE)


def sniff(name: str, head: bytes) -> Kind:
    """The kind of a file, from its first bytes and its name.

    Args:
        name: the path or a name; only its suffix is looked at.
        head: the first `HEAD` bytes, or fewer where the file ends.
    """
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if suffix in {".jsonl", ".ndjson"}:
        return "lines"
    start = decode(head[:4096]).lstrip("\ufeff \t\r\n")[:2000]
    if start.startswith("<"):
        return _markup(start, suffix)
    if start.startswith(("{", "[")) and suffix not in {".txt", ".text", ".md", ".markdown", ".html", ".htm"}:
        return _json(head, suffix)
    return _SUFFIX.get(suffix, "plain")


def foreign(head: bytes) -> str | None:
    """The name of a kind of file that is never read as a report, or None."""
    return next((name for magic, name in _FOREIGN if head.startswith(magic)), None)


def is_no_report(name: str) -> bool:
    """Whether a file of a folder is left out for its suffix: data, code, settings."""
    return PurePath(name).suffix.lower() in _NO_REPORT


def _markup(start: str, suffix: str) -> Kind:
    if _FEED.search(start) and not start[:200].lower().lstrip().startswith("<!doctype html"):
        return "feed"
    if start.startswith(("<?xml", "<!")) or _PAGE.match(start) or suffix in {".html", ".htm", ".xhtml", ".xml"}:
        return "html"
    return _SUFFIX.get(suffix, "html" if _PAGE.search(start) else "plain")


def _json(head: bytes, suffix: str) -> Kind:
    """JSON Lines where the first line is a whole object (or too long to tell), one JSON value otherwise."""
    first, newline, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if first.startswith(b"["):
        return "json"
    whole = first.rstrip().endswith(b"}")
    if suffix == ".json":
        return "lines" if whole and rest.lstrip().startswith(b"{") else "json"
    if not newline:
        return "lines"
    return "lines" if whole or len(first.strip()) > 40 else "json"
