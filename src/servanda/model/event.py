"""An Event: one happening in one state's dealing with one treaty, as all reports on it tell it."""

from typing import Any

import msgspec

from servanda.model.dates import Edtf
from servanda.model.person import Officer
from servanda.model.vocabulary import Action, Certainty, Stage
from servanda.model.vote import Votes


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """A value that reports give against the best supported one; `quotations` are their own words."""

    value: Any
    reports: tuple[str, ...]
    quotations: tuple[str, ...] = ()
    probability: float = 0.0


class FieldSupport(msgspec.Struct, frozen=True, kw_only=True):
    """The best supported value of one field, who says so, who says otherwise.

    `origins` counts the independent origins that support it; `probability` is the chance, 0 to 1, that the value
    is true, given who gives it, who gives another, and their record.
    """

    value: Any
    supports: tuple[str, ...] = ()
    contradicts: tuple[Contradiction, ...] = ()
    origins: int = 0
    probability: float = 1.0


class Belief(msgspec.Struct, frozen=True, kw_only=True):
    """What was believed of an event once the reports up to a day were out.

    Args:
        on: day of publication, EDTF; None where the reports carry none.
        reports: those that changed the belief.
        values: field -> best supported value then.
        stands, confidence: of the event then.
    """

    on: Edtf | None = None
    reports: tuple[str, ...] = ()
    values: dict[str, Any] = {}
    stands: bool = True
    confidence: float = 0.5


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A named result of a check.

    Args:
        code: stable name (`not_a_party`, `more_votes_than_seats`, …), also what silences it.
        severity: `error`, `warning` or `hint`.
        text: what was found, for a person.
        source: the article, act or catalog fact it rests on.
        field: the field of the event or act it speaks of.
    """

    code: str
    severity: str
    text: str
    source: str = ""
    field: str | None = None


class Implication(msgspec.Struct, frozen=True, kw_only=True):
    """One computed consequence and what it was computed from."""

    kind: str
    text: str
    states: tuple[str, ...] = ()
    basis: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One happening; the best supported value of each field stands at the top.

    `origins` partition the ids of every report on it, supporting or contradicting. `stands` is False once the
    happening is denied or retracted by better evidence. `law` holds what the law engine says of it. `history` tells
    what was believed as reports came out, one entry for each day that changed it.
    """

    id: str
    state: str
    treaty: str | None = None
    treaty_name: str | None = None
    action: Action
    stage: Stage
    certainty: Certainty
    date: Edtf | None = None
    effective_date: Edtf | None = None
    votes: Votes | None = None
    body: str | None = None
    persons: tuple[str, ...] = ()
    person_details: tuple[Officer, ...] = ()
    background: bool = False
    stands: bool = True
    confidence: float = 0.5
    procedure: str = ""
    origins: tuple[tuple[str, ...], ...] = ()
    fields: dict[str, FieldSupport] = {}
    checks: tuple[Finding, ...] = ()
    law: dict[str, Any] = {}
    implications: tuple[Implication, ...] = ()
    why: tuple[str, ...] = ()
    history: tuple[Belief, ...] = ()
