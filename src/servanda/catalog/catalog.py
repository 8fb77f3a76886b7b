"""The Catalog: what the world is, as one frozen value that other rooms get as an argument.

Finding by name is exact after folding (case, accents, punctuation, article). What is not found is an
InputError with the nearest names; a name that means several is an InputError with all of them: nothing is guessed.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property

import msgspec

from servanda.catalog.names import language_codes
from servanda.catalog.text import fold
from servanda.model.chamber import Chamber
from servanda.model.errors import InputError
from servanda.model.group import Group
from servanda.model.person import Tenure
from servanda.model.state import State
from servanda.model.treaty import Treaty

NAMING = ("name", "abbreviation", "former_name")
"""The kinds of names that a person may ask by; demonyms, capitals and metonyms are for reading running text only."""

_MTDSG = re.compile(r"(?P<chapter>[IVXLC]+|\d{1,2})[-. ](?P<number>\d{1,3})(?P<rest>[-. ]?[A-Z0-9]*)", re.IGNORECASE)
_ROMAN = (("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


class Catalog(msgspec.Struct, frozen=True, kw_only=True, dict=True, eq=False, weakref=True):
    """Everything the data files hold, with indices built on first use. `borders` maps a code to its land neighbours."""

    states: dict[str, State] = {}
    treaties: dict[str, Treaty] = {}
    groups: dict[str, Group] = {}
    chambers: tuple[Chamber, ...] = ()
    borders: dict[str, tuple[str, ...]] = {}
    persons: tuple[Tenure, ...] = ()

    def state(self, text: str) -> State:
        """Find a state by alpha-3, alpha-2, a name of ours, or its name in any language of CLDR.

        Raises:
            InputError: for an unknown name, with the nearest, or one that means several states, with all of them.
        """
        code = text.strip().upper()
        code = self._by_code.get(code, code)
        if code in self.states:
            return self.states[code]
        key = fold(text)
        codes = self._by_name.get(key) or language_codes(self.states).get(key, ())
        if len(codes) == 1:
            return self.states[codes[0]]
        if codes:
            raise InputError(f"“{text}” may mean several states", value=text, hint=f"say one of {', '.join(codes)}")
        raise InputError(f"no state “{text}” in the catalog", value=text, hint=self._near_states(key))

    def treaty(self, text: str) -> Treaty:
        """Find a treaty by key in any case, alias, title, short title or MTDSG number (`XXVI-6`).

        Raises:
            InputError: for an unknown name, with the nearest, or one that means several treaties, with all of them.
        """
        low = text.strip().lower()
        if low in self.treaties:
            return self.treaties[low]
        found = self._treaty_index.get(fold(text)) or self._treaty_index.get(_mtdsg(text) or "", ())
        if len(found) == 1:
            return self.treaties[found[0]]
        if found:
            raise InputError(f"“{text}” may mean several treaties", value=text, hint=f"say one of {', '.join(found)}")
        near = _nearest(fold(text), self._treaty_index)
        keys = list(dict.fromkeys(key for name in near for key in self._treaty_index[name]))[:4]
        hint = "nearest: " + ", ".join(f"{k} ({self.treaties[k].title})" for k in keys) if keys else ""
        raise InputError(f"no treaty “{text}” in the catalog", value=text, hint=hint or "see: servanda treaty --list")

    def group(self, text: str) -> Group:
        """Find a group by key, name, short name or alias.

        Raises:
            InputError: with the nearest names.
        """
        found = self.groups.get(text.strip().lower()) or self._group_index.get(fold(text))
        if found:
            return found
        near = _nearest(fold(text), self._group_index)
        names = ", ".join(dict.fromkeys(self._group_index[n].key for n in near)) or ", ".join(sorted(self.groups))
        raise InputError(f"no group “{text}” in the catalog", value=text, hint=f"nearest: {names}")

    def chambers_of(self, code: str) -> tuple[Chamber, ...]:
        """The chambers of one state, lower or single house first as in the data."""
        return self._chambers_by_state.get(code, ())

    def tenures_of(self, state: str, title: str) -> tuple[Tenure, ...]:
        """Everybody on record in the offices that go by a title in a state, in order of time."""
        return tuple(t for t in self._tenures_by_state.get(state, ()) if title in t.called)

    def persons_of(self, state: str, office: str, day: date) -> tuple[Tenure, ...]:
        """Who surely held an office of a state on a day; nothing where the register does not cover the day."""
        return tuple(t for t in self._tenures_by_state.get(state, ()) if t.office == office and t.surely_on(day))

    def predecessors_of(self, code: str) -> tuple[tuple[State, str], ...]:
        """States that are no more and that a state continues, succeeds or took in, each with the mode."""
        return self._predecessors.get(code, ())

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Codes of the states it borders by land today, sorted."""
        return self.borders.get(code, ())

    def groups_of(self, code: str, day: date) -> tuple[Group, ...]:
        """The groups a state belongs to on a day, by key."""
        return tuple(g for _, g in sorted(self.groups.items()) if code in g.members_on(day))

    def _near_states(self, key: str) -> str:
        near = _nearest(key, self._by_name)
        codes = list(dict.fromkeys(code for name in near for code in self._by_name[name]))[:4]
        names = ", ".join(f"{self.states[c].name} ({c})" for c in codes)
        return f"nearest: {names}" if names else "give a name or an ISO 3166-1 code, such as LTU"

    @cached_property
    def _by_code(self) -> dict[str, str]:
        """Alpha-2 and other codes -> our code."""
        return {short: code for code, state in self.states.items() for short in (state.iso2, *state.codes) if short}

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        index: dict[str, tuple[str, ...]] = {}
        for former in (False, True):
            fresh: dict[str, list[str]] = {}
            for code, state in self.states.items():
                kinds = ("former_name",) if former else ("name", "abbreviation")
                for name in (*state.texts(*kinds), *(() if former else (state.name, state.official))):
                    codes = fresh.setdefault(fold(name), [])
                    if code not in codes:
                        codes.append(code)
            index = {k: tuple(v) for k, v in fresh.items() if k} | index
        return index

    @cached_property
    def _treaty_index(self) -> dict[str, tuple[str, ...]]:
        index: dict[str, list[str]] = {}
        for key, treaty in self.treaties.items():
            names = {fold(n) for n in (key, treaty.title, treaty.short or "", *treaty.aliases)}
            names |= {_mtdsg(treaty.mtdsg) or ""} if treaty.mtdsg else set()
            for name in names - {""}:
                index.setdefault(name, []).append(key)
        loose: dict[str, list[str]] = {}
        for key, treaty in self.treaties.items():
            for name in {fold(n) for n in (*treaty.organ_aliases, *treaty.ambiguous_aliases)} - index.keys():
                loose.setdefault(name, []).append(key)
        return {name: tuple(keys) for name, keys in (index | loose).items()}

    @cached_property
    def _group_index(self) -> dict[str, Group]:
        return {fold(n): g for g in self.groups.values() for n in (g.key, g.name, g.short, *g.aliases) if n}

    @cached_property
    def continued(self) -> tuple[tuple[str, str], ...]:
        """Withdrawn code and code of the state that is the same person (SUN, RUS)."""
        return tuple(
            (state.code, one.state)
            for state in self.states.values()
            for one in state.successors
            if one.mode == "continuation"
        )

    @cached_property
    def _predecessors(self) -> dict[str, tuple[tuple[State, str], ...]]:
        index: dict[str, tuple[tuple[State, str], ...]] = {}
        for state in self.states.values():
            for one in state.successors:
                index[one.state] = (*index.get(one.state, ()), (state, one.mode))
        return index

    @cached_property
    def _chambers_by_state(self) -> dict[str, tuple[Chamber, ...]]:
        index: dict[str, tuple[Chamber, ...]] = {}
        for chamber in self.chambers:
            index[chamber.state] = (*index.get(chamber.state, ()), chamber)
        return index

    @cached_property
    def _tenures_by_state(self) -> dict[str, tuple[Tenure, ...]]:
        index: dict[str, tuple[Tenure, ...]] = {}
        for tenure in self.persons:
            index[tenure.state] = (*index.get(tenure.state, ()), tenure)
        return index


def _nearest(key: str, index: Mapping[str, object]) -> list[str]:
    """Up to six names of the index that a typing error, else a part of the name, may have meant."""
    from rapidfuzz import fuzz, process

    names = [name for name in index if len(name) > 2]
    if len(key) < 2:
        return []
    found = process.extract(key, names, scorer=fuzz.ratio, limit=6, score_cutoff=70)
    if not found and len(key) > 3:
        found = process.extract(key, names, scorer=fuzz.token_set_ratio, limit=6, score_cutoff=70)
    return [name for name, _, _ in found]


def _mtdsg(text: str) -> str | None:
    """A number of the UN depositary's publication in one form: `XXVI.6`, `26-6` and `xxvi-6` are `26-6`."""
    match = _MTDSG.fullmatch(text.strip())
    if not match:
        return None
    chapter = match["chapter"].upper()
    number = int(chapter) if chapter.isdigit() else _roman(chapter)
    rest = re.sub(r"[^A-Z0-9]", "", match["rest"].upper())
    return f"{number}-{int(match['number'])}{rest}"


def _roman(text: str) -> int:
    total = 0
    for letters, value in _ROMAN:
        while text.startswith(letters):
            total, text = total + value, text[len(letters) :]
    return total
