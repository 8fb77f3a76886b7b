"""An Act: a fact recorded by a depositary or accepted by a person. Corrections supersede; nothing is deleted."""

from datetime import datetime

import msgspec

from servanda.model.dates import Edtf, earliest, is_edtf
from servanda.model.errors import InputError
from servanda.model.vocabulary import Action

_DATES = ("date", "effective", "known_from", "stated")


class Act(msgspec.Struct, frozen=True, kw_only=True, gc=False):  # it holds no other noun, so it makes no cycle
    """One act of one state on one treaty.

    Args:
        id: stable id (hash of state, treaty, kind, date, territory, towards), given by whoever records it.
        state: catalog code.
        treaty: catalog key, lower case, or `untc:IV-8` for a treaty outside the catalog.
        kind: the Action.
        date: deposit or receipt, EDTF (a depositary's record may hold only a month or year).
        effective: day of effect, only where the depositary published it.
        territory: code or name where the act is for a territory only.
        towards: counterparty code where the act is towards one state only (objection, VCLT 60 suspension).
        source: where the fact stands.
        known_from: the day its source made it public; None means the act's own date.
        recorded_at: when this ledger recorded it (UTC); None in the register we ship.
        corrects: id of the act this one supersedes.
        of: for a revocation, the Action it takes back (`withdrawal`, `ratification`, `reservation`); for an objection
            what it objects to: a `reservation`, or the other's consent, which keeps the treaty out of force between
            the two (VCLT 20(4)(b)).
        stated: a date of effect that the instrument itself names (Open Skies, CFE), EDTF.
        contested: why, and by whom, the act's effect is disputed.
        note: for people.
    """

    id: str
    state: str
    treaty: str
    kind: Action
    date: Edtf
    effective: Edtf | None = None
    territory: str | None = None
    towards: str | None = None
    source: str = ""
    known_from: Edtf | None = None
    recorded_at: datetime | None = None
    corrects: str | None = None
    of: Action | None = None
    stated: Edtf | None = None
    contested: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an act whose dates are not dates."""
        for value in (self.date, self.effective, self.known_from, self.stated):
            if value is not None and not is_edtf(value):
                name = next(name for name in _DATES if getattr(self, name) == value)
                raise InputError(f"{name} “{value}” is not a date", value=value, where=self.id)
        if not self.state or not self.treaty:
            raise InputError("an act needs a state and a treaty", where=self.id)

    def known_on(self, day: str) -> bool:
        """Whether the act was public by the end of `day` (ISO day)."""
        return earliest(self.known_from or self.date).isoformat() <= day
