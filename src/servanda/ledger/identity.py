"""What makes an act this act: its id, and its slot in the record."""

import msgspec

from servanda.ledger.entry import content_key
from servanda.model import CONSENT, Act, Action

SAID_ABOUT = frozenset({"id", "source", "note", "recorded_at"})
"""Fields that tell of the record and not of the act: two sources of one act are one act."""

_FACTS = tuple(sorted({*Act.__struct_fields__} - SAID_ABOUT))

REPEATABLE = frozenset(
    {
        Action.RESERVATION,
        Action.DECLARATION,
        Action.OBJECTION,
        Action.TERRITORIAL_APPLICATION,
        Action.AMENDMENT,
        Action.SUSPENSION,
    }
)
"""Acts a state may take several times within one spell; each day of them is its own."""

_OUT = frozenset({Action.WITHDRAWAL, Action.TERMINATION})
_IN = CONSENT | {Action.SIGNATURE, Action.PROVISIONAL_APPLICATION}


def act_id(act: Act) -> str:
    """The id that any ledger gives this act: a hash of all it says but source, note and time of recording."""
    return f"a-{content_key({name: value for name in _FACTS if (value := getattr(act, name)) is not None})}"


def identified(act: Act) -> Act:
    """The act under the id that its content gives it."""
    own = act_id(act)
    return act if act.id == own else msgspec.structs.replace(act, id=own)


def slot(act: Act) -> tuple[str | None, ...]:
    """Where an act stands in the record, its day left aside."""
    return (act.state, act.treaty, act.kind, act.territory, act.towards, act.of)


def direction(act: Act) -> str:
    """Whether an act leads in, leads out, takes back, or neither."""
    if act.kind in _IN:
        return "in"
    if act.kind in _OUT:
        return "out"
    return "back" if act.kind is Action.REVOCATION else ""
