"""From the catalog's nouns to the automaton's entries: names of states, treaties and chambers, and what each is."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.extraction.scan import Entry, Mention, Named, Scanner, name_entries, word_entries
from servanda.model import Tenure, earliest, latest

EUROPEAN_UNION = "EUE"
SPOKEN = 5
"""Letters of an acronym that may be printed as a word."""
WORDS = frozenset({"CITES", "IRENA"})
"""Acronyms that are, in other letters, a word or a person's name."""
_HOUSE = {"single": "parliament", "lower": "lower", "upper": "upper"}


def build_scanner(catalog: Catalog, sections: Mapping[str, Any]) -> Scanner:
    """The automaton over a catalog and the words of one language."""
    return Scanner(
        [
            *word_entries(sections),
            *name_entries("state", list(state_names(catalog))),
            *name_entries("treaty", list(treaty_names(catalog, sections["treaty_groups"]["groups"]))),
            *name_entries("treaty", list(topic_names(catalog, sections["treaty_topics"]))),
            *chamber_entries(catalog),
            *person_entries(catalog),
            *generic_entries(sections["generics"]),
        ]
    )


def state_names(catalog: Catalog) -> Iterable[Named]:
    """Names of states; of organisations only the European Union acts on treaties under its everyday names."""
    for state in catalog.states.values():
        if state.kind == "organisation" and state.code != EUROPEAN_UNION:
            continue
        for name in state.names:
            if name.ambiguous and name.kind in ("seat", "metonym"):
                continue
            yield Named(text=name.text, value=state.code, kind=name.kind, weak=name.ambiguous)


def treaty_names(catalog: Catalog, groups: Iterable[Mapping[str, Any]]) -> Iterable[Named]:
    """Titles and aliases of treaties, organs one belongs to, weak names, and names for several treaties at once."""
    for treaty in catalog.treaties.values():
        for text in (treaty.title, treaty.short or treaty.title, *treaty.aliases):
            yield from _as_a_word(Named(text=text, value=treaty.key, kind="alias"))
        for text in treaty.organ_aliases:
            yield from _as_a_word(Named(text=text, value=treaty.key, kind="organ"))
        for text in treaty.ambiguous_aliases:
            yield Named(text=text, value=treaty.key, kind="alias", weak=True)
    for group in groups:
        for text in group["names"]:
            yield Named(text=text, value="+".join(group["treaties"]), kind="alias", weak=group.get("weak", False))


def _as_a_word(name: Named) -> Iterable[Named]:
    """A name, and an acronym also as papers print those that are spoken as words ("Cedaw"); not one that is a word."""
    yield name
    if name.text.isupper() and name.text.isalpha() and len(name.text) >= SPOKEN and name.text not in WORDS:
        yield msgspec.structs.replace(name, text=name.text.capitalize())


def topic_names(catalog: Catalog, section: Mapping[str, Any]) -> Iterable[Named]:
    """Names made of a topic and a head noun: "torture convention", "treaty banning chemical weapons"."""
    taken = {text.lower() for t in catalog.treaties.values() for text in (t.title, t.short or "", *t.aliases)}
    for row in section["topics"]:
        form, elliptic = section["forms"][row["form"]], row["form"] == "elliptic"
        for topic in row["words"]:
            for head in form["heads"]:
                before = [] if elliptic else [f"{topic} {head}"]
                for text in (*before, *(f"{head} {join} {topic}" for join in form["joins"])):
                    if text.lower() not in taken:
                        yield Named(text=text, value=row["treaty"], kind="topic", weak=bool(row.get("weak")))


def chamber_entries(catalog: Catalog) -> Iterable[Entry]:
    """Names that only one state's chamber bears; `name` carries the state."""
    bearers: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for chamber in catalog.chambers:
        for text in (chamber.name, chamber.english, chamber.parliament, *chamber.aliases):
            if text:
                bearers[text].add((chamber.state, _HOUSE[chamber.kind]))
    for text, found in bearers.items():
        states, kinds = {s for s, _ in found}, {k for _, k in found}
        if len(states) == 1:
            kind = kinds.pop() if len(kinds) == 1 else "parliament"
            yield Entry("body", kind, "chamber", weak=False, case="capital", text=text, name=states.pop())


def person_entries(catalog: Catalog) -> Iterable[Entry]:
    """Full names of office-holders of one state only; `name` carries the years in office, a year more on both sides."""
    spells: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in catalog.persons:
        for text in (tenure.name, *tenure.variants):
            if " " in text:
                for spelt in dict.fromkeys((text, _unaccented(text))):
                    spells[spelt].append(tenure)
    for text, held in spells.items():
        if len({t.state for t in held}) == 1:
            first = min(earliest(t.since) for t in held).year - 1
            last = max((latest(t.until) if t.until else date.max).year for t in held)
            years = f"{first}/{min(last + 1, 9999)}"
            yield Entry("person", held[0].state, "", weak=True, case="capital", text=text, name=years)


def _unaccented(text: str) -> str:
    """A name as it is printed where accents are not (Nauseda)."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def in_office(mention: Mention, published: str | None) -> bool:
    """Whether a mention is no office-holder's, or of one in office about the year of publication, if that is known."""
    if mention.kind != "person" or published is None:
        return True
    first, last = mention.name.split("/")
    return int(first) <= earliest(published).year <= int(last)


def generic_entries(section: Mapping[str, Any]) -> Iterable[Entry]:
    """References to a treaty already named: "the convention", "its protocol"."""
    for noun in section["nouns"]:
        for opener in section["openers"]:
            yield Entry("generic", noun, "", weak=False, case="any", text=f"{opener} {noun}")
