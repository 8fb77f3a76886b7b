"""How a party leaves: when notice may be given, how long it runs, what it must say, and what outlives the exit."""

from typing import Literal

import msgspec

from servanda.model.dates import Edtf
from servanda.model.delay import Delay, check_period
from servanda.model.errors import InputError

Anchor = Literal["party", "treaty", "day"]


class NotBefore(msgspec.Struct, frozen=True, kw_only=True):
    """Notice may not be given before a period has run from the entry into force, for the party or of the treaty."""

    period: str
    anchor: Anchor = "party"
    day: Edtf | None = None
    article: str | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none, and a fixed anchor without its day."""
        check_period(self.period)
        if self.anchor == "day" and self.day is None:
            raise InputError("an anchor that is a day needs the day", value=self.anchor)


class Windows(msgspec.Struct, frozen=True, kw_only=True):
    """Notice is possible only in the window that follows each full number of years since an entry into force.

    Args:
        every_years: years until the first window opens, and between the openings of two.
        length: how long each is open, ISO 8601.
        anchor: the `treaty`'s first entry (ILO) or the `party`'s own.
        then_years: years between the later windows, where they are fewer (Forced Labour Convention: ten, then five).
        article: where it is said.
    """

    every_years: int
    length: str = "P1Y"
    anchor: Literal["treaty", "party"] = "treaty"
    then_years: int | None = None
    article: str | None = None

    def __post_init__(self) -> None:
        """Refuse a length that is no period, and years that do not pass."""
        check_period(self.length)
        if self.every_years < 1 or (self.then_years is not None and self.then_years < 1):
            raise InputError("a window opens after at least one year", value=str(self.every_years))


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Terms that follow one another from an entry into force; notice ends the running one.

    Args:
        first_years: years of the first term.
        then_years: years of each later one.
        anchor: the `treaty`'s own entry (Genocide Convention) or the `party`'s (European Social Charter).
    """

    first_years: int
    then_years: int
    anchor: Literal["treaty", "party"] = "treaty"


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


class OtherExit(msgspec.Struct, frozen=True, kw_only=True):
    """A further way out beside the general one, open in a situation (an amendment one does not accept).

    Args:
        article: where it is said.
        condition: the situation.
        delay: from receipt of the notice; `on_deposit` where no period is said.
        within: how long after the situation the way is open, ISO 8601.
    """

    article: str
    condition: str
    delay: Delay = Delay(style="on_deposit")
    within: str | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        if self.within is not None:
            check_period(self.within)


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
        reasons: what the notice must say, or may.
        reasons_required: whether a notice without them is not in order.
        partial: what can be left alone (annexes, single protocols, obligations).
        condition: what a conditional right depends on.
        not_before, windows, term: when notice may be given, and which term it ends.
        conflict: how an armed conflict delays the exit.
        survival: obligations that outlive it.
        below: whether the treaty ends with too few parties.
        others: further ways out.
        note: for people.
    """

    allowed: Literal["yes", "no", "silent", "conditional"] = "yes"
    article: str | None = None
    word: str = "withdrawal"
    delay: Delay | None = None
    may_name_later: bool = False
    given_to: str = ""
    copies_to: tuple[str, ...] = ()
    reasons: str = ""
    reasons_required: bool = False
    partial: str = ""
    condition: str = ""
    not_before: NotBefore | None = None
    windows: Windows | None = None
    term: Term | None = None
    conflict: Conflict | None = None
    survival: tuple[Survival, ...] = ()
    below: Below | None = None
    others: tuple[OtherExit, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """A right to leave needs a way to count, and terms need their length."""
        if self.allowed in ("yes", "conditional") and self.delay is None:
            raise InputError("a right to leave needs a delay", value=self.allowed, where=self.article or "")
        if self.delay and self.delay.style == "end_of_term" and self.term is None:
            raise InputError("end_of_term needs a term", where=self.article or "")


class Special(msgspec.Struct, frozen=True, kw_only=True):
    """The exit rule of named states only, as by an accepted reservation."""

    states: tuple[str, ...]
    withdrawal: Withdrawal


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


class Provisional(msgspec.Struct, frozen=True, kw_only=True):
    """Provisional application before entry into force, and its own way out (VCLT 25).

    Args:
        article: where it is said.
        scope: what is applied.
        exit_article: where its end is said; VCLT 25(2) where nothing is.
        exit_delay: from the notice that ends it.
        survival: obligations that outlive it.
    """

    article: str | None = None
    scope: str = ""
    exit_article: str | None = None
    exit_delay: Delay | None = None
    survival: tuple[Survival, ...] = ()
