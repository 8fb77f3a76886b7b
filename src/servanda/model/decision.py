"""A Decision: what a reviewer made of an event, with who and why. What was read stays; a decision stands beside it."""

from typing import Any, Literal

import msgspec

from servanda.model.dates import is_edtf
from servanda.model.errors import InputError
from servanda.model.vocabulary import Action, Certainty, Stage

Verdict = Literal["accepted", "corrected", "rejected", "merged", "split", "reopened"]

CORRECTABLE: dict[str, type | None] = {
    "state": None,
    "treaty": None,
    "action": Action,
    "stage": Stage,
    "certainty": Certainty,
    "date": None,
    "effective_date": None,
    "body": None,
}
"""Fields a reviewer may set right; those of a vocabulary with their words."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on one event.

    Args:
        event: id of the event.
        verdict: `accepted` as it is, `corrected` by `fields`, `rejected` as not so, `merged` into another event,
            `split`: the reports in `reports` tell of something else, or `reopened`: all decided before is taken back.
        by: who decided.
        why: the reason, in the reviewer's words.
        fields: field to right value, for a correction.
        into: id of the other event, for a merger.
        reports: ids of the reports that are taken out, for a split.
        acts: ids of the acts that were recorded with it.
    """

    event: str
    verdict: Verdict
    by: str
    why: str
    fields: dict[str, Any] = {}
    into: str | None = None
    reports: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A decision needs somebody and a reason, and what its verdict is about."""
        missing = [name for name in ("event", "by", "why") if not getattr(self, name).strip()]
        needed = {"corrected": "fields", "merged": "into", "split": "reports"}.get(self.verdict)
        if needed and not getattr(self, needed):
            missing.append(needed)
        if missing:
            raise InputError(f"a decision needs {missing[0]}", where=self.event, hint="say who decides, what, and why")
        if self.into == self.event:
            raise InputError("an event cannot be merged into itself", where=self.event)
        for name, value in self.fields.items():
            _check_field(name, value, self.event)


def _check_field(name: str, value: object, where: str) -> None:
    if name not in CORRECTABLE:
        raise InputError(f"no field “{name}”", value=name, where=where, hint=f"fields are {', '.join(CORRECTABLE)}")
    if name.endswith("date") and not is_edtf(str(value)):
        raise InputError(f"{name} “{value}” is not a date", value=value, where=where)
    words = CORRECTABLE[name]
    if words is not None and value not in list(words):  # type: ignore[call-overload]  # the vocabularies are enums
        raise InputError(f"no {name} “{value}”", value=value, where=where)
