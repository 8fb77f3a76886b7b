"""One happening made an event: laid out once, then weighed with what is known of its sources."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from servanda.catalog.evidence import Evidence
from servanda.corroboration.doubts import find_doubts
from servanda.corroboration.explain import explain
from servanda.corroboration.fields import Bench, published_order
from servanda.corroboration.grouping import Group
from servanda.corroboration.origins import Kinship, Link, partition
from servanda.corroboration.persons import Named, find_people
from servanda.corroboration.weighing import best_certainty, confidence, report_weights, stands
from servanda.model import Action, Event, FieldSupport, Stage, Votes

Effects = Mapping[tuple[str, str, str, Action], str]
"""(report, state, treaty, action) -> the date of effect that the report gives in a claim of its own."""

Records = Mapping[str, float]
"""Maker of reports -> how reliable its record is, 0 to 1; see `record`."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What all happenings of a set of reports share.

    Args:
        kinship: which reports rest on one source.
        texts: report id -> text.
        effects: dates of effect that reports give in claims of their own.
    """

    kinship: Kinship
    texts: Mapping[str, str]
    effects: Effects
    evidence: Evidence


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """A happening laid out for weighing: its bench, its origins, and why those were joined."""

    bench: Bench
    origins: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


def lay_out(happening: Group, setting: Setting) -> Laid:
    """Everything about a happening that does not depend on the record of its sources."""
    reports = sorted({m.report for m in (*happening.members, *happening.denials, *happening.aside)})
    deniers = frozenset(m.report for m in happening.denials)
    origins, links = partition(reports, deniers, setting.kinship)
    bench = Bench(
        group=happening,
        origin={r: i for i, origin in enumerate(origins) for r in origin},
        sources={r: setting.kinship.sources[r] for r in reports},
        weights=report_weights(happening, origins, setting.kinship, setting.evidence),
        effects=_own_effects(happening, setting.effects),
        people=_people(happening, setting.texts, setting.evidence),
        texts=setting.texts,
        evidence=setting.evidence,
    )
    return Laid(bench=bench, origins=tuple(map(tuple, origins)), links=tuple(links))


def with_records(laid: Laid, records: Records, setting: Setting) -> Laid:
    """The same happening, each report's word weighed by the record of its maker."""
    group = laid.bench.group
    weights = report_weights(group, laid.origins, setting.kinship, setting.evidence, records)
    return msgspec.structs.replace(laid, bench=msgspec.structs.replace(laid.bench, weights=weights))


def as_event(laid: Laid, setting: Setting, fields: Mapping[str, FieldSupport]) -> Event:
    """The event that a happening comes to, its fields being weighed; without its history and procedure."""
    bench, happening = laid.bench, laid.bench.group
    standing = stands(bench)
    return Event(
        id=_id(fields, happening),
        state=fields["state"].value,
        treaty=happening.members[0].claim.treaty,
        treaty_name=next((m.claim.treaty_name for m in happening.members if m.claim.treaty_name), None),
        action=Action(fields["action"].value),
        stage=Stage(fields["stage"].value),
        certainty=best_certainty(fields, standing=standing),
        date=value_of(fields, "date"),
        effective_date=value_of(fields, "effective_date"),
        votes=msgspec.convert(value_of(fields, "votes"), Votes | None),
        body=value_of(fields, "body"),
        persons=tuple(dict.fromkeys(p for r in sorted(bench.origin) for p in bench.people.get(r, Named()).people)),
        person_details=tuple(dict.fromkeys(p for m in happening.members for p in m.claim.person_details)),
        background=all(m.claim.background for m in happening.members),
        stands=standing,
        confidence=confidence(bench, fields),
        origins=laid.origins,
        fields=dict(fields),
        checks=find_doubts(happening, setting.texts, setting.evidence),
        why=explain(bench, laid.links, fields),
    )


def first_day(laid: Laid) -> date:
    """The day of an event's first report, `date.max` where none is dated."""
    group = laid.bench.group
    return min(published_order(m)[0] for m in (*group.members, *group.denials))


def value_of(fields: Mapping[str, FieldSupport], name: str) -> Any:  # noqa: ANN401 - each field has a type of its own
    """The best supported value of a field, None where no report gives one."""
    return fields[name].value if name in fields else None


def _own_effects(happening: Group, effects: Effects) -> dict[str, str]:
    found: dict[str, str] = {}
    for m in happening.members:
        value = effects.get((m.report, m.claim.state, m.treaty, m.claim.action))
        if value and m.claim.stage is not Stage.EFFECTIVE and (m.when is None or m.when.first.isoformat() <= value):
            found[m.report] = value
    return found


def _people(happening: Group, texts: Mapping[str, str], evidence: Evidence) -> dict[str, Named]:
    given: dict[str, list[str]] = defaultdict(list)
    for mention in happening.members:
        given[mention.report] += mention.claim.persons
    return {r: find_people(texts[r], tuple(dict.fromkeys(names)), evidence) for r, names in given.items()}


def _id(fields: Mapping[str, FieldSupport], happening: Group) -> str:
    """A name that follows from what the event is; its first report tells apart what nothing else does."""
    first = min(m.report for m in happening.members)
    parts = [happening.members[0].treaty, first]
    parts += [
        str(value_of(fields, name)) for name in ("state", "action", "stage", "certainty", "date", "votes", "body")
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
