"""The treaty's own entry into force: derived from the instruments on record, and held against the published day.

The day that the depositary published prevails. What it is held against depends on what the record can show: a count
from a part of the instruments comes too late and means nothing, so that a later count is told only for a whole record;
conditions on shares, tonnage or circles of states that no instrument shows are named and not counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from servanda.law.delays import count
from servanda.law.periods import earliest, latest
from servanda.model import CONSENT, Act, Action
from servanda.model.clause import Clauses, Entry

OUT = frozenset({Action.WITHDRAWAL, Action.TERMINATION})


class TreatyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The treaty's own entry into force.

    Args:
        day: what holds: the published day, else what the instruments on record give; None while not in force.
        article: where the rule stands.
        text: how the day came about, for a reason.
        counted: what the instruments on record give, where that can be said.
        published: the day the depositary published.
        covered: whether the instruments on record are all there are.
        unseen: whether a condition in words, which no instrument shows, may have been met later than the count.
        hidden: whether successors are on record, whose predecessors' instruments a depositary's table no longer shows.
    """

    day: date | None = None
    article: str | None = None
    text: str = ""
    counted: date | None = None
    published: date | None = None
    covered: bool = False
    hidden: bool = False
    unseen: bool = False

    @property
    def differs(self) -> bool:
        """Whether the count contradicts the published day: a part of the instruments can only come too late."""
        if self.counted is None or self.published is None or self.counted == self.published:
            return False
        if self.counted < self.published:
            return not self.unseen
        return self.covered and not self.hidden


class _Met(msgspec.Struct, frozen=True, kw_only=True):
    """When the conditions that instruments show were met: the day, what did it, and the day that follows from it."""

    on: date
    day: date
    steps: str


def treaty_entry(
    clauses: Clauses | None,
    acts: Sequence[Act],
    *,
    covered: bool = False,
    parent: date | None = None,
    same: Mapping[str, str] | None = None,
) -> TreatyEntry:
    """When the treaty entered into force.

    Args:
        clauses: None where the catalog has no clause data.
        acts: of all states on this treaty.
        covered: whether they are all there are; only then a count from them is compared.
        parent: the parent treaty's own entry, for a treaty that waits for it.
        same: withdrawn code -> code of the same person; the instrument of either counts for both, and once.
    """
    if clauses is None:
        return TreatyEntry(text="no clause data", covered=covered)
    rule = clauses.entry
    article = rule.article if rule else None
    met = _derive(rule, acts, parent, same or {}) if rule and (covered or not clauses.in_force) else None
    if clauses.in_force:
        day = earliest(clauses.in_force)
        text = f"the treaty entered into force on {day}, as published{_unseen(rule)}"
        return TreatyEntry(
            day=day,
            article=article,
            text=text,
            counted=met.day if met else None,
            published=day,
            covered=covered,
            unseen=rule is not None and bool(rule.condition),
            hidden=met is not None and any(a.kind is Action.SUCCESSION for a in acts),
        )
    if met:
        return TreatyEntry(day=met.day, article=article, text=met.steps, counted=met.day, covered=covered)
    return TreatyEntry(article=article, text=f"the treaty is not in force{_unseen(rule)}", covered=covered)


def _unseen(rule: Entry | None) -> str:
    """The conditions that no record of instruments shows, named."""
    if rule is None:
        return ""
    conditions = [
        *(f"{share.least} of {share.of}" for share in rule.shares),
        *(f"{part.least} {part.of or 'of a circle'}" for part in rule.parts if not part.among),
        *([rule.condition] if rule.condition else []),
    ]
    return f" (no instrument shows: {'; '.join(conditions)})" if conditions else ""


def countable(rule: Entry) -> bool:
    """Whether instruments alone show when the conditions are met."""
    asked = rule.count is not None or bool(rule.named)
    return asked and not rule.shares and all(part.among for part in rule.parts)


def _derive(rule: Entry, acts: Sequence[Act], parent: date | None, same: Mapping[str, str]) -> _Met | None:
    """The day the instruments on record give; None while conditions are open, or are none that instruments show."""
    if not countable(rule) or (rule.after_parent and parent is None):
        return None
    left_out = frozenset(rule.not_counted.codes if rule.not_counted else ())
    named = frozenset(same.get(code, code) for code in rule.named)
    standing: set[str] = set()
    for day, code, joins in _turns(acts):
        state = same.get(code, code)
        if joins:
            standing.add(state)
        else:
            standing.discard(state)
        counted = len(standing - left_out)
        if joins and _met(rule, named, standing, counted):
            return _after(rule, day, state, counted, parent)
    return None


def _turns(acts: Sequence[Act]) -> Iterator[tuple[date, str, bool]]:
    """Instruments deposited and taken back, by day; of one day the deposits first."""
    turns = [(latest(a.date), a.state, a.kind in CONSENT) for a in acts if a.territory is None and _counts(a)]
    yield from sorted(turns, key=lambda turn: (turn[0], not turn[2], turn[1]))


def _counts(act: Act) -> bool:
    back = act.kind is Action.REVOCATION and act.of in CONSENT
    return act.kind in CONSENT or act.kind in OUT or back


def _met(rule: Entry, named: frozenset[str], standing: set[str], counted: int) -> bool:
    if counted < (rule.count or 0) or not standing.issuperset(named):
        return False
    return all(len(standing.intersection(part.among)) >= part.least for part in rule.parts)


def _after(rule: Entry, met: date, state: str, counted: int, parent: date | None) -> _Met | None:
    found = count(rule.delay, met)
    if found.day is None:
        return None
    floors = [earliest(rule.not_before)] if rule.not_before else []
    floors += [parent] if rule.after_parent and parent else []
    day = max([found.day, *floors])
    wanted = f"{counted} instruments" if rule.count else "every instrument named"
    steps = f"{wanted} on {met}, the last of {state}; {found.steps}" + (
        f"; not before {day}" if day > found.day else ""
    )
    return _Met(on=met, day=day, steps=f"the conditions were met with {steps}")
