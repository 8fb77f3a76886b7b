"""Days as depositaries and data sets write them, read into EDTF. Pure; what is no day is told, not mended.

Understood are days with names of months in English, French and Dutch, ISO days, numeric days, partial days and the
uncertain and unspecified forms of ISO 8601-2 that messydates writes (2012-XX-XX, 2012?, 2012-01-01..2012-12-31).
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from servanda.ledger.tables.words import load_words
from servanda.model import is_edtf

_WORD = r"[A-Za-zÀ-ÿ]{3,9}"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d{3})\d{0,2}"
"""A year, and up to two digits of a footnote that a copy glued to it."""
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?[\s./-]{{1,3}}(?P<word>{_WORD})\.?[\s,./-]{{1,3}}{_YEAR}",
        rf"(?P<word>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.]+Z?)?(?!\d)",
        r"(?<!\d)(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
        rf"(?<![\dA-Za-z])(?P<word>{_WORD})\.?\s+{_YEAR}",
        r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)(?![\d-])",
        r"(?<![\d/.-])(?P<year>(?:1[5-9]|20)\d\d)(?![\d/.-])",
    )
)
_USUAL = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2}) ((?:1[89]|20)\d\d)(?=\s*[A-Za-z]{0,2}$)")
"""How nearly every cell of the UN depositary's tables is written, read without trying the other forms."""
_UNSPECIFIED = re.compile(
    r"(?<![\d-])(\d{4})-(\d\d|XX|xx|uu)-(\d\d|XX|xx|uu)(?!\d)|(?<![\d-])(\d{4})-(?:XX|xx|uu)(?!-)"
)
_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:\.\.|/)\s*(\d{4}(?:-\d\d){0,2})(?![\d/])")
_SET = re.compile(r"[{\[]\s*(\d{4}(?:-\d\d){0,2}(?:\s*(?:,|\.\.)\s*\d{4}(?:-\d\d){0,2})+)\s*[}\]]")
_DAYS_OF = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*(?:-|–|to|and|et)\s*(\d{{1,2}})\s+({_WORD})\.?\s+((?:1[5-9]|20)\d\d)(?!\d)"
)
_YEAR_ALONE = re.compile(r"^(?!.*(?:\d|[^\W\d]{3}))")
"""What may stand beside a bare year, so that "5 Foo 2003" is not rounded to its year."""
_DOUBT = re.compile(r"(?<=[\dXx])[?~%]|(?<![A-Za-z])[?~%](?=\d)")
_ANCIENT = re.compile(r"(?<![\dA-Za-z])-\d{4}(?:-\d\d){0,2}(?!\d)")


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day found in a text: `start` and `end` are offsets in characters, end exclusive; `doubtful` if it says so."""

    edtf: str
    start: int
    end: int
    doubtful: bool = False


class NoDay(msgspec.Struct, frozen=True, kw_only=True):
    """Something written as a day that is none: 30 Feb 1990, or a year before the first."""

    text: str
    start: int
    end: int


def find_days(text: str, *, month_first: bool = False) -> list[Day | NoDay]:
    """Every day in a cell, in order.

    Args:
        text: the cell.
        month_first: whether 3/4/2020 is the fourth of March.

    Example:
        >>> [day.edtf for day in find_days("[ 9 Mar 1988 a]")]
        ['1988-03-09']
    """
    usual = _USUAL.match(text)
    if usual and usual[2] in _months():
        edtf = f"{usual[3]}-{_months()[usual[2]]:02}-{int(usual[1]):02}"
        return [_day(edtf, usual[0].rstrip(), 0)]
    if not any(sign.isdigit() for sign in text):
        return []
    bare = _DOUBT.sub(" ", text)
    found: list[Day | NoDay] = []
    for start, end, edtf in _candidates(bare, month_first=month_first):
        if any(start < one.end and one.start < end for one in found):
            continue
        doubtful = bare[start : end + 1] != text[start : end + 1] or text[max(start - 1, 0) : start] in ("?", "~", "%")
        found.append(_day(edtf, text[start:end], start, doubtful=doubtful))
    return sorted(found, key=lambda one: one.start)


def _day(edtf: str, text: str, start: int, *, doubtful: bool = False) -> Day | NoDay:
    if is_edtf(edtf):
        return Day(edtf=edtf, start=start, end=start + len(text), doubtful=doubtful)
    return NoDay(text=text, start=start, end=start + len(text))


@cache
def _months() -> dict[str, int]:
    """Months by the three letters that the UN depositary writes, with a capital."""
    return {word.capitalize(): number for word, number in load_words().months.items() if len(word) == 3}


def puts_month_first(texts: Iterator[str]) -> bool:
    """Whether a table writes 12/31/2020: some cell has a second number over twelve and none a first."""
    month_first = False
    for text in texts:
        for match in _FORMS[3].finditer(text):
            if int(match["one"]) > 12:
                return False
            month_first = month_first or int(match["two"]) > 12
    return month_first


def _candidates(text: str, *, month_first: bool) -> Iterator[tuple[int, int, str]]:
    """Everything written like a day, the most telling form first; the text form may still be no day."""
    yield from _spans(text)
    for match in _UNSPECIFIED.finditer(text):
        parts = [part for part in (match[1] or match[4], match[2], match[3]) if part and part.isdigit()]
        known = parts if match[2] and match[2].isdigit() else parts[:1]
        yield match.start(), match.end(), "-".join(known)
    for form in _FORMS:
        for match in form.finditer(text):
            edtf = _edtf(match, month_first=month_first)
            if edtf and form is _FORMS[-1] and not _YEAR_ALONE.search(text[: match.start()] + text[match.end() :]):
                edtf = match[0] + "?"
            if edtf:
                yield match.start(), match.end(), edtf


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Years before the first, one-of-a-set, from-to, and "5-7 Mar 2003"."""
    for match in _ANCIENT.finditer(text):
        yield match.start(), match.end(), match[0]
    for match in _SET.finditer(text):
        ends = sorted(re.findall(r"\d{4}(?:-\d\d){0,2}", match[1]))
        yield match.start(), match.end(), f"{ends[0]}/{ends[-1]}"
    for match in _RANGE.finditer(text):
        yield match.start(), match.end(), f"{match[1]}/{match[2]}"
    for match in _DAYS_OF.finditer(text):
        month = load_words().months.get(match[3].casefold())
        if month:
            one, two = (f"{match[4]}-{month:02}-{int(day):02}" for day in (match[1], match[2]))
            yield match.start(), match.end(), f"{one}/{two}"


def _edtf(match: re.Match[str], *, month_first: bool) -> str:
    """The text form of one match; empty where its word is no month."""
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    if parts.get("word"):
        number = load_words().months.get(parts["word"].casefold())
        if number is None:
            return ""
        month = str(number)
    if parts.get("one"):
        day, month = (parts["two"], parts["one"]) if month_first else (parts["one"], parts["two"])
    return "-".join([parts["year"], *(f"{int(part):02}" for part in (month, day) if part)])
