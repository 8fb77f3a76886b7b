"""Profiles of commitment: a view of the record goes in; who agrees with whom, on what, and since when comes out.

It asks `panels` who is bound by what, and writes nothing. What the record does not say is never counted as a no.
"""

from servanda.profiles.agreement import Agreement, agreement
from servanda.profiles.compare import Commitment, Comparison, Pair, PairThen, Separation, compare
from servanda.profiles.peers import Peer, Peers, find_peers
from servanda.profiles.positions import Position, Positions
from servanda.profiles.ties import By, Profiles, Ties

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
