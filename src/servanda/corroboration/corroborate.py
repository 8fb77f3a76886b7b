"""From claims of many reports to events: the only public function of the room, and the order of its steps."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec

from servanda.catalog.evidence import Evidence
from servanda.corroboration.copies import find_copies
from servanda.corroboration.doubts import find_doubts
from servanda.corroboration.explain import explain
from servanda.corroboration.fields import Bench, published_order, weigh_fields
from servanda.corroboration.grouping import Group, group
from servanda.corroboration.mention import Mention, distinct, published_on, sort_key, span_of, treaty_key
from servanda.corroboration.organs import resolve_organ
from servanda.corroboration.origins import Kinship, partition
from servanda.corroboration.persons import Named, find_people
from servanda.corroboration.procedures import link_procedures
from servanda.corroboration.sources import read_sources
from servanda.corroboration.weighing import best_certainty, confidence, report_weights, stands
from servanda.model import Action, Claim, Event, FieldSupport, Report, Stage, Votes
from servanda.model.chamber import Chamber


def corroborate(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    *,
    chambers: Sequence[Chamber] = (),
    evidence: Evidence | None = None,
) -> list[Event]:
    """Group claims into events, one for each happening in one state's dealing with one treaty.

    Pure and independent of the order of both arguments. Claims of reports that are not given are left out.

    Args:
        claims: of any number of reports.
        reports: the reports, for their texts, publishers and days; each id once.
        chambers: of the catalog, so that names of one chamber are one body.
        evidence: habits of sources (`servanda.catalog.evidence.load_evidence()`); None knows no agency, no word of
            credit and no organ, and compares texts, publishers and datelines alone.

    Returns:
        Events by day of their first report, then up the ladder, each with its origins, fields and reasons.
    """
    evidence = evidence or Evidence()
    by_id = {report.id: report for report in sorted(reports, key=lambda r: (r.id, r.text))}
    told = distinct(claim for claim in claims if claim.report in by_id)
    speaking = [by_id[name] for name in sorted({claim.report for claim in told})]
    sources = read_sources(speaking, told, evidence)
    texts = {report.id: report.text for report in speaking}
    kinship = Kinship(sources=sources, copies=find_copies(texts, evidence.copies))

    @cache
    def linked(a: str, b: str) -> str | None:
        if kinship.text_link(a, b):
            return "copy"
        return "credit" if kinship.credit_link(a, b) else None

    effects = _effects(told)
    made: list[tuple[Event, date]] = []
    for mentions in _by_treaty(told, by_id, chambers, evidence):
        happenings = group(mentions, linked, evidence.confusable)
        made += [_event(happening, kinship, texts, effects, evidence) for happening in happenings]
    made = _distinct_ids(made)
    first = {event.id: day for event, day in made}
    events = link_procedures([event for event, _ in made], first)
    ladder = {stage: rung for rung, stage in enumerate(Stage)}
    return sorted(events, key=lambda e: (first[e.id], e.state, e.treaty or "", e.date or "", ladder[e.stage], e.id))


def _by_treaty(
    told: Iterable[Claim], reports: Mapping[str, Report], chambers: Sequence[Chamber], evidence: Evidence
) -> list[list[Mention]]:
    """Mentions by treaty, each list in canonical order."""
    parts: dict[str, list[Mention]] = defaultdict(list)
    for claim in told:
        mention = Mention(
            claim=claim,
            treaty=treaty_key(claim),
            when=span_of(claim.date),
            published=published_on(reports[claim.report]),
            organ=resolve_organ(claim.body, claim.state, chambers, evidence),
        )
        parts[mention.treaty].append(mention)
    return [sorted(parts[key], key=lambda m: sort_key(m.claim)) for key in sorted(parts)]


def _effects(told: Iterable[Claim]) -> dict[tuple[str, str, str, Action], str]:
    """(report, state, treaty, action) -> the date of effect that the report gives in a claim of its own."""
    found: dict[tuple[str, str, str, Action], str] = {}
    for claim in told:
        if claim.stage is Stage.EFFECTIVE and claim.date and claim.certainty != "denied" and not claim.background:
            found.setdefault((claim.report, claim.state, treaty_key(claim), claim.action), claim.date)
    return found


def _event(
    happening: Group,
    kinship: Kinship,
    texts: Mapping[str, str],
    effects: Mapping[tuple[str, str, str, Action], str],
    evidence: Evidence,
) -> tuple[Event, date]:
    """One event, and the day of its first report."""
    reports = sorted({m.report for m in (*happening.members, *happening.denials, *happening.aside)})
    deniers = frozenset(m.report for m in happening.denials)
    origins, links = partition(reports, deniers, kinship)
    number = {r: i for i, origin in enumerate(origins) for r in origin}
    sources = {r: kinship.sources[r] for r in reports}
    bench = Bench(
        group=happening,
        origin=number,
        sources=sources,
        weights=report_weights(happening, origins, kinship, evidence),
        effects=_own_effects(happening, effects),
        people=_people(happening, texts, evidence),
        texts=texts,
        evidence=evidence,
    )
    fields = weigh_fields(bench)
    standing = stands(bench)
    event = Event(
        id=_id(fields, happening),
        state=fields["state"].value,
        treaty=happening.members[0].claim.treaty,
        treaty_name=next((m.claim.treaty_name for m in happening.members if m.claim.treaty_name), None),
        action=Action(fields["action"].value),
        stage=Stage(fields["stage"].value),
        certainty=best_certainty(fields, standing=standing),
        date=_value(fields, "date"),
        effective_date=_value(fields, "effective_date"),
        votes=msgspec.convert(_value(fields, "votes"), Votes | None),
        body=_value(fields, "body"),
        persons=tuple(dict.fromkeys(p for r in reports for p in bench.people.get(r, Named()).people)),
        person_details=tuple(dict.fromkeys(p for m in happening.members for p in m.claim.person_details)),
        background=all(m.claim.background for m in happening.members),
        stands=standing,
        confidence=confidence(bench, fields),
        origins=tuple(tuple(o) for o in origins),
        fields=fields,
        checks=find_doubts(happening, texts, evidence),
        why=explain(bench, links, fields),
    )
    return event, min(published_order(m)[0] for m in (*happening.members, *happening.denials))


def _distinct_ids(made: list[tuple[Event, date]]) -> list[tuple[Event, date]]:
    """Number the events that one report tells apart in nothing an id is made of; they come in canonical order."""
    seen: dict[str, int] = defaultdict(int)
    named = []
    for event, day in made:
        seen[event.id] += 1
        count = seen[event.id]
        named.append((msgspec.structs.replace(event, id=f"{event.id}-{count}") if count > 1 else event, day))
    return named


def _value(fields: Mapping[str, FieldSupport], name: str) -> Any:  # noqa: ANN401 - each field has a type of its own
    return fields[name].value if name in fields else None


def _own_effects(happening: Group, effects: Mapping[tuple[str, str, str, Action], str]) -> dict[str, str]:
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
    parts += [str(_value(fields, name)) for name in ("state", "action", "stage", "certainty", "date", "votes", "body")]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
