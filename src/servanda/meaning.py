"""What an act or a report means, asked of a record: obligations, allies and neighbours, precedents, outlook, briefs."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from servanda import enquiry
from servanda.asking import Day, Names, last_day, names_of
from servanda.catalog import Catalog
from servanda.clock import today as clock_today
from servanda.ledger import Ledger, LedgerView
from servanda.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.brief import Brief
    from servanda.brief.kept import Shelf
    from servanda.brief.material import Material, Told
    from servanda.insight.obligations import Shift
    from servanda.insight.outlook import Prospect
    from servanda.insight.precedents import Precedent
    from servanda.insight.region import Circle
    from servanda.pipeline import Outcome


class Meaning:
    """Questions that lean on more than acts and clauses; `servanda.record.Record` answers them with the others."""

    _ledger: Ledger
    _view: LedgerView
    _catalog: Catalog
    known: date | None

    @cached_property
    def _shelf(self) -> "Shelf":
        from servanda.brief.kept import Shelf

        return Shelf.of(self._ledger)

    def obligations(self, state: str, treaty: str, *, on: Day | None = None) -> "Shift":
        """What lapses, stays and begins for a state with the next change of its status, else the last before the day.

        What stays names its ground: the treaty's own terms, another treaty that binds the state, or custom.
        """
        return self._material(state, treaty, on).shift

    def region(self, state: str, treaty: str, *, on: Day | None = None) -> "tuple[Circle, ...]":
        """The alliances, unions and neighbours of a state by their status under a treaty, with ten years before."""
        return self._material(state, treaty, on).circles

    def precedents(self, state: str, treaty: str, *, on: Day | None = None) -> "tuple[Precedent, ...]":
        """Exits on record that compare with one by this state from this treaty, the likest first, and why."""
        from servanda.insight.precedents import precedents, profile_of

        material = self._material(state, treaty, on)
        case = profile_of(material.code, material.treaty.key, material.on, self._catalog)
        return precedents(case, material.exits, on=material.on, catalog=self._catalog)

    def outlook(self, state: str, treaty: str, *, on: Day | None = None) -> "tuple[Prospect, ...]":
        """The chance of each next stage of the course under way, else that of a quiet party's notice of leaving.

        A course is under way where recorded reports tell of one, or notice of leaving is on record.

        Args:
            state: code or name.
            treaty: key, alias or number.
            on: the day asked about; None is today (UTC).

        Returns:
            Each with its interval (0 to 1), the months it looks ahead, the number of cases, what it was made from and
            why; none where the status leaves no exit to reckon with.
        """
        from servanda.brief.ahead import prospects
        from servanda.brief.compose import lead_of

        material = self._material(state, treaty, on)
        told = self._shelf.told(material.code, material.treaty.key, known=self.known)
        if told is not None:
            material.told, material.lead = told, lead_of(told, material.code, material.treaty.key, None)
        return prospects(material)

    def read(self, paths: "str | Iterable[str]", *, on: Day | None = None, today: Day | None = None) -> "Outcome":
        """Read reports at some paths into claims and events, checked against this record; nothing is recorded.

        Args:
            paths: files or folders, as the command line takes them.
            on: the day the law is asked about; None is today (UTC).
            today: the day assumed for reports that carry none.
        """
        from servanda import pipeline
        from servanda.reports import read_paths

        return pipeline.read(
            read_paths(names_of(paths)),
            view=self._view,
            on=last_day(on) or clock_today(),
            today=last_day(today),
            known=self.known,
            catalog=self._catalog,
        )

    def write_brief(
        self, state: str, treaty: str, *, on: Day | None = None, reports: Names = None, event: str | None = None
    ) -> "Brief":
        """A brief on a state and a treaty: sections of sentences that each point at what they rest on.

        Args:
            state: code or name.
            treaty: key, alias or number.
            on: the day asked about; None is today (UTC).
            reports: files or folders with reports to rest on beside the acts on record; None takes the reports that
                the record keeps, with their events as reviewers left them.
            event: id of the event of these reports that it is about; None lets the surest news lead.
        """
        from servanda.brief.compose import compose
        from servanda.catalog.obligations import load_obligations

        who, what = self._catalog.state(state).code, enquiry.find_treaty(treaty, self._catalog, self._view).key
        return compose(
            who,
            what,
            view=self._view,
            catalog=self._catalog,
            duties=load_obligations(),
            on=last_day(on) or clock_today(),
            known=self.known,
            told=self._told(who, what, on=on, reports=reports, event=event),
            event=event,
            head=self._ledger.head_hash() if self._ledger.head() else None,
            version=__version__,
        )

    def _told(self, state: str, treaty: str, *, on: Day | None, reports: Names, event: str | None) -> "Told | None":
        """What the given reports tell, else what the record keeps; nothing at all where an event is asked for."""
        from servanda.brief.material import Told

        if reports is not None:
            read = self.read(reports, on=on)
            return Told(read.reports, read.claims, read.events)
        return self._shelf.told(state, treaty, known=self.known) or (Told() if event else None)

    def _material(self, state: str, treaty: str, on: Day | None) -> "Material":
        from servanda.brief.material import Material
        from servanda.catalog.obligations import load_obligations

        return Material(
            self._catalog.state(state),
            enquiry.find_treaty(treaty, self._catalog, self._view),
            view=self._view,
            catalog=self._catalog,
            duties=load_obligations(),
            on=last_day(on) or clock_today(),
            known=self.known,
        )
