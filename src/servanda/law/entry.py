"""Entry into force: of the treaty itself, and for one state.

The day that a depositary published prevails over any count. A state that consented before the treaty entered into
force enters with it, unless its own period runs longer and the treaty lets it run (VCLT 24).
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.delays import Counted, count, fixed
from servanda.law.periods import earliest, latest
from servanda.model import CONSENT, Act, Action, EffectiveReading
from servanda.model.clause import Clauses, Entry


class TreatyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The treaty's own entry into force; `counted` is what the instruments on record give, where that can be said."""

    day: date | None = None
    article: str | None = None
    text: str = ""
    counted: date | None = None


def treaty_entry(clauses: Clauses | None, acts: Sequence[Act], *, covered: bool = False) -> TreatyEntry:
    """When the treaty entered into force.

    Args:
        clauses: None where the catalog has no clause data.
        acts: of all states on this treaty.
        covered: whether they are all there are; only then is a count from them compared.
    """
    if clauses is None:
        return TreatyEntry(text="no clause data")
    rule = clauses.entry
    article = rule.article if rule else None
    wanted = rule if covered or not clauses.in_force else None
    derived = _derive(wanted, acts) if wanted else None
    if clauses.in_force:
        day = earliest(clauses.in_force)
        text = f"the treaty entered into force on {day}, as published"
        return TreatyEntry(day=day, article=article, text=text, counted=derived)
    if derived:
        return TreatyEntry(day=derived, article=article, text=f"the conditions give {derived}", counted=derived)
    return TreatyEntry(article=article, text="the treaty is not in force")


def _derive(rule: Entry, acts: Sequence[Act]) -> date | None:
    """The day the instruments on record give; None while conditions are open, or are none that instruments show."""
    first: dict[str, date] = {}
    for act in sorted((a for a in acts if a.kind in CONSENT and a.territory is None), key=lambda a: latest(a.date)):
        first.setdefault(act.state, latest(act.date))
    if rule.shares or (rule.count is None and not rule.named) or not set(rule.named) <= first.keys():
        return None
    if len(first) < (rule.count or 0):
        return None
    met = max(
        sorted(first.values())[rule.count - 1] if rule.count else date.min, *(first[s] for s in rule.named), date.min
    )
    day = count(rule.delay, met).day
    floor = earliest(rule.not_before) if rule.not_before else None
    return max(day, floor) if day and floor else day


def state_entry(clauses: Clauses | None, entry: date | None, act: Act) -> Counted:
    """When an act of consent binds its state.

    Args:
        clauses: None where the catalog has no clause data.
        entry: the treaty's own entry into force.
        act: the consent; its published day of effect prevails.
    """
    if act.effective:
        return fixed(earliest(act.effective), "as the depositary published it")
    if clauses is None:
        return Counted(steps="no clause data: the day of effect is not known")
    if entry is None:
        return Counted(steps="the treaty is not in force")
    return _by_rule(clauses, entry, latest(act.date))


def _by_rule(clauses: Clauses, entry: date, deposited: date) -> Counted:
    later, early = clauses.later, deposited <= entry
    if later is None or (early and later.early == "with"):
        return fixed(entry, "with the treaty itself") if early else Counted(steps="no rule for later parties")
    own = count(later.delay, deposited)
    if early and (own.day is None or own.day <= entry):
        return fixed(entry, "with the treaty itself")
    return Counted(day=own.day, readings=_not_before(own.readings, entry), steps=own.steps)


def _not_before(readings: tuple[EffectiveReading, ...], entry: date) -> tuple[EffectiveReading, ...]:
    return tuple(r for r in readings if r.date >= entry)


def succession_note(act: Act) -> str:
    """What to tell about a succession without a published day of effect (VCLT-S 1978, art 23)."""
    if act.kind is Action.SUCCESSION and act.effective is None:
        return "; a successor is usually bound from the day of succession, which the record does not give"
    return ""
