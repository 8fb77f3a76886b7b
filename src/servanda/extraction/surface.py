"""The surface of a report: two zones (title, body), lower-cased without moving an offset, cut into sentences.

Every later pass speaks in offsets of a zone's own text, so that a span can be given back as it was read.
"""

import re
import unicodedata

import msgspec

from servanda.model import Report

_MARKED = {
    chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xDF, 0x250), *range(0x1E00, 0x1F00))
}
_PLAIN = {mark: letter for mark, letter in _MARKED.items() if letter.isascii() and letter.isalpha()}
_PLAIN |= {"ı": "i", "ł": "l", "ø": "o", "đ": "d"}
"""Latin letters without their marks: reports drop them, or write them where our names have none ("Perú", "Turkiye")."""
_QUOTES = str.maketrans(
    _PLAIN | {"’": "'", "‘": "'", "‐": "-", "‑": "-", "­": "-", "\xa0": " ", "\u202f": " ", "\t": " "}
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|\n+|(?<=\S)\s+[•*▪·]\s+|\s+/\s+/\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|col|lt|sen|rep|gov|st|no|nos|art|arts|para|paras|vs|jan|feb|mar|apr|jun|jul|aug|"
    r"sept?|oct|nov|dec|inc|ltd|co|approx|cf|e\.g|i\.e|u\.s|u\.n|u\.k|hon|rt|ref|res|vol|ch|sec|min|amb|c\.n)|\b[a-z])$"
)


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a zone; `start` and `end` count characters of the zone's text, end exclusive."""

    start: int
    end: int


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """The title or the body: text as given, its folded form of the same length, its sentences."""

    text: str
    folded: str
    sentences: tuple[Sentence, ...]
    is_title: bool = False


def fold(text: str) -> str:
    """Lower-case, drop marks of letters and unify quotes, hyphens and blanks, one character for one character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_QUOTES)


def zones(report: Report) -> tuple[Zone, ...]:
    """The title zone, if there is a title, then the body."""
    body = _zone(report.text, is_title=False)
    return (_zone(report.title, is_title=True), body) if report.title else (body,)


def _zone(text: str, *, is_title: bool) -> Zone:
    folded = fold(text)
    sentences = (Sentence(start=0, end=len(text)),) if is_title and text.strip() else tuple(_sentences(text, folded))
    return Zone(text=text, folded=folded, sentences=sentences, is_title=is_title)


def _sentences(text: str, folded: str) -> list[Sentence]:
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(folded):
        if _goes_on(folded, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _goes_on(folded: str, match: re.Match[str]) -> bool:
    """Whether a full stop is part of an abbreviation, or a line break of an OCR hyphen or a wrapped line."""
    mark = match.group()
    if mark.startswith("."):
        return bool(_ABBREVIATION.search(folded, max(0, match.start() - 6), match.start()))
    if mark.startswith("\n"):
        before = folded[match.start() - 1 : match.start()]
        after = folded[match.end() : match.end() + 1]
        return len(mark) == 1 and (
            before in "-," or (before.isalnum() and after.isalpha() and _is_wrapped(folded, match))
        )
    return False


def _is_wrapped(folded: str, match: re.Match[str]) -> bool:
    line_start = folded.rfind("\n", 0, match.start()) + 1
    return match.start() - line_start >= 40


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Sentence(start=start, end=end))
