"""Opening what was named: files, folders, standard input. The only module of the room that touches the disk.

A folder is walked in sorted order, hidden files left out. Pipes, sockets and devices are refused before they are
opened, since opening one can wait for ever. A link that leads back into a folder already entered is listed and not
followed.
"""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from servanda.model import Reject
from servanda.reports.limits import Limits
from servanda.reports.sniff import is_no_report


class Chained(io.RawIOBase):
    """A stream with the bytes that were read ahead put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub asks for a wider buffer type
        """Fill the buffer, first from what was read ahead."""
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def find_files(path: str | Path, *, limits: Limits) -> Iterator[Path | Reject]:
    """The files that a path names: itself, or those of the folder, sorted; what cannot be read as Rejects."""
    start = Path(path)
    try:
        mode = start.stat().st_mode
    except (OSError, ValueError) as error:
        yield Reject(where=shown(start), reason=_why(error), hint="check the path; - reads standard input")
        return
    if not stat.S_ISDIR(mode):
        yield _regular(start, mode)
        return
    for count, item in enumerate(_walk(start, {_identity(start)}, 0, limits), 1):
        if count > limits.folder_files:
            yield Reject(
                where=shown(start),
                reason=f"more than {limits.folder_files:,} files",
                hint="name its sub-folders one by one",
            )
            return
        yield item


def _walk(folder: Path, entered: set[tuple[int, int]], depth: int, limits: Limits) -> Iterator[Path | Reject]:
    if depth > limits.folder_depth:
        yield Reject(
            where=shown(folder), reason=f"folders nested deeper than {limits.folder_depth}", hint="name it directly"
        )
        return
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names only, so that sorting does not build paths
    except OSError as error:
        yield Reject(where=shown(folder), reason=_why(error), hint="check the permissions of the folder")
        return
    for name in names:
        if not name.startswith("."):
            yield from _member(folder / name, entered, depth, limits)


def _member(path: Path, entered: set[tuple[int, int]], depth: int, limits: Limits) -> Iterator[Path | Reject]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Reject(where=shown(path), reason=_why(error), hint="remove the link, or mend what it points to")
        return
    if not stat.S_ISDIR(mode):
        if is_no_report(path.name):
            yield Reject(
                where=shown(path), reason=f"a {path.suffix} file is no report", hint="leave it out, or name it directly"
            )
        else:
            yield _regular(path, mode)
        return
    identity = _identity(path)
    if identity in entered:
        yield Reject(
            where=shown(path), reason="the link leads to a folder that is already read", hint="remove the link"
        )
        return
    entered.add(identity)
    yield from _walk(path, entered, depth + 1, limits)


def _regular(path: Path, mode: int) -> Path | Reject:
    if stat.S_ISREG(mode):
        return path
    return Reject(
        where=shown(path), reason="is a pipe, socket or device, not a file", hint="pipe it in: servanda read - < …"
    )


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def shown(path: str | Path) -> str:
    """A path as text that any encoding can write."""
    return os.fsencode(path).decode("utf-8", "replace")


def _why(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "may not be read (permission denied)"
        case OSError(strerror=str() as reason):
            return reason[:1].lower() + reason[1:]
        case _:
            return str(error)
