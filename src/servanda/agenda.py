"""Legal dates ahead over the whole record: the conductor for `calendar`, as `enquiry` is for one state and treaty.

It reads no clock: `on`, `until` and `known` are arguments.
"""

from collections.abc import Collection, Iterator
from datetime import date

import msgspec

from servanda.catalog import Catalog
from servanda.enquiry import find_treaty
from servanda.ledger import LedgerView
from servanda.model import Act, Action, Treaty, latest
from servanda.settled import Settled

LONGEST = 12
"""Years after its last act within which an act alone can still bring a date: the longest wait of the catalog is ten
years and a window; what can come later (tails, windows, terms) is known from the clauses."""

_ENDS = frozenset({Action.WITHDRAWAL, Action.TERMINATION, Action.SUSPENSION, Action.PROVISIONAL_APPLICATION})


class Due(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One legal date ahead: what happens to which state under which treaty, by which article."""

    date: date
    state: str
    treaty: str
    what: str
    article: str | None = None


def dates_due(
    *,
    view: LedgerView,
    catalog: Catalog,
    on: date,
    until: date,
    known: date | None = None,
    states: Collection[str] = (),
    treaties: Collection[str] = (),
    settled: Settled | None = None,
) -> tuple[Due, ...]:
    """Every legal date after `on` and up to `until`, both for what is due and for what becomes possible.

    Args:
        view: the record.
        catalog: treaties and states.
        on: the day it is asked on; that day itself is left out.
        until: the last day of interest, inclusive.
        known: only what was public by that day.
        states: codes to keep; none means all with an act.
        treaties: keys to keep; none means all with an act.
        settled: the courses of the same view as known by the same day, where they are kept between questions.
    """
    found: set[Due] = set()
    courses = settled or Settled(view, catalog, known=known)
    for state, treaty in _pairs(view, catalog, on, states, treaties):
        found |= {
            Due(date=n.date, state=state, treaty=treaty.key, what=n.what, article=n.article)
            for n in courses.ahead(state, treaty, on)
            if on < n.date <= until
        }
    return tuple(sorted(found, key=lambda due: (due.date, due.treaty, due.state, due.what)))


def _pairs(
    view: LedgerView, catalog: Catalog, on: date, states: Collection[str], treaties: Collection[str]
) -> Iterator[tuple[str, Treaty]]:
    """States and treaties of which a date can be ahead; most of the record has run its course long ago."""
    groups: dict[tuple[str, str], list[Act]] = {}
    acts = (act for key in sorted(treaties) for act in view.acts(treaty=key)) if treaties else view.acts()
    for act in acts:
        if not states or act.state in states:
            groups.setdefault((act.treaty, act.state), []).append(act)
    known: dict[str, Treaty] = {}
    for (key, state), own in sorted(groups.items()):
        treaty = known.setdefault(key, catalog.treaties.get(key) or find_treaty(key, catalog, view))
        if _may_lie_ahead(treaty, own, on):
            yield state, treaty


def _may_lie_ahead(treaty: Treaty, acts: list[Act], on: date) -> bool:
    clauses = treaty.clauses
    if clauses is None:
        return any((act.effective or act.date) > on.isoformat() for act in acts)
    rule = clauses.withdrawal
    if clauses.ended or clauses.special or rule.not_before or rule.windows or rule.term:
        return True
    return any(act.kind in _ENDS or latest(act.effective or act.date).year >= on.year - LONGEST for act in acts)
