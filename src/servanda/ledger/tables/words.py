"""The words of depositaries' tables, read from `words.yaml` and `territories.yaml` once a process."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from servanda.catalog.yamlfile import read_yaml
from servanda.model import DataError


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a heading or a word in a cell means: `what` is a role or an Action, `say` what the Action leaves out."""

    what: str
    say: str = ""


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts for a territory up to (not including) the day `until`, ISO; None is to this day."""

    state: str
    until: str | None = None


class Territory(msgspec.Struct, frozen=True, kw_only=True):
    """A territory that depositaries list: ISO 3166-1 code, names, and the states that act for it in turn."""

    code: str
    names: tuple[str, ...]
    states: tuple[Holding, ...]

    def state_on(self, day: str) -> str:
        """Code of the state that acted for it on a day (ISO)."""
        return next((one.state for one in self.states if one.until is None or day < one.until), self.states[-1].state)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the data files say, patterns compiled."""

    headings: tuple[tuple[re.Pattern[str], Meaning], ...]
    suffixes: dict[str, str]
    blanks: frozenset[str]
    months: dict[str, int]
    partial: dict[str, str]
    cities: re.Pattern[str]

    def meaning(self, text: str) -> Meaning | None:
        """What a heading, one act of a heading, or a word beside a date means; None where we do not know it."""
        plain = " ".join(text.replace("_", " ").split())
        return next((meaning for pattern, meaning in self.headings if pattern.search(plain)), None)


@cache
def load_words() -> Words:
    """Read `words.yaml`.

    Raises:
        DataError: where it does not say what it should.
    """
    raw: dict[str, Any] = read_yaml(files("servanda.ledger") / "tables" / "words.yaml")
    try:
        headings = tuple(
            (re.compile(row["like"], re.IGNORECASE), Meaning(what=row["is"], say=row.get("say", "")))
            for row in raw["headings"]
        )
        return Words(
            headings=headings,
            suffixes=dict(raw["suffixes"]),
            blanks=frozenset(str(one).casefold() for one in raw["blanks"]),
            months=dict(raw["months"]),
            partial=dict(raw["partial"]),
            cities=re.compile("|".join(map(re.escape, raw["cities"])), re.IGNORECASE),
        )
    except (KeyError, re.error) as error:
        raise DataError(f"the words of tables cannot be read: {error}", where="words.yaml") from error


@cache
def load_territories() -> tuple[Territory, ...]:
    """Read `territories.yaml`.

    Raises:
        DataError: where a row is wrong.
    """
    try:
        rows = read_yaml(files("servanda.ledger") / "tables" / "territories.yaml")
        return msgspec.convert(rows, tuple[Territory, ...])
    except msgspec.ValidationError as error:
        raise DataError(str(error), where="territories.yaml") from error
