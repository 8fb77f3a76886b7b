"""Reports read worst, with the evidence marked in their text: for a terminal, and as pieces for a page."""

import itertools
import re
from collections.abc import Iterator, Sequence

from servanda.evaluation.result import Key, Mark, Worst

Piece = tuple[str, tuple[Mark, ...]]
"""A stretch of text and the marks that cover it."""
WIDTH = 96
MARGIN = "    "
_SHADE = re.compile(r"\x1b\[\d+m")
GREEN, RED, OFF = "\x1b[32m", "\x1b[31m", "\x1b[0m"


def as_pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Cut a text where marks begin and end; the pieces put together are the text.

    Example:
        >>> here = Mark(field="state", start=0, end=7, right=True)
        >>> [(piece, [m.field for m in over]) for piece, over in as_pieces("Estonia left.", [here])]
        [('Estonia', ['state']), (' left.', [])]
    """
    inside = [mark for mark in marks if mark.start < len(text)]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(min(m.end, len(text)) for m in inside)})
    return [
        (text[start:end], tuple(mark for mark in inside if mark.start <= start and mark.end >= end))
        for start, end in itertools.pairwise(cuts)
    ]


def zones(worst: Worst) -> Iterator[list[Piece]]:
    """The title, where there is one, and the text, in pieces."""
    for text, in_title in ((worst.title, True), (worst.text, False)):
        if text:
            yield as_pieces(text, [mark for mark in worst.marks if mark.in_title is in_title])


def marked_text(worst: Worst, *, colour: bool) -> str:
    """Print a report with the evidence of its claims: green where right, red where made up; [[…]] without colour."""
    lines = []
    for pieces in zones(worst):
        joined = "".join(_mark(text, marks, colour=colour) for text, marks in _joined(pieces))
        for line in _printable(joined, colour=colour).splitlines():
            lines += _wrapped(line) or [""]
    return "\n".join(lines)


def _wrapped(line: str) -> list[str]:
    """Break a line between words, colours taking no room; a line is MARGIN plus at most WIDTH characters."""
    lines: list[list[str]] = []
    room = 0
    for word in line.split(" "):
        size = len(_SHADE.sub("", word)) + 1
        if not lines or size > room:
            lines.append([])
            room = WIDTH + 1
        lines[-1].append(word)
        room -= size
    return [MARGIN + " ".join(words) for words in lines]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one colour are one piece; overlapping evidence would else be hard to read."""
    found: list[Piece] = []
    for text, marks in pieces:
        if found and _colour(found[-1][1]) == _colour(marks):
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, marks))
    return found


def _colour(marks: Sequence[Mark]) -> str:
    if not marks:
        return ""
    return RED if any(not mark.right for mark in marks) else GREEN


def _mark(text: str, marks: Sequence[Mark], *, colour: bool) -> str:
    shade = _colour(marks)
    plain = text.replace("\x1b", " ")
    if not shade:
        return plain
    opening, closing = ("[[", "]]") if shade == GREEN else ("[!", "!]")
    return f"{shade}{plain}{OFF}" if colour else f"{opening}{plain}{closing}"


def _printable(text: str, *, colour: bool) -> str:
    """Leave out what would steer a terminal, except our own colours."""
    return "".join(c if c.isprintable() or c in "\n\t" or (colour and c == "\x1b") else " " for c in text)


def errors_of(worst: Worst) -> list[str]:
    """What was missed, made up and read wrong, a line each."""
    lines = [f"missed {_said(key)}" for key in worst.missed] + [f"made up {_said(key)}" for key in worst.extra]
    return lines + [f"{field}: {want} read as {got}" for field, want, got in worst.off]


def _said(key: Key) -> str:
    return " ".join(key)
