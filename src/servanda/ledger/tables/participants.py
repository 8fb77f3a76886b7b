"""Names of participants as tables print them, footnotes and all -> who acts, and for which territory. Pure."""

import re

import msgspec

from servanda.catalog import Catalog
from servanda.ledger.tables.words import load_territories
from servanda.model import InputError

_NOTES = re.compile(r"(?:[\s,]*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}(?!\d)|[*†‡§#^¹²³⁴⁵⁶⁷⁸⁹⁰]))+\s*$")
_LONGEST = 400
"""Characters of a cell that can name participants; a longer one is no name."""
_TAIL = re.compile(r"\s*\(([^()]*)\)\s*$")
_BRACKETS = re.compile(r"^\[(.*)\]$", re.DOTALL)
_FOR = re.compile(
    r"^(?P<state>.+?)\s*(?:\((?:for|in respect of|on behalf of)?\s*(?P<inner>[^()]+)\)|:\s*(?P<after>.+))$"
)
_SEVERAL = re.compile(r"\s*(?:;|/|\n|\band\b|\bet\b|,)\s*")


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts: catalog code, the code of a territory where the line is for one only, and what to tell of it."""

    state: str
    territory: str | None = None
    note: str = ""


class Participants:
    """Finds participants in a catalog and remembers those it found; days matter for territories that changed hands."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._codes: dict[str, str | None] = {}
        self._territories = {_plain(name): one for one in load_territories() for name in one.names}

    def find(self, text: str, day: str) -> tuple[Participant, ...]:
        """Whom a cell names, several where it holds several; none where nobody is known by that name.

        Args:
            text: the cell, with its footnote marks.
            day: ISO day of the act, for a territory that changed hands.
        """
        if len(text) > _LONGEST:
            return ()
        name = clean(text)
        one = self._one(name, day)
        if one:
            return (one,)
        lines = [clean(line) for line in text.splitlines() if line.strip()]
        parts = [self._one(part, day) for part in (lines if len(lines) > 1 else _SEVERAL.split(name)) if part]
        return tuple(part for part in parts if part) if len(parts) > 1 and all(parts) else ()

    def territories(self, text: str) -> tuple[str, ...]:
        """The territories a cell lists, by code where we know one, else by the name given."""
        parts = [part.strip(" .") for part in re.split(r"\s*(?:,|;|\band\b|\bet\b|\n)\s*", text) if part.strip(" .")]
        found = (self._territories.get(_plain(clean(part))) for part in parts)
        return tuple(place.code if place else clean(part) for part, place in zip(parts, found, strict=True))

    def _one(self, name: str, day: str) -> Participant | None:
        place = self._territories.get(_plain(name))
        if place:
            return Participant(state=place.state_on(day), territory=place.code, note=f"listed as {name}")
        code = self._code(name)
        if code:
            return Participant(state=code)
        split = _FOR.match(name)
        if split:
            inner = (split["inner"] or split["after"] or "").strip()
            state, place = self._code(split["state"]), self._territories.get(_plain(inner))
            if state and place:
                return Participant(state=state, territory=place.code, note=f"listed as {name}")
        return None

    def _code(self, name: str) -> str | None:
        if name not in self._codes:
            self._codes[name] = next((code for form in _forms(name) if (code := self._lookup(form))), None)
        return self._codes[name]

    def _lookup(self, name: str) -> str | None:
        try:
            return self._catalog.state(name).code
        except InputError:
            return None


def clean(text: str) -> str:
    """A name without footnote marks and the brackets of one that is no more.

    Example:
        >>> clean("[Germany 3,4]"), clean("China (1)")
        ('Germany', 'China')
    """
    name = " ".join(text.split())
    bracketed = _BRACKETS.match(name)
    name = bracketed[1].strip() if bracketed else name
    return _NOTES.sub("", name).strip(" ,;:") or name


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _forms(name: str) -> list[str]:
    """Ways to look a name up: as it is, without what stands in brackets, turned round at its comma."""
    forms = [name]
    tail = _TAIL.search(name)
    if tail and not _is_place(tail[1]):
        base = name[: tail.start()]
        forms += [f"{tail[1]} {base}", base]
    turned = re.fullmatch(r"([^,]+),\s*(.*?(?:of|of the|the|of The|d'|de|du))", name)
    if turned:
        forms.append(f"{turned[2]} {turned[1]}")
    elif re.search(r",\s*(?:the )?former\b|,\s*Province of", name):
        forms += [name.split(",", maxsplit=1)[0], re.sub(r"^(.*?),\s*(.*)$", r"\2 \1", name)]
    return forms


def _is_place(inner: str) -> bool:
    """Whether words in brackets name a territory, so that they are not lightly dropped."""
    place = re.sub(r"^(?:for|in respect of|on behalf of)\s+", "", inner)
    names = {_plain(name) for one in load_territories() for name in one.names}
    return _plain(place) in names
