"""A Chamber: a house of a national parliament."""

from datetime import date

import msgspec

from servanda.model.dates import Edtf, earliest


class Seats(msgspec.Struct, frozen=True, kw_only=True):
    """The statutory number of members from a day on; `since` None is "as far back as we say"."""

    count: int
    since: Edtf | None = None


class Chamber(msgspec.Struct, frozen=True, kw_only=True):
    """One house of one parliament.

    Args:
        id: `state-name`, lower case.
        state: catalog code.
        kind: `single`, `lower` or `upper`.
        name: in its own language, in Latin letters where that is usual in English.
        english: its English name.
        parliament: the name of the parliament both houses form, where there is one.
        aliases: further names, own-script ones among them.
        members: what a member is called in English ("deputies", "senators").
        seats: statutory number of members now, None where it floats or we do not know.
        history: earlier and later numbers by day, where the number changed.
    """

    id: str
    state: str
    kind: str
    name: str
    english: str
    parliament: str = ""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    seats: int | None = None
    history: tuple[Seats, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    def seats_on(self, day: date) -> int | None:
        """The number of seats on a day; the last known change before it decides.

        A day before the first dated change gives None where the catalog has no undated number: we do not know.
        """
        if not self.history:
            return self.seats
        known = [s for s in self.history if s.since is None or earliest(s.since) <= day]
        return known[-1].count if known else None
