"""The record of those who report: how often each maker's values were those that won, learnt from the reports at hand.

The M step to `truth`'s E step. Every maker begins at the figure of its kind (`weights` of the evidence file), which
counts as so many values told (`prior_values`); each contested or agreed value then moves it. A maker whose values
nobody else told keeps its prior: agreement with oneself is no record.
"""

from collections.abc import Iterable, Mapping

from servanda.catalog.evidence import Evidence
from servanda.corroboration.sources import Source
from servanda.model import FieldSupport

FIELDS = ("state", "action", "stage", "certainty", "date", "effective_date", "votes")
"""Fields on which a maker can be right or wrong; a body or a person may be named in many right ways."""

ROUNDS = 12
"""Rounds of the EM algorithm at most; few reports settle in three or four."""

SETTLED = 0.002
"""A change of every figure below this ends the rounds."""

FIXED = frozenset({"depositary", "satire"})
"""Kinds whose word is what it is, whatever others say."""

Weighed = tuple[Mapping[str, FieldSupport], Mapping[str, Source]]
"""The fields of one event, and the source of each of its reports."""


def maker_of(source: Source) -> str | None:
    """Who made a report: its publisher, else the agency of its tag; None where nobody signs or the kind says all."""
    if source.kind in FIXED:
        return None
    return source.publisher or (min(source.agency) if source.agency else None)


def learn_records(weighed: Iterable[Weighed], evidence: Evidence) -> dict[str, float]:
    """The reliability of every maker that told a value together with another origin, maker -> 0 to 1."""
    kept = evidence.factors.get("prior_values", 10.0)
    right: dict[str, float] = {}
    told: dict[str, float] = {}
    prior: dict[str, float] = {}
    for fields, sources in weighed:
        for report, chance in _told(fields):
            source = sources[report]
            maker = maker_of(source)
            if maker is not None:
                prior[maker] = evidence.weights.get(source.kind, 0.5)
                right[maker] = right.get(maker, 0.0) + chance
                told[maker] = told.get(maker, 0.0) + 1
    return {m: round((prior[m] * kept + right[m]) / (kept + told[m]), 6) for m in sorted(told)}


def _told(fields: Mapping[str, FieldSupport]) -> Iterable[tuple[str, float]]:
    """Each report's value, as the chance that it is true, for the fields on which two origins or two values met."""
    for name in FIELDS:
        field = fields.get(name)
        if field is None or (field.origins < 2 and not field.contradicts):
            continue
        yield from ((report, field.probability) for report in field.supports)
        for other in field.contradicts:
            yield from ((report, other.probability) for report in other.reports)


def settled(old: Mapping[str, float], new: Mapping[str, float]) -> bool:
    """Whether another round would change nothing worth telling."""
    return old.keys() == new.keys() and all(abs(old[m] - new[m]) < SETTLED for m in new)
