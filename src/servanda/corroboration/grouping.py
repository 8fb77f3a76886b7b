"""Grouping: mentions of one treaty become happenings.

Agglomerative, best pair first, over mentions in canonical order: the result depends on what was said, never on the
order in which it came. A group never holds two rungs that one report tells apart, nor a pair that `likeness` forbids.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product

import msgspec

from servanda.corroboration.likeness import ENOUGH, FORBIDDEN, LINKED, denial_likeness, likeness
from servanda.corroboration.mention import FIRM, Mention

DENIAL = 3.0
RECALL_DAYS = 14
"""A passing word printed more than so many days after the happening recalls it and is no report on it."""

LOOKED_AT = 8
"""Of so many reports on either side a shared origin is looked for."""

Linked = Callable[[str, str], str | None]
"""How two reports share an origin: `copy`, `credit` or not at all."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions of one happening.

    Args:
        members: what reports say happened, or, in a group of nothing but denials, what they deny.
        denials: reports that say it is not so.
        aside: denials by reports that tell of the happening as another action ("suspended, which is no withdrawal"),
            and faint readings that fit no happening; they belong to the event and support nothing.
        recalls: mentions in passing, long after; they support nothing.
        why: for `--explain`.
    """

    members: tuple[Mention, ...]
    denials: tuple[Mention, ...] = ()
    aside: tuple[Mention, ...] = ()
    recalls: tuple[Mention, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def states(self) -> frozenset[str]:
        """Every state that a report names as the actor."""
        return frozenset(m.claim.state for m in self.members)


def group(mentions: Sequence[Mention], linked: Linked, confusable: Sequence[Sequence[str]]) -> list[Group]:
    """Group the mentions of one treaty, in canonical order, into happenings."""
    told = [m for m in mentions if not m.denied and not m.claim.background]
    recalled = [m for m in mentions if not m.denied and m.claim.background]
    denials = [m for m in mentions if m.denied]
    groups = [Group(members=tuple(ms)) for part in _by_state(told) for ms in _merge(part, linked)]
    groups = _join_states(groups, denials, linked, confusable)
    groups, lone = _add_recalls(groups, recalled)
    groups += [Group(members=tuple(ms)) for part in _by_state(lone) for ms in _merge(part, linked)]
    groups, alone = _add_denials(groups, denials)
    groups += [Group(members=tuple(ms)) for part in _by_state(alone) for ms in _merge(part, linked)]
    return _place_faint(groups)


def _place_faint(groups: list[Group]) -> list[Group]:
    """Let no happening rest on faint readings alone: who speaks of the matter stands aside with the best told one."""
    firm = [g for g in groups if not all(m.faint for m in g.members)]
    faint = [m for g in groups if all(m.faint for m in g.members) for m in (*g.members, *g.denials, *g.aside)]
    for mention in faint:
        near = [(len(g.members), -i) for i, g in enumerate(firm) if mention.claim.state in g.states]
        if near:
            at = -max(near)[1]
            old = firm[at]
            if mention.report not in {m.report for m in (*old.members, *old.denials, *old.aside)}:
                firm[at] = msgspec.structs.replace(old, aside=(*old.aside, mention))
    return firm


def _by_state(mentions: Iterable[Mention]) -> list[list[Mention]]:
    parts: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        parts[mention.claim.state].append(mention)
    return [parts[state] for state in sorted(parts)]


def _merge(mentions: list[Mention], linked: Linked) -> list[list[Mention]]:
    """Agglomerate, best pair first; ties go to the pair that comes first in canonical order."""
    nodes = _alike(mentions)
    points = {(i, j): _points(nodes[i], nodes[j], linked) for i, j in combinations(range(len(nodes)), 2)}
    home = list(range(len(nodes)))
    groups = {i: [i] for i in home}
    for (i, j), value in sorted(points.items(), key=lambda item: (-item[1], item[0])):
        if value < ENOUGH:
            break
        one, two = home[i], home[j]
        if one == two or any(points[min(p), max(p)] <= FORBIDDEN for p in product(groups[one], groups[two])):
            continue
        keep, drop = min(one, two), max(one, two)
        for k in groups[drop]:
            home[k] = keep
        groups[keep] += groups.pop(drop)
    return [[m for k in sorted(groups[g]) for m in nodes[k]] for g in sorted(groups)]


def _alike(mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions that say the very same on the very same day stand together at once: a thousand copies are one node."""
    nodes: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for m in mentions:
        c = m.claim
        said = (c.action, c.stage, c.certainty, c.date, repr(c.votes), m.organ, c.background, m.published)
        key = (*said, m.report) if (*said, m.report) in seen else said
        seen.add((*said, m.report))
        nodes[key].append(m)
    return list(nodes.values())


def _points(one: list[Mention], two: list[Mention], linked: Linked) -> float:
    """Points for two nodes; their members differ in nothing that `likeness` compares but the report."""
    if {m.report for m in one} & {m.report for m in two}:
        return FORBIDDEN
    a, b = one[0], two[0]
    points = likeness(a, b)
    if points <= FORBIDDEN or ENOUGH - LINKED <= points < ENOUGH:
        copied = likeness(a, b, copied=True)
        if copied > FORBIDDEN:
            how = {linked(x.report, y.report) for x, y in product(one[:LOOKED_AT], two[:LOOKED_AT])} - {None}
            return likeness(a, b, linked=True, copied="copy" in how) if how else points
    return points


def _join_states(
    groups: list[Group], denials: list[Mention], linked: Linked, confusable: Sequence[Sequence[str]]
) -> list[Group]:
    """Join happenings that differ in the state alone, where reports confuse the two states and something says so.

    That something is a shared origin, or a report that says "not us" for one state and tells of the other.
    """
    groups = sorted(groups, key=lambda g: -len(g.members))
    kept: list[Group] = []
    for new in groups:
        at, why = next(
            ((i, w) for i, k in enumerate(kept) if (w := _one_but_for_state(k, new, denials, linked, confusable))),
            (None, None),
        )
        if at is None:
            kept.append(new)
        else:
            old = kept[at]
            kept[at] = Group(members=old.members + new.members, why=(*old.why, why or ""))
    return kept


def _one_but_for_state(
    a: Group, b: Group, denials: list[Mention], linked: Linked, confusable: Sequence[Sequence[str]]
) -> str | None:
    (one, *_), (two, *_) = sorted(a.states), sorted(b.states)
    if one == two or not any(one in names and two in names for names in confusable):
        return None
    pairs = list(product(a.members, b.members))
    if any(x.report == y.report for x, y in pairs) or min(likeness(x, y) for x, y in pairs) <= FORBIDDEN:
        return None
    if max(likeness(x, y) for x, y in pairs) < ENOUGH + 1:
        return None
    if not_us := _not_us(a, b, denials):
        return f"{not_us} says that {two} is taken for {one}, or the other way round"
    for x, y in pairs:
        if linked(x.report, y.report):
            return f"{x.report} and {y.report} share an origin and name two states that reports confuse"
    return None


def _not_us(a: Group, b: Group, denials: list[Mention]) -> str | None:
    """A report that denies for the state of one group what it tells of the state of the other."""
    for mine, other in ((a, b), (b, a)):
        told = {m.report for m in mine.members}
        for denial in denials:
            if denial.report in told and denial.claim.state in other.states:
                return denial.report
    return None


def _add_recalls(groups: list[Group], recalled: list[Mention]) -> tuple[list[Group], list[Mention]]:
    """Put mentions in passing where they belong; give back those that belong nowhere."""
    lone = []
    for mention in recalled:
        best = _best(groups, mention)
        if best is None:
            lone.append(mention)
            continue
        old = groups[best]
        if mention.report in {m.report for m in old.members}:
            continue
        if _is_recall(mention, old):
            groups[best] = msgspec.structs.replace(old, recalls=(*old.recalls, mention))
        else:
            groups[best] = msgspec.structs.replace(old, members=(*old.members, mention))
    return groups, lone


def _is_recall(mention: Mention, old: Group) -> bool:
    days = [m.when.last for m in old.members if m.when and m.when.is_day] or [
        m.published for m in old.members if m.published
    ]
    printed = [m.published for m in old.members if m.published]
    if mention.published is None or not days:
        return True
    return (mention.published - max(min(days), min(printed, default=min(days)))).days > RECALL_DAYS


def _best(groups: list[Group], mention: Mention) -> int | None:
    """The group whose members look most like the mention, none of them forbidden; None where none is near enough."""
    found = []
    for i, g in enumerate(groups):
        if mention.claim.state not in g.states:
            continue
        values = [likeness(mention, m) for m in g.members if m.report != mention.report]
        if values and min(values) > FORBIDDEN and max(values) >= ENOUGH:
            found.append((max(values), -i))
    return -max(found)[1] if found else None


def _add_denials(groups: list[Group], denials: list[Mention]) -> tuple[list[Group], list[Mention]]:
    """Put each denial to the happening it speaks of; give back those that speak of nothing told."""
    alone = []
    asserting = {(m.report, m.claim.state, m.family) for g in groups for m in g.members}
    for denial in denials:
        # Who tells of one rung and denies another ("before the house, not ratified") denies that rung only.
        narrow = (denial.report, denial.claim.state, denial.family) in asserting
        found = []
        for i, g in enumerate(groups):
            if denial.claim.state not in g.states or not any(m.claim.certainty in FIRM for m in g.members):
                continue
            own = [m for m in g.members if m.report == denial.report]
            if any(m.claim.state == denial.claim.state and m.family == denial.family for m in own):
                continue
            spoken = [m for m in g.members if m.claim.state == denial.claim.state]
            values = [denial_likeness(denial, m) for m in spoken]
            if max(values) >= DENIAL and (not narrow or denial.claim.stage in {m.claim.stage for m in spoken}):
                found.append((bool(own), max(values), -i))
        if not found:
            alone.append(denial)
            continue
        aside, _, at = max(found)
        old = groups[-at]
        if aside:
            groups[-at] = msgspec.structs.replace(old, aside=(*old.aside, denial))
        else:
            groups[-at] = msgspec.structs.replace(old, denials=(*old.denials, denial))
    return groups, alone
