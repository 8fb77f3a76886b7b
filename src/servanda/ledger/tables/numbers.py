"""Numbers of the UN's MTDSG, titles with place and day, and the key a table belongs to. Pure."""

import re
from collections.abc import Mapping

from servanda.catalog import Catalog
from servanda.ledger.tables.days import Day, find_days
from servanda.ledger.tables.table import Head
from servanda.ledger.view import COLLECTED, OUTSIDE
from servanda.model import InputError, Treaty

_STEM = re.compile(
    r"(?:[A-Za-z]{2}\w*?[^0-9A-Za-z])?(\d{1,2}|[IVXLC]{1,7})[-_. ](?:([A-E])[-_. ])?(\d{1,3}(?:[-_. ]?\w{1,3}){0,3})"
)
_LONGEST = 3_000
"""Characters of a title that are read; the longest of the UN depositary has about a thousand."""
_ROMANS = ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_PLACE = re.compile(r"^(?P<title>.+?)\.\s+(?P<place>[^.]*?)\s*(?:on\s+)?\d{1,2} \w+ \d{4}\s*\*?\.?$")


def number_of(stem: str) -> str:
    """The MTDSG number that a file's name means; empty where it means none.

    Example:
        >>> number_of("3-2-12a"), number_of("XI-A-5"), number_of("acts")
        ('III-2-12a', 'XI-A-5', '')
    """
    match = _STEM.fullmatch(stem.strip())
    if not match or (match[1].isdigit() and not 0 < int(match[1]) <= 29):
        return ""
    chapter = roman(int(match[1])) if match[1].isdigit() else match[1]
    rest = re.sub(r"[-_. ]+", "-", match[3])
    return "-".join(part for part in (chapter, match[2], rest) if part)


def roman(number: int) -> str:
    """A chapter in Roman figures, as the depositary writes it."""
    text = ""
    for value, letters in _ROMANS:
        while number >= value:
            text, number = text + letters, number - value
    return text


def split_title(text: str) -> tuple[str, str | None]:
    """Title without place and day of conclusion, and that day; a range where it was concluded on two days.

    Example:
        >>> split_title("Convention on Cluster Munitions. Dublin, 30 May 2008")
        ('Convention on Cluster Munitions', '2008-05-30')
    """
    plain = " ".join(text[:_LONGEST].split()).replace("*.", ".").rstrip("* ")
    days = [one for one in find_days(plain) if isinstance(one, Day)]
    concluded = days[-1].edtf if days and days[-1].end >= len(plain) - 2 else None
    if concluded and len(days) > 1 and plain[days[-2].end : days[-1].start].strip() == "and":
        concluded = f"{days[-2].edtf}/{concluded}" if days[-2].edtf < concluded else concluded
    match = _PLACE.match(plain)
    return (match["title"] if match and concluded else plain).strip(), concluded


def find_home(head: Head, catalog: Catalog, treaties: Mapping[str, Treaty]) -> str:
    """The key a table's acts are recorded under.

    Args:
        head: what the table says of the treaty.
        catalog: where a treaty is looked up by number, then by title.
        treaties: treaties that the ledger holds, by key in lower case.

    Raises:
        InputError: where nothing says which treaty it is.
    """
    if head.key:
        own = treaties.get(head.key.lower())
        return own.key if own else by_number(head.key, catalog) or catalog.treaty(head.key).key
    if head.own:
        own = treaties.get(f"{COLLECTED}{_plain(head.own)}".lower())
        return own.key if own else _by_name(head, catalog) or f"{COLLECTED}{_plain(head.own).lower()}"
    if head.number:
        return by_number(head.number, catalog) or f"{OUTSIDE}{head.number}"
    named = _by_name(head, catalog)
    if named:
        return named
    hint = "name it with --treaty KEY, or import the index that lists it"
    raise InputError("nothing says which treaty this table is of", value=head.title, hint=hint)


def new_treaty(key: str, head: Head) -> Treaty:
    """A treaty outside the catalog as its table or index names it, without clause data."""
    title, concluded = split_title(head.title)
    number = head.number if key.startswith(OUTSIDE) else None
    return Treaty(
        key=key,
        title=title or f"UN Treaty Collection {number or key}",
        mtdsg=number,
        depositary="Secretary-General of the United Nations" if number else None,
        adopted=head.concluded or concluded,
        kind=_kind(title),
        note=head.subject,
        sources=(head.source,) if head.source else (),
    )


def _kind(title: str) -> str:
    first = title.split(" ", maxsplit=1)[0].lower()
    kinds = ("convention", "protocol", "agreement", "charter", "treaty", "statute", "constitution", "amendment")
    return next((kind for kind in kinds if first.startswith(kind)), "agreement")


def _by_name(head: Head, catalog: Catalog) -> str | None:
    """The catalog's treaty by its key or title; a name that means several means none here."""
    bare = split_title(head.title)[0]
    for name in (head.own, head.title, bare, re.sub(r"\s*\([^()]*\)\s*$", "", bare)):
        try:
            if name.strip():
                return catalog.treaty(name).key
        except InputError:
            continue
    return None


def by_number(number: str, catalog: Catalog) -> str | None:
    """The catalog's treaty of that number; of several, the one that is no protocol of another."""
    plain = _plain(number)
    found = [one for one in catalog.treaties.values() if one.mtdsg and _plain(one.mtdsg) == plain]
    found.sort(key=lambda one: one.parent is not None)
    return found[0].key if found else None


def _plain(number: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "-", number.upper()).strip("-")
