"""Reports that the record keeps, by the hash of their content: what was read can be read though its address is gone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from servanda.ledger.entry import Entry, EntryKind, content_key
from servanda.ledger.ledger import Ledger
from servanda.model import Claim, InputError, Report, StoreError

T = TypeVar("T")

SHORTEST = 6
"""Hex digits by which a report may be asked for."""


def kept_reports(ledger: Ledger) -> Iterator[tuple[str, Report]]:
    """Every report on record with the hash that it is kept by, in the order of recording."""
    return ((entry.key, _decoded(entry, Report, ledger)) for entry in ledger.entries(EntryKind.REPORT))


def reports_on(ledger: Ledger, state: str, treaty: str) -> tuple[tuple[str, Report], ...]:
    """The reports that a claim on the state and the treaty was read from, and those that an act names by address."""
    claims = ledger.entries(EntryKind.CLAIM, state=state, treaty=treaty)
    told = {_decoded(entry, Claim, ledger).report for entry in claims}
    named = {word.rstrip(".,;)") for act in ledger.view().acts(state, treaty) for word in act.source.split()}
    return tuple((key, one) for key, one in kept_reports(ledger) if one.id in told or (one.url and one.url in named))


def keep_reports(
    ledger: Ledger, reports: Sequence[Report], *, at: datetime, author: str = ""
) -> tuple[tuple[str, Report, bool], ...]:
    """Keep reports and nothing that they say; each with its hash and whether it is new."""
    return tuple(
        (key, one, ledger.record(EntryKind.REPORT, key, one, at=at, author=author))
        for one in reports
        for key in (content_key(one),)
    )


def find_kept(ledger: Ledger, beginning: str) -> tuple[str, Report]:
    """The report that is kept by a hash, or by the beginning of one.

    Raises:
        InputError: where none is, or several are.
    """
    found = [(key, one) for key, one in kept_reports(ledger) if key.startswith(beginning.lower())]
    if len(beginning) < SHORTEST or not found:
        raise InputError(
            f"no report is kept by “{beginning}”", value=beginning, where=ledger.name, hint="see: servanda ledger kept"
        )
    if len(found) > 1:
        raise InputError(f"{len(found)} reports are kept by “{beginning}…”", value=beginning, hint="give more digits")
    return found[0]


def _decoded(entry: Entry, noun: type[T], ledger: Ledger) -> T:
    try:
        return msgspec.json.decode(entry.body, type=noun)
    except (msgspec.MsgspecError, InputError) as error:
        raise StoreError(
            "holds a row that was not written by Servanda", where=ledger.name, hint="see: servanda ledger verify"
        ) from error
