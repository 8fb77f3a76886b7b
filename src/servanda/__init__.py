"""Servanda: an evidence-based monitor of states' treaty commitments (*pacta sunt servanda*).

`Record`, `panel` and `status` are the door for Python; see `servanda.api`. They load when they are first named, so that
a small question on the command line does not pay for them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.api import Record, panel, status

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "panel", "status"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute is anything
    """Load the door for Python when one of its names is asked for."""
    if name in {"Record", "panel", "status"}:
        from servanda import api

        return getattr(api, name)
    message = f"module 'servanda' has no attribute {name!r}"
    raise AttributeError(message)
