"""The outlook and what nobody knows: chances with interval and cases, and every gap the page has met."""

from collections.abc import Iterator
from datetime import date

from servanda.brief.material import Material
from servanda.brief.paper import Block, Chance, Chances, Points, Section, Sentence
from servanda.brief.pen import listed, on_day, paragraph, say, section
from servanda.insight.outlook.rates import HORIZONS, Rate, exit_rate, party_years, revoked_share
from servanda.insight.turns import hold_of
from servanda.model import StatusValue
from servanda.participation import participation
from servanda.wording import STATUSES, count

FAMILY_MOST = 24
"""Treaties of one family over which a rate is counted; the record holds fewer with complete parties."""


def outlook(m: Material) -> Section:
    """For a party the chance of notice by the base rate; for a notice given, the chance that it is taken back."""
    blocks: list[Block | None] = []
    if m.status.status is StatusValue.PARTY:
        blocks += [_of_notice(rate, m) for rate in _rates(m)]
    if m.status.status is StatusValue.PARTY_LEAVING:
        blocks += list(_of_revocation(m))
    if blocks and m.lead is not None and m.supposed is not None:
        blocks.append(
            paragraph(
                say(
                    "These rates are of states of which no exit was reported: a decision under way makes notice "
                    "likelier",
                    m.sources.law(),
                )
            )
        )
    why = f"{m.state.name}’s status, {STATUSES[m.status.status.value]}, leaves no exit to reckon with"
    if m.status.status is StatusValue.NOT_COVERED:
        why = "Where the record does not say whether a state is bound, no chance can be told"
    return section("outlook", blocks, nothing=say(why, m.sources.law()))


def _rates(m: Material) -> Iterator[Rate]:
    """The rate of the treaty, and that of its family, where its record is whole."""
    mine = [one for one in m.exits if one.treaty == m.treaty.key]
    years = party_years(m.participation.steps, m.on)
    own = exit_rate(f"parties of {m.brief_name}", mine, years, on=m.on)
    if own is not None:
        yield own
    family = [
        key
        for key, other in sorted(m.catalog.treaties.items())
        if other.family == m.treaty.family and m.view.coverage(key).complete
    ][:FAMILY_MOST]
    if not m.treaty.family or len(family) < 2:
        return
    total = sum(_years(key, m) for key in family)
    exits = [one for one in m.exits if one.treaty in family]
    name = m.treaty.family.replace("_", " ")
    found = exit_rate(f"parties of {count(len(family), 'treaty', 'treaties')} on {name}", exits, total, on=m.on)
    if found is not None:
        yield found


def _years(key: str, m: Material) -> float:
    if key == m.treaty.key:
        return party_years(m.participation.steps, m.on)
    found = participation(key, view=m.view, catalog=m.catalog, on=m.on, known=m.known)
    return party_years(found.steps, m.on)


def _of_notice(rate: Rate, m: Material) -> Chances:
    text = f"Base rate: {count(rate.events, 'notice')} of leaving in {rate.years:,.0f} party-years, {rate.what}"
    key = m.sources.model(f"base rate, {rate.what}", text)
    chances = []
    for months in HORIZONS:
        value, low, high = rate.within(months)
        chances.append(
            Chance(label="notice of leaving", within_months=months, value=value, low=low, high=high, cases=rate.events)
        )
    return Chances(
        title=f"Chance that one of the {rate.what} gives notice",
        basis=f"{text}. The base rate is shown, since no model on record was shown to beat it",
        chances=tuple(chances),
        on=(key, m.sources.record(m.coverage)),
    )


def _of_revocation(m: Material) -> Iterator[Block]:
    found = revoked_share(m.exits, on=m.on)
    if found is None:
        return
    text = (
        f"Base rate: {found.events} of {count(found.cases, 'notice')} that came to an end were taken back before effect"
    )
    key = m.sources.model("base rate, revocations", text)
    left = _months(m.on, m.status.in_force_to) if m.status.in_force_to else 0
    yield Chances(
        title="Chance that the notice is taken back before it takes effect",
        basis=text,
        chances=(
            Chance(
                label="notice taken back",
                within_months=left,
                value=found.value,
                low=found.low,
                high=found.high,
                cases=found.cases,
            ),
        ),
        on=(key,),
    )


def _months(first: date, last: date) -> int:
    return max((last.year - first.year) * 12 + last.month - first.month, 0)


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
        yield say(f"Whether these states around {m.state.name} are bound: {listed([m.say(c) for c in silent])}", record)
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
        yield say(f"Whether {m.state.name} is bound by {listed(names)}, by which duties might stay", m.sources.law())
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
