"""What a brief is made of, gathered once: the record, the law on the day, and the events that reports tell.

Every section asks here, so that the page never says two things about one status. It reads no clock.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from servanda import enquiry
from servanda.brief.sources import Sources
from servanda.catalog import Catalog
from servanda.insight.law_view import ON_THE_WAY
from servanda.insight.obligations import Shift, obligations_at
from servanda.insight.precedents import Exit, exits_on_record
from servanda.insight.region import Circle, circles
from servanda.insight.turns import Turn, by_membership, hold_of, turns
from servanda.law import WhatIf
from servanda.ledger import Coverage, LedgerView
from servanda.model import (
    CONSENT,
    Act,
    Action,
    Claim,
    Event,
    Report,
    State,
    Status,
    StatusValue,
    Treaty,
    earliest,
    latest,
    parse_edtf,
)
from servanda.model.obligation import Duties
from servanda.participation import Participation, participation
from servanda.statuses import Statuses, supposed_exit
from servanda.wording import in_text, state_name

LEAVING = frozenset({Action.WITHDRAWAL, Action.TERMINATION})
BOUND = frozenset({StatusValue.PARTY, StatusValue.PARTY_LEAVING})

LONGEST_TITLE = 80
_KINDS = ("convention", "treaty", "protocol", "statute", "agreement", "charter", "covenant", "pact", "act", "amendment")


def with_article(name: str, treaty: Treaty) -> str:
    """A treaty's name as a sentence has it: with "the" for an instrument, without for an organisation."""
    words = name.lower().replace("-", " ").split()
    heads = treaty.title.lower().split()[:1]
    instrument = any(word in _KINDS for word in (*words, *heads)) or "protocol" in treaty.title.lower()
    return name if words[:1] == ["the"] or not instrument else f"the {name}"


class Told:
    """What reports tell: all of them, and the events on one state and one treaty."""

    def __init__(
        self, reports: Sequence[Report] = (), claims: Sequence[Claim] = (), events: Sequence[Event] = ()
    ) -> None:
        self.reports = {report.id: report for report in reports}
        self.claims, self.events = tuple(claims), tuple(events)


class Material:
    """One state, one treaty, one day.

    Args:
        state: whom the brief is on.
        treaty: what it is on.
        view: the record, as known on the day `known`.
        catalog: the world.
        duties: obligations by treaty.
        on: the day asked about.
        known: what was public by that day; None is everything known now.
        told: what reports tell; None where none were given.
        lead: the event that the brief is about, one of `told`.
    """

    def __init__(  # noqa: PLR0913 - what a brief is made of, each by its keyword
        self,
        state: State,
        treaty: Treaty,
        *,
        view: LedgerView,
        catalog: Catalog,
        duties: dict[str, Duties],
        on: date,
        known: date | None = None,
        told: Told | None = None,
        lead: Event | None = None,
    ) -> None:
        self.state, self.treaty, self.view, self.catalog = state, treaty, view, catalog
        self.duties, self.on, self.known, self.lead = duties, on, known, lead
        self.told = told or Told()
        self.sources = Sources(catalog)
        self.statuses = Statuses(view, catalog, known=known)

    @property
    def code(self) -> str:
        """The state's catalog code."""
        return self.state.code

    @property
    def name(self) -> str:
        """The treaty as a sentence names it, with its article: "the Convention on Cluster Munitions"."""
        title = self.treaty.title if len(self.treaty.title) <= LONGEST_TITLE else self.treaty.short or self.treaty.title
        return with_article(title, self.treaty)

    @property
    def brief_name(self) -> str:
        """The treaty's short name with its article."""
        return with_article(self.treaty.short or self.treaty.title, self.treaty)

    @property
    def the_treaty(self) -> str:
        """The name with the article that it takes inside a sentence."""
        return with_article(self.name, self.treaty)

    @property
    def who(self) -> str:
        """The state as a sentence names it, with its article where it has one."""
        return in_text(self.state.name)

    def say(self, code: str) -> str:
        """The name of a state, as a sentence has it."""
        return in_text(state_name(code, self.catalog))

    @cached_property
    def coverage(self) -> Coverage:
        """How far the record of the treaty goes."""
        return self.view.coverage(self.treaty.key)

    @cached_property
    def status(self) -> Status:
        """The status on the day asked about."""
        return self.statuses(self.code, self.treaty.key, self.on)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The state's own acts under the treaty up to the day, in time."""
        _, courses = enquiry.timeline(
            self.code, self.treaty.key, view=self.view, on=self.on, known=self.known, catalog=self.catalog
        )
        mine = (act for course in courses for act in course.acts)
        return tuple(act for act in mine if earliest(act.date) <= self.on)

    @cached_property
    def supposed(self) -> WhatIf | None:
        """What notice of the exit would bring, where an exit is reported and none is on record; None elsewhere."""
        lead = self.lead
        if lead is None or lead.action not in LEAVING or not lead.stands or lead.stage not in ON_THE_WAY:
            return None
        if self.status.status is not StatusValue.PARTY:
            return None
        return self.if_notified(self.notice_day)

    @cached_property
    def notice_day(self) -> date:
        """The day on which notice is supposed: the reported one, never before the day asked about."""
        told = parse_edtf(self.lead.date).last if self.lead and self.lead.date else self.on
        return max(told, self.on)

    def if_notified(self, day: date) -> WhatIf:
        """What notice of withdrawal on a day would bring."""
        return enquiry.suppose(
            self.code,
            self.treaty.key,
            Action.WITHDRAWAL,
            notified=day,
            view=self.view,
            on=self.on,
            known=self.known,
            catalog=self.catalog,
        )

    @cached_property
    def turn(self) -> Turn:
        """The change the brief is about: the supposed one, else the next on record, else the last before the day."""
        if self.supposed is not None and self.supposed.effective is not None:
            return Turn(day=self.supposed.effective, before="bound", after="free", reasons=self.supposed.reasons)
        every = [
            turn  # the end of a state is no act of its own
            for turn in turns(self.status.spells)
            if turn.day is not None and (turn.kind != "leaves" or self.state.exists_on(turn.day.isoformat()))
        ]
        ahead = [turn for turn in every if turn.day is not None and turn.day > self.on]
        if ahead:
            return ahead[0]
        if every:
            return every[-1]
        hold = hold_of(self.status.status)
        return Turn(day=None, before=hold, after=hold, reasons=self.status.reasons)

    @cached_property
    def day(self) -> date:
        """The day from which things are seen: that of the change where it lies ahead, else the day asked about."""
        return self.turn.day if self.turn.day and self.turn.day > self.on else self.on

    @cached_property
    def ahead(self) -> bool:
        """Whether the change lies after the day asked about."""
        return self.turn.day is not None and self.turn.day > self.on

    @cached_property
    def law(self) -> Statuses:
        """The law over the record, with the supposed notice laid over it where there is one."""
        if self.supposed is None or self.supposed.effective is None:
            return self.statuses
        act = supposed_exit(self.code, self.treaty.key, notified=self.notice_day, effective=self.supposed.effective)
        return self.statuses.supposing(act)

    @cached_property
    def shift(self) -> Shift:
        """What becomes of each obligation with the change."""
        return obligations_at(
            self.code,
            self.treaty.key,
            self.turn,
            self.day,
            by_membership(self.law, self.catalog.groups),
            duties=self.duties,
            treaties=self.catalog.treaties,
        )

    @cached_property
    def circles(self) -> tuple[Circle, ...]:
        """Alliances, unions and neighbours on the day."""
        return circles(self.code, self.treaty.key, self.day, self.law, self.catalog)

    @cached_property
    def participation(self) -> Participation:
        """Parties over time, on record."""
        return participation(self.treaty.key, view=self.view, catalog=self.catalog, on=self.on, known=self.known)

    @cached_property
    def record(self) -> tuple[Act, ...]:
        """Every act of the record that was public by the day `known`."""
        return tuple(act for act in self.view.acts() if self.known is None or act.known_on(self.known.isoformat()))

    @cached_property
    def by_id(self) -> dict[str, Act]:
        """The acts on the treaty, by their ids."""
        return {act.id: act for act in self.view.acts(treaty=self.treaty.key)}

    @cached_property
    def exits(self) -> tuple[Exit, ...]:
        """Every notice of leaving on record by the day."""
        found = exits_on_record(self.record, upto=self.on)
        return tuple(one for one in found if latest(one.notified) <= self.on)

    @cached_property
    def rungs(self) -> tuple[Event, ...]:
        """The events on this state and treaty, in time; background ones among them."""
        mine = [e for e in self.told.events if e.state == self.code and e.treaty == self.treaty.key]
        return tuple(sorted(mine, key=lambda e: (earliest(e.date).isoformat() if e.date else "9999", str(e.stage))))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on this state and treaty."""
        return tuple(c for c in self.told.claims if c.state == self.code and c.treaty == self.treaty.key)

    @property
    def leaving(self) -> bool:
        """Whether the change is an exit."""
        return self.turn.kind == "leaves"

    @property
    def consenting(self) -> bool:
        """Whether the event is about becoming bound."""
        return bool(self.lead and self.lead.action in CONSENT)
