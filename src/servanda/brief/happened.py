"""What happened, and how sure that is: from the events that reports tell, and from the acts on record."""

from collections.abc import Iterator

from servanda.brief.material import LEAVING, Material
from servanda.brief.paper import Block, Points, Quotation, Section, Sentence
from servanda.brief.pen import ACTS, listed, on_day, paragraph, say, section
from servanda.model import Act, Action, Event, FieldSupport, earliest
from servanda.wording import CERTAINTIES, RUNGS, count, say_date, say_value, say_votes

MOST_QUOTES, LONGEST_QUOTE = 3, 240


def happened(m: Material) -> Section:
    """What is reported, then what is on record."""
    reported = [_rung(event, m) for event in m.rungs if not event.background]
    past = [_rung(event, m) for event in m.rungs if event.background]
    blocks: list[Block | None] = []
    if reported:
        blocks.append(Points(lead="Reported", sentences=tuple(reported)))
    if past:
        blocks.append(Points(lead="Reported as history", sentences=tuple(past)))
    on_record = [_act(act, m) for act in m.acts or _behind(m)]
    lead = "On record" if reported else None
    if on_record:
        blocks.append(Points(lead=lead, sentences=tuple(on_record)) if len(on_record) > 1 else paragraph(*on_record))
    nothing = say(
        f"No act of {m.who} under {m.the_treaty} is on record by {on_day(m.on)}", m.sources.record(m.coverage)
    )
    return section("happened", blocks, nothing=nothing)


def _behind(m: Material) -> tuple[Act, ...]:
    """The acts of others on which the status rests: of the state that continues this one, or that it continues."""
    named = {reason.act for reason in m.status.reasons}
    return tuple(act for act in m.view.acts(treaty=m.treaty.key) if act.id in named and earliest(act.date) <= m.on)


def _rung(event: Event, m: Material) -> Sentence:
    """One event: the day, what, by whom, with what count, on whose word."""
    action = str(event.action).replace("_", " ")
    stage = RUNGS.get(event.stage, str(event.stage))
    by = f" ({event.body})" if event.body else ""
    votes = f", {say_votes(event.votes)}" if event.votes else ""
    effect = f"; effect on {say_date(event.effective_date)}" if event.effective_date else ""
    certainty = "" if str(event.certainty) == "asserted" else f", {CERTAINTIES.get(event.certainty, event.certainty)}"
    stands = "" if event.stands else "; better evidence denies it"
    when = say_date(event.date) or "no day told"
    return say(f"{when}: {action} {stage}{by}{votes}{certainty}{effect}{stands}", *_reports(event, m))


def _reports(event: Event, m: Material) -> tuple[str, ...]:
    told = (report for origin in event.origins for report in origin)
    return tuple(m.sources.report(m.told.reports[name]) for name in told if name in m.told.reports)


def _act(act: Act, m: Material) -> Sentence:
    """One act on record, with the day it took effect where the depositary published it."""
    verb = ACTS[act.kind]
    if act.kind is Action.REVOCATION and act.of in LEAVING:
        verb = "took back its notice of withdrawal from"
    elif act.kind is Action.REVOCATION and act.of:
        verb = f"revoked its {str(act.of).replace('_', ' ')} under"
    whom = m.say(act.state)
    effect = f"; effect on {say_date(act.effective)}" if act.effective else ""
    where = f", for {act.territory}" if act.territory else ""
    towards = f", towards {m.say(act.towards)}" if act.towards else ""
    contested = f"; contested: {act.contested}" if act.contested else ""
    text = f"{say_date(act.date)}: {whom} {verb} {m.brief_name}{where}{towards}{effect}{contested}"
    return say(text, m.sources.act(act))


def sure(m: Material) -> Section:
    """How far what was told can be believed: origins, what disagrees, checks; and how far the record goes."""
    blocks: list[Block | None] = [paragraph(*_belief(m))]
    disputed = [s for event in m.rungs for s in _disputes(event, m)]
    if disputed:
        blocks.append(Points(lead="Where reports disagree", sentences=tuple(disputed)))
    found = {f"{f.code}{f.text}": (f, event) for event in m.rungs for f in event.checks}
    if found:
        told = tuple(say(f"{f.severity}: {f.text}", *_reports(event, m)) for f, event in found.values())
        blocks.append(Points(lead="Checks against the record, the law and the chamber", sentences=told))
    blocks += list(_quotations(m))
    blocks.append(paragraph(*_record(m)))
    return section("sure", blocks, nothing=say("nothing is told that could be weighed", m.sources.record(m.coverage)))


def _belief(m: Material) -> Iterator[Sentence]:
    lead = m.lead
    if lead is None:
        yield say("No report was given; this brief rests on the record alone", m.sources.record(m.coverage))
        return
    reports = [report for origin in lead.origins for report in origin]
    stands = "stands" if lead.stands else "does not stand"
    yield say(
        f"The event {stands} with a confidence of {lead.confidence:.0%}: "
        f"{count(len(lead.origins), 'independent origin')}, {count(len(reports), 'report')}",
        *_reports(lead, m),
    )
    sole = [name for name, field in lead.fields.items() if field.value is not None and field.origins == 1]
    if len(lead.origins) > 1 and sole:
        yield say(f"One origin alone gives {listed([name.replace('_', ' ') for name in sole])}", *_reports(lead, m))


def _disputes(event: Event, m: Material) -> Iterator[Sentence]:
    for name, field in event.fields.items():
        for other in field.contradicts:
            keys = [m.sources.report(m.told.reports[r]) for r in other.reports if r in m.told.reports]
            keys += [m.sources.report(m.told.reports[r]) for r in field.supports if r in m.told.reports]
            yield say(f"{_field(name)}: {_value(name, field)} against {say_value(name, other.value)}", *keys)


def _field(name: str) -> str:
    return name.replace("_", " ")


def _value(name: str, field: FieldSupport) -> str:
    return f"{say_value(name, field.value)} ({count(field.origins, 'origin')})"


def _quotations(m: Material) -> Iterator[Quotation]:
    """The words that carry the lead event, one quotation a report."""
    if m.lead is None:
        return
    shown = 0
    for claim in m.claims:
        report = m.told.reports.get(claim.report)
        span = claim.spans.get("stage") or claim.spans.get("action") or ()
        if report is None or claim.stage != m.lead.stage or not span or shown == MOST_QUOTES:
            continue
        text = (report.title or "") if span[0] == "title" else report.text
        start, end = (span[1], span[2]) if span[0] == "title" else (span[0], span[1])
        shown += 1
        yield Quotation(
            text=_around(text, int(start), int(end)), speaker=report.publisher, on=(m.sources.report(report),)
        )


def _around(text: str, start: int, end: int) -> str:
    """The sentence around a span, cut to a length that can be read."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? ")) + 1
    stops = [at for mark in (". ", "\n", "! ", "? ") if (at := text.find(mark, end)) >= 0]
    words = " ".join(text[left : (min(stops) + 1 if stops else len(text))].split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _record(m: Material) -> Iterator[Sentence]:
    whole = "is complete" if m.coverage.complete else "is not complete"
    to_day = f" up to {say_date(m.coverage.as_of)}" if m.coverage.complete and m.coverage.as_of else ""
    yield say(f"The record of {m.the_treaty} {whole}{to_day}", m.sources.record(m.coverage))
    if m.coverage.complete and not m.coverage.whole_on(m.on):
        yield say(
            f"An act between then and {on_day(m.on)} may be missing",
            m.sources.record(m.coverage),
        )
    late = [a for a in m.acts if a.known_from and a.known_from[:10] > a.date[:10]]
    for act in late[-1:]:
        yield say(f"The act of {say_date(act.date)} was public from {say_date(act.known_from)}", m.sources.act(act))
