"""What becomes of each obligation when a state leaves, joins or suspends: what lapses, stays, begins, and from when.

The day is that of the law, never that of the vote: until the exit takes effect every obligation runs (VCLT 26, 70).
An exit ends the duty to perform this treaty and no other (VCLT 43), so each ground for which a duty may stay is held
against the record on that very day: another treaty counts only if the state is bound by it, and where the record does
not say, the ground is listed as open. Whether a ground covers the whole duty or a part is a fact of the data.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

import msgspec

from servanda.insight.turns import Hold, StatusOf, Turn, hold_of, turn_near
from servanda.model import StatusValue, Treaty
from servanda.model.obligation import Duties, Ground, Obligation

Fate = Literal[
    "lapses", "stays_in_part", "stays", "begins", "already_owed", "suspended", "resumes", "runs", "not_owed", "unclear"
]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A ground held against the record on a day.

    Args:
        ground: why a duty may stay.
        status: the state's status under the other treaty; None for custom and for the treaty's own terms.
        since: the day the state became bound by the other treaty.
        until: the day that bond ends, where it is known to.
        text: the ground in words.
        basis: where it stands.
    """

    ground: Ground
    status: StatusValue | None = None
    since: date | None = None
    until: date | None = None
    text: str
    basis: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one obligation for one state.

    Args:
        obligation: which.
        fate: what becomes of it; `already_owed` begins as a duty of this treaty and was owed in whole before.
        since: the day from which that is so; None where no day can be said.
        held: grounds on which it, or a part of it, is owed all the same.
        open: grounds that would hold if the state were bound, of which the record says nothing.
        text: a sentence.
        basis: article, and the act or rule of law the day comes from.
    """

    obligation: Obligation
    fate: Fate
    since: date | None
    held: tuple[Held, ...] = ()
    open: tuple[Held, ...] = ()
    text: str
    basis: str


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of status does to the obligations of one state under one treaty.

    Args:
        turn: the change it is about.
        standings: each obligation the state owes as a party, in the order of the articles.
        terms: what the treaty says of every exit, with its clauses on survival; only for an exit.
        findings: `no_obligations_data`, `no_change`, `membership_unknown`.
    """

    state: str
    treaty: str
    turn: Turn
    standings: tuple[Standing, ...] = ()
    terms: tuple[Held, ...] = ()
    findings: tuple[str, ...] = ()

    def of(self, *fates: Fate) -> tuple[Standing, ...]:
        """The standings with one of these fates."""
        return tuple(one for one in self.standings if one.fate in fates)


def obligations_after(
    state: str,
    treaty: str,
    day: date,
    status_of: StatusOf,
    *,
    duties: Mapping[str, Duties],
    treaties: Mapping[str, Treaty],
) -> Shift:
    """What lapses, stays and begins for a state with the change of status that a day is about.

    Args:
        state: catalog code.
        treaty: catalog key.
        day: of the happening, or the day asked about: the next change from it on counts, else the last before it.
        status_of: the law over a record, or over a record with a supposed act; `turns.by_membership` lets the members
            of a group count as parties of its founding treaty.
        duties: obligations by treaty.
        treaties: the catalog's, for names and clauses.
    """
    turn = turn_near(status_of(state, treaty, day), day)
    return obligations_at(state, treaty, turn, day, status_of, duties=duties, treaties=treaties)


def obligations_at(
    state: str,
    treaty: str,
    turn: Turn,
    day: date,
    status_of: StatusOf,
    *,
    duties: Mapping[str, Duties],
    treaties: Mapping[str, Treaty],
) -> Shift:
    """As `obligations_after`, for a change that is known already, such as one that a supposed notice would bring.

    Args:
        turn: the change; where it has no day, the day asked about stands for it.
    """
    known = duties.get(treaty)
    findings = [code for code in (_finding(turn), None if known else "no_obligations_data") if code]
    if known is None:
        return Shift(state=state, treaty=treaty, turn=turn, findings=tuple(findings))
    when = turn.day or day
    grounds = _Grounds(state, when, status_of, treaties)
    mine = [one for one in known.obligations if one.concerns(state)]
    terms: list[Held] = []
    if turn.kind == "leaves":
        terms = [*grounds.terms(treaty, known)]
        said = {one.ground.article for one in terms}
        terms += [one for one in _survivals(treaties.get(treaty), state) if one.ground.article not in said]
    return Shift(
        state=state,
        treaty=treaty,
        turn=turn,
        standings=tuple(_standing(one, turn, grounds) for one in mine),
        terms=tuple(terms),
        findings=tuple(findings),
    )


def _finding(turn: Turn) -> str | None:
    if turn.before == turn.after:
        return "membership_unknown" if turn.after == "unknown" else "no_change"
    return None


class _Grounds:
    """Grounds held against the record, for one state on one day."""

    def __init__(self, state: str, day: date, status_of: StatusOf, treaties: Mapping[str, Treaty]) -> None:
        self._state, self._day, self._status_of, self._treaties = state, day, status_of, treaties

    def sort(self, one: Obligation, before: date | None = None) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
        """The grounds of an obligation that hold, and those of which the record says nothing."""
        found = [self._held(ground, one.treaty, before or self._day) for ground in one.stays]
        mine = [one for one in found if one.ground.concerns(self._state)]
        held = tuple(one for one in mine if one.status is None or hold_of(one.status) == "bound")
        return held, tuple(one for one in mine if one.status and hold_of(one.status) in ("unknown", "contested"))

    def terms(self, treaty: str, known: Duties) -> Iterator[Held]:
        """What the treaty says of every exit."""
        for ground in known.stays:
            yield self._held(ground, treaty, self._day)

    def _held(self, ground: Ground, treaty: str, day: date) -> Held:
        source = f"; {ground.source}" if ground.source else ""
        if ground.by == "custom":
            rules = ", ".join(map(str, ground.rules))
            text = f"{ground.what} (custom, ICRC rule{'s' if len(ground.rules) > 1 else ''} {rules})"
            return Held(ground=ground, text=text, basis=f"ICRC customary law study, rules {rules}{source}")
        if ground.by == "treaty" or ground.treaty is None:
            text = f"{ground.what} ({self._name(treaty)}, art. {ground.article})"
            return Held(ground=ground, text=text, basis=f"{self._name(treaty)}, art. {ground.article}{source}")
        status = self._status_of(self._state, ground.treaty, day)
        text = f"{ground.what} ({self._name(ground.treaty)}, art. {ground.article}{_bond(status.status, status)})"
        acts = ", ".join(dict.fromkeys(reason.act for reason in status.reasons if reason.act))
        member = "; ".join(reason.text for reason in status.reasons if reason.text.startswith("catalog: "))
        basis = f"{self._name(ground.treaty)}, art. {ground.article}{source}; law engine on {day}"
        return Held(
            ground=ground,
            status=status.status,
            since=status.in_force_from,
            until=status.in_force_to,
            text=text,
            basis="; ".join(part for part in (basis, acts and f"acts {acts}", member) if part),
        )

    def _name(self, key: str) -> str:
        treaty = self._treaties.get(key)
        return (treaty.short or treaty.title) if treaty else key


def _bond(value: StatusValue, status: msgspec.Struct) -> str:
    """How firmly the state is bound by the other treaty, in words."""
    since, until = getattr(status, "in_force_from", None), getattr(status, "in_force_to", None)
    if hold_of(value) == "bound":
        return f", in force for it since {since}" * bool(since) + f" until {until}" * bool(until)
    return ", of which the record does not say whether it is a party" if value is StatusValue.NOT_COVERED else ""


_LEADS: dict[Fate, str] = {
    "lapses": "lapses",
    "stays_in_part": "lapses as a duty of this treaty, and a part stays",
    "stays": "lapses as a duty of this treaty, and is owed all the same",
    "begins": "begins",
    "already_owed": "begins, and was owed before",
    "suspended": "is suspended",
    "resumes": "runs again",
    "runs": "goes on",
    "not_owed": "is not owed",
    "unclear": "is unclear",
}


def _standing(one: Obligation, turn: Turn, grounds: _Grounds) -> Standing:
    before = turn.day - timedelta(days=1) if turn.day and turn.kind == "joins" else None
    held, open_ = grounds.sort(one, before)
    fate = _fate(turn, held)
    if fate in ("runs", "resumes"):
        held, open_ = (), ()
    lead = ": whatever the answer, " if fate == "unclear" else ": "
    told = f"{lead}{'; '.join(h.text for h in held)}" if held else ""
    day = f" on {turn.day}" if turn.day and fate not in ("runs", "not_owed", "unclear") else ""
    steps = "; ".join(f"{r.article or 'record'}: {r.text}" for r in turn.reasons[:1])
    return Standing(
        obligation=one,
        fate=fate,
        since=turn.day,
        held=held,
        open=open_,
        text=f"art. {one.article}, {one.what}: {_LEADS[fate]}{day}{told}",
        basis=f"catalog: obligations of {one.treaty}, art. {one.article}; {steps or 'law engine'}",
    )


def _fate(turn: Turn, held: tuple[Held, ...]) -> Fate:
    whole = any(one.ground.extent == "whole" for one in held)
    match turn.kind:
        case "leaves":
            return "stays" if whole else "stays_in_part" if held else "lapses"
        case "joins":
            return "already_owed" if whole else "begins"
        case "suspends":
            return "suspended"
        case "resumes":
            return "resumes"
        case "unclear":
            return "unclear"
        case _:
            return _STILL.get(turn.after, "not_owed")


_STILL: dict[Hold, Fate] = {"bound": "runs", "suspended": "suspended", "unknown": "unclear", "contested": "unclear"}
"""What becomes of an obligation where nothing changes."""


def _survivals(treaty: Treaty | None, state: str) -> Iterator[Held]:
    """What the treaty's clause on leaving says of survival."""
    if treaty is None or treaty.clauses is None:
        return
    name = treaty.short or treaty.title
    for one in treaty.clauses.withdrawal_of(state).survival:
        article = one.article or "exit clause"
        ground = Ground(by="treaty", article=article, what=one.what, period=one.period)
        text = f"{one.what}{f' for {one.period}' if one.period else ''} ({name}, {article})"
        yield Held(ground=ground, text=text, basis=f"catalog: clauses of {treaty.key}, {article}")
