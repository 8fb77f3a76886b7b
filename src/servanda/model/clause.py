"""Clauses: what a treaty itself says on entry into force, later parties, leaving and the rest, as data with articles.

A rule counts days in the calendar of the depositary. Where the depositary's habit differs from the plain words, the
habit stands in the data (`habit_days`), because the day convention belongs to depositary and treaty, not to the words.
"""

import re
from typing import Literal

import msgspec

from servanda.model.dates import Edtf, is_edtf
from servanda.model.errors import InputError

Style = Literal[
    "on_deposit",
    "exact",
    "nth_day",
    "first_of_nth_month",
    "first_of_month_after",
    "end_of_year",
    "end_of_next_year",
    "end_of_financial_year",
    "january_if_by_july",
    "june_if_by_january",
    "end_of_term",
    "stated_day",
    "by_agreement",
]
"""How a clause counts; `law.delays` holds the arithmetic and the words of each.

    on_deposit              the day of deposit or receipt itself
    exact                   the same day after a period of months or years, clamped at the end of a short month
    nth_day                 deposit plus N days ("on the ninetieth day after", "ninety days after")
    first_of_nth_month      first day of the N-th month after the month of the deposit (Ottawa, CCM)
    first_of_month_after    first day of the month after the end of the period (Council of Europe, Rome Statute)
    end_of_year             31 December of the year of the notice (IRENA)
    end_of_next_year        31 December of the year after the notice (UNESCO)
    end_of_financial_year   31 December, of the next year for a notice of the last three months (Council of Europe)
    january_if_by_july      1 January after the first 1 July on or after the notice (Single Convention)
    june_if_by_january      30 June after the first 1 January on or after the notice (Whaling)
    end_of_term             end of the running term, with at least the period in between (Genocide Convention)
    stated_day              the day the notice states, at least the period ahead (CFE, Open Skies)
    by_agreement            a later agreement or decision fixes the day; nothing can be counted
"""

Anchor = Literal["party", "treaty", "day"]

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def _check_period(text: str) -> None:
    if not _PERIOD.fullmatch(text) or text == "P":
        raise InputError(f"period “{text}” is not ISO 8601 years, months or days", value=text, hint="write P6M or P90D")


class Delay(msgspec.Struct, frozen=True, kw_only=True):
    """How long after an act its effect comes.

    Args:
        style: how the clause counts.
        period: ISO 8601 years, months or days (`P6M`, `P90D`).
        habit_days: days the depositary adds to what the plain words give, in its published practice.
        habit_until: last day of deposit for which it did so, where the practice has changed.
    """

    style: Style
    period: str = "P0D"
    habit_days: int = 0
    habit_until: Edtf | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        _check_period(self.period)


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A condition that no count of instruments can show: a share of emissions, tonnage or consumption."""

    of: str
    least: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """When the treaty itself enters into force.

    Args:
        article: where it is said.
        delay: from the day the conditions are met.
        count: instruments needed; None where the number alone decides nothing.
        named: codes of the states whose instruments are needed.
        shares: conditions on emissions, tonnage, ….
        condition: further conditions in words.
        not_before: no entry before this day.
    """

    article: str | None = None
    delay: Delay = Delay(style="on_deposit")
    count: int | None = None
    named: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    condition: str = ""
    not_before: Edtf | None = None


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """When a state that consents later is bound.

    Args:
        article: where it is said.
        delay: from the deposit of its own instrument.
        early: an instrument deposited before the treaty's own entry enters `with` the treaty, or not before its `own`
            period has run. States that consented before the conditions were met always enter with the treaty.
        note: for people.
    """

    article: str | None = None
    delay: Delay
    early: Literal["own", "with"] = "own"
    note: str = ""


class NotBefore(msgspec.Struct, frozen=True, kw_only=True):
    """Notice may not be given before a period has run from the entry into force, for the party or of the treaty."""

    period: str
    anchor: Anchor = "party"
    day: Edtf | None = None
    article: str | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none, and a fixed anchor without its day."""
        _check_period(self.period)
        if self.anchor == "day" and self.day is None:
            raise InputError("an anchor that is a day needs the day", value=self.anchor)


class Windows(msgspec.Struct, frozen=True, kw_only=True):
    """Notice is possible only in the window that follows each full number of years since the treaty's first entry."""

    every_years: int
    length: str = "P1Y"


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Terms that follow one another from the treaty's entry; notice ends the running one."""

    first_years: int
    then_years: int


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """An armed conflict keeps the state bound.

    Args:
        article: where it is said.
        tested: on the day of the notice (Geneva Conventions) or at the expiry of the period (Ottawa, CCM, AP I).
        condition: the situation, in the article's sense.
        until: what the state stays bound for.
    """

    article: str | None = None
    tested: Literal["notice", "expiry"]
    condition: str = "engaged in an armed conflict"
    until: str = "the end of the armed conflict"


class Survival(msgspec.Struct, frozen=True, kw_only=True):
    """Obligations that outlive the exit, for a period where one is said."""

    article: str | None = None
    what: str
    period: str | None = None


class Below(msgspec.Struct, frozen=True, kw_only=True):
    """The treaty ends when exits leave fewer parties than a number; VCLT 55 says it does not unless it says so."""

    article: str | None = None
    parties: int
    effect: str = ""


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """How a party leaves.

    Args:
        allowed: `yes`; `conditional` on something only people can judge; `silent`, so that VCLT 54 and 56 apply;
            `no`, where the treaty is held not to be one that can be left.
        article: where it is said.
        word: the treaty's own word (denunciation, …).
        delay: from receipt of the notice.
        may_name_later: the notice may name a later day.
        given_to: who receives it.
        copies_to: who else must get it.
        reasons: what the notice must say.
        condition: what a conditional right depends on.
    """

    allowed: Literal["yes", "no", "silent", "conditional"] = "yes"
    article: str | None = None
    word: str = "withdrawal"
    delay: Delay | None = None
    may_name_later: bool = False
    given_to: str = ""
    copies_to: tuple[str, ...] = ()
    reasons: str = ""
    condition: str = ""
    not_before: NotBefore | None = None
    windows: Windows | None = None
    term: Term | None = None
    conflict: Conflict | None = None
    survival: tuple[Survival, ...] = ()
    below: Below | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """A right to leave needs a way to count, and terms need their length."""
        if self.allowed in ("yes", "conditional") and self.delay is None:
            raise InputError("a right to leave needs a delay", value=self.allowed, where=self.article or "")
        if self.delay and self.delay.style == "end_of_term" and self.term is None:
            raise InputError("end_of_term needs a term", where=self.article or "")


class Reservations(msgspec.Struct, frozen=True, kw_only=True):
    """Whether reservations are allowed: `prohibited`, `partial`, `compatible`, or `silent` (VCLT 19-23)."""

    mode: Literal["prohibited", "partial", "compatible", "silent"]
    article: str | None = None
    note: str = ""


class Provisional(msgspec.Struct, frozen=True, kw_only=True):
    """Provisional application before entry into force, and its own way out (VCLT 25)."""

    article: str | None = None
    scope: str = ""
    exit_article: str | None = None
    exit_delay: Delay | None = None
    survival: tuple[Survival, ...] = ()


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    """A party may suspend the treaty; where no such clause stands, a suspension is contested (VCLT 57-62, 65)."""

    article: str
    delay: Delay = Delay(style="on_deposit")
    condition: str = ""


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """The treaty is no longer in force from this day."""

    day: Edtf
    why: str
    article: str | None = None


class Special(msgspec.Struct, frozen=True, kw_only=True):
    """The exit rule of named states only, as by an accepted reservation."""

    states: tuple[str, ...]
    withdrawal: Withdrawal


class Clauses(msgspec.Struct, frozen=True, kw_only=True):
    """What one treaty says.

    Args:
        in_force: the day the depositary published for the treaty's own entry; it prevails over any count. None while
            the treaty is not in force.
        entry: the rule of that entry.
        later: the rule for later states; None where the circle of parties is closed.
        withdrawal: how a party leaves.
        parent_exit: article by which leaving the parent treaty leaves this one.
        suspension: None where the treaty knows none.
        duration: how long it lasts, in words, where it is not unlimited.
        special: exit rules of named states.
        sources: where each part was read.
    """

    in_force: Edtf | None = None
    entry: Entry | None = None
    later: Later | None = None
    withdrawal: Withdrawal
    special: tuple[Special, ...] = ()
    parent_exit: str | None = None
    parent_delay: Delay | None = None
    reservations: Reservations = Reservations(mode="silent")
    provisional: Provisional | None = None
    suspension: Suspension | None = None
    ended: Ended | None = None
    duration: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an entry into force that is no date."""
        if self.in_force is not None and not is_edtf(self.in_force):
            raise InputError(f"in_force “{self.in_force}” is not a date", value=self.in_force)

    def withdrawal_of(self, state: str) -> Withdrawal:
        """The exit rule for one state."""
        return next((s.withdrawal for s in self.special if state in s.states), self.withdrawal)
