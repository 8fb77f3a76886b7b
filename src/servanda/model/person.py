"""Persons in office: a dated spell of one person in one office, and a person as a report names one.

The register speaks only for days that it covers: a day on which nobody is on record is a day of ignorance, not of an
empty chair, and an open spell is vouched for only up to the day its file was last looked through.
"""

from datetime import date

import msgspec

from servanda.model.dates import Edtf, earliest, latest
from servanda.model.errors import InputError

OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
"""The four offices of the register; the first three represent their state by virtue of office (VCLT art. 7(2)(a))."""


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """One spell of one person in one office.

    Args:
        state: catalog code.
        office: one of OFFICES.
        called: codes of the titles this office goes by in this state (`president`, `prime_minister`, …).
        name: full name as usual in English, accents kept.
        since: the first day in office, or the month or year of it.
        until: the day, month or year the successor took over; None while open.
        vouched: the last day on which an open spell is known to have run.
        variants: other spellings and transliterations, full names or surnames.
        surname: the part of the name that stands alone after a title ("Nausėda").
    """

    state: str
    office: str
    called: tuple[str, ...]
    name: str
    since: Edtf
    until: Edtf | None = None
    vouched: Edtf
    surname: str
    variants: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse dates that are none, and an end before its beginning."""
        earliest(self.since)
        latest(self.vouched)
        if self.until is not None and latest(self.until) < earliest(self.since):
            raise InputError(f"{self.name} leaves before coming", value=self.until, where=self.state)

    def surely_on(self, day: date) -> bool:
        """Whether the person held the office on a day however partial dates are read; hand-over days are not sure."""
        end = latest(self.vouched) if self.until is None else earliest(self.until)
        return latest(self.since) < day and (day <= end if self.until is None else day < end)

    def maybe_on(self, day: date) -> bool:
        """Whether the person may have held the office on a day; an open spell may still run."""
        return earliest(self.since) <= day and (self.until is None or day <= latest(self.until))

    @property
    def years(self) -> str:
        """The spell for people: "2019-07-12 to 2024", "since 2019"."""
        return f"{self.since} to {self.until}" if self.until else f"since {self.since}"


class Officer(msgspec.Struct, frozen=True, kw_only=True):
    """A person whom a report names with an office.

    Args:
        name: as the text has it, titles taken off.
        office: the office as the text has it.
        title: the code of the title that the office names.
        state: code of the state named beside the office; None where the text leaves it to be understood.
        start: offset of the name in the report's text, characters.
        end: end of the name, exclusive.
    """

    name: str
    office: str
    title: str
    state: str | None = None
    start: int
    end: int
