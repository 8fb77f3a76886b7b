"""What changed in the world between two days: acts done, effects published, and statuses that law makes of them.

The conductor for `ledger diff`, as `enquiry` is for one state and treaty. It reads no clock.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from servanda import enquiry
from servanda.catalog import Catalog
from servanda.law import spells
from servanda.ledger import LedgerView
from servanda.model import CONSENT, Act, Action, Spell, StatusValue, Treaty, parse_edtf

LONGEST = 25
"""Years after a state's last act within which its status can still change by that act: the longest tail of the
catalog is twenty years (Energy Charter), the longest wait for a treaty's own entry among those in force is less."""

SOON = 5
"""The same where a state only joined a treaty that was in force: no treaty of the catalog lets it wait so long."""

_JOINING = CONSENT | {Action.SIGNATURE}
_SILENT = frozenset({StatusValue.NONE, StatusValue.NOT_COVERED})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened: an act was done, took effect as published, or a status began.

    Args:
        date: the day, EDTF where the record knows only a month or a year.
        what: `act`, `effect` or `status`.
        status: the status that began.
        article: what the status rests on, where it is a clause.
        act: id of the act, where one is told of.
    """

    date: str
    state: str
    treaty: str
    what: str
    kind: str = ""
    status: StatusValue | None = None
    article: str | None = None
    act: str | None = None


def changes(view: LedgerView, catalog: Catalog, *, start: date, end: date) -> tuple[Change, ...]:
    """Everything that happened after `start` and by `end`, by day.

    A month or a year counts where its last day lies between the two, so that nothing is told before it surely happened.
    """
    found = [*_acts(view, start, end), *_statuses(view, catalog, start, end)]
    return tuple(sorted(found, key=lambda one: (one.date, one.treaty, one.state, one.what, one.kind)))


def _acts(view: LedgerView, start: date, end: date) -> Iterator[Change]:
    for act in view.acts():
        for what, day in (("act", act.date), ("effect", act.effective)):
            if day and start < parse_edtf(day).last <= end:
                yield Change(date=day, state=act.state, treaty=act.treaty, what=what, kind=act.kind, act=act.id)


def _statuses(view: LedgerView, catalog: Catalog, start: date, end: date) -> Iterator[Change]:
    for state, treaty, acts in _courses(view, catalog):
        if treaty.clauses is not None and _may_change(treaty, acts, start, end):
            for spell in _spells(state, treaty, view, catalog, end):
                if spell.from_ and start < spell.from_ <= end and spell.status not in _SILENT:
                    article = next((reason.article for reason in spell.reasons if reason.article), None)
                    yield Change(
                        date=spell.from_.isoformat(),
                        state=state,
                        treaty=treaty.key,
                        what="status",
                        status=spell.status,
                        article=article,
                    )


def _spells(state: str, treaty: Treaty, view: LedgerView, catalog: Catalog, on: date) -> tuple[Spell, ...]:
    scope = enquiry.scope_of(catalog.state(state), treaty, catalog=catalog, view=view, on=on)
    acts, covered = enquiry.acts_under(treaty, scope, view), view.coverage(treaty.key).whole_on(on)
    return spells(state, treaty, acts, on=on, known=view.known, covered=covered, scope=scope)


def _courses(view: LedgerView, catalog: Catalog) -> Iterator[tuple[str, Treaty, list[Act]]]:
    """The acts of each state on each treaty of the catalog, acts for a territory alone left aside."""
    groups: dict[tuple[str, str], list[Act]] = {}
    for act in view.acts():
        if act.territory is None and act.treaty in catalog.treaties:
            groups.setdefault((act.treaty, act.state), []).append(act)
    for (key, state), acts in sorted(groups.items()):
        yield state, catalog.treaties[key], acts


def _may_change(treaty: Treaty, acts: list[Act], start: date, end: date) -> bool:
    """Whether a status of this course can begin in the time asked; most courses have long come to rest."""
    clauses = treaty.clauses
    if clauses is None or min(parse_edtf(act.date).first for act in acts) > end:
        return False
    above = treaty.parent and (clauses.parent_exit or clauses.parent_required)
    if clauses.ended or above or clauses.in_force is None or parse_edtf(clauses.in_force).last > start:
        return True
    plain = all(act.kind in _JOINING and not act.contested for act in acts)
    last = max(parse_edtf(act.effective or act.date).last for act in acts)
    return last.year + (SOON if plain else LONGEST) >= start.year
