"""Persons named with one of the offices of the register, and the state that is named beside the office.

`persons` finds every name with any title, for credits; this pass knows only the few offices whose holders are on
record, and takes care that "Vice President", "the former prime minister" or "Senate President" is none of them. Who
really holds an office is the business of `insight`. Pure; the words are data (`offices.yaml`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.model import Claim, Officer, Report

_WORD = r"(?:[^\W\d_a-z]h?\.|[^\W\d_a-z][\w’'\-]*)"
_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|do|dos|du|el|la|le|ter|van|von|y|zu)"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0](?:{_PARTICLE} )*{_WORD}){{0,4}}")
_NAME_BEFORE = re.compile(rf"({_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{1,4}}),\s+([^,.;:]{{0,40}})$")
_OF = re.compile(r"\s+of\s+(?:the\s+)?((?:[^\W\d_a-z][\w’'\-]*\s?(?:and\s|of\s|the\s)?){1,4})")
_BEFORE = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[’'\-]\w+)*[’'\-]?|[^\w\s]")
_MOST = 40
"""Persons kept of one report; a longer list is a directory, not a report."""


class OfficeWords(msgspec.Struct, frozen=True, kw_only=True):
    """The offices of one language and the names of states, compiled.

    Args:
        pattern: finds any office, longest first.
        titles: words of an office, lower case -> code of the title.
        others: words before an office that make it another one.
        after: words behind an office that do.
        between: words between a name's comma and the office.
        not_names: words, lower case, that are no part of a name.
        no_person: words, lower case, that make a run of capitals a body or a treaty.
        states: names and demonyms, lower case -> code.
    """

    pattern: re.Pattern[str]
    titles: dict[str, str]
    others: frozenset[str]
    after: frozenset[str]
    between: frozenset[str]
    not_names: frozenset[str]
    no_person: frozenset[str]
    states: dict[str, str]


def compile_offices(section: Mapping[str, Any], persons: Mapping[str, Any], catalog: Catalog) -> OfficeWords:
    """Compile `offices.yaml` with the words of `persons.yaml` that begin no name."""
    titles = {phrase: code for code, phrases in section["titles"].items() for phrase in phrases}
    some = "|".join(re.escape(p) for p in sorted(titles, key=len, reverse=True))
    names: dict[str, set[str]] = {}
    for state in catalog.states.values():
        for name in state.names:
            if name.kind in ("name", "demonym", "abbreviation"):
                names.setdefault(name.text.lower(), set()).add(state.code)
    return OfficeWords(
        pattern=re.compile(rf"(?<![\w\-])(?:{some})(?!\w)", re.IGNORECASE),
        titles=titles,
        others=frozenset(section["others"]),
        after=frozenset(section["after"]),
        between=frozenset(section["between"]),
        not_names=frozenset([*section["not_names"], *persons["not_names"]]),
        no_person=frozenset([*section["no_person"], *persons["bodies"]]),
        states={text: codes.pop() for text, codes in names.items() if len(codes) == 1},
    )


def find_officers(text: str, words: OfficeWords) -> list[Officer]:
    """Every person named with an office of the register, in reading order, at most 40."""
    found: list[Officer] = []
    for match in words.pattern.finditer(text):
        officer = _officer(text, match, words)
        if officer is not None:
            found.append(officer)
            if len(found) == _MOST:
                break
    return found


def with_officers(claims: Sequence[Claim], report: Report, words: OfficeWords) -> list[Claim]:
    """Claims with the persons in office whom their report names: those of the claim's state, or of no state named.

    A name without a state beside it is taken for the claim's state where the report tells of no other, or where it
    stands among the persons of the claim itself.
    """
    if not claims:
        return []
    officers = find_officers(report.text, words)
    alone = len({claim.state for claim in claims}) == 1
    return [
        msgspec.structs.replace(claim, person_details=kept) if (kept := tuple(_of(claim, officers, alone))) else claim
        for claim in claims
    ]


def _of(claim: Claim, officers: Iterable[Officer], alone: bool) -> Iterator[Officer]:
    for officer in officers:
        if officer.state == claim.state or (officer.state is None and (alone or officer.name in claim.persons)):
            yield officer


def _officer(text: str, match: re.Match[str], words: OfficeWords) -> Officer | None:
    """The person who stands behind or before an office; None where there is none, or the office is another one."""
    state, clear = _before(text, match.start(), words)
    if not clear or _word_behind(text, match.end()) in words.after:
        return None
    end, of = _of_state(text, match.end(), words)
    named = _behind(text, end, words) or _ahead(text, match.start(), words)
    if named is None:
        return None
    start, stop = named
    state = state or of or _of_state(text, stop, words)[1]
    title = words.titles[" ".join(match.group().lower().split())]
    office = text[match.start() : match.end()]
    return Officer(name=text[start:stop], office=office, title=title, state=state, start=start, end=stop)


def _before(text: str, at: int, words: OfficeWords) -> tuple[str | None, bool]:
    """The state named directly before an office, and whether the office is one of the register's at all."""
    before = _BEFORE.findall(text[max(0, at - 60) : at])
    if not before:
        return None, True
    last = before[-1]
    if _bare(last) in words.others or last.lower().endswith("-"):
        return None, False
    for size in (4, 3, 2, 1):
        if len(before) >= size and all(w[0].isalpha() for w in before[-size:]):
            code = words.states.get(" ".join([*(w.lower() for w in before[-size:-1]), _bare(last)]))
            if code and before[-size][0].isupper():
                further = before[-size - 1] if len(before) > size else ""
                return code, _bare(further) not in words.others and _bare(further) not in words.states
    strange = last[0].isupper() and _bare(last) not in words.not_names and _inside_sentence(text, at, last)
    return None, not strange


def _inside_sentence(text: str, at: int, last: str) -> bool:
    """Whether the word before an office is capitalised for its own sake, and not because a sentence begins."""
    start = text.rfind(last, 0, at)
    return bool(text[:start].rstrip()) and text[:start].rstrip()[-1] not in '.!?:\n“"' and "\n" not in text[start:at]


def _bare(word: str) -> str:
    """A word in lower case without its possessive."""
    return re.sub(r"[’']s?$", "", word.lower())


def _word_behind(text: str, at: int) -> str:
    match = re.match(r"[\s\-]([a-z]+)", text[at : at + 20])
    return match.group(1) if match else ""


def _of_state(text: str, at: int, words: OfficeWords) -> tuple[int, str | None]:
    """The end of " of Lithuania" behind an office or name, and the state; the offset as given where there is none."""
    match = _OF.match(text, at, at + 60)
    if match is None:
        return at, None
    parts = match.group(1).split()
    for size in range(len(parts), 0, -1):
        code = words.states.get(" ".join([*parts[: size - 1], _bare(parts[size - 1])]).lower())
        if code:
            found = re.compile(r"\s+".join(map(re.escape, parts[:size]))).search(text, match.start(1))
            return (found.end() if found else match.end()), code
    return at, None


def _behind(text: str, at: int, words: OfficeWords) -> tuple[int, int] | None:
    """The name behind an office, "President X" or "the president, X Y,"; a lone word behind a comma is no name."""
    gap = re.match(r",?[ \u00a0\n]{1,2}", text[at : at + 3])
    match = _NAME.match(text, at + gap.end()) if gap else None
    if gap is None or match is None:
        return None
    span = _trim(text, *match.span(), words)
    if span and gap.group()[0] == "," and " " not in text[slice(*span)]:
        return None
    return span


def _ahead(text: str, at: int, words: OfficeWords) -> tuple[int, int] | None:
    """The name before an office, "X Y, the Latvian foreign minister,"."""
    floor = max(0, at - 120)
    match = _NAME_BEFORE.search(text[floor:at])
    if match is None:
        return None
    between = match.group(2).strip()
    rest = " ".join(w for w in between.split() if w.lower() not in words.between)
    if rest and _bare(rest) not in words.states:
        return None
    return _trim(text, floor + match.start(1), floor + match.end(1), words)


def _trim(text: str, start: int, end: int, words: OfficeWords) -> tuple[int, int] | None:
    """Take words that are no names, and a possessive, off both ends; None where nothing, or a state, is left."""
    parts = list(re.finditer(r"\S+", text[start:end]))
    while parts and _bare(parts[0].group().strip(".")) in words.not_names:
        parts.pop(0)
    for place, part in enumerate(parts):
        if _bare(part.group().strip(".,")) in words.not_names or (place and part.group().lower() in words.states):
            parts = parts[:place]
            break
    if not parts or any(_bare(part.group()) in words.no_person for part in parts):
        return None
    first, last = start + parts[0].start(), start + parts[-1].end()
    name = re.sub(r"[’']s?$", "", text[first:last]).rstrip(".-’'")
    if not name or not name[0].isupper() or name.lower() in words.states or name.isupper():
        return None
    return first, first + len(name)
