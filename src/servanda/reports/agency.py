"""The news agency that a report credits for itself, and the day of its dateline.

An agency is credited in few places: in brackets or slashes near the start ("VILNIUS, July 18 (Reuters) –", "/TASS/"),
before the first dash ("Vilnius, July 18, BNS –"), in a source line, in a copyright line, in brackets at the very end,
or as the byline. A name anywhere else ("told Reuters") is attribution inside the text, which `extraction` reads.
"""

import re
from functools import cache

import msgspec

from servanda.model import DataError
from servanda.reports.days import parse_published

_HEAD, _TAIL = 400, 300
_CAPITALS = r"[^\W\d_a-zа-я][^\n(/–—]{1,60}?"
_DATELINE_DAY = re.compile(
    rf"^\s*{_CAPITALS}[,.]\s*([^\n(/–—]{{3,30}}?\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\.?,?\s*(?=[(/\[–—-])",
    re.MULTILINE,
)
_SOURCE_WORDS = (
    "Source|Sources|Quelle|Fonte|Fuente|Bron|Källa|Kilde|Lähde|Allikas|Źródło|Zdroj|Forrás|Izvor|Šaltinis|Avots"
    "|Kaynak|Источник|Джерело"
)


class Agency(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A news agency: its name, the other names it is credited by, its country (alpha-3), and where that was read."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    country: str | None = None


@cache
def load_agencies() -> tuple[Agency, ...]:
    """The agencies we know, from `catalog/data/agencies.yaml`.

    Raises:
        DataError: when the file does not have that shape.
    """
    from importlib.resources import files

    import yaml

    where = "catalog/data/agencies.yaml"
    raw = (files("servanda") / "catalog" / "data" / "agencies.yaml").read_text("utf-8")
    try:
        return tuple(msgspec.convert(yaml.load(raw, yaml.CSafeLoader), list[Agency]))
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataError(str(error), where=where) from error


def find_agency(text: str, *, byline: str | None = None) -> str | None:
    """The agency a report credits for itself, as printed, or None.

    Example:
        >>> find_agency("VILNIUS, July 18 (Reuters) - Lawmakers voted on Thursday.")
        'Reuters'
        >>> find_agency("The minister told Reuters (in English) that he would go.") is None
        True
    """
    head, tail, whole = _patterns()
    for pattern, where in ((head, text[:_HEAD]), (whole, byline or ""), (tail, text[-_TAIL:])):
        if found := pattern.search(where):
            return next(group for group in found.groups() if group)
    return None


def find_dateline_day(text: str) -> str | None:
    """The day a dateline names with its year ("VILNIUS, July 18, 2024 (Reuters) -"), as EDTF, or None."""
    found = _DATELINE_DAY.search(text[:_HEAD])
    return parse_published(found[1]) if found else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = {name for agency in load_agencies() for name in (agency.name, *agency.aliases)}
    names |= {name.upper() for name in names}
    name = "|".join(re.escape(one) for one in sorted(names, key=lambda one: (-len(one), one)))
    bracketed = rf"[(\[/]\s*({name})(?:\s*[,;/|&+–-][^)\]\n]{{0,40}})?\s*[)\]/]"
    credited = rf"(?:(?<=^)|(?<=[\s.,])){bracketed}(?=\s*[.,]?\s*(?:[–—:-]|$))"
    datelined = rf"\A\s*[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЄІЇҐ]{{3,}}[^\n(/]{{0,45}}{bracketed}"
    dashed = rf"(?:^|[,.]\s|\d\s|\n)({name})\s*[.,]?\s*[–—:-]\s"
    head = re.compile(rf"{credited}|{datelined}|{dashed}|^({name})\s*[,.:|]", re.MULTILINE)
    sourced = rf"^\W*(?:{_SOURCE_WORDS})\s*[:：]\s*({name})(?!\w)"
    copyright_line = rf"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?({name})(?!\w)"
    tail = re.compile(rf"{sourced}|{copyright_line}|[(/]({name})[)/]\s*\Z", re.MULTILINE)
    return head, tail, re.compile(rf"(?<!\w)({name})(?!\w)")
