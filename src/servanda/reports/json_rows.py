"""JSON Lines and JSON files: one object a report.

Keys: `{"id", "text" | "html", "title", "url", "publisher", "published", "language"}`, all but text or html optional;
others are ignored. Lines are streamed: one is held at a time, and one beyond the limit is skipped without being held.
`text` is kept exactly, since the spans of claims count its characters; only a lone surrogate, which no encoding can
write, becomes U+FFFD.
"""

import json
import re
from collections.abc import Iterator
from io import BufferedIOBase

import msgspec

from servanda.model import Reject
from servanda.reports.draft import Draft
from servanda.reports.encoding import decode
from servanda.reports.limits import Limits
from servanda.reports.page import read_page

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SKIP = 1 << 20
_HINT = 'each line is one object such as {"id": "a1", "text": "…", "published": "2024-07-18"}'


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One object as it came."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | int | None = None
    language: str | None = None


_ROW = msgspec.json.Decoder(Row)


def read_lines(stream: BufferedIOBase, *, name: str, limits: Limits) -> Iterator[tuple[str, Draft | Reject]]:
    """Read JSON Lines; yields (`name:line`, what the line gave). Blank lines are skipped."""
    number = 0
    while line := stream.readline(limits.line_bytes + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > limits.line_bytes:
            _skip_line(stream, line)
            yield (
                where,
                Reject(
                    where=where,
                    reason=f"line longer than {limits.line_bytes:,} bytes",
                    hint="the lines after it were read",
                ),
            )
        elif line.strip():
            yield where, read_row(_as_utf8(line, first=number == 1), where=where, limits=limits)


def read_value(data: bytes, *, name: str, limits: Limits) -> Iterator[tuple[str, Draft | Reject]]:
    """Read a JSON file that is one object, or an array of objects; yields (where, what it gave)."""
    data = _as_utf8(data, first=True).strip()
    if not data.startswith(b"["):
        yield name, read_row(data, where=name, limits=limits)
        return
    if too_deep := _too_deep(data, name, limits):
        yield name, too_deep
        return
    try:
        rows = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield name, Reject(where=name, reason=f"not valid JSON ({error})", hint="check it with python -m json.tool")
        return
    for number, row in enumerate(rows, 1):
        where = f"{name}:item {number}"
        yield where, read_row(bytes(row), where=where, limits=limits)


def read_row(data: bytes, *, where: str, limits: Limits) -> Draft | Reject:
    """Read one object."""
    if too_deep := _too_deep(data, where, limits):
        return too_deep
    try:
        row = _decode(data)
    except msgspec.ValidationError as error:
        return Reject(where=where, reason=f"not a report ({_lower(error)})", hint=_HINT)
    except (ValueError, RecursionError) as error:
        return Reject(where=where, reason=f"not valid JSON ({_lower(error)})", hint=_HINT)
    return _draft(row, where=where, limits=limits)


def _draft(row: Row, *, where: str, limits: Limits) -> Draft | Reject:
    if row.text is None and row.html is None:
        return Reject(where=where, reason="has neither “text” nor “html”", hint=_HINT)
    given = Draft(
        text=row.text or "",
        id=None if row.id is None else str(row.id).strip() or None,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        published=None if row.published is None else str(row.published),
        language=row.language,
    )
    if row.text is not None or row.html is None:
        return given
    page = read_page(row.html, where=where, limits=limits)
    return page if isinstance(page, Reject) else given.over(page)


def _decode(data: bytes) -> Row:
    """Decode strictly; a lone surrogate escape, which strict decoding refuses, is replaced.

    Raises:
        ValueError: not JSON, or NaN and the like.
        msgspec.ValidationError: JSON of another shape.
    """
    try:
        return _ROW.decode(data)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        value = json.loads(data, parse_constant=_no_constant)
    return msgspec.convert(_writable(value), Row)


def _writable(value: object) -> object:
    """The top-level strings without lone surrogates."""
    if not isinstance(value, dict):
        return value
    return {key: _SURROGATE.sub("\ufffd", item) if isinstance(item, str) else item for key, item in value.items()}


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _too_deep(data: bytes, where: str, limits: Limits) -> Reject | None:
    if data.count(b"[") + data.count(b"{") <= limits.json_depth:
        return None
    level = 0
    for bracket in _BRACKET.findall(_STRING.sub(b"", data)):
        level += 1 if bracket in b"[{" else -1
        if level > limits.json_depth:
            return Reject(where=where, reason=f"JSON nested deeper than {limits.json_depth}", hint=_HINT)
    return None


def _as_utf8(data: bytes, *, first: bool) -> bytes:
    """JSON is UTF-8 by its standard (RFC 8259); what came otherwise is decoded as any other file."""
    if first and data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data).encode("utf-8")
    return data


def _skip_line(stream: BufferedIOBase, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_SKIP)


def _lower(error: Exception) -> str:
    text = str(error)
    return text[:1].lower() + text[1:]
