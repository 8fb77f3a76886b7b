"""An Entry: one row of the record, chained by hash to the one before it.

The hash covers every column, so that a row that was changed, taken out or moved no longer fits its neighbours. The
chain proves order and wholeness, not truth: whoever can rewrite the file can rewrite the chain, which is why `log`
prints the last hash for safekeeping elsewhere and `verify` takes it back.
"""

import hashlib
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec

_ENCODE = msgspec.json.Encoder().encode
_ENCODE_SORTED = msgspec.json.Encoder(order="deterministic").encode

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


class EntryKind(StrEnum):
    """What an entry holds."""

    ACT = "act"
    TREATY = "treaty"
    COVERAGE = "coverage"
    REPORT = "report"
    CLAIM = "claim"
    EVENT = "event"
    DECISION = "decision"
    TOKEN = "token"  # noqa: S105 - a kind, no secret


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An entry before it has its place: `key` names the content, so that the same content is written once.

    Args:
        body: the content as JSON text.
        author: who recorded it, where a person answers for it.
        recorded_at: ISO 8601, UTC.
    """

    kind: EntryKind
    key: str
    body: str
    recorded_at: str
    state: str = ""
    treaty: str = ""
    author: str = ""


class Entry(Draft, frozen=True, kw_only=True):
    """An entry in its place: `seq` counts from 1, `previous` and `hash` are SHA-256 in hex."""

    seq: int
    previous: str
    hash: str


def chain(draft: Draft, *, seq: int, previous: str) -> Entry:
    """Give a draft its place after the entry whose hash is `previous`."""
    return Entry(
        kind=draft.kind,
        key=draft.key,
        body=draft.body,
        recorded_at=draft.recorded_at,
        state=draft.state,
        treaty=draft.treaty,
        author=draft.author,
        seq=seq,
        previous=previous,
        hash=digest(draft, seq, previous),
    )


def digest(draft: Draft, seq: int, previous: str) -> str:
    """SHA-256 over every column of a row, as one JSON array so that no two rows share a text."""
    row = (
        seq,
        draft.kind,
        draft.key,
        draft.body,
        draft.recorded_at,
        draft.state,
        draft.treaty,
        draft.author,
        previous,
    )
    return hashlib.sha256(_ENCODE(row)).hexdigest()


def content_key(content: Any) -> str:  # noqa: ANN401 - whatever has a JSON form
    """A short name for content: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(_ENCODE_SORTED(content)).hexdigest()[:16]


@lru_cache(maxsize=64)
def stamp(moment: datetime) -> str:
    """A moment as the record writes it: ISO 8601 in UTC, whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
