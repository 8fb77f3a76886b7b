"""From claims of many reports to events: the public functions of the room, and the order of its steps.

What is merged follows from the reports alone, never from the order or the portions in which they came.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

import msgspec

from servanda.catalog.evidence import Evidence
from servanda.corroboration.copies import find_copies
from servanda.corroboration.fields import weigh_fields
from servanda.corroboration.grouping import Group, Linked, group
from servanda.corroboration.happening import Laid, Records, Setting, as_event, first_day, lay_out, with_records
from servanda.corroboration.history import history_of
from servanda.corroboration.mention import Mention, distinct, published_on, sort_key, span_of, treaty_key
from servanda.corroboration.organs import resolve_organ
from servanda.corroboration.origins import Kinship
from servanda.corroboration.procedures import link_procedures
from servanda.corroboration.record import ROUNDS, Weighed, learn_records, settled
from servanda.corroboration.sources import read_sources
from servanda.model import Action, Certainty, Claim, Event, Report, Stage
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
        Events by day of their first report, then up the ladder, each with its origins, fields, reasons and history.
    """
    merger = Corroborator(chambers=chambers, evidence=evidence)
    merger.add(claims, reports)
    return merger.events()


class Corroborator:
    """Reports added in any portions and any order; the events are those of all of them at once.

    Grouping is kept for every treaty on which nothing new was said, by no new maker and in no new copy.

    Example:
        >>> merger = Corroborator()
        >>> merger.add([], [Report(id="a", text="")])
        >>> merger.events()
        []
    """

    def __init__(self, *, chambers: Sequence[Chamber] = (), evidence: Evidence | None = None) -> None:
        """Begin with nothing; arguments as of `corroborate`."""
        self._chambers, self._evidence = tuple(chambers), evidence or Evidence()
        self._claims: dict[bytes, Claim] = {}
        self._reports: dict[str, Report] = {}
        self._grouped: dict[bytes, list[Group]] = {}

    def add(self, claims: Iterable[Claim], reports: Iterable[Report]) -> None:
        """Take in more claims and reports; a claim may come before its report."""
        for claim in claims:
            self._claims.setdefault(msgspec.json.encode(claim), claim)
        for report in reports:
            held = self._reports.get(report.id)
            if held is None or (report.text, repr(report)) > (held.text, repr(held)):
                self._reports[report.id] = report

    def events(self) -> list[Event]:
        """The events of everything added so far."""
        told = distinct(claim for claim in self._claims.values() if claim.report in self._reports)
        speaking = [self._reports[name] for name in sorted({claim.report for claim in told})]
        sources = read_sources(speaking, told, self._evidence)
        told = [_taken_back(claim) if sources[claim.report].retracts else claim for claim in told]
        texts = {report.id: report.text for report in speaking}
        setting = Setting(
            kinship=Kinship(sources=sources, copies=find_copies(texts, self._evidence.copies)),
            texts=texts,
            effects=_effects(told),
            evidence=self._evidence,
        )
        laid = [lay_out(happening, setting) for happening in self._happenings(told, setting)]
        laid, told_of, records = _weighed(laid, setting)
        made = _distinct_ids(
            [(as_event(one, setting, weighed.fields), one) for one, weighed in zip(laid, told_of, strict=True)]
        )
        events = [
            msgspec.structs.replace(event, history=history_of(event, one, setting, known))
            for (event, one), known in zip(made, records, strict=True)
        ]
        first = {event.id: first_day(one) for event, one in made}
        return _in_order(link_procedures(events, first), first)

    def _happenings(self, told: Iterable[Claim], setting: Setting) -> list[Group]:
        linked = _links(setting.kinship)
        kept: dict[bytes, list[Group]] = {}
        for mentions in self._by_treaty(told):
            key = _digest(mentions, setting)
            kept[key] = self._grouped.get(key) or group(mentions, linked, self._evidence.confusable)
        self._grouped = kept
        return [happening for happenings in kept.values() for happening in happenings]

    def _by_treaty(self, told: Iterable[Claim]) -> list[list[Mention]]:
        """Mentions by treaty, each list in canonical order."""
        parts: dict[str, list[Mention]] = defaultdict(list)
        for claim in told:
            mention = Mention(
                claim=claim,
                treaty=treaty_key(claim),
                when=span_of(claim.date),
                published=published_on(self._reports[claim.report]),
                organ=resolve_organ(claim.body, claim.state, self._chambers, self._evidence),
                faint=claim.confidence <= self._evidence.factors.get("faint_up_to", -1.0),
            )
            parts[mention.treaty].append(mention)
        return [sorted(parts[key], key=lambda m: sort_key(m.claim)) for key in sorted(parts)]


def _taken_back(claim: Claim) -> Claim:
    """What a retraction repeats it takes back, whatever the words in which it repeats it."""
    if claim.background or claim.certainty is Certainty.DENIED:
        return claim
    return msgspec.structs.replace(claim, certainty=Certainty.DENIED)


def _links(kinship: Kinship) -> Linked:
    """How two reports share an origin, asked once for every two."""

    @cache
    def linked(a: str, b: str) -> str | None:
        if kinship.text_link(a, b):
            return "copy"
        return "credit" if kinship.credit_link(a, b) else None

    return linked


def _digest(mentions: Sequence[Mention], setting: Setting) -> bytes:
    """All that grouping the mentions of a treaty depends on."""
    names = sorted({m.report for m in mentions})
    parts = [msgspec.json.encode(m) for m in mentions]
    parts += [repr(_plain(setting, name)).encode(errors="replace") for name in names]
    return hashlib.sha256(b"\x1f".join(parts)).digest()


def _plain(setting: Setting, name: str) -> list[object]:
    """A source with its sets in order, and its text."""
    fields = msgspec.structs.asdict(setting.kinship.sources[name]).values()
    return [sorted(x) if isinstance(x, frozenset) else x for x in fields] + [setting.texts[name]]


def _effects(told: Iterable[Claim]) -> dict[tuple[str, str, str, Action], str]:
    """(report, state, treaty, action) -> the date of effect that the report gives in a claim of its own."""
    found: dict[tuple[str, str, str, Action], str] = {}
    for claim in told:
        if claim.stage is Stage.EFFECTIVE and claim.date and claim.certainty != "denied" and not claim.background:
            found.setdefault((claim.report, claim.state, treaty_key(claim), claim.action), claim.date)
    return found


def _weighed(laid: Sequence[Laid], setting: Setting) -> tuple[list[Laid], list[Weighed], list[Records]]:
    """The happenings weighed by the records of the makers, which are learnt from the happenings, until both settle.

    A happening is weighed again only where the record of one of its makers moved.
    """
    laid, told = list(laid), [_told(one) for one in laid]
    records: list[Records] = [{} for _ in laid]
    for _ in range(ROUNDS):
        learnt = learn_records(told, setting.evidence)
        moved = [i for i, record in enumerate(learnt) if not settled(records[i], record)]
        if not moved:
            break
        for i in moved:
            records[i] = learnt[i]
            laid[i] = with_records(laid[i], learnt[i], setting)
            told[i] = _told(laid[i])
    return laid, told, records


def _told(one: Laid) -> Weighed:
    bench = one.bench
    return Weighed(fields=weigh_fields(bench), sources=bench.sources, origin=bench.origin, weights=bench.weights)


def _distinct_ids(made: Iterable[tuple[Event, Laid]]) -> list[tuple[Event, Laid]]:
    """Number the events that one report tells apart in nothing an id is made of; they come in canonical order."""
    seen: dict[str, int] = defaultdict(int)
    named = []
    for event, laid in made:
        seen[event.id] += 1
        count = seen[event.id]
        named.append((msgspec.structs.replace(event, id=f"{event.id}-{count}") if count > 1 else event, laid))
    return named


def _in_order(events: Iterable[Event], first: Mapping[str, date]) -> list[Event]:
    ladder = {stage: rung for rung, stage in enumerate(Stage)}
    return sorted(events, key=lambda e: (first[e.id], e.state, e.treaty or "", e.date or "", ladder[e.stage], e.id))
