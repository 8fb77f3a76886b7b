"""Allies and neighbours: who around the state is bound, what changed, whom clauses on acting together concern."""

from collections.abc import Iterator, Sequence

from servanda.brief.material import Material
from servanda.brief.paper import Bar, Bars, Block, Points, Section, Sentence, WorldMap
from servanda.brief.pen import listed, on_day, paragraph, say, section
from servanda.insight.region import Circle, Sides, joint_duties
from servanda.wording import count

MOST_CIRCLES, MOST_NAMED = 6, 2


def allies(m: Material) -> Section:
    """Alliances and unions: members by status, joint operations, the region on a map."""
    found = [c for c in m.circles if c.kind in ("alliance", "union")][:MOST_CIRCLES]
    others = [c for c in m.circles if c.kind == "organisation"][: MOST_CIRCLES - len(found)]
    blocks: list[Block | None] = [paragraph(*_told(circle, m)) for circle in found]
    if found or others:
        blocks.append(_bars((*found, *others), "Members by status", m))
    together = [c for c in found if c.kind == "alliance"] or found
    joint = joint_duties(m.code, together, m.duties.get(m.treaty.key), bound=_bound_after(m), catalog=m.catalog)
    if joint:
        told = tuple(say(one.text, _key(one.basis, m)) for one in joint)
        blocks.append(Points(lead="Acting together with states that are not bound", sentences=told))
    if found:
        blocks.append(_map(m, found))
    nothing = say(
        f"The catalog has {m.who} in no alliance or union on {on_day(m.day)}",
        m.sources.catalog("groups", "Catalog: alliances, unions and organisations with dated members"),
    )
    return section("allies", blocks, nothing=nothing)


def neighbours(m: Material) -> Section:
    """Neighbours by land and theirs: who is bound, and the share of the region."""
    found = [c for c in m.circles if c.kind == "neighbours"]
    told = (one for n, circle in enumerate(found) for one in _told(circle, m, named=n < MOST_NAMED))
    blocks: list[Block | None] = [paragraph(*told)] if found else []
    if found:
        blocks.append(_bars(found, "Neighbours by status", m))
    nothing = say(
        f"The catalog knows no state that borders {m.who} by land",
        m.sources.catalog("borders", "Catalog: land borders of today"),
    )
    return section("neighbours", blocks, nothing=nothing)


def _bound_after(m: Material) -> bool:
    return m.turn.after == "bound" or (m.turn.day is None and m.turn.before == "bound")


def _key(basis: str, m: Material) -> str:
    return m.sources.catalog(basis, basis[:1].upper() + basis[1:])


def _told(circle: Circle, m: Material, *, named: bool = True) -> Iterator[Sentence]:
    """Who is bound and who is not, in one circle; what changed since the day before and over ten years.

    Args:
        circle: the circle.
        m: the material.
        named: whether states are named, or counted alone because circles within this one named them.
    """
    now, key = circle.now, _key(circle.basis, m)
    keys = (key, m.sources.record(m.coverage), m.sources.law())
    known = now.total - len(now.unknown)
    if not known:
        yield say(f"Of the {count(now.total, 'other state')} among {circle.name}, the record says nothing", *keys)
        return
    share = f", {now.share:.0%} of those on record" if now.share is not None else ""
    bound = f"{len(now.bound)} of the {known} other states on record are bound{share}"
    yield say(f"{circle.name}: on {on_day(circle.day)}, {bound}", *keys)
    if not named:
        return
    if now.not_bound:
        yield say(f"Not bound: {listed([m.say(code) for code in now.not_bound])}", *keys)
    elif now.bound and not now.unknown:
        yield say("All of them are bound", *keys)
    if now.leaving:
        yield say(f"Leaving: {listed([m.say(code) for code in now.leaving])}", *keys)
    if now.unclear:
        yield say(f"Suspended or contested: {listed([m.say(code) for code in now.unclear])}", *keys)
    if now.unknown:
        yield say(f"The record does not say for {listed([m.say(code) for code in now.unknown])}", *keys)
    yield from _changes(circle, keys, m)


def _changes(circle: Circle, keys: tuple[str, ...], m: Material) -> Iterator[Sentence]:
    eve = _difference(circle.eve, circle.now, m)
    if eve:
        yield say(f"Against the day before: {eve}", *keys)
    if circle.gained or circle.lost:
        parts = [f"bound since: {listed([m.say(c) for c in circle.gained])}"] if circle.gained else []
        parts += [f"no longer bound: {listed([m.say(c) for c in circle.lost])}"] if circle.lost else []
        yield say(f"Over ten years, {'; '.join(parts)}", *keys)


def _difference(before: Sides, after: Sides, m: Material) -> str:
    joined = [m.say(code) for code in after.bound if code not in before.bound]
    left = [m.say(code) for code in before.bound if code not in after.bound]
    told = [f"{listed(joined)} bound"] if joined else []
    told += [f"{listed(left)} no longer bound"] if left else []
    return "; ".join(told)


def _bars(found: Sequence[Circle], title: str, m: Material) -> Bars:
    bars = tuple(
        Bar(
            label=c.name,
            bound=len(c.now.bound) - len(c.now.leaving),
            leaving=len(c.now.leaving),
            not_bound=len(c.now.not_bound),
            unclear=len(c.now.unclear),
            unknown=len(c.now.unknown),
        )
        for c in found
    )
    alt = "; ".join(
        f"{bar.label}: {bar.bound + bar.leaving} bound, {bar.not_bound} not, {bar.unknown} not on record"
        for bar in bars
    )
    keys = tuple(dict.fromkeys((*(_key(c.basis, m) for c in found), m.sources.law())))
    return Bars(title=f"{title}, {on_day(m.day)}, {m.who} itself left out", alt=alt, bars=bars, on=keys)


def _map(m: Material, found: list[Circle]) -> WorldMap:
    """The statuses of everybody around, on the day."""
    codes = {code for circle in m.circles for side in _sides(circle.now) for code in side} | {m.code}
    statuses = {code: m.law(code, m.treaty.key, m.day).status.value for code in sorted(codes)}
    near = {code for circle in m.circles if circle.kind == "neighbours" for side in _sides(circle.now) for code in side}
    if not near:
        near = {code for circle in found for side in _sides(circle.now) for code in side}
    bound = sum(1 for value in statuses.values() if value in ("party", "party_leaving"))
    return WorldMap(
        title=f"{m.state.name} and the states around it under {m.brief_name}, {on_day(m.day)}",
        alt=f"{bound} of {len(statuses)} states shown are bound",
        statuses=statuses,
        around=m.code,
        near=tuple(sorted(near)),
        on=(m.sources.record(m.coverage), m.sources.law()),
    )


def _sides(sides: Sides) -> tuple[tuple[str, ...], ...]:
    return sides.bound, sides.not_bound, sides.unclear, sides.unknown
