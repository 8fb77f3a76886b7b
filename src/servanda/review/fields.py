"""Fields of an event when its reports are put together with others, taken apart, or overruled. Pure.

A field is the values that reports give, each with the reports that give it. Joining two events, taking reports out of
one, and setting a value right are all done on those values, so that each report keeps saying what it said.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from servanda.model import Event, Votes
from servanda.model.event import Contradiction, FieldSupport

TOP = ("state", "treaty", "action", "stage", "certainty", "date", "effective_date", "votes", "body")
"""Fields whose best supported value stands at the top of an event."""


def joined(one: Mapping[str, FieldSupport], other: Mapping[str, FieldSupport]) -> dict[str, FieldSupport]:
    """The fields of two events told as one: the first one's values stand, what the other's reports say beside them."""
    names = dict.fromkeys((*one, *other))
    return {name: _made([*_sides(one.get(name)), *_sides(other.get(name))]) for name in names}


def of_reports(fields: Mapping[str, FieldSupport], reports: Iterable[str]) -> dict[str, FieldSupport]:
    """The fields as these reports alone give them: of each the value that most of them give, the surer where even."""
    wanted, found = frozenset(reports), {}
    for name, field in fields.items():
        kept = [
            msgspec.structs.replace(side, reports=tuple(r for r in side.reports if r in wanted))
            for side in _sides(field)
        ]
        kept = sorted((side for side in kept if side.reports), key=lambda s: (-len(s.reports), -s.probability))
        if kept:
            found[name] = _made(kept)
    return found


def overruled(event: Event, right: Mapping[str, Any]) -> dict[str, FieldSupport]:
    """An event's fields with a reviewer's values first; what reports say else stands against them, with its reports."""
    made = dict(event.fields)
    told = tuple(report for origin in event.origins for report in origin)
    for name, value in right.items():
        sides = _sides(made.get(name))
        if not sides and (said := getattr(event, name)) is not None:
            sides = [Contradiction(value=said, reports=told)]
        made[name] = _made([Contradiction(value=value, reports=(), probability=1.0), *sides])
    return made


def on_top(event: Event, fields: Mapping[str, FieldSupport], **more: Any) -> Event:  # noqa: ANN401 - fields of an event
    """An event with these fields, and their values at its top; a field that nobody gives any more is empty there."""
    changed: dict[str, Any] = {}
    for name in TOP:
        if name in fields:
            changed[name] = fields[name].value
        elif name in event.fields and name not in ("state", "treaty", "action", "stage", "certainty"):
            changed[name] = None
    if "votes" in changed:
        changed["votes"] = msgspec.convert(msgspec.to_builtins(changed["votes"]), Votes | None)
    if isinstance(changed.get("treaty"), str):
        changed["treaty_name"] = None
    for name in ("action", "stage", "certainty"):
        if name in changed:
            changed[name] = type(getattr(event, name))(changed[name])
    made = msgspec.structs.replace(event, **changed, **more)
    counted = {name: _counted(field, made.origins) for name, field in fields.items()}
    return msgspec.structs.replace(made, fields=counted)


def joined_origins(*many: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Origins of several events as one partition: those that share a report are one."""
    made: list[dict[str, None]] = []
    for origin in (origin for origins in many for origin in origins):
        new = dict.fromkeys(origin)
        apart = [old for old in made if not old.keys() & new.keys()]
        together = [old for old in made if old.keys() & new.keys()]
        for old in reversed(together):
            new = {**old, **new}
        made = [*apart, new]
    return tuple(sorted((tuple(origin) for origin in made), key=lambda origin: origin[0]))


def _counted(field: FieldSupport, origins: Iterable[tuple[str, ...]]) -> FieldSupport:
    """A field with the number of origins that support its value."""
    number = sum(not set(field.supports).isdisjoint(origin) for origin in origins)
    return msgspec.structs.replace(field, origins=number)


def _sides(field: FieldSupport | None) -> list[Contradiction]:
    """Every value of a field with who gives it, the best supported one first."""
    if field is None:
        return []
    first = Contradiction(value=field.value, reports=field.supports, probability=field.probability)
    return [first, *field.contradicts]


def _made(sides: Iterable[Contradiction]) -> FieldSupport:
    """A field from its sides; equal values are one, and the first stands."""
    found: list[Contradiction] = []
    for side in sides:
        same = next((at for at, one in enumerate(found) if _plain(one.value) == _plain(side.value)), None)
        if same is None:
            found.append(side)
            continue
        held = found[same]
        found[same] = msgspec.structs.replace(
            held,
            reports=tuple(dict.fromkeys((*held.reports, *side.reports))),
            quotations=tuple(dict.fromkeys((*held.quotations, *side.quotations))),
            probability=max(held.probability, side.probability),
        )
    best, *others = found
    return FieldSupport(
        value=best.value,
        supports=best.reports,
        contradicts=tuple(side for side in others if side.reports),
        probability=best.probability,
    )


def _plain(value: object) -> object:
    return msgspec.to_builtins(value)
