"""Doubts of law over one treaty's record: the findings on every course, and the treaty's own entry held against them.

For whoever keeps a record; `status` tells the same findings, one state at a time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from servanda.law.course import course_under
from servanda.law.own_entry import TreatyEntry, treaty_entry
from servanda.law.parent import under_parents
from servanda.law.scope import Scope
from servanda.model import Act, Treaty


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding: its code, the act it is about (None for the treaty itself), and the arithmetic where there is some."""

    code: str
    act: str | None
    why: str = ""


def findings_under(
    treaty: Treaty,
    acts: Sequence[Act],
    states: Sequence[str],
    scope_of: Callable[[str], Scope],
    *,
    covered: bool,
    same: Mapping[str, str] | None = None,
) -> Iterator[Finding]:
    """The findings on the courses of some states under a treaty.

    Args:
        treaty: with its clauses, or without.
        acts: known acts of the treaty and of its parents, of all states.
        states: whose courses to go through.
        scope_of: who a state is, and what stands above the treaty.
        covered: whether the record of the treaty claims to be whole.
        same: withdrawn code -> code of the same person.
    """
    own = [a for a in acts if a.treaty == treaty.key]
    entry = treaty_entry(treaty.clauses, own, covered=covered, same=same)
    yield from _entry(treaty, own, covered=covered, same=same)
    by_state: dict[str, list[Act]] = {}
    for act in acts:
        by_state.setdefault(act.state, []).append(act)
    for state in states:
        scope = scope_of(state)
        mine = [a for code in sorted(scope.codes(state)) for a in by_state.get(code, ())]
        yield from _course(state, treaty, mine, entry, scope, covered=covered)


def _course(
    state: str, treaty: Treaty, mine: Sequence[Act], entry: TreatyEntry, scope: Scope, *, covered: bool
) -> Iterator[Finding]:
    own = [a for a in mine if a.treaty == treaty.key]
    course = course_under(state, treaty, own, entry, covered=covered, scope=scope)
    under_parents(course, state, treaty, scope.parents, mine, scope)
    whys = {r.act: r.text for m in course.marks for r in m.reasons if r.act}
    for found in dict.fromkeys(course.findings):
        code, _, act = found.rpartition(":")
        if any(a.id == act for a in own):
            yield Finding(code=code, act=act, why=whys.get(act, ""))


def _entry(treaty: Treaty, own: Sequence[Act], *, covered: bool, same: Mapping[str, str] | None) -> Iterator[Finding]:
    """The treaty's own entry, counted even from a part of the instruments: those can only come too late."""
    counted = treaty_entry(treaty.clauses, own, covered=True, same=same)
    entry = msgspec.structs.replace(counted, covered=covered)
    if entry.differs:
        why = f"the instruments on record give {entry.counted}, the depositary published {entry.published}"
        yield Finding(code="entry_differs", act=None, why=why)
