"""The day a report was published, as newsrooms print it: ISO, RFC 822, PDF stamps, and days in words.

Only for dates that stand for themselves in a field or a dateline; dates in running text are the business of
`extraction`. A day that can be read two ways (03/04/2024) is not guessed: it is None. The day is the one printed, in
the zone printed.
"""

import re
from functools import cache

from servanda.model import is_edtf

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d.*)?", re.DOTALL)
_STAMP = re.compile(r"(?:D:)?((?:1[89]|20|21)\d{2})([01]\d)([0-3]\d)(?:\d{4,6}.*)?")
_DOTTED = re.compile(r"(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4})\b.*", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./年년]\s?(\d{1,2})\s?[./月월]\s?(\d{1,2})\s?[日일]?.*", re.DOTALL)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b.*", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(1[89]\d{2}|20\d{2}|21\d{2})(?!\d)")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_WORD = re.compile(r"[^\W\d_]{3,}")


def parse_published(text: str | None, *, language: str | None = None) -> str | None:
    """The day (or month) a date field names, as EDTF; None where it names none or is no day of the calendar.

    Args:
        text: a field's value, at most a few words.
        language: whose month names to try after the English ones.

    Example:
        >>> parse_published("Thu, 18 Jul 2024 23:30:00 +0300")
        '2024-07-18'
        >>> parse_published("03/04/2024") is None
        True
    """
    text = (text or "").strip()[:80]
    if not text:
        return None
    if is_edtf(text):
        return text
    for found in (_iso(text), _numbers(text), _words(text, language)):
        if found and is_edtf(found):
            return found
    return None


def _iso(text: str) -> str | None:
    if match := _ISO.fullmatch(text):
        return match[1]
    if match := _STAMP.fullmatch(text):
        return f"{match[1]}-{match[2]}-{match[3]}"
    return None


def _numbers(text: str) -> str | None:
    if match := _YEAR_FIRST.match(text):
        return _edtf(match[1], match[2], match[3])
    if match := _DOTTED.match(text):
        return _edtf(match[3], match[2], match[1])
    if match := _SLASHED.match(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:
            return _edtf(match[3], match[2], match[1])
        if second > 12:
            return _edtf(match[3], match[1], match[2])
    return None


def _words(text: str, language: str | None) -> str | None:
    years = _YEAR.findall(text)
    if len(set(years)) != 1:
        return None
    words = [word.casefold() for word in _WORD.findall(text)]
    for tongue in dict.fromkeys(("en", (language or "en").partition("-")[0].lower())):
        months = [names[word] for names in (month_names(tongue),) for word in words if word in names]
        if len(set(months)) == 1:
            days = _DAY.findall(_YEAR.sub(" ", text))
            return _edtf(years[0], str(months[0]), days[0] if days else None)
    return None


def _edtf(year: str, month: str, day: str | None) -> str:
    return f"{int(year):04}-{int(month):02}" + (f"-{int(day):02}" if day else "")


@cache
def month_names(language: str) -> dict[str, int]:
    """Month names and abbreviations of a language, case folded, without dots, to 1-12; empty if it is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    forms = {
        name.casefold().strip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
    return {name: number for name, number in forms.items() if len(name) > 2}
