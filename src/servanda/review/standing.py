"""What events come to once reviewers have decided on them. Pure: events and decisions in, events as shown out.

The decisions on an event are told again in their order. `corrected` sets fields right, one decision after the other;
`split` takes reports out, which become an event of their own with an id made from the first one's (`…~2`); `merged`
lets the event be told as part of another; `rejected` lets it stand no more; `accepted` lets it stand as it is shown, by
itself; `reopened` takes back all decided on it before. What each decision changed can be read off the `Review`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from servanda.model import Event
from servanda.model.decision import Decision
from servanda.review.fields import joined, joined_origins, of_reports, on_top, overruled

LAW_READS = frozenset({"state", "treaty", "action", "stage", "certainty", "date", "effective_date"})
"""Fields from which law and implications are worked out: with one of them set right, those of the reports fall."""

PART = "~"


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision with the number and the moment of its entry."""

    entry: int
    at: str
    decision: Decision


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What reviewers made of an event, as it is shown beside it.

    Args:
        verdict: of the last decision; None where none is left on the event itself, as on a part not yet decided on.
        by, why, at, entry: of the last decision.
        corrections: field -> what a reviewer set, and what the reports say best (`value`, `as_read`).
        members: ids of the events told as part of this one.
        into: id of the event it is told as part of; None where it is told by itself.
        parts: ids of the events made of reports that were taken out of it.
        part_of: id of the event its reports were taken out of.
    """

    verdict: str | None = None
    by: str = ""
    why: str = ""
    at: str = ""
    entry: int = 0
    corrections: dict[str, dict[str, Any]] = {}
    members: tuple[str, ...] = ()
    into: str | None = None
    parts: tuple[str, ...] = ()
    part_of: str | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it is shown; `review` is None where nobody decided on it.

    An event told as part of another (`review.into`) stands here too, for who asks for it by its id.
    """

    event: Event
    review: Review | None = None

    @property
    def alone(self) -> bool:
        """Whether it is told by itself."""
        return self.review is None or self.review.into is None


def stand(events: Mapping[str, Event], decided: Iterable[Decided]) -> dict[str, Standing]:
    """Every event by id as decisions left it, parts behind the event they were taken out of."""
    by_event: dict[str, list[Decided]] = {}
    for one in decided:
        by_event.setdefault(one.decision.event, []).append(one)
    found: dict[str, Standing] = {}
    for event in events.values():
        _settle(event, None, by_event, found)
    return _merged(found)


def root(name: str, found: Mapping[str, Standing]) -> str:
    """The event that is shown for this one: itself, or that at the end of its mergers; itself where they go round."""
    seen, at = {name}, name
    while (standing := found.get(at)) and standing.review and standing.review.into:
        at = standing.review.into
        if at in seen:
            return name
        seen.add(at)
    return at if at in found else name


def _settle(
    event: Event, part_of: str | None, by_event: Mapping[str, list[Decided]], found: dict[str, Standing]
) -> None:
    """Tell again the decisions on one event, and those on the parts they made of it."""
    mine = by_event.get(event.id, [])
    if not mine and part_of is None:
        found[event.id] = Standing(event=event)
        return
    fields: dict[str, Any] = {}
    parts: dict[str, Event] = {}
    into, rejected, rest, splits = None, False, event, 1
    for one in mine:
        decision = one.decision
        into, rejected = decision.into, decision.verdict == "rejected"
        if decision.verdict == "corrected":
            fields |= decision.fields
        elif decision.verdict == "split":
            splits += 1
            name = f"{event.id}{PART}{splits}"
            taken, left = _apart(rest, decision.reports, name)
            if taken is not None and left is not None:
                parts[name], rest = taken, left
        elif decision.verdict == "reopened":
            fields, parts, rest = {}, {}, event
    found[event.id] = _told(rest, fields, rejected=rejected, into=into, parts=tuple(parts), part_of=part_of, mine=mine)
    for part in parts.values():
        _settle(part, event.id, by_event, found)


def _told(
    event: Event,
    fields: Mapping[str, Any],
    *,
    rejected: bool,
    into: str | None,
    parts: tuple[str, ...],
    part_of: str | None,
    mine: list[Decided],
) -> Standing:
    right = {name: value for name, value in fields.items() if value != getattr(event, name)}
    corrections = {name: {"value": value, "as_read": getattr(event, name)} for name, value in right.items()}
    made = event
    if right:
        made = on_top(event, overruled(event, right))
        checks = tuple(check for check in made.checks if check.field not in right)
        made = msgspec.structs.replace(made, checks=checks)
        if right.keys() & LAW_READS:
            made = msgspec.structs.replace(made, law={}, implications=())
    if rejected:
        made = msgspec.structs.replace(made, stands=False)
    review = Review(corrections=corrections, into=into, parts=parts, part_of=part_of)
    if mine:
        last = mine[-1]
        review = msgspec.structs.replace(
            review,
            verdict=last.decision.verdict,
            by=last.decision.by,
            why=last.decision.why,
            at=last.at,
            entry=last.entry,
        )
    return Standing(event=made, review=review)


def _apart(event: Event, reports: Iterable[str], name: str) -> tuple[Event | None, Event | None]:
    """What these reports tell, as an event of that name, and what the others tell; None where nobody is left."""
    out = frozenset(reports)
    told = frozenset(report for origin in event.origins for report in origin)
    return _only(event, told & out, name), _only(event, told - out, event.id)


def _only(event: Event, reports: frozenset[str], name: str) -> Event | None:
    origins = tuple(kept for origin in event.origins if (kept := tuple(r for r in origin if r in reports)))
    if not origins:
        return None
    fields = of_reports(event.fields, reports)
    sure = [field.probability for key, field in fields.items() if key in ("state", "action", "stage")]
    person = fields.get("person")
    return on_top(
        event,
        fields,
        id=name,
        origins=origins,
        confidence=min([event.confidence, *sure]),
        persons=(str(person.value),) if person else (),
        history=(),
        why=(),
        law={},
        implications=(),
    )


def _merged(found: Mapping[str, Standing]) -> dict[str, Standing]:
    """Each event with those that are told as part of it; a merger that goes round, or leads nowhere, holds nothing."""
    members: dict[str, list[str]] = {}
    for name in found:
        if (at := root(name, found)) != name:
            members.setdefault(at, []).append(name)
    made: dict[str, Standing] = {}
    for name, one in found.items():
        at = root(name, found)
        into = at if at != name else None
        review = one.review
        if review and review.into != into:
            review = msgspec.structs.replace(review, into=into)
        whole = one.event
        if into is None and name in members:
            review = msgspec.structs.replace(review or Review(), members=tuple(members[name]))
            for member in members[name]:
                whole = _joined(whole, found[member].event)
        made[name] = Standing(event=whole, review=review)
    return made


def _joined(one: Event, other: Event) -> Event:
    """Two events told as one: it keeps the first one's name, values and standing, and is as sure as the surer."""
    return on_top(
        one,
        joined(one.fields, other.fields),
        origins=joined_origins(one.origins, other.origins),
        persons=tuple(dict.fromkeys((*one.persons, *other.persons))),
        confidence=max(one.confidence, other.confidence),
        history=tuple(sorted((*one.history, *other.history), key=lambda belief: belief.on or "")),
        why=(),
    )
