"""Hold the chain against itself: a row changed, taken out, put in or moved is named by its number. Pure."""

from collections.abc import Iterator, Sequence

import msgspec

from servanda.ledger.entry import GENESIS, Entry, digest


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that does not hold: the number of the row (0 for the whole file) and what is wrong with it."""

    seq: int
    text: str


def find_faults(
    entries: Sequence[Entry], *, highest: int, guards: Sequence[str] = (), head: str | None = None
) -> tuple[Fault, ...]:
    """Find what does not hold together.

    Args:
        entries: every row, in order of `seq`.
        highest: the highest number the store ever gave.
        guards: guards against change that the file has lost.
        head: a hash noted earlier; it must still be the hash of some row.
    """
    faults = [Fault(seq=0, text=f"the guard {name} is gone: rows could be changed") for name in guards]
    faults.extend(_broken(entries))
    last = entries[-1].seq if entries else 0
    if highest > last:
        faults.append(Fault(seq=last + 1, text=f"the tail is missing: rows {last + 1} to {highest} were taken out"))
    if head and head not in {entry.hash for entry in entries}:
        faults.append(Fault(seq=0, text=f"no row has the hash {head}, so the record was rewritten or cut since"))
    return tuple(faults)


def _broken(entries: Sequence[Entry]) -> Iterator[Fault]:
    previous, expected = GENESIS, 1
    for entry in entries:
        if entry.seq > expected:
            gap = str(expected) if entry.seq == expected + 1 else f"{expected} to {entry.seq - 1}"
            yield Fault(seq=expected, text=f"row {gap} was taken out")
        elif entry.seq < expected:
            yield Fault(seq=entry.seq, text=f"row {entry.seq} was put in before the first")
        if digest(entry, entry.seq, entry.previous) != entry.hash:
            yield Fault(seq=entry.seq, text=f"row {entry.seq} was changed: its hash does not fit its content")
        elif entry.previous != previous and entry.seq == expected:
            yield Fault(seq=entry.seq, text=f"row {entry.seq} does not follow the row before it")
        previous, expected = entry.hash, entry.seq + 1
