"""From the catalog's nouns to the automaton's entries: names of states, treaties and chambers, and what each is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from servanda.catalog import Catalog
from servanda.extraction.scan import Entry, Named, Scanner, name_entries, word_entries

EUROPEAN_UNION = "EUE"
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
            yield Named(text=text, value=treaty.key, kind="alias")
        for text in treaty.organ_aliases:
            yield Named(text=text, value=treaty.key, kind="organ")
        for text in treaty.ambiguous_aliases:
            yield Named(text=text, value=treaty.key, kind="alias", weak=True)
    for group in groups:
        for text in group["names"]:
            yield Named(text=text, value="+".join(group["treaties"]), kind="alias")


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


def generic_entries(section: Mapping[str, Any]) -> Iterable[Entry]:
    """References to a treaty already named: "the convention", "its protocol"."""
    for noun in section["nouns"]:
        for opener in section["openers"]:
            yield Entry("generic", noun, "", weak=False, case="any", text=f"{opener} {noun}")
