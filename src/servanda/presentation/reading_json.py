"""The JSON of `read`, with the keys of the contract."""

from typing import Any

import msgspec

from servanda.model import Claim, Event
from servanda.pipeline import Outcome

REPORT_KEYS = ("id", "text", "title", "published", "language", "publisher", "url", "byline", "agency")


def claim_object(claim: Claim, *, details: bool = False) -> dict[str, Any]:
    """A claim with the contract's keys; `details` adds speaker, office, side and quotation of each argument."""
    made: dict[str, Any] = msgspec.to_builtins(claim)
    made["arguments"] = list(dict.fromkeys([*made["arguments"], *(a["code"] for a in made["argument_details"])]))
    if not details:
        del made["argument_details"]
        del made["person_details"]
    return made


def event_object(event: Event) -> dict[str, Any]:
    """An event with the contract's keys first."""
    made: dict[str, Any] = msgspec.to_builtins(event)
    return made


def outcome_object(outcome: Outcome) -> dict[str, Any]:
    """All of `read --format json`."""
    reports = [
        {key: value for key, value in msgspec.to_builtins(report).items() if key in REPORT_KEYS}
        for report in outcome.reports
    ]
    return {
        "reports": reports,
        "claims": [claim_object(claim, details=True) for claim in outcome.claims],
        "events": [event_object(event) for event in outcome.events],
        "rejects": [msgspec.to_builtins(reject) for reject in outcome.rejects],
    }
