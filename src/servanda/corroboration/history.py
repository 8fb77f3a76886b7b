"""The history of an event: what was believed of it as its reports came out.

A belief follows from the reports published by a day and from nothing later, in whatever order they were read. A late
retraction therefore changes the event and leaves the earlier belief standing in its history. The record of the sources
is today's: what is asked is what those reports were worth, not what was known of their makers then.
"""

from collections.abc import Iterable

import msgspec

from servanda.corroboration.fields import weigh_fields
from servanda.corroboration.grouping import Group
from servanda.corroboration.happening import Laid, Records, Setting, as_event, lay_out, with_records
from servanda.corroboration.mention import Mention
from servanda.model import Belief, Event

LONGEST = 24
"""Beliefs kept of one event: the first ones and the last; a story that changed more often is told by its ends."""

TOLD = ("state", "action", "stage", "certainty", "date", "effective_date", "votes", "body", "person")


def history_of(event: Event, laid: Laid, setting: Setting, records: Records) -> tuple[Belief, ...]:
    """What was believed after each day on which a report said something new, the last belief being the event's own."""
    days = _days_with_news(laid)
    if len(days) > LONGEST:
        days = [*days[: LONGEST // 2], *days[-LONGEST // 2 :]]
    beliefs: list[Belief] = []
    for day, new in days[:-1]:
        earlier = _as_of(laid.bench.group, day)
        then = with_records(lay_out(earlier, setting), records, setting)
        beliefs.append(_belief(day, new, as_event(then, setting, weigh_fields(then.bench))))
    if days:
        beliefs.append(_belief(*days[-1], event))
    return tuple(_changes(beliefs))


def _days_with_news(laid: Laid) -> list[tuple[str, tuple[str, ...]]]:
    """Days in order, each with the reports that said on it what none of their origin had said before."""
    said: set[tuple[object, ...]] = set()
    days: dict[str, list[str]] = {}
    for mention in sorted(_mentions(laid.bench.group), key=lambda m: (_day(m), m.report)):
        c = mention.claim
        told = (c.state, c.action, c.stage, c.certainty, c.date, c.effective_date, repr(c.votes), c.body)
        key = (laid.bench.origin[mention.report], *told)
        if key not in said:
            said.add(key)
            days.setdefault(_day(mention), []).append(mention.report)
    return [(day, tuple(dict.fromkeys(reports))) for day, reports in days.items()]


def _mentions(group: Group) -> tuple[Mention, ...]:
    return (*group.members, *group.denials, *group.aside)


def _day(mention: Mention) -> str:
    """The day of publication as ISO text; those without one come last, when everything is out."""
    return mention.published.isoformat() if mention.published else "9999"


def _as_of(group: Group, day: str) -> Group:
    """The happening as the reports published by a day tell it; where they only deny it, what they deny."""

    def by_then(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(m for m in mentions if _day(m) <= day)

    members, denials = by_then(group.members), by_then(group.denials)
    if not members:
        members, denials = denials or by_then(group.aside), ()
    return Group(members=members, denials=denials, aside=by_then(group.aside) if members else ())


def _belief(day: str, new: tuple[str, ...], event: Event) -> Belief:
    return Belief(
        on=None if day == "9999" else day,
        reports=new,
        values={name: event.fields[name].value for name in TOLD if name in event.fields},
        stands=event.stands,
        confidence=event.confidence,
    )


def _changes(beliefs: Iterable[Belief]) -> Iterable[Belief]:
    """The beliefs that differ from the one before in more than their day."""
    last: Belief | None = None
    for belief in beliefs:
        if last is None or msgspec.structs.replace(belief, on=last.on, reports=last.reports) != last:
            yield belief
        last = belief
