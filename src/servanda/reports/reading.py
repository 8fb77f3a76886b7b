"""From paths or bytes to Reports, in the order given, one at a time.

Whatever is wrong with a member becomes a Reject in its place, and the next one is read. Two things are read and listed
all the same, so that nothing is lost and nothing is silent: the second report with an id gets “#2”, and a published
day that is no day of the calendar is left out.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from servanda.model import Reject, Report
from servanda.reports.days import parse_published
from servanda.reports.draft import Draft, finish
from servanda.reports.encoding import decode, looks_binary, repair
from servanda.reports.feed import read_feed
from servanda.reports.json_rows import read_lines, read_value
from servanda.reports.limits import DEFAULT, Limits
from servanda.reports.page import read_page
from servanda.reports.pdf import read_pdf
from servanda.reports.plain import read_plain
from servanda.reports.sniff import HEAD, Kind, foreign, sniff
from servanda.reports.source import Chained, find_files, shown

STDIN = "-"
_CONVERT = "convert it to text, HTML, PDF or JSON Lines"
_BUFFER = 1 << 20

Found = Iterable[tuple[str, Draft | Reject]]


def read_paths(
    paths: Sequence[str | Path], stdin: BinaryIO | None = None, *, limits: Limits = DEFAULT
) -> Iterator[Report | Reject]:
    """Read the reports at each path, in order.

    Args:
        paths: files, folders (walked in sorted order), or "-" for standard input.
        stdin: the stream behind "-".
        limits: upper bounds.

    Yields:
        A Report, or a Reject for a member that could not be read.
    """
    session = _Session(limits)
    for path in paths:
        yield from session.read_path(path, stdin)


def read_bytes(data: bytes, *, name: str, limits: Limits = DEFAULT) -> list[Report | Reject]:
    """Read the reports in some bytes.

    Args:
        name: what to call them in messages; its suffix helps to tell the kind. It is not taken as the id.
        limits: upper bounds.
    """
    return list(_Session(limits).read_stream(io.BytesIO(data), name=name, path=None))


class _Session:
    """One reading of several sources: the limits, and which ids are taken.

    Only hashes of ids are kept, so that a source of any length fits.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.taken: dict[int, int] = {}

    def read_path(self, path: str | Path, stdin: BinaryIO | None) -> Iterator[Report | Reject]:
        """Read a file, a folder, or standard input."""
        if str(path) != STDIN:
            for file in find_files(path, limits=self.limits):
                yield from [file] if isinstance(file, Reject) else self.read_file(file)
        elif stdin is None:
            yield Reject(where="stdin", reason="there is no standard input", hint="name a file")
        else:
            yield from self.read_stream(stdin, name="stdin", path=None)

    def read_file(self, path: Path) -> Iterator[Report | Reject]:
        """Read one regular file."""
        name = shown(path)
        try:
            with path.open("rb") as stream:
                yield from self.read_stream(stream, name=name, path=name)
        except PermissionError:
            yield Reject(where=name, reason="may not be read (permission denied)", hint="check its permissions")
        except OSError as error:
            yield Reject(where=name, reason=f"could not be read ({error.strerror})", hint="try again, or leave it out")

    def read_stream(self, stream: BinaryIO, *, name: str, path: str | None) -> Iterator[Report | Reject]:
        """Read what a stream holds, whatever its kind; JSON Lines as they come, the rest whole."""
        head = _read_ahead(stream)
        if not head.strip():
            yield Reject(where=name, reason="is empty", hint="check how it was fetched")
            return
        if other := foreign(head):
            yield Reject(where=name, reason=f"is a file of kind {other}, which is not read", hint=_CONVERT)
            return
        kind = sniff(name, head)
        rest = io.BufferedReader(Chained(head, stream), _BUFFER)
        if kind == "lines" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from self.finish(read_lines(rest, name=name, limits=self.limits), path=path)
            return
        data = rest.read(self.limits.file_bytes + 1)
        if len(data) > self.limits.file_bytes:
            reason = f"larger than {self.limits.file_bytes:,} bytes"
            yield Reject(where=name, reason=reason, hint="split it, or make it JSON Lines, which are streamed")
            return
        found, own_id = self.read_whole(data, kind, name=name)
        yield from self.finish(found, path=path, fallback_id=path if own_id else None)

    def read_whole(self, data: bytes, kind: Kind, *, name: str) -> tuple[Found, bool]:
        """What a whole file gives, and whether it is one report, whose id is then its path."""
        match kind:
            case "pdf":
                return [(name, read_pdf(data, where=name, limits=self.limits))], True
            case "feed":
                return read_feed(data, name=name, limits=self.limits), False
            case "json":
                one = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
                return read_value(data, name=name, limits=self.limits), one
            case "lines":
                return read_lines(io.BytesIO(decode(data).encode()), name=name, limits=self.limits), False
            case "html" | "plain":
                return [(name, self.read_text(data, kind, name=name))], True

    def read_text(self, data: bytes, kind: Kind, *, name: str) -> Draft | Reject:
        """Read a page or a plain text."""
        text = decode(data)
        if looks_binary(text):
            return Reject(where=name, reason="is binary data, not text", hint=_CONVERT)
        text = repair(text).replace("\0", "\ufffd")
        return read_page(text, where=name, limits=self.limits) if kind == "html" else read_plain(text)

    def finish(self, found: Found, *, path: str | None, fallback_id: str | None = None) -> Iterator[Report | Reject]:
        """Make Reports of Drafts, with distinct ids, and list what was left out on the way."""
        for where, draft in found:
            if isinstance(draft, Reject):
                yield draft
                continue
            item = finish(draft, where=where, fallback_id=fallback_id, limits=self.limits, path=path)
            if isinstance(item, Reject):
                yield item
                continue
            fresh = self.distinct(item.id)
            yield item if fresh == item.id else _renamed(item, fresh)
            if fresh != item.id:
                reason = f"the id “{item.id}” is used before; read as “{fresh}”"
                yield Reject(where=where, reason=reason, hint="give each report its own id")
            given = (draft.published or "").strip()
            if given and not parse_published(given, language=draft.language):
                reason = f"published “{given[:40]}” is no date of the calendar; read without it"
                yield Reject(where=where, reason=reason, hint="write 2024-07-18, 2024-07 or 2024")

    def distinct(self, name: str) -> str:
        """The id itself when it is new, else with the next free number."""
        fresh = name
        while hash(fresh) in self.taken:
            self.taken[hash(name)] += 1
            fresh = f"{name}#{self.taken[hash(name)]}"
        self.taken[hash(fresh)] = 1
        return fresh


def _renamed(report: Report, fresh: str) -> Report:
    from msgspec.structs import replace

    return replace(report, id=fresh)


def _read_ahead(stream: BinaryIO) -> bytes:
    """The first bytes, enough to tell the kind; from a pipe of JSON Lines no more than is there."""
    head = b""
    while len(head) < HEAD and (part := getattr(stream, "read1", stream.read)(HEAD - len(head))):
        head += part
        if b"\n" in head and head.lstrip().startswith(b"{"):
            break
    return head
