"""What it means for people and for the treaty: protections, bodies that watch over it, number and share of parties."""

from collections.abc import Iterator
from datetime import date

from servanda.brief.bound import FATES
from servanda.brief.material import Material
from servanda.brief.paper import Block, Count, Curve, Points, Section, Sentence
from servanda.brief.pen import listed, on_day, ordinal, paragraph, say, section
from servanda.insight.obligations import Standing
from servanda.insight.regime import Regime, Threshold, protected_by, regime_after
from servanda.wording import count


def civilians(m: Material) -> Section:
    """Whom the treaty protects, and what becomes of it with the change."""
    mine = m.shift.standings
    by_article = {one.obligation.article: one for one in mine}
    whom = protected_by((s.obligation.article, s.obligation.kind, s.obligation.beneficiaries) for s in mine)
    told = tuple(_protected(one.who, [by_article[a] for a in one.articles], m) for one in whom)
    blocks: list[Block | None] = [paragraph(*_lead(m))] if told else []
    if told:
        blocks.append(Points(sentences=told))
    if m.shift.standings:
        why = "No obligation of the treaty in the catalog protects persons: they run between states"
    else:
        why = f"The catalog has no obligations of {m.the_treaty}, so that nothing can be said of whom they protect"
    key = m.sources.catalog(f"obligations of {m.treaty.key}", f"Catalog: obligations of {m.treaty.key}")
    return section("civilians", blocks, nothing=say(why, key))


def _lead(m: Material) -> Iterator[Sentence]:
    keys = (m.sources.law(),)
    day = on_day(m.turn.day) if m.turn.day else ""
    told = {
        "leaves": f"Until {day} these protections run in full"
        if m.ahead
        else f"Since {day} these protections run no more in full",
        "joins": f"These protections run {'from' if m.ahead else 'since'} {day}",
        "suspends": f"These protections are suspended from {day}",
        "resumes": f"These protections run again from {day}",
    }.get(m.turn.kind)
    if m.turn.kind == "stays" and m.turn.after == "bound":
        told = "These protections run"
    if m.turn.kind == "stays" and m.turn.after == "free":
        told = "The state does not owe these protections under this treaty"
    yield say(told or "Whether these protections run is not clear", *keys)


def _protected(who: str, standings: list[Standing], m: Material) -> Sentence:
    fates: dict[str, list[str]] = {}
    for one in standings:
        fates.setdefault(FATES[one.fate], []).append(one.obligation.article)
    told = "; ".join(f"art. {listed(list(dict.fromkeys(names)))}: {fate}" for fate, names in fates.items())
    keys = [m.sources.article(m.treaty.key, one.obligation.article) for one in standings]
    return say(f"{who.replace('_', ' ')}: {told}", *keys)


def regime(m: Material) -> Section:
    """Parties before and after, share, nth exit, thresholds, bodies, trend, curve."""
    found = regime_after(
        m.code,
        m.treaty,
        m.turn,
        _Counted(m),
        on=m.on,
        duties=m.duties.get(m.treaty.key),
        catalog=m.catalog,
        complete=m.coverage.whole_on(m.on),
    )
    blocks: list[Block | None] = [paragraph(*_numbers(found, m))]
    near = tuple(_threshold(one, m) for one in found.thresholds)
    if near:
        blocks.append(Points(lead="Numbers on which something hangs", sentences=near))
    seats = tuple(say(one.text, m.sources.article(m.treaty.key, one.organ.article)) for one in found.seats)
    if seats:
        blocks.append(Points(lead="Bodies that watch over the treaty", sentences=seats))
    blocks.append(_curve(m))
    nothing = say(f"No party of {m.the_treaty} is on record", m.sources.record(m.coverage))
    return section("regime", blocks if m.participation.steps or m.participation.undated else [], nothing=nothing)


class _Counted:
    """The parties over time, those after a supposed notice where one is supposed."""

    def __init__(self, m: Material) -> None:
        self._found, self._m = m.participation, m
        self.steps = m.participation.steps

    def parties_on(self, day: date) -> int:
        """How many are bound on a day."""
        lost = self._m.supposed is not None and self._m.turn.day is not None and day >= self._m.turn.day
        return self._found.parties_on(day) - (1 if lost else 0)


def _numbers(found: Regime, m: Material) -> Iterator[Sentence]:
    keys = (m.sources.record(m.coverage), m.sources.law())
    least = "" if found.complete else "at least "
    if found.before != found.after:
        before, after = f"{least}{found.before} on the day before", f"{least}{found.after} on {on_day(found.day)}"
        yield say(f"Parties on record: {before}, {after}", *keys)
    else:
        yield say(f"Parties on record on {on_day(found.day)}: {least}{found.after}", *keys)
    if found.day < m.on:
        yield say(f"On {on_day(m.on)} they are {least}{m.participation.parties_on(m.on)}", *keys)
    if found.share is not None and m.coverage.complete:
        universe = f"{found.universe} members of the United Nations on that day"
        told = f"Set against the {universe}, that is {found.share:.0%}"
        yield say(f"{told}; others than members are parties too" if found.share > 1 else told, *keys)
    if found.nth_exit:
        gone = [code for step in m.participation.steps if step.day < found.day for code in step.left]
        earlier = f", after {listed([m.say(code) for code in gone], 6)}" if gone else ""
        verb = "would be" if m.ahead else "was"
        same = [c for step in m.participation.steps if step.day == found.day for c in step.left if c != m.code]
        beside = f", on the same day as {listed([m.say(code) for code in same], 6)}" if same else ""
        yield say(f"It {verb} the {ordinal(len(gone) + 1)} exit from the treaty on record{earlier}{beside}", *keys)
    moved = [f"{change:+d} over {count(years, 'year')}" for years, change in sorted(found.trend.items())]
    if moved:
        yield say(f"Change in the number of parties up to that day: {', '.join(moved)}", *keys)


def _threshold(one: Threshold, m: Material) -> Sentence:
    near = ", which is near" if one.near else ""
    side = f"{one.distance} above" if one.distance >= 0 else f"{-one.distance} below"
    told = f"{count(one.parties, 'party', 'parties')}: {one.what}; the number is {side} it{near}"
    return say(told, m.sources.article(m.treaty.key, one.article))


def _curve(m: Material) -> Curve | None:
    steps = [s for s in m.participation.steps if s.day <= m.on]
    if len(steps) < 3:
        return None
    last = steps[-1]
    alt = f"From {steps[0].parties} on {on_day(steps[0].day)} to {last.parties} on {on_day(last.day)}"
    marked = {}
    if m.turn.day and m.turn.kind in ("leaves", "joins"):
        marked[m.turn.day.isoformat()] = f"{m.state.name} {'out' if m.leaving else 'in'}"
    return Curve(
        title=f"Parties to {m.brief_name} on record",
        alt=alt,
        steps=tuple(Count(day=s.day, parties=s.parties) for s in steps),
        until=max(m.on, m.turn.day) if m.turn.day else m.on,
        marked=marked,
        on=(m.sources.record(m.coverage), m.sources.law()),
    )
