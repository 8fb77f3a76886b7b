"""A Case: one event laid beside the record, the law and the chamber, ready for questions.

Every answer of the law engine that checks, law view and implications need is asked here, so that they agree.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from servanda.catalog import Catalog
from servanda.insight.engine import Engine, Supposed, law_engine
from servanda.model import CONSENT, Act, Action, Certainty, Event, Stage, Status, StatusValue, parse_edtf
from servanda.model.treaty import Treaty

LEAVING = frozenset({Action.WITHDRAWAL, Action.TERMINATION})
BOUND = frozenset({StatusValue.PARTY, StatusValue.PARTY_LEAVING})
"""Statuses under which a treaty's obligations run; suspended and contested ones are told as unclear."""

NOT_BOUND = frozenset(
    {StatusValue.NONE, StatusValue.SIGNATORY, StatusValue.CONSENTED, StatusValue.FORMER_PARTY, StatusValue.PROVISIONAL}
)
SAME_ACT_DAYS = 45
"""An act on record this near an event's day is the event itself: reports date notices by receipt or by publication."""


class Case:
    """One event and what it is checked against. Answers are derived on first use and kept.

    Args:
        event: corroborated.
        catalog: the world.
        acts: every act of the event's treaty known on the day.
        on: the day asked about.
        known: what was public by that day; None is everything known now.
        covered: whether the record of the treaty claims to be whole.
        coverage: how the record describes what it holds, for people.
        engine: the law; None is that of this package.
        reported: the day the event was first reported, which stands in for a day it does not tell.
    """

    def __init__(  # noqa: PLR0913 - what an event is laid beside, each by its keyword
        self,
        event: Event,
        *,
        catalog: Catalog,
        acts: Sequence[Act],
        on: date,
        known: date | None = None,
        covered: bool = False,
        coverage: str = "",
        engine: Engine | None = None,
        reported: date | None = None,
    ) -> None:
        self.event, self.catalog, self.acts = event, catalog, tuple(acts)
        self.on, self.known, self.covered, self.coverage = on, known, covered, coverage
        self.engine = engine or law_engine()
        self.reported = reported
        self.treaty: Treaty | None = catalog.treaties.get(event.treaty) if event.treaty else None

    @cached_property
    def day(self) -> date:
        """The day of the event: its own, the last it may mean, else the day it was reported or that asked about."""
        return parse_edtf(self.event.date).last if self.event.date else self.reported or self.on

    @cached_property
    def eve(self) -> Status | None:
        """The state's status the day before the event, the event's own act on record left out."""
        mine = {a.id for a in self.recorded}
        acts = [a for a in self.acts if a.id not in mine]
        return self.status(self.event.state, self.day - timedelta(days=1), acts)

    @cached_property
    def recorded(self) -> tuple[Act, ...]:
        """Acts on record that are the event itself."""
        event = self.event
        if event.date is None or event.stage not in {Stage.NOTIFIED, Stage.EFFECTIVE}:
            return ()
        kinds = CONSENT if event.action in CONSENT else {event.action}
        return tuple(a for a in self.acts if a.state == event.state and a.kind in kinds and self._same_day(a))

    def _same_day(self, act: Act) -> bool:
        told = act.effective if self.event.stage is Stage.EFFECTIVE and act.effective else act.date
        span = parse_edtf(told)
        near = timedelta(days=SAME_ACT_DAYS)
        return span.first - near <= self.day <= span.last + near

    def status(self, state: str, day: date, acts: Sequence[Act] | None = None) -> Status | None:
        """A state's status under the treaty on a day; None for a treaty outside the catalog."""
        if self.treaty is None:
            return None
        return self.engine.status(
            state,
            self.treaty,
            self.acts if acts is None else acts,
            on=day,
            known=self.known,
            covered=self.covered,
            coverage=self.coverage,
        )

    def suppose(self, action: Action, notified: date) -> Supposed | None:
        """What would follow if the event's state took an act; None for a treaty outside the catalog."""
        if self.treaty is None:
            return None
        mine = {a.id for a in self.recorded}
        return self.engine.what_if(
            self.event.state,
            self.treaty,
            [a for a in self.acts if a.id not in mine],
            action,
            notified=notified,
            on=self.on,
            known=self.known,
            covered=self.covered,
        )

    @cached_property
    def notified_on(self) -> date | None:
        """The day the depositary received the notice, as the event or the record has it."""
        event = self.event
        if event.stage is Stage.NOTIFIED and event.date and parse_edtf(event.date).is_day:
            return parse_edtf(event.date).first
        notices = [a for a in self.recorded if parse_edtf(a.date).is_day]
        return parse_edtf(notices[0].date).first if notices else None

    @cached_property
    def leaving(self) -> bool:
        """Whether the event is a rung of leaving the treaty for good."""
        return self.event.action in LEAVING

    @cached_property
    def joining(self) -> bool:
        """Whether the event is a rung of becoming bound."""
        return self.event.action in CONSENT

    @cached_property
    def told_as_done(self) -> bool:
        """Whether the event is told as a fact that stands."""
        return self.event.certainty is Certainty.ASSERTED and self.event.stands

    def name(self, code: str) -> str:
        """A state's English short name, its code where the catalog has none."""
        state = self.catalog.states.get(code)
        return state.name if state else code

    @property
    def treaty_name(self) -> str:
        """The treaty's short name."""
        treaty = self.treaty
        return (treaty.short or treaty.title) if treaty else (self.event.treaty_name or "the treaty")
