"""The shapes of answers that the contract fixes: `status --json` and `what-if --json` as plain mappings."""

from typing import Any

import msgspec

from servanda.law.supposition import WhatIf
from servanda.model import Status

STATUS_KEYS = (
    "state",
    "treaty",
    "on",
    "known",
    "status",
    "in_force_from",
    "in_force_to",
    "spells",
    "readings",
    "reasons",
    "next",
    "coverage",
    "findings",
)
WHAT_IF_KEYS = (*STATUS_KEYS, "action", "notified", "effective", "effective_readings")
ASKED_KEYS = ("towards", "territory")
"""Told only where the question was about a counterparty or a territory."""
OUT_BY_KEYS = ("out_by", "latest_notice", "last_revocation", "first_lawful")


def status_json(status: Status) -> dict[str, Any]:
    """A status with the keys of the contract; days as ISO text, what is absent as None."""
    whole = _plain(status)
    return {key: whole[key] for key in (*STATUS_KEYS, *_asked(status))}


def what_if_json(supposed: WhatIf) -> dict[str, Any]:
    """A what-if with the keys of the contract.

    The answers to `--out-by` stand in it only where that was asked, `along` only where other treaties would end too.
    """
    whole = _plain(supposed)
    keys = WHAT_IF_KEYS + (OUT_BY_KEYS if supposed.out_by else ()) + _asked(supposed)
    keys += ("along",) if supposed.along else ()
    shape = {key: whole[key] for key in keys}
    if supposed.if_party is not None:
        shape["if_party"] = what_if_json(supposed.if_party)
    return shape


def _asked(status: Status) -> tuple[str, ...]:
    return tuple(key for key in ASKED_KEYS if getattr(status, key) is not None)


def _plain(value: Status) -> dict[str, Any]:
    whole: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value))
    return whole
