"""What insight asks of the law, as a narrow contract: a real body (`servanda.law`) and room for a fake in tests."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Protocol

import msgspec

from servanda.model import EffectiveReading, Status


class Supposed(Protocol):
    """What `servanda.law.what_if` answers, as far as insight reads it."""

    @property
    def effective(self) -> date | None:
        """The day of effect that the depositary's practice gives."""

    @property
    def effective_readings(self) -> tuple[EffectiveReading, ...]:
        """Every day that the words or the practice support."""

    @property
    def findings(self) -> tuple[str, ...]:
        """Codes such as `no_exit_clause`."""

    @property
    def if_party(self) -> "Supposed | None":
        """The answer for a party, where the record does not say whether the state is one."""


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """The three functions of the law that insight calls."""

    status: Callable[..., Status]
    what_if: Callable[..., Supposed]
    status_json: Callable[[Status], dict[str, Any]]


@cache
def law_engine() -> Engine:
    """The law engine of this package, imported when first asked."""
    from servanda.law import status, status_json, what_if

    return Engine(status=status, what_if=what_if, status_json=status_json)
