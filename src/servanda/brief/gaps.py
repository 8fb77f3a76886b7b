"""What nobody knows: every gap the page has met in the record, the reports and the catalog."""

from collections.abc import Iterator

from servanda.brief.material import Material
from servanda.brief.paper import Block, Points, Section, Sentence
from servanda.brief.pen import listed, on_day, say, section
from servanda.insight.turns import hold_of
from servanda.wording import count


def unknown(m: Material) -> Section:
    """Every gap met on the way: what the record, the reports and the catalog do not say."""
    gaps = tuple(_gaps(m))
    blocks: list[Block | None] = [Points(sentences=gaps)] if gaps else []
    nothing = say("Nothing that this page needs is missing from the record", m.sources.record(m.coverage))
    return section("unknown", blocks, nothing=nothing)


def _gaps(m: Material) -> Iterator[Sentence]:
    record = m.sources.record(m.coverage)
    if not m.coverage.whole_on(m.on):
        yield say(f"Whether the record of {m.the_treaty} misses acts up to {on_day(m.on)}", record)
    silent = sorted({code for circle in m.circles for code in circle.now.unknown})
    if silent:
        yield say(f"Whether these states around {m.who} are bound: {listed([m.say(c) for c in silent])}", record)
    if "no_obligations_data" in m.shift.findings:
        yield say(f"What the parties of {m.the_treaty} owe: the catalog has no obligations of it", m.sources.law())
    if m.treaty.clauses is None:
        yield say(
            "What the treaty says of entry into force and of leaving: the catalog has no clauses of it", m.sources.law()
        )
    open_ = sorted({held.ground.treaty for s in m.shift.standings for held in s.open if held.ground.treaty})
    if open_:
        names = [
            m.catalog.treaties[key].short or m.catalog.treaties[key].title for key in open_ if key in m.catalog.treaties
        ]
        yield say(f"Whether {m.who} is bound by {listed(names)}, by which duties might stay", m.sources.law())
    if hold_of(m.status.status) == "contested" or m.status.readings:
        yield say("Which of the readings of the status the other parties accept", m.sources.law())
    yield from _unread(m)


def _unread(m: Material) -> Iterator[Sentence]:
    if m.lead is None:
        if not m.told.reports:
            yield say("What is reported: no report was given with this question", m.sources.record(m.coverage))
        return
    keys = [m.sources.report(report) for report in m.told.reports.values()]
    missing = [name for name, value in (("day", m.lead.date), ("body", m.lead.body)) if value is None]
    if missing:
        yield say(f"The {listed(missing)} of the event: no report tells it", *keys)
    if len(m.lead.origins) == 1:
        yield say("Whether a second, independent source says the same", *keys)
    undated = [report for report in m.told.reports.values() if not report.published]
    if undated:
        yield say(f"When {count(len(undated), 'report')} appeared", *(m.sources.report(r) for r in undated))
