"""Treaties by composition: a head noun and what it is about, wherever the sentence puts them.

"The UN treaty on the disabled", "a treaty that outlaws torture", "the child custody pact": a head that no known name
holds looks for a topic of its family just before it, or behind it past a joining word. Topics are data
(`treaty_topics.yaml`); the fixed names made of them are in `names.topic_names`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import ahocorasick_rs
import msgspec

from servanda.extraction.scan import Mention
from servanda.extraction.surface import Zone, fold

BEFORE, BEHIND = 4, 70
"""Characters that may stand between a topic and the head behind it, and between a head and the topic behind it."""
FORM = "composed"
_STOP = re.compile(r"[.;:!?()\"“”]|\b(?:and|but|or|while|whereas)\b")
_ITEM = re.compile(r"(?:\s*\([^()]{1,12}\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?P<join>(?:on|against)\s+(?:the\s+)?)\Z")
"""What joins a further topic to the one before it; the preposition is said again, so that a bare noun is no treaty."""
_GAP = re.compile(r"[\s-]*(?:rights[\s-])?$")


class Topic(NamedTuple):
    """What a topic stands for: the treaty, and the class of its head nouns."""

    treaty: str
    form: str


class Topics(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled topics: the automaton, what each pattern stands for, head noun to its forms, words that join."""

    automaton: ahocorasick_rs.AhoCorasick
    topics: tuple[tuple[Topic, ...], ...]
    heads: re.Pattern[str]
    forms: dict[str, frozenset[str]]
    joins: re.Pattern[str]


def compile_topics(section: Mapping[str, Any]) -> Topics:
    """Build the topics once from the data file `treaty_topics.yaml`."""
    found: dict[str, list[Topic]] = {}
    for row in section["topics"]:
        for word in row["words"]:
            topics = found.setdefault(fold(word), [])
            topic = Topic(row["treaty"], row["form"])
            if row["form"] != "elliptic" and topic not in topics:
                topics.append(topic)
    forms: dict[str, set[str]] = {}
    for name, form in section["forms"].items():
        for head in form["heads"] if name != "elliptic" else ():
            forms.setdefault(head.split()[-1], set()).add(name)
    words = [word for word, topics in found.items() if topics]
    heads = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    joins = "|".join(map(re.escape, section["composed_joins"]))
    return Topics(
        automaton=ahocorasick_rs.AhoCorasick(words, implementation=ahocorasick_rs.Implementation.ContiguousNFA),
        topics=tuple(tuple(found[word]) for word in words),
        heads=re.compile(rf"\b(?:{heads})\b"),
        forms={head: frozenset(names) for head, names in forms.items()},
        joins=re.compile(rf"\b(?:{joins})\b"),
    )


def with_composed(zone: Zone, mentions: Sequence[Mention], topics: Topics) -> list[Mention]:
    """The mentions of a zone with its composed treaties; other mentions inside such a phrase's topic give way."""
    taken = [(m.start, m.end) for m in mentions if m.kind == "treaty"]
    everywhere = list(topics.heads.finditer(zone.folded))
    heads = [h for h in everywhere if not any(start < h.end() and h.start() < end for start, end in taken)]
    if not heads and not any(head.group().endswith("s") for head in everywhere):
        return list(mentions)
    spotted = [
        (start, end, topics.topics[index])
        for index, start, end in topics.automaton.find_matches_as_indexes(zone.folded, overlapping=True)
        if not zone.folded[max(0, start - 1) : start].isalnum() and not zone.folded[end : end + 1].isalnum()
    ]
    found = [m for head in heads if (m := _compose(zone.folded, head, spotted, topics))]
    if any(head.group().endswith("s") for head in everywhere):
        found += _listed(zone.folded, [*found, *(m for m in mentions if m.kind == "treaty")], spotted, topics)
        found.sort(key=lambda m: m.start)
    if not found:
        return list(mentions)
    kept = [m for m in mentions if not any(f.start < m.end and m.start < f.end and m.kind != "op" for f in found)]
    return sorted([*kept, *_apart(found)], key=lambda m: m.start)


def _compose(
    folded: str, head: re.Match[str], spotted: Iterable[tuple[int, int, tuple[Topic, ...]]], topics: Topics
) -> Mention | None:
    """The best topic of one head: before it, nearest; else behind it past a joining word, nearest and longest."""
    forms, best = topics.forms[head.group()], None
    for start, end, meant in spotted:
        fitting = [topic for topic in meant if topic.form in forms]
        if not fitting:
            continue
        if 0 <= head.start() - end <= BEFORE and _GAP.fullmatch(folded, end, head.start()):
            cost = (0, start - end)
        elif 0 <= start - head.end() <= BEHIND and _joined(folded[head.end() : start], topics):
            cost = (1 + start - head.end(), start - end)
        else:
            continue
        mention = Mention(min(start, head.start()), max(end, head.end()), "treaty", fitting[0].treaty, FORM)
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best else None


def _listed(
    folded: str, named: Sequence[Mention], spotted: Iterable[tuple[int, int, tuple[Topic, ...]]], topics: Topics
) -> list[Mention]:
    """Further topics of a head in the plural: "conventions on disability, on racial discrimination and on torture"."""
    reach = {}
    for mention in named:
        plural = [h.group() for h in topics.heads.finditer(folded, mention.start, mention.end) if h[0].endswith("s")]
        if plural:
            reach[mention.end] = topics.forms[plural[0]]
    found: list[Mention] = []
    for start, end, meant in sorted(spotted, key=lambda s: (s[0], -s[1])):
        gap = _ITEM.search(folded, max(0, start - 40), start)
        forms = reach.get(gap.start()) if gap else None
        fitting = [topic for topic in meant if forms and topic.form in forms]
        if gap and forms and fitting:
            found.append(Mention(gap.start("join"), end, "treaty", fitting[0].treaty, FORM))
            reach[end] = forms
    return found


def _joined(between: str, topics: Topics) -> bool:
    """Whether what stands between a head and a topic joins them, with no other thought between."""
    return bool(topics.joins.search(between)) and not _STOP.search(between)


def _apart(found: Sequence[Mention]) -> list[Mention]:
    """Composed treaties that do not overlap, the earlier one first."""
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
