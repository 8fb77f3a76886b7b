"""What an event rests on, line by line: its fields with the origins behind them, its history, what would settle it."""

from collections.abc import Iterable, Iterator

from servanda.catalog import Catalog
from servanda.model import Belief, Event
from servanda.wording import count, say_date, say_value, state_name

TWO = 2
"""What one report tells, or a belief that never changed, has nothing to be set beside."""

CHANGING = ("state", "action", "stage", "certainty", "date", "effective_date", "votes", "body", "person")


def field_lines(event: Event, catalog: Catalog) -> Iterator[str]:
    """Each field with its value, how many origins support it and how likely it is; nothing where one report tells all.

    Example line: `votes: 103 for, 1 against · 2 of 3 origins · 84% likely`.
    """
    if sum(map(len, event.origins)) < TWO:
        return
    for name, field in event.fields.items():
        told = _said(name, field.value, catalog)
        support = f"{field.origins} of {count(len(event.origins), 'origin')}"
        yield f"{name.replace('_', ' ')}: {told} · {support} · {field.probability:.0%} likely"


def dispute_lines(event: Event, catalog: Catalog) -> Iterator[str]:
    """Each value that reports give against the best supported one, with their own words."""
    for name, support in event.fields.items():
        for other in support.contradicts:
            mine, theirs = _said(name, support.value, catalog), _said(name, other.value, catalog)
            words = f" (“{other.quotations[0]}”)" if other.quotations else ""
            says = "says" if len(other.reports) == 1 else "say"
            yield f"{name.replace('_', ' ')}: {mine}, but {theirs} {says} {', '.join(other.reports)}{words}"


def history_lines(event: Event, catalog: Catalog) -> Iterator[str]:
    """How belief changed as reports came out: for each day what was new and how sure it was then."""
    if len(event.history) < TWO:
        return
    before: Belief | None = None
    for belief in event.history:
        day = say_date(belief.on) or "without a date"
        change = "; ".join(_changes(before, belief, catalog)) or "more of the same"
        yield f"{day} ({', '.join(belief.reports)}): {change} · {belief.confidence:.0%}"
        before = belief


def _changes(before: Belief | None, now: Belief, catalog: Catalog) -> Iterable[str]:
    if before is None:
        what = (now.values.get(name) for name in ("stage", "votes", "date"))
        said = [_said(n, v, catalog) for n, v in zip(("stage", "votes", "date"), what, strict=True) if v is not None]
        yield ", ".join(said) if now.stands else "denied"
        return
    if before.stands != now.stands:
        yield "stands again" if now.stands else "does not stand any more"
    for name in CHANGING:
        old, new = before.values.get(name), now.values.get(name)
        if old != new and new is not None and name != "certainty":
            told = _said(name, new, catalog)
            yield f"{name.replace('_', ' ')} {told}" + (f", not {_said(name, old, catalog)}" if old is not None else "")


def _said(name: str, value: object, catalog: Catalog) -> str:
    return state_name(value, catalog) if name == "state" and isinstance(value, str) else say_value(name, value)
