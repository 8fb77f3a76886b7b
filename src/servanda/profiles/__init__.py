"""Profiles of commitment: a view of the record goes in; who agrees with whom, on what, and since when comes out.

It asks `panels` who is bound by what, and writes nothing. What the record does not say is never counted as a no.
Peers and positions load when they are first named: they need numpy, and comparing does not.
"""

from typing import TYPE_CHECKING, Any

from servanda.profiles.agreement import Agreement, agreement
from servanda.profiles.compare import Commitment, Comparison, Pair, PairThen, Separation, compare
from servanda.profiles.ties import By, Profiles, Ties

if TYPE_CHECKING:
    from servanda.profiles.peers import Peer, Peers, find_peers
    from servanda.profiles.positions import Position, Positions

__all__ = [
    "Agreement",
    "By",
    "Commitment",
    "Comparison",
    "Pair",
    "PairThen",
    "Peer",
    "Peers",
    "Position",
    "Positions",
    "Profiles",
    "Separation",
    "Ties",
    "agreement",
    "compare",
    "find_peers",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is anything
    """Load what needs numpy when one of its names is asked for."""
    if name in {"Peer", "Peers", "find_peers"}:
        from servanda.profiles import peers

        return getattr(peers, name)
    if name in {"Position", "Positions"}:
        from servanda.profiles import positions

        return getattr(positions, name)
    message = f"module 'servanda.profiles' has no attribute {name!r}"
    raise AttributeError(message)
