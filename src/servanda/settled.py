"""Courses of one view of the record, each settled once: what a course says of any day is then only read off.

A course depends on the day asked about in one way alone: in a record that is whole up to a day, silence means "never
acted" until that day and nothing after it. So a course is settled once for each ground on which days can stand.
It reads no clock; only the days from which the record was public are those of its `known`.
"""

from datetime import date

from servanda.catalog import Catalog
from servanda.enquiry import acts_under, parents_of, scope_of
from servanda.law import ask
from servanda.law.ahead import dates_ahead
from servanda.law.entry import TreatyEntry
from servanda.law.marks import Course
from servanda.law.whole import settle
from servanda.ledger import LedgerView
from servanda.model import NextDate, Spell, Treaty

Ground = tuple[bool, ...]
"""Of a treaty and of each it hangs on: whether its record is whole on the day asked about."""


class Settled:
    """The courses of a view, asked again and again.

    Args:
        view: the record as known on one day.
        catalog: the world.
        known: what was public by that day; None is everything known now.
    """

    def __init__(self, view: LedgerView, catalog: Catalog, *, known: date | None = None) -> None:
        self.view, self.catalog, self.known = view, catalog, known
        self._found: dict[tuple[str, str, Ground], tuple[Course, TreatyEntry]] = {}

    def ground(self, treaty: Treaty, on: date) -> Ground:
        """What a day stands on; days of one ground share every course under the treaty."""
        keys = (treaty.key, *(parent.key for parent in parents_of(treaty, self.catalog)))
        return tuple(self.view.coverage(key).whole_on(on) for key in keys)

    def spells(self, state: str, treaty: Treaty, on: date) -> tuple[Spell, ...]:
        """The spells of a state (code) under a treaty, as `law.spells` gives them on a day."""
        return self._course(state, treaty, on)[0].spells()

    def ahead(self, state: str, treaty: Treaty, on: date) -> tuple[NextDate, ...]:
        """The legal dates after a day for a state under a treaty, as `law.status` gives them."""
        course, entry = self._course(state, treaty, on)
        return dates_ahead(state, treaty, course, entry, on)

    def _course(self, state: str, treaty: Treaty, on: date) -> tuple[Course, TreatyEntry]:
        ground = self.ground(treaty, on)
        asked = (state, treaty.key, ground)
        if asked not in self._found:
            scope = scope_of(self.catalog.state(state), treaty, catalog=self.catalog, view=self.view, on=on)
            acts = acts_under(treaty, scope, self.view)
            question = ask(state, treaty, acts, known=self.known, covered=ground[0], scope=scope)
            self._found[asked] = settle(question)
        return self._found[asked]
