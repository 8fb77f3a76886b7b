"""Headings of a table -> what a date under each means. Pure.

A heading of the UN depositary lists several acts, each with the mark that tells it in the cells: "Ratification,
Accession(a), Succession(d)". A date without a mark is the act without one.
"""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from servanda.ledger.tables.words import Meaning, Words, load_words
from servanda.model import CONSENT, Action

_MARK = re.compile(r"\s*\(\s*([A-Za-z]{1,2})\s*\)\s*$")
_ACTS = re.compile(r"\s*[,;/]\s*(?=[A-ZÉ])|\s*[\r\n]+\s*")
_FOOTNOTES = re.compile(r"(?<=[A-Za-z)])[\s,]*\d{1,2}(?:\s*,\s*\d{1,2})*\s*$|[*†‡]+")
ROLES = frozenset(
    {"participant", "territory", "treaty", "title", "consent", "force", "left", "kept", "aside", "of_treaty", "when"}
)


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: `role` is one of ROLES or `act`; a dated cell under `act` is what its mark says, else `plain`.

    Args:
        heading: as the table has it.
        plain: acts that a date without a mark may mean, several where the heading does not tell.
        marked: mark -> act.
    """

    heading: str
    role: str
    plain: tuple[Meaning, ...] = ()
    marked: dict[str, Meaning] = {}


@cache
def read_heading(text: str) -> Column:
    """What one heading means; a heading we do not know is put aside, and its dated cells are told as such."""
    heading = " ".join(text.split())
    words = load_words()
    plain: list[Meaning] = []
    marked: dict[str, Meaning] = {}
    roles: list[str] = []
    for part in _ACTS.split(text.strip()):
        mark = _MARK.search(part)
        mark = mark if mark and mark[1] in words.suffixes else None
        bare = part if mark else _FOOTNOTES.sub("", part).strip()
        meaning = words.meaning(bare[: mark.start()] if mark else bare)
        if meaning is None:
            continue
        if meaning.what in ROLES:
            roles.append(meaning.what)
        elif mark:
            marked[mark[1]] = meaning
        else:
            plain.append(meaning)
    return _column(heading, roles, plain, marked)


def is_table(headings: Sequence[str]) -> bool:
    """Whether a row of cells heads a table of participants: one column names them, another is known."""
    roles = [read_heading(heading).role for heading in headings[:60] if len(heading) < 900]
    return roles.count("participant") == 1 and (
        bool({"act", "force", "left"} & set(roles)) or {"consent", "when"} <= set(roles)
    )


def suffix_meaning(mark: str, column: Column, others: Sequence[Column]) -> Meaning | None:
    """What the mark after a date means: as this heading says, else another of the table, else as the field writes it.

    A date may stand in a column that is not its own; its mark still tells the act.
    """
    for one in (column, *others):
        if mark in one.marked:
            return one.marked[mark]
    words = load_words()
    meant = words.suffixes.get(mark) or words.suffixes.get(mark.lower() if len(mark) > 2 else mark)
    return words.meaning(meant) if meant else None


def settle(meanings: Sequence[Meaning], *, concluded: bool) -> tuple[Meaning, str]:
    """One act for a date whose heading names several, and what a reader must be told of the choice.

    Args:
        meanings: what the heading names, at least one.
        concluded: whether the date is the day the treaty was concluded, when only a signature can have been given.
    """
    if len({one.what for one in meanings}) == 1:
        return meanings[0], ""
    definitive = [one for one in meanings if one.what == Action.DEFINITIVE_SIGNATURE]
    rest = [one for one in meanings if one.what in CONSENT and one not in definitive]
    chosen = definitive if definitive and (concluded or not rest) else rest or list(meanings)
    return chosen[0], "the heading names several acts and the table does not say which"


def _column(heading: str, roles: list[str], plain: list[Meaning], marked: dict[str, Meaning]) -> Column:
    if roles and not plain and not marked:
        return Column(heading=heading, role=roles[0])
    if not plain and not marked:
        return Column(heading=heading, role="aside")
    if roles == ["force"] and plain:
        return Column(heading=heading, role="force")
    return Column(heading=heading, role="act", plain=tuple(plain), marked=marked)


def words_beside(text: str, words: Words | None = None) -> Meaning | None:
    """The act that words beside a date name: "5 Mar 2003 (accession)"; None where they name none."""
    found = (words or load_words()).meaning(text) if any(sign.isalpha() for sign in text) else None
    return found if found and found.what not in ROLES else None
