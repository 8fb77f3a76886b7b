"""How far the record of one treaty goes: silence means "never acted" only where the record is complete."""

from collections.abc import Iterable
from datetime import date

import msgspec

from servanda.catalog import load_catalog
from servanda.model import CONSENT, Act, Action, Edtf, earliest, latest


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What the record of a treaty holds.

    Args:
        treaty: catalog key.
        known_parties: states with a consent on record, those left aside whose exit had taken effect.
        left: states with a consent on record that were out again.
        claimed_total: parties the depositary counts on that day, where somebody noted it.
        as_of: the day up to which the record was kept, EDTF.
        complete: whether a state without an act is known never to have acted, up to `as_of` where that is given.
        note: what the record is, for people.
        leans: whether acts that make it whole stand in the register alone, so that without it the record has holes.
    """

    treaty: str
    known_parties: int = 0
    left: int = 0
    claimed_total: int | None = None
    as_of: Edtf | None = None
    complete: bool = False
    note: str = ""
    leans: bool = False

    def whole_on(self, on: date) -> bool:
        """Whether silence of the record up to a day means that nothing was done: never after the record was kept."""
        return self.complete and (self.as_of is None or on <= latest(self.as_of))

    def __str__(self) -> str:
        """Say it in one line."""
        total = f" of {self.claimed_total}" if self.claimed_total else ""
        states = "state" if self.known_parties == 1 and not total else "states"
        whole = "complete" if self.complete else "not complete"
        day = f" as of {self.as_of}" if self.as_of else ""
        gone = f", and of {self.left} that left" if self.left else ""
        return f"record of {self.treaty} {whole}{day}: consent of {self.known_parties}{total} {states} on record{gone}"

    def counted(self, acts: Iterable[Act]) -> "Coverage":
        """The same record with its states counted from the acts it holds, as a depositary counts parties.

        Acts after the day the record was kept to are left aside, so that the number stands beside the depositary's own.

        An exit counts from its published effect, by the day the record was kept to; one without a published effect
        does not count here, since only the treaty's clauses can date it. A state that ceased to exist is out from that
        day, whatever it did: a depositary counts its successors by their own acts.
        """
        out: dict[str, str | None] = {}
        whole = [act for act in acts if not act.territory and not act.towards and self._by_then(act)]
        for act in sorted(whole, key=lambda a: (a.date, a.kind in CONSENT)):
            if act.kind in CONSENT:
                out[act.state] = _no_more(act.state)
            elif act.state in out and act.kind in _ENDS and act.effective:
                out[act.state] = act.effective
            elif act.state in out and act.kind is Action.REVOCATION:
                out[act.state] = act.date if act.of in CONSENT else None
        gone = [day for day in out.values() if day and (not self.as_of or earliest(day) <= latest(self.as_of))]
        return msgspec.structs.replace(self, known_parties=len(out) - len(gone), left=len(gone))

    def _by_then(self, act: Act) -> bool:
        return not self.as_of or earliest(act.date) <= latest(self.as_of)


_ENDS = frozenset({Action.WITHDRAWAL, Action.TERMINATION})


def _no_more(code: str) -> str | None:
    """The first day on which a state no longer existed, EDTF; None for one that exists or that nobody knows."""
    state = load_catalog().states.get(code)
    return state.until if state else None
