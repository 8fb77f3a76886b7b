"""The record of those who report: how often each maker's values were those that won, learnt from the reports at hand.

The M step to `truth`'s E step. Every maker begins at the figure of its kind (`weights` of the evidence file), which
counts as so many values told (`prior_values`); each value that another origin told as well or otherwise then moves it.
A maker whose values nobody else told keeps its prior: agreement with oneself is no record. What was told of an event
never counts for or against its own witnesses: their record is what they told of others.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from servanda.catalog.evidence import Evidence
from servanda.corroboration.sources import Source
from servanda.model import FieldSupport

FIELDS = ("state", "action", "stage", "certainty", "date", "effective_date", "votes")
"""Fields on which a maker can be right or wrong; a body or a person may be named in many right ways."""

ROUNDS = 12
"""Rounds of the EM algorithm at most; few reports settle in three or four."""

SETTLED = 0.002
"""A figure that moves by less moves nothing."""

FIXED = frozenset({"depositary", "satire"})
"""Kinds whose word is what it is, whatever others say."""


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of one event, and of each of its reports the source, the number of its origin and its weight."""

    fields: Mapping[str, FieldSupport]
    sources: Mapping[str, Source]
    origin: Mapping[str, int]
    weights: Mapping[str, float]


def maker_of(source: Source) -> str | None:
    """Who made a report: its publisher, else the agency of its tag; None where nobody signs or the kind says all."""
    if source.kind in FIXED:
        return None
    return source.publisher or (min(source.agency) if source.agency else None)


def learn_records(weighed: Sequence[Weighed], evidence: Evidence) -> list[dict[str, float]]:
    """For each event the reliability of the makers of its reports, by what they told of the other events.

    Returns:
        In the order of the events, maker -> 0 to 1; makers without a record elsewhere are left out.
    """
    tallies = [_tally(event) for event in weighed]
    total: dict[str, tuple[float, int]] = {}
    for tally in tallies:
        for maker, (right, told) in tally.items():
            before = total.get(maker, (0.0, 0))
            total[maker] = (before[0] + right, before[1] + told)
    return [_records(event, tally, total, evidence) for event, tally in zip(weighed, tallies, strict=True)]


def _tally(event: Weighed) -> dict[str, tuple[float, int]]:
    """Maker -> how many of its values are true, by their chances, and how many it told."""
    found: dict[str, tuple[float, int]] = {}
    for report, chance in _told(event):
        maker = maker_of(event.sources[report])
        if maker is not None:
            right, told = found.get(maker, (0.0, 0))
            found[maker] = (right + chance, told + 1)
    return found


def _records(
    event: Weighed,
    own: Mapping[str, tuple[float, int]],
    total: Mapping[str, tuple[float, int]],
    evidence: Evidence,
) -> dict[str, float]:
    kept = evidence.factors.get("prior_values", 10.0)
    found: dict[str, float] = {}
    for name in sorted(event.sources):
        source = event.sources[name]
        maker = maker_of(source)
        if maker is None or maker not in total:
            continue
        right, told = (a - b for a, b in zip(total[maker], own.get(maker, (0.0, 0)), strict=True))
        if told:
            prior = evidence.weights.get(source.kind, 0.5)
            found[maker] = round((prior * kept + right) / (kept + told), 6)
    return found


def _told(event: Weighed) -> Iterator[tuple[str, float]]:
    """Who told a value that another origin told as well or otherwise, with the chance that it is true.

    Each origin is heard once a field, by its weightiest report: copies earn no record.
    """
    for name in FIELDS:
        field = event.fields.get(name)
        if field is None:
            continue
        chances = dict.fromkeys(field.supports, field.probability)
        chances = {r: c.probability for c in field.contradicts for r in c.reports} | chances
        leads: dict[int, str] = {}
        for report in sorted(chances, key=lambda r: (-event.weights[r], r)):
            leads.setdefault(event.origin[report], report)
        if len(leads) > 1:
            yield from ((report, chances[report]) for report in leads.values())


def settled(old: Mapping[str, float], new: Mapping[str, float]) -> bool:
    """Whether an event need not be weighed again: none of its makers' figures moved by what is worth telling."""
    return old.keys() == new.keys() and all(abs(old[m] - new[m]) < SETTLED for m in new)
