"""The states whose commitments are nearest to those of one state, how sure that order is, and where they stand.

Peers are ordered by the share of treaties on which they agree. A state of which the record knows only a few of the
treaties that it knows of the one asked about would come first by accident: it is set aside and counted. How sure the
order is shows in draws: treaties are taken anew with replacement, and a peer that stays among the nearest in most of
them does not hang on a few.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil

import msgspec

from servanda.model import State
from servanda.panels import one_day
from servanda.profiles.agreement import Agreement, agreement
from servanda.profiles.positions import DRAWS, Numbers, Positions, as_arrays, drawn_weights, place
from servanda.profiles.ties import By, Profiles, Ties

ENOUGH = 0.5
"""Share of the treaties known of the state asked about that must be known of another for it to be a peer."""
FEWEST = 3
"""Treaties without which nothing is compared."""


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """A state near to the one asked about.

    Args:
        state: its code.
        agreement: how far the two agree.
        alike: treaties under which they have the very same status: of two who agree as much, the more alike is nearer.
        stays: share of the draws in which it is among as many nearest states as were asked for.
        apart: treaties by which only one of the two is bound.
    """

    state: str
    agreement: Agreement
    alike: int
    stays: float
    apart: tuple[str, ...]


class Peers(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest commitment profiles to that of one state.

    Args:
        state: its code.
        on: the day; `known`: what was public by that day, None for all that is known now.
        by: whether states are compared by being bound or by consent given.
        treaties: keys of the treaties on which the record knows whether it is.
        undated: keys of treaties not compared, since without clause data nobody can say from when a consent binds.
        peers: the nearest first.
        level: codes of further states that are as near as the last of them.
        compared: how many states were compared with it.
        set_aside: codes of those of whom too little is known, and `needed` treaties would have been enough.
        draws: how often treaties were drawn for `stays` and for the spread of positions.
        positions: where it and those compared stand; None where no treaty tells them apart.
    """

    state: str
    on: date
    known: date | None
    by: By
    treaties: tuple[str, ...]
    undated: tuple[str, ...]
    peers: tuple[Peer, ...]
    level: tuple[str, ...]
    compared: int
    set_aside: tuple[str, ...]
    needed: int
    draws: int
    positions: Positions | None


def find_peers(
    record: Profiles,
    state: str,
    on: date,
    *,
    treaties: Sequence[str] = (),
    by: By = "bound",
    most: int = 10,
    draws: int = DRAWS,
) -> Peers:
    """The nearest profiles to that of a state (code), under treaties (keys) or under all on record.

    Those compared are the members and observers of the UN and other states that existed on the day, and organisations
    where one is asked about; states that are no more are compared on a day on which they were.
    """
    others = [one.code for one in record.catalog.states.values() if one.code != state and _alike(record, one, state)]
    (table,) = record.ties((state, *others), one_day(on), treaties, by=by)
    mine = table.columns[0]
    kept = [at for at, known in enumerate(mine) if known is not None]
    rows = [[column[at] for at in kept] for column in table.columns]
    needed = max(FEWEST, ceil(ENOUGH * len(kept)))
    near = [
        number
        for number, row in enumerate(rows)
        if number and table.alive[number] and sum(cell is not None for cell in row) >= needed
    ]
    chosen = (0, *near)
    known, ties = as_arrays([rows[number] for number in chosen])
    stays = _stays(known, ties, most, draws) if near else []
    found = [_peer(table, rows, number, kept, stays[place]) for place, number in enumerate(near)]
    found.sort(key=_order)
    return Peers(
        state=state,
        on=on,
        known=record.known,
        by=by,
        treaties=tuple(table.treaties[at] for at in kept),
        undated=tuple(key for key in table.treaties if by == "bound" and record.undated(key)),
        peers=tuple(found[:most]),
        level=tuple(one.state for one in found[most:] if _order(one)[:-1] == _order(found[most - 1])[:-1]),
        compared=len(near),
        set_aside=tuple(
            sorted(
                code
                for number, code in enumerate(table.states)
                if number and table.alive[number] and number not in chosen
            )
        ),
        needed=needed,
        draws=draws,
        positions=_positions(table, chosen, draws),
    )


def _alike(record: Profiles, one: State, asked: str) -> bool:
    """Whether two are of a kind that is compared: states with states, organisations with organisations."""
    return (one.kind == "organisation") == (record.catalog.states[asked].kind == "organisation")


def _order(peer: Peer) -> tuple[float, int, int, str]:
    share = peer.agreement.share
    return (1.0 if share is None else -share, -peer.agreement.treaties, -peer.alike, peer.state)


def _peer(table: Ties, rows: Sequence[Sequence[bool | None]], number: int, kept: list[int], stays: float) -> Peer:
    mine, other = rows[0], rows[number]
    apart = [at for at, one, two in zip(kept, mine, other, strict=True) if {one, two} == {True, False}]
    return Peer(
        state=table.states[number],
        agreement=agreement(mine, other),
        alike=sum(table.cells[at][0].status == table.cells[at][number].status for at in kept),
        stays=stays,
        apart=tuple(table.treaties[at] for at in apart),
    )


def _positions(table: Ties, chosen: Sequence[int], draws: int) -> Positions | None:
    """Where those compared stand by all treaties of the question, also those not known of the state asked about."""
    states = [table.states[number] for number in chosen]
    return place(states, table.treaties, [table.columns[number] for number in chosen], draws=draws)


def _stays(known: Numbers, ties: Numbers, most: int, draws: int) -> list[float]:
    """In which share of the draws each state but the first is among its `most` nearest; ties of rank share a place."""
    weights = drawn_weights(known.shape[1], draws)
    together = known[1:] * known[0]
    same = together * (ties[1:] == ties[0])
    counted = weights @ together.T
    shares = (weights @ same.T) / counted.clip(min=1)
    shares[counted == 0] = -1
    counts = [0] * shares.shape[1]
    for row in shares.round(9).tolist():
        last = sorted(row, reverse=True)[min(most, len(row)) - 1]
        for number, share in enumerate(row):
            counts[number] += share >= last
    return [count / draws for count in counts]
