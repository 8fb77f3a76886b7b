"""An outcome arranged for a reader with thirty seconds: what, how sure, what next, when, on whose word.

One story a course (state, treaty, action); its rungs in order of time, news before history. All renderers take it
from here, so that terminal, Markdown and HTML say the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from servanda.catalog import Catalog
from servanda.model import Claim, Event, Finding, Implication, Report, earliest
from servanda.pipeline import Outcome
from servanda.presentation.evidence_lines import dispute_lines, field_lines, history_lines
from servanda.presentation.law_lines import law_lines
from servanda.wording import CERTAINTIES, RUNGS, count, say_date, say_votes, state_name, treaty_title

T = TypeVar("T")
LONGEST_QUOTE = 160


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words a field rests on: `start` and `end` count characters of the report's text (or title)."""

    report: str
    field: str
    text: str
    before: str = ""
    after: str = ""
    in_title: bool = False


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One event, said: `facts` field by field, `settle` the record that would end a dispute."""

    event: Event
    when: str
    what: str
    sure: str
    word: str
    facts: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()
    settle: str = ""
    quotes: tuple[Quote, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One course of one state under one treaty."""

    state: str
    treaty: str
    action: str
    rungs: tuple[Rung, ...]
    history: tuple[Rung, ...] = ()
    law: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    checks: tuple[Finding, ...] = ()
    implications: tuple[Implication, ...] = ()
    arguments: tuple[str, ...] = ()


def stories(outcome: Outcome, catalog: Catalog) -> list[Story]:
    """Arrange an outcome: courses with news first, the best supported first."""
    courses: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in outcome.events:
        courses[event.state, event.treaty or event.treaty_name or "", event.procedure or event.action].append(event)
    reports = {report.id: report for report in outcome.reports}
    claims = _claims_by_report(outcome.claims)
    told = [_story(events, reports, claims, catalog) for events in courses.values()]
    return sorted(told, key=_importance)


def _importance(story: Story) -> tuple[bool, float, str, str]:
    lead = (story.rungs or story.history)[0]
    return not story.rungs, -lead.event.confidence, story.state, story.treaty


def _claims_by_report(claims: Sequence[Claim]) -> dict[tuple[str, str, str | None], list[Claim]]:
    found: dict[tuple[str, str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.report, claim.state, claim.treaty].append(claim)
    return found


def _story(
    events: list[Event],
    reports: dict[str, Report],
    claims: dict[tuple[str, str, str | None], list[Claim]],
    catalog: Catalog,
) -> Story:
    ordered = sorted(events, key=lambda e: (earliest(e.date).isoformat() if e.date else "9999", str(e.stage)))
    rungs = [(event.background, _rung(event, reports, claims, catalog)) for event in ordered]
    news = [e for e in ordered if not e.background] or ordered
    lead = next((e for e in reversed(news) if e.date), news[-1])
    return Story(
        state=state_name(lead.state, catalog),
        treaty=treaty_title(lead.treaty, lead.treaty_name, catalog),
        action=str(lead.action).replace("_", " "),
        rungs=tuple(r for background, r in rungs if not background),
        history=tuple(r for background, r in rungs if background),
        law=tuple(law_lines(lead.law)),
        next=tuple(f"{say_date(n['date'])}: {n['what']}" for n in lead.law.get("next", ()) if n.get("date")),
        checks=_once(f for e in ordered for f in e.checks),
        implications=_once(i for e in (lead,) for i in e.implications),
        arguments=_arguments(ordered, claims),
    )


def _once(items: Iterable[T]) -> tuple[T, ...]:
    kept: list[T] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(kept)


def _rung(
    event: Event,
    reports: dict[str, Report],
    claims: dict[tuple[str, str, str | None], list[Claim]],
    catalog: Catalog,
) -> Rung:
    stage = RUNGS.get(event.stage, event.stage)
    by = f" ({event.body})" if event.body else ""
    votes = f": {say_votes(event.votes)}" if event.votes else ""
    effect = f"; effect {say_date(event.effective_date)}" if event.effective_date else ""
    mine = [c for r in _reports_of(event) for c in claims.get((r, event.state, event.treaty), ()) if _tells(c, event)]
    return Rung(
        event=event,
        when=say_date(event.date) or "no date told",
        what=f"{stage}{by}{votes}{effect}" + ("" if event.stands else " – does not stand"),
        sure=_sure(event),
        word=", ".join(dict.fromkeys(name for c in mine for name in c.attributed_to)) or _publishers(event, reports),
        facts=tuple(field_lines(event, catalog)),
        disputes=(disputes := tuple(dispute_lines(event, catalog))),
        beliefs=tuple(history_lines(event, catalog)),
        settle=event.law.get("settled_by", "") if disputes else "",
        quotes=tuple(_quotes(mine, reports)),
    )


def _reports_of(event: Event) -> list[str]:
    return [report for origin in event.origins for report in origin]


def _tells(claim: Claim, event: Event) -> bool:
    return claim.stage == event.stage and (claim.date == event.date or claim.date is None or event.date is None)


def _sure(event: Event) -> str:
    origins, told = len(event.origins), len(_reports_of(event))
    certainty = CERTAINTIES.get(event.certainty, event.certainty)
    return f"{event.confidence:.0%} · {certainty} · {count(origins, 'origin')}, {count(told, 'report')}"


def _publishers(event: Event, reports: dict[str, Report]) -> str:
    found = (reports[r].publisher or r for r in _reports_of(event) if r in reports)
    return ", ".join(dict.fromkeys(found))


def _quotes(claims: list[Claim], reports: dict[str, Report]) -> Iterable[Quote]:
    """One quotation a report: the sentence around the words that carry the rung."""
    seen: set[str] = set()
    for claim in claims:
        report = reports.get(claim.report)
        span = claim.spans.get("stage") or claim.spans.get("action") or claim.spans.get("votes") or ()
        if report is None or claim.report in seen or not span:
            continue
        seen.add(claim.report)
        in_title = span[0] == "title"
        text = (report.title or "") if in_title else report.text
        start, end = (int(x) for x in (span[1:] if in_title else span))
        left, right = _sentence(text, start, end)
        yield Quote(
            report=claim.report,
            field="stage",
            before=" ".join(text[left:start].split()) + (" " if text[left:start].endswith((" ", "\n")) else ""),
            text=text[start:end],
            after=(" " if text[end:right].startswith((" ", "\n")) else "") + " ".join(text[end:right].split()),
            in_title=in_title,
        )


def _sentence(text: str, start: int, end: int, reach: int = 160) -> tuple[int, int]:
    """Widen a span to its sentence, by no more than `reach` characters either way."""
    left = max(0, start - reach)
    for mark in (". ", "! ", "? ", "\n"):
        at = text.rfind(mark, left, start)
        if at >= 0:
            left = max(left, at + len(mark))
    right = min(len(text), end + reach)
    stops = [at for at in (text.find(mark, end, right) for mark in (". ", "! ", "? ", "\n")) if at >= 0]
    if stops:
        right = min(stops) + 1
    elif right < len(text):
        right = text.rfind(" ", end, right) if " " in text[end:right] else right
    return left, right


def _arguments(events: list[Event], claims: dict[tuple[str, str, str | None], list[Claim]]) -> tuple[str, ...]:
    """Arguments, those that rest on the same words together: codes (side): speaker: “words”."""
    codes: dict[tuple[str, str], list[str]] = {}
    for claim in (c for e in events for r in _reports_of(e) for c in claims.get((r, e.state, e.treaty), ())):
        for a in claim.argument_details:
            who = ", ".join(filter(None, (a.speaker, a.office)))
            code = a.code.replace("_", " ") + (f" ({a.side})" if a.side else "")
            named = codes.setdefault((who, a.quotation), [])
            if code not in named:
                named.append(code)
    return tuple(
        f"{', '.join(named)}: " + (f"{who}: " if who else "") + f"“{_short(quotation)}”"
        for (who, quotation), named in codes.items()
    )


def _short(quotation: str) -> str:
    """The first words of a long quotation, cut between words and marked."""
    words = " ".join(quotation.split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
