"""How far the record of one treaty goes: silence means "never acted" only where the record is complete."""

import msgspec

from servanda.model import Edtf


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What the record of a treaty holds.

    Args:
        treaty: catalog key.
        known_parties: states with an act of consent on record.
        claimed_total: parties the depositary counts, where somebody noted it.
        as_of: the day up to which the record was kept, EDTF.
        complete: whether a state without an act is known never to have acted.
        note: what the record is, for people.
    """

    treaty: str
    known_parties: int = 0
    claimed_total: int | None = None
    as_of: Edtf | None = None
    complete: bool = False
    note: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        total = f" of {self.claimed_total}" if self.claimed_total else ""
        states = "state" if self.known_parties == 1 and not total else "states"
        whole = "complete" if self.complete else "not complete"
        day = f" as of {self.as_of}" if self.as_of else ""
        return f"record of {self.treaty} {whole}{day}: consent of {self.known_parties}{total} {states} on record"
