"""When a treaty and its parties are bound: whose consent is needed, how it is given, and from which day it works."""

from typing import Literal

import msgspec

from servanda.model.dates import Edtf, is_edtf
from servanda.model.delay import Delay, check_period
from servanda.model.errors import InputError


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A condition that no count of instruments can show: a share of emissions, tonnage or consumption."""

    of: str
    least: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A second count inside the first: at least so many of the instruments come from a circle of states.

    Args:
        least: instruments from the circle.
        among: codes of the circle; empty where only `of` describes it, so that no record of instruments can show it.
        group: catalog key of a group instead of codes; the catalog writes all that ever were its members into `among`.
        of: the circle in words ("states with a nuclear installation that has achieved criticality").
    """

    least: int
    among: tuple[str, ...] = ()
    group: str = ""
    of: str = ""


class NotCounted(msgspec.Struct, frozen=True, kw_only=True):
    """Instruments that do not count towards the treaty's own entry: those of regional organisations.

    Args:
        codes: catalog codes of the organisations that have joined or may join (`EUE`, `XEAEC`).
        article: where it is said.
        what: the instruments in words.
    """

    codes: tuple[str, ...]
    article: str | None = None
    what: str = "the instrument of a regional organisation is not additional to those of its member states"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """When the treaty itself enters into force.

    Args:
        article: where it is said.
        delay: from the day the conditions are met.
        count: instruments needed; None where the number alone decides nothing.
        named: codes of the states whose instruments are needed, as records keep them: the Soviet Union's instruments
            stand under the state that continues it (RUS).
        parts: counts within the count.
        shares: conditions on emissions, tonnage, ….
        not_counted: whose instruments are left out of the count.
        condition: further conditions in words.
        not_before: no entry before this day.
        after_parent: not before the parent treaty itself is in force.
    """

    article: str | None = None
    delay: Delay = Delay(style="on_deposit")
    count: int | None = None
    named: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    shares: tuple[Share, ...] = ()
    not_counted: NotCounted | None = None
    condition: str = ""
    not_before: Edtf | None = None
    after_parent: bool = False


class AtOnce(msgspec.Struct, frozen=True, kw_only=True):
    """A situation in which consent works at once, without the period (Geneva Conventions: war)."""

    article: str
    condition: str


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """What the other parties may object to, until when, and what their objection does.

    Args:
        article: where it is said.
        period: how long they have; ISO 8601.
        by: how many it takes: `one`, `third`, `half`, `two_thirds` or `all` of the parties.
        effect: `between` the two the act does not work; the act `fails` for all; the objector `stays_out` of it.
    """

    article: str | None = None
    period: str = "P12M"
    by: Literal["one", "third", "half", "two_thirds", "all"] = "one"
    effect: Literal["between", "fails", "stays_out"] = "between"

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        check_period(self.period)


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """When a state that consents later is bound.

    Args:
        article: where it is said.
        delay: from the deposit of its own instrument.
        early: an instrument deposited before the treaty's own entry enters `with` the treaty, or not before its `own`
            period has run. States that consented before the conditions were met always enter with the treaty.
        accession: the delay of a state that accedes, where that is another one (Apostille Convention: six months for
            objections come first); None is `delay`.
        at_once: when the period is left out.
        objection: an accession works only towards those that do not object (Hague conventions).
        note: for people.
    """

    article: str | None = None
    delay: Delay
    early: Literal["own", "with"] = "own"
    accession: Delay | None = None
    at_once: AtOnce | None = None
    objection: Objection | None = None
    note: str = ""


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """How consent is given.

    Args:
        article: where it is said.
        definitive_signature: a signature not subject to ratification binds by itself (conventions of the IMO).
        signature_until: last day of signature, EDTF; `entry` where the treaty's own entry ends it.
        accession_from: `opening` of signature, `closing` of signature, or the treaty's `entry`: from when those that
            did not sign may accede.
        invited: who may accede, where that takes an invitation or a decision.
        organisations: article by which organisations may become parties.
    """

    article: str | None = None
    definitive_signature: bool = False
    signature_until: str | None = None
    accession_from: Literal["opening", "closing", "entry"] | None = None
    invited: str = ""
    organisations: str | None = None

    def __post_init__(self) -> None:
        """Refuse an end of signature that is neither a day nor the treaty's entry."""
        end = self.signature_until
        if end is not None and end != "entry" and not is_edtf(end):
            raise InputError(f"signature_until “{end}” is not a date", value=end, hint="write a day or entry")
