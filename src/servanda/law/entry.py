"""Entry into force for one state; that of the treaty itself stands in `own_entry`.

The day that a depositary published prevails over any count. A state that consented before the treaty entered into
force enters with it, unless its own period runs longer and the treaty lets it run (VCLT 24).
"""

from datetime import date

from servanda.law.delays import Counted, count, fixed
from servanda.law.own_entry import TreatyEntry, treaty_entry
from servanda.law.periods import earliest, latest
from servanda.model import Act, Action, EffectiveReading
from servanda.model.clause import Clauses

__all__ = ["TreatyEntry", "state_entry", "succession_note", "treaty_entry"]


def state_entry(clauses: Clauses | None, entry: date | None, act: Act) -> Counted:
    """When an act of consent binds its state.

    Args:
        clauses: None where the catalog has no clause data.
        entry: the treaty's own entry into force.
        act: the consent; its published day of effect prevails.
    """
    if act.effective:
        return fixed(earliest(act.effective), f"in force on {act.effective}, as the depositary published it")
    return counted_entry(clauses, entry, act)


def counted_entry(clauses: Clauses | None, entry: date | None, act: Act) -> Counted:
    """When an act of consent binds its state by the treaty's own rule, whatever the depositary published."""
    if clauses is None:
        return Counted(steps="no clause data: the day of effect is not known")
    if entry is None:
        return Counted(steps="the treaty is not in force")
    rule = clauses.succession
    if act.kind is Action.SUCCESSION and rule and rule.bound_from == "deposit":
        return fixed(
            max(latest(act.date), entry), f"a successor is bound from the deposit of its notification, {act.date}"
        )
    return _by_rule(clauses, entry, latest(act.date), accedes=act.kind is Action.ACCESSION)


def _by_rule(clauses: Clauses, entry: date, deposited: date, *, accedes: bool) -> Counted:
    later, early = clauses.later, deposited <= entry
    with_it = f"on or before the treaty's own entry, so with it = {entry}"
    if later is None:
        return fixed(entry, with_it) if early else _residual(deposited)
    if early and later.early == "with":
        return fixed(entry, with_it)
    delay = later.accession if accedes and later.accession else later.delay
    own = count(delay, deposited)
    if early and (own.day is None or own.day <= entry):
        return fixed(entry, with_it)
    return Counted(day=own.day, readings=_not_before(own.readings, entry), steps=own.steps)


def _residual(deposited: date) -> Counted:
    """No rule for later parties: what VCLT 24(3) would give, as a reading that is not preferred."""
    why = "residual rule, VCLT 24(3): bound on the day its consent is established, if the treaty is open to it at all"
    return Counted(
        readings=(EffectiveReading(date=deposited, why=why),), steps="the treaty has no rule for later parties"
    )


def _not_before(readings: tuple[EffectiveReading, ...], entry: date) -> tuple[EffectiveReading, ...]:
    return tuple(r for r in readings if r.date >= entry)


def succession_note(act: Act, succeeded: date | None) -> str:
    """What to tell about a succession without a published day of effect (VCLT-S 1978, art 23)."""
    if act.kind is not Action.SUCCESSION or act.effective is not None:
        return ""
    day = f"{succeeded}" if succeeded else "a day the record does not give"
    return f"; residual rule, VCLT-S 23: some depositaries count a successor from the succession of states, {day}"
