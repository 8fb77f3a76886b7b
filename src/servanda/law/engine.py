"""Status on a day: the course of the acts that were known, cut at that day, with reasons, readings and dates ahead.

Pure and total: no clock, no I/O, and any set of acts gives a status. Ignorance is `not_covered`, never `none`, unless
the caller says that the record of the treaty is whole (`covered`) or the treaty did not exist yet.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.ahead import dates_ahead
from servanda.law.marks import Course
from servanda.law.periods import earliest
from servanda.law.persons import unspoken_succession
from servanda.law.scope import NOWHERE, Above, Scope
from servanda.law.whole import Question, ask, known_acts, settle
from servanda.model import Act, Reason, Spell, Status, StatusReading, StatusValue, Treaty

__all__ = ["answer", "explained", "ignorance", "known_acts", "spells", "status", "value_on"]


def status(  # noqa: PLR0913 - the questions of the contract, each by its keyword
    state: str,
    treaty: Treaty,
    acts: Sequence[Act],
    *,
    on: date,
    known: date | None = None,
    covered: bool = False,
    coverage: str = "",
    parent: Treaty | None = None,
    scope: Scope = NOWHERE,
) -> Status:
    """The status of a state under a treaty on a day.

    Args:
        state: catalog code.
        treaty: with its clauses, or without.
        acts: acts of the treaty, of all states, in any order; acts on other treaties are passed over.
        on: the day asked about.
        known: only what was public by this day; None is everything given.
        covered: whether the record of this treaty claims to be whole, so that no act means none.
        coverage: how the record describes what it holds; told, not read.
        parent: the treaty that this one is a protocol of, where nothing stands above it; else see `scope.parents`.
        scope: who the state is, the parent treaties (with their acts among `acts`, leaving them leaves this one), the
            counterparty and the territory asked about.
    """
    if parent is not None and not scope.parents:
        scope = msgspec.structs.replace(scope, parents=(Above(treaty=parent),))
    question = ask(state, treaty, acts, known=known, covered=covered, scope=scope)
    return answer(question, on=on, known=known, coverage=coverage)


def answer(question: Question, *, on: date, known: date | None = None, coverage: str = "") -> Status:
    """The status that a question asks for, on a day."""
    treaty, scope = question.treaty, question.scope
    course, entry = settle(question)
    mark = course.mark_at(on)
    value = value_on(course, treaty, on)
    bound = course.bound_on(on)
    reasons = mark.reasons if mark else (*ignorance(value), *unspoken_succession(scope.person, question.own, on))
    return Status(
        state=question.state,
        treaty=treaty.key,
        on=on,
        known=known,
        status=value,
        in_force_from=bound.first if bound else None,
        in_force_to=bound.to if bound else None,
        spells=course.spells(),
        readings=(mark.readings if mark else ()) or _month_end(course, on),
        reasons=explained(reasons, treaty),
        next=dates_ahead(question.state, treaty, course, entry, on),
        coverage=coverage or ("complete" if question.covered else "not covered"),
        findings=tuple(dict.fromkeys([*course.findings, *(["no_clause_data"] if treaty.clauses is None else [])])),
        towards=scope.towards,
        territory=scope.territory[0] if scope.territory else None,
    )


def spells(
    state: str,
    treaty: Treaty,
    acts: Sequence[Act],
    *,
    on: date,
    known: date | None = None,
    covered: bool = False,
    scope: Scope = NOWHERE,
) -> tuple[Spell, ...]:
    """The spells of a state under a treaty, those ahead of `on` included."""
    return status(state, treaty, acts, on=on, known=known, covered=covered, scope=scope).spells


def value_on(course: Course, treaty: Treaty, on: date) -> StatusValue:
    """The status on a day; nobody can have acted on a treaty that did not exist yet."""
    value = course.at(on)
    begun = treaty.adopted or treaty.opened
    if value is StatusValue.NOT_COVERED and begun and on < earliest(begun):
        return StatusValue.NONE
    return value


def explained(reasons: tuple[Reason, ...], treaty: Treaty) -> tuple[Reason, ...]:
    """The reasons of a status, and what is missing to say more."""
    return reasons if treaty.clauses is not None else (*reasons, _NO_CLAUSES)


def ignorance(value: StatusValue) -> tuple[Reason, ...]:
    """Why a state without an act by that day has the status it has."""
    text = {
        StatusValue.NOT_COVERED: "the record holds no act of this state by that day and does not claim to be whole",
        StatusValue.NONE: "no act by that day",
    }
    return (Reason(article=None, act=None, text=text.get(value, "")),)


_NO_CLAUSES = Reason(article=None, act=None, text="no clause data: days of effect are not counted")


def _month_end(course: Course, on: date) -> tuple[StatusReading, ...]:
    """On the day between two lawful days of effect both statuses are readings."""
    for mark in course.marks:
        others = [d for d in mark.also if mark.day and mark.day <= on < d]
        if others:
            before = StatusValue.PARTY_LEAVING if mark.status is StatusValue.FORMER_PARTY else StatusValue.CONSENTED
            strict = f"on the strict reading the change comes on {max(others)}"
            return (
                StatusReading(status=mark.status, why="as depositaries count", from_=mark.day, preferred=True),
                StatusReading(status=before, why=strict, to=max(others)),
            )
    return ()
