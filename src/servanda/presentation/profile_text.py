"""Commitment profiles as text, Markdown, CSV and JSON: the matrix, the pairs, what separates them, and the years."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.profiles import Agreement, Comparison, Pair, PairThen, Separation
from servanda.wording import count, say_date, state_name

GAP = "  "
NOTHING = "–"
PARTS = ("profiles", "pairs", "separations", "over-time")
"""The tables of a comparison; CSV holds one of them."""
DIGITS = 4
"""Decimals of shares and positions in JSON and CSV; what follows differs between machines."""

_MEASURES = ("share", "low", "high", "beyond_chance", "treaties", "both", "neither")


def as_text(found: Comparison, catalog: Catalog) -> str:
    """A comparison for a terminal."""
    blocks = [f"{heading(found, catalog)}"]
    blocks += ["\n".join(aligned(_profile_rows(found)))] if found.profiles else []
    blocks += ["\n".join(_pair_lines(pair, found)) for pair in found.pairs]
    if found.over_time:
        blocks.append("\n".join(aligned(_year_rows(found.over_time))))
    blocks += list(_notes(found))
    return "\n\n".join(blocks) + "\n"


def as_markdown(found: Comparison, catalog: Catalog) -> str:
    """A comparison as Markdown, with a table for each part."""
    blocks = [f"# {heading(found, catalog)}"]
    if found.profiles:
        blocks += ["## Profiles", "\n".join(piped(_profile_rows(found)))]
    if found.pairs:
        blocks += ["## Agreement", "\n".join(piped(_pair_rows(found.pairs)))]
        apart = [one for pair in found.pairs for one in pair.separated_by]
        blocks += ["## What separates them", "\n".join(f"- {_apart(one)}" for one in apart) or "Nothing on record."]
    if found.over_time:
        blocks += ["## Over time", "\n".join(piped(_year_rows(found.over_time)))]
    blocks += list(_notes(found))
    return "\n\n".join(blocks) + "\n"


def as_csv(found: Comparison, part: str) -> str:
    """One part of a comparison as CSV, days ISO, nothing where nothing is known."""
    match part:
        case "profiles":
            head = ["treaty", "title", "family", *found.states]
            rows: Iterable[Sequence[object]] = ((p.treaty, p.title, p.family, *p.statuses) for p in found.profiles)
        case "pairs":
            head = ["on", "first", "second", *_MEASURES]
            rows = ((found.on, p.first, p.second, *measures(p.agreement)) for p in found.pairs)
        case "separations":
            head = ["treaty", "bound", "not_bound", "status", "since"]
            rows = (
                (one.treaty, one.bound, one.not_bound, one.status, one.since)
                for pair in found.pairs
                for one in pair.separated_by
            )
        case _:
            head = ["on", "first", "second", *_MEASURES]
            rows = ((then.on, then.first, then.second, *measures(then.agreement)) for then in found.over_time)
    return written(head, rows)


def as_object(found: Comparison) -> dict[str, Any]:
    """A comparison as JSON has it, with statuses by code of state and shares rounded."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for row in told["profiles"]:
        row["statuses"] = dict(zip(found.states, row["statuses"], strict=True))
    for pair in (*told["pairs"], *told["over_time"]):
        pair.update(rounded(pair.pop("agreement")))
    return told


def heading(found: Comparison, catalog: Catalog) -> str:
    """Who is compared, on which day, and as known on which."""
    names = ", ".join(state_name(code, catalog) for code in found.states)
    known = f", as known on {said(found.known)}" if found.known else ""
    return f"{names} · {count(len(found.profiles), 'treaty', 'treaties')} · {said(found.on)}{known}"


def said(day: date | None) -> str:
    """A day in words."""
    return say_date(day.isoformat()) if day else NOTHING


def percent(share: float | None) -> str:
    """A share in whole per cent; never 100 or 0 where it is only near.

    Example:
        >>> percent(0.996), percent(0.004), percent(1.0), percent(None)
        ('99 %', '1 %', '100 %', '–')
    """
    if share is None:
        return NOTHING
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def measures(found: Agreement) -> tuple[object, ...]:
    """The figures of an agreement in the order of the columns."""
    return tuple(rounded(msgspec.structs.asdict(found))[name] for name in _MEASURES)


def rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Shares cut to as many decimals as are the same everywhere."""
    return {name: round(value, DIGITS) if isinstance(value, float) else value for name, value in values.items()}


def written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a header."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([["" if value is None else value for value in row] for row in rows])
    return page.getvalue()


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as columns of equal width."""
    widths = [max(len(row[number]) for row in rows) for number in range(len(rows[0]))]
    for row in rows:
        yield GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def piped(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as a Markdown table, the first its head."""
    for number, row in enumerate(rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
        if not number:
            yield "|" + "---|" * len(row)


def _profile_rows(found: Comparison) -> list[list[str]]:
    told = [[row.treaty, *(status.replace("_", " ") for status in row.statuses)] for row in found.profiles]
    return [["treaty", *found.states], *told]


def _pair_rows(pairs: Sequence[Pair]) -> list[list[str]]:
    head = ["pair", "agreement", "95 % interval", "treaties", "both", "neither", "beyond chance"]
    return [head, *([f"{pair.first}–{pair.second}", *_figures(pair.agreement)] for pair in pairs)]


def _figures(found: Agreement) -> list[str]:
    interval = f"{percent(found.low)} to {percent(found.high)}" if found.share is not None else NOTHING
    numbers = [str(number) for number in (found.treaties, found.both, found.neither)]
    return [percent(found.share), interval, *numbers, coefficient(found.beyond_chance)]


def coefficient(value: float | None) -> str:
    """A coefficient with two decimals."""
    return NOTHING if value is None else f"{value:.2f}"


def _pair_lines(pair: Pair, whole: Comparison) -> Iterator[str]:
    found, name = pair.agreement, f"{pair.first}–{pair.second}"
    if found.share is None:
        yield f"{name}: no treaty on which the record knows both"
        return
    verb, preposition = ("bound", "by") if whole.by == "bound" else ("consented", "to")
    chance = "" if found.beyond_chance is None else f"; beyond chance {coefficient(found.beyond_chance)}"
    yield (
        f"{name}: agree on {percent(found.share)} of {count(found.treaties, 'treaty', 'treaties')} "
        f"({percent(found.low)} to {percent(found.high)}){chance}; both {verb} {preposition} {found.both}, "
        f"neither {preposition} {found.neither}"
    )
    yield from (f"{GAP}apart  {_apart(one)}" for one in pair.separated_by)
    doubtful = [key for key in pair.not_compared if key not in (*whole.silent, *whole.undated)]
    if doubtful:
        yield f"{GAP}not compared  {named(doubtful)}"


def _apart(one: Separation) -> str:
    since = f", since {said(one.since)}" if one.since else ""
    return f"{one.treaty}: {one.bound} bound, {one.not_bound} {one.status.replace('_', ' ')}{since}"


def named(keys: Sequence[str], most: int = 12) -> str:
    """Keys in a row, the rest counted."""
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return ", ".join(keys[:most]) + more


def _year_rows(over_time: Sequence[PairThen]) -> list[list[str]]:
    pairs = list(dict.fromkeys((then.first, then.second) for then in over_time))
    cells = {(then.on, then.first, then.second): then.agreement for then in over_time}
    days = list(dict.fromkeys(then.on for then in over_time))
    told = [[day.isoformat(), *(_then(cells[day, *pair]) for pair in pairs)] for day in days]
    return [["on", *(f"{first}–{second}" for first, second in pairs)], *told]


def _then(found: Agreement) -> str:
    return NOTHING if found.share is None else f"{percent(found.share)} of {found.treaties}"


def _notes(found: Comparison) -> Iterator[str]:
    if found.silent:
        yield f"The record says nothing of any of them on {named(found.silent)}."
    if found.undated:
        yield (
            "Not compared for want of clause data, without which nobody can say from when a consent binds: "
            f"{named(found.undated)}; --by consent compares them."
        )
    if found.pairs and found.by == "consent":
        yield (
            "Compared is who has consented to be bound and has not left. What the record does not say of both is not "
            "compared, and never counted as a no."
        )
    elif found.pairs:
        yield (
            "Bound are parties, those leaving too, until they are out. A treaty on which the record does not say "
            "of both whether they are bound is not compared, and never counted as a no."
        )
