"""How far a consent reaches: reservations, territories, amendments and successors."""

from typing import Literal

import msgspec

from servanda.model.delay import Delay, check_period
from servanda.model.entry_clause import Objection


class Reservations(msgspec.Struct, frozen=True, kw_only=True):
    """Whether reservations are allowed, and how they are judged and taken back (VCLT 19-23).

    Args:
        mode: `prohibited`, `partial` (some articles only), `compatible` with object and purpose, or `silent`.
        article: where it is said.
        objection: how the others may object, and what that does; None is VCLT 20.
        withdrawal_article: where taking a reservation back is provided for; VCLT 22(1) otherwise.
        withdrawal_delay: from the notice that takes it back; None is on receipt (VCLT 22(3)).
        note: for people.
    """

    mode: Literal["prohibited", "partial", "compatible", "silent"]
    article: str | None = None
    objection: Objection | None = None
    withdrawal_article: str | None = None
    withdrawal_delay: Delay | None = None
    note: str = ""


class Territorial(msgspec.Struct, frozen=True, kw_only=True):
    """Which territories a consent reaches; without such a clause, all of them (VCLT 29).

    Args:
        article: where it is said.
        mode: the treaty reaches territories for whose relations a state is responsible only when `declared`; it
            reaches all but those `excluded` by declaration; or only territorial `units` of one state may be named.
        delay: from the declaration to its effect; None is the rule for later parties.
        exit_article: where leaving for one territory is provided for.
        exit_delay: from that notice; None is the delay of the general exit.
        not_before: period that must have run since the declaration, ISO 8601.
    """

    article: str
    mode: Literal["declared", "excluded", "units"] = "declared"
    delay: Delay | None = None
    exit_article: str | None = None
    exit_delay: Delay | None = None
    not_before: str | None = None

    def __post_init__(self) -> None:
        """Refuse a period that is none."""
        if self.not_before is not None:
            check_period(self.not_before)


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """How the treaty, an annex or a regulation is changed.

    Args:
        article: where it is said.
        of: what is changed ("the treaty", "annexes", "regulations").
        mode: it enters by instruments of `acceptance`, by `tacit` acceptance unless objected, or by `decision`.
        needs: what it takes, in words ("two thirds of the parties").
        delay: from that moment.
        objection: who may stop it or stay out, and until when.
        binds: the `accepting` parties only, or `all`.
    """

    article: str
    of: str = "the treaty"
    mode: Literal["acceptance", "tacit", "decision"] = "acceptance"
    needs: str = ""
    delay: Delay | None = None
    objection: Objection | None = None
    binds: Literal["accepting", "all"] = "accepting"


class SuccessionRule(msgspec.Struct, frozen=True, kw_only=True):
    """From when a successor state is bound, where treaty or depositary has a rule of its own.

    Args:
        bound_from: the day of `succession` of states (the practice of depositaries, VCLT-S 1978 art 23), the `deposit`
            of the notification, or the rule for `later` parties.
        article: where it is said; None where it is practice.
        note: for people.
    """

    bound_from: Literal["succession", "deposit", "later"] = "succession"
    article: str | None = None
    note: str = ""
