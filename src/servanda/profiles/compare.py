"""Compare the commitments of some states: where they agree, what separates them, and since when."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import msgspec

from servanda.panels import Days
from servanda.profiles.agreement import Agreement, agreement
from servanda.profiles.ties import By, Profiles, Ties


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """One treaty and the status of each state under it, in the order of the states."""

    treaty: str
    title: str
    family: str
    statuses: tuple[str, ...]


class Separation(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty that binds one of two states and not the other.

    Args:
        bound: code of the state it binds; `not_bound`: of the other, and `status` that one's status.
        since: first day of it, as far as the two times of being bound tell; None where they do not.
    """

    treaty: str
    bound: str
    not_bound: str
    status: str
    since: date | None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two states: how far they agree, what separates them, and under which treaties that cannot be said."""

    first: str
    second: str
    agreement: Agreement
    separated_by: tuple[Separation, ...]
    not_compared: tuple[str, ...]


class PairThen(msgspec.Struct, frozen=True, kw_only=True):
    """How far two states agreed on an earlier day."""

    on: date
    first: str
    second: str
    agreement: Agreement


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Commitment profiles of some states.

    Args:
        states: codes, as asked.
        on: the day of profiles and pairs.
        known: what was public by that day; None is everything known now.
        by: whether pairs are compared by being bound or by consent given.
        profiles: a row for each treaty on which the record says something of a state asked about.
        silent: keys of treaties asked about on which it says nothing of any of them.
        undated: keys of treaties not compared, since without clause data nobody can say from when a consent binds.
        pairs: each two states, in the order asked.
        over_time: the same pairs on each day of a row of days, where one was asked for.
    """

    states: tuple[str, ...]
    on: date
    known: date | None
    by: By
    profiles: tuple[Commitment, ...]
    silent: tuple[str, ...]
    undated: tuple[str, ...]
    pairs: tuple[Pair, ...]
    over_time: tuple[PairThen, ...] = ()


def compare(
    record: Profiles, states: Sequence[str], days: Days, *, treaties: Sequence[str] = (), by: By = "bound"
) -> Comparison:
    """Compare states (codes) under treaties (keys), or under all on record; profiles are those of the last day."""
    tables = record.ties(states, days, treaties, by=by)
    last = tables[-1]
    heard = [any(cell.status != "not_covered" for cell in row) for row in last.cells]
    return Comparison(
        states=last.states,
        on=last.on,
        known=record.known,
        by=by,
        profiles=tuple(
            Commitment(
                treaty=key,
                title=record.treaty(key).title,
                family=record.family(key),
                statuses=tuple(cell.status for cell in row),
            )
            for key, row, told in zip(last.treaties, last.cells, heard, strict=True)
            if told
        ),
        silent=tuple(key for key, told in zip(last.treaties, heard, strict=True) if not told),
        undated=tuple(
            key
            for key, told in zip(last.treaties, heard, strict=True)
            if told and by == "bound" and record.undated(key)
        ),
        pairs=tuple(_pair(last, a, b) for a, b in combinations(range(len(last.states)), 2)),
        over_time=tuple(then for table in tables for then in _then(table)) if days.many else (),
    )


def _then(table: Ties) -> list[PairThen]:
    columns = table.columns
    return [
        PairThen(
            on=table.on,
            first=table.states[a],
            second=table.states[b],
            agreement=agreement(columns[a], columns[b]),
        )
        for a, b in combinations(range(len(table.states)), 2)
    ]


def _pair(table: Ties, a: int, b: int) -> Pair:
    first, second = table.columns[a], table.columns[b]
    apart = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if {one, other} == {True, False}]
    return Pair(
        first=table.states[a],
        second=table.states[b],
        agreement=agreement(first, second),
        separated_by=tuple(_separation(table, at, *((a, b) if first[at] else (b, a))) for at in apart),
        not_compared=tuple(
            key for key, one, other in zip(table.treaties, first, second, strict=True) if one is None or other is None
        ),
    )


def _separation(table: Ties, at: int, bound: int, free: int) -> Separation:
    """What one is bound by and the other is not: since the one came in, the other went out or came to be, the last."""
    inside, outside = table.cells[at][bound], table.cells[at][free]
    days = [day for day in (inside.first, outside.to, table.begun[free]) if day is not None]
    return Separation(
        treaty=table.treaties[at],
        bound=table.states[bound],
        not_bound=table.states[free],
        status=outside.status,
        since=max(days) if inside.first is not None else None,
    )
