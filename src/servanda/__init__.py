"""Servanda: an evidence-based monitor of states' treaty commitments (*pacta sunt servanda*).

The names below are the door for Python; see `servanda.api` and docs/reference/python.md. They load when they are first
named, so that a small question on the command line does not pay for them.
"""

from typing import TYPE_CHECKING, Any

from servanda.version import __version__

if TYPE_CHECKING:
    from servanda.api import (
        Record,
        agreements,
        cite,
        compare,
        obligations,
        outlook,
        panel,
        peers,
        precedents,
        read,
        region,
        status,
        still_the_same,
        timeline,
        treaty,
        what_if,
        write_brief,
    )


__all__ = [
    "Record",
    "__version__",
    "agreements",
    "cite",
    "compare",
    "obligations",
    "outlook",
    "panel",
    "peers",
    "precedents",
    "read",
    "region",
    "status",
    "still_the_same",
    "timeline",
    "treaty",
    "what_if",
    "write_brief",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is anything
    """Load the door for Python when one of its names is asked for."""
    if name in __all__:
        from servanda import api

        return getattr(api, name)
    message = f"module 'servanda' has no attribute {name!r}"
    raise AttributeError(message)
