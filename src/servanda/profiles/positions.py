"""Ideal points: where each state stands, from who is bound by what, with gaps where the record does not say.

A cell is what is known of a tie, less the treaty's own mean; states and treaties get coordinates whose products come
nearest to the known cells, with a ridge that keeps those of whom little is known near the middle. This is the point
estimate of probabilistic PCA with missing values (Tipping and Bishop 1999; Ilin and Raiko 2010), and nothing is
filled in. See docs/decisions/0010. Pure but for a generator with a fixed seed, so that an answer repeats.
"""

import random
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

AXES = 2
RIDGE = 0.5
"""Weight of the ridge against one known cell; a cell is at most 1."""
DRAWS = 200
"""How often treaties are drawn anew."""
SEED = 20240718
ROUNDS, CLOSE = 200, 1e-7
"""Most rounds of the fit, and the change of a coordinate at which it is done."""
ROUNDS_A_DRAW = 12
"""A draw begins at the fit of all treaties and has not far to go."""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where a state stands: a coordinate for each axis, and the standard deviation of each over draws of treaties."""

    state: str
    at: tuple[float, ...]
    spread: tuple[float, ...]


class Positions(msgspec.Struct, frozen=True, kw_only=True):
    """Where states stand.

    Args:
        positions: by code of state.
        treaties: keys of the treaties they were placed by: those that some are bound by and others not.
        explained: share of the variation of the known cells that one axis, then both, account for.
        stability: mean rank correlation (Spearman) of the draws with the fit, for each axis: 1 is the same order.
        ends: for each axis the treaties that pull hardest to its lower and to its upper end.
    """

    positions: tuple[Position, ...]
    treaties: tuple[str, ...]
    explained: tuple[float, ...]
    stability: tuple[float, ...]
    ends: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def place(
    states: Sequence[str], treaties: Sequence[str], columns: Sequence[Sequence[bool | None]], *, draws: int = DRAWS
) -> Positions | None:
    """Place states by their columns of ties; None where no treaty tells any two of them apart."""
    known, ties = as_arrays(columns)
    telling = _telling(known, ties)
    if len(states) <= AXES or telling.sum() <= AXES:
        return None
    known, ties = known[:, telling], ties[:, telling]
    keys = [key for key, told in zip(treaties, telling.tolist(), strict=True) if told]
    cells = known * (ties - (known * ties).sum(0) / known.sum(0))
    fit, pulls = _turned(*_fitted(known, cells), known * ties)
    drawn = _drawn(known, cells, fit, draws)
    return Positions(
        positions=tuple(
            Position(state=state, at=tuple(at), spread=tuple(spread))
            for state, at, spread in zip(states, fit.tolist(), drawn.std(0).tolist(), strict=True)
        ),
        treaties=tuple(keys),
        explained=tuple(_explained(known, cells, fit, pulls, axes) for axes in range(1, AXES + 1)),
        stability=tuple(
            float(np.mean([_correlation(one[:, axis], fit[:, axis]) for one in drawn])) for axis in range(AXES)
        ),
        ends=tuple(_ends(keys, pulls[:, axis]) for axis in range(AXES)),
    )


def as_arrays(columns: Sequence[Sequence[bool | None]]) -> tuple[Numbers, Numbers]:
    """States by treaties: 1 where a tie is known, and 1 where it binds; 0 stands where nothing is known."""
    known = np.array([[one is not None for one in column] for column in columns], dtype=np.float64)
    ties = np.array([[one is True for one in column] for column in columns], dtype=np.float64)
    return known, ties


def drawn_weights(treaties: int, draws: int) -> Numbers:
    """How often each treaty is taken in each draw with replacement."""
    chance, weights = random.Random(SEED), np.zeros((draws, treaties))  # noqa: S311 - a draw, not a secret
    for row in weights:
        for taken in chance.choices(range(treaties), k=treaties):
            row[taken] += 1
    return weights


def _telling(known: Numbers, ties: Numbers) -> NDArray[np.bool_]:
    """Treaties that some are known to be bound by and others known not to be."""
    bound = (known * ties).sum(0)
    telling: NDArray[np.bool_] = (bound > 0) & (bound < known.sum(0))
    return telling


def _fitted(known: Numbers, cells: Numbers) -> tuple[Numbers, Numbers]:
    """Coordinates of states and treaties, by alternating least squares from the plain decomposition."""
    left, sizes, right = np.linalg.svd(cells, full_matrices=False)
    states, pulls = left[:, :AXES] * np.sqrt(sizes[:AXES]), right[:AXES].T * np.sqrt(sizes[:AXES])
    for _ in range(ROUNDS):
        before = states
        states = _solved(known, cells, pulls)
        pulls = _solved(known.T, cells.T, states)
        if np.abs(states - before).max() < CLOSE:
            break
    return states, pulls


def _solved(known: Numbers, cells: Numbers, other: Numbers) -> Numbers:
    """The coordinates of each row that come nearest to its known cells, given those of the columns."""
    squares = known @ np.einsum("ja,jb->jab", other, other).reshape(len(other), -1)
    system = squares.reshape(-1, other.shape[1], other.shape[1]) + RIDGE * np.eye(other.shape[1])
    solved: Numbers = np.linalg.solve(system, (cells @ other)[:, :, None])[:, :, 0]
    return solved


def _turned(states: Numbers, pulls: Numbers, bound: Numbers) -> tuple[Numbers, Numbers]:
    """The same fit on its main axes, the longest first, pointing where it can be said again.

    The first axis points to those bound by more, the second to the treaty that pulls hardest along it.
    """
    left, left_rest = np.linalg.qr(states)
    right, right_rest = np.linalg.qr(pulls)
    inner, sizes, outer = np.linalg.svd(left_rest @ right_rest.T)
    states, pulls = (left @ inner) * np.sqrt(sizes), (right @ outer.T) * np.sqrt(sizes)
    signs = np.ones(AXES)
    signs[0] = -1.0 if (states[:, 0] * (bound.sum(1) - bound.sum(1).mean())).sum() < 0 else 1.0
    for axis in range(1, AXES):
        signs[axis] = np.sign(pulls[np.abs(pulls[:, axis]).argmax(), axis]) or 1.0
    return states * signs, pulls * signs


def _drawn(known: Numbers, cells: Numbers, fit: Numbers, draws: int) -> Numbers:
    """The states' coordinates for each draw of treaties, turned to lie over the fit (orthogonal Procrustes)."""
    found = np.empty((draws, *fit.shape))
    for number, weights in enumerate(drawn_weights(known.shape[1], draws)):
        states = fit
        for _ in range(ROUNDS_A_DRAW):
            pulls = _solved(known.T, cells.T, states)
            states = _solved(known * weights, cells * weights, pulls)
        inner, _, outer = np.linalg.svd(states.T @ fit)
        found[number] = states @ (inner @ outer)
    return found


def _explained(known: Numbers, cells: Numbers, states: Numbers, pulls: Numbers, axes: int) -> float:
    rest = known * (cells - states[:, :axes] @ pulls[:, :axes].T)
    return float(1 - (rest**2).sum() / (cells**2).sum())


def _correlation(one: Numbers, other: Numbers) -> float:
    """Spearman's, ties by their mean rank; 0 where one of them does not vary."""
    first, second = _ranks(one), _ranks(other)
    first, second = first - first.mean(), second - second.mean()
    size = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum() / size) if size else 0.0


def _ranks(values: Numbers) -> Numbers:
    rounded = np.round(values, 9)
    _, place, number = np.unique(rounded, return_inverse=True, return_counts=True)
    last = number.cumsum()
    ranks: Numbers = ((2 * last - number + 1) / 2)[place]
    return ranks


def _ends(keys: Sequence[str], pulls: Numbers, most: int = 3) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Treaties at the lower and the upper end of an axis, the hardest pull first."""
    rounded = np.round(pulls, 6).tolist()
    order = sorted(range(len(keys)), key=lambda at: (rounded[at], keys[at]))
    lower = tuple(keys[at] for at in order[:most] if rounded[at] < 0)
    upper = tuple(keys[at] for at in reversed(order[-most:]) if rounded[at] > 0)
    return lower, upper
