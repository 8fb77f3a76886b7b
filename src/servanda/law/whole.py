"""The whole of a question: a state's course, cut by its parents, its numbers, a territory and a counterparty."""

from collections.abc import Sequence
from datetime import date

import msgspec

from servanda.law.course import course_of
from servanda.law.falling import end_fallen, fallen_on
from servanda.law.marks import Course
from servanda.law.own_entry import TreatyEntry
from servanda.law.pair import between
from servanda.law.parent import under_parents
from servanda.law.periods import earliest
from servanda.law.scope import NOWHERE, Scope
from servanda.law.territory import for_territory
from servanda.model import Act, Treaty


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a course is worked out from.

    Args:
        state: catalog code.
        treaty: with its clauses, or without.
        acts: known acts of the treaty and of its parents, corrections applied.
        covered: whether the record of the treaty claims to be whole.
        scope: persons, parents, counterparty, territory.
    """

    state: str
    treaty: Treaty
    acts: tuple[Act, ...]
    covered: bool = False
    scope: Scope = NOWHERE

    @property
    def own(self) -> tuple[Act, ...]:
        """The acts on the treaty itself."""
        return tuple(a for a in self.acts if a.treaty == self.treaty.key) if self.scope.parents else self.acts

    def with_act(self, act: Act) -> "Question":
        """The same question with one act more."""
        return msgspec.structs.replace(self, acts=(*self.acts, act))


def known_acts(treaty: Treaty, acts: Sequence[Act], known: date | None) -> tuple[Act, ...]:
    """The treaty's acts that were public by the end of a day, corrections applied, each once."""
    of_treaty = [
        a for a in acts if a.treaty == treaty.key and (known is None or earliest(a.known_from or a.date) <= known)
    ]
    corrected = {a.corrects for a in of_treaty if a.corrects}
    return tuple({a.id: a for a in of_treaty if a.id not in corrected}.values())


def ask(
    state: str, treaty: Treaty, acts: Sequence[Act], *, known: date | None, covered: bool, scope: Scope
) -> Question:
    """A question over the acts that were known."""
    taken = known_acts(treaty, acts, known)
    above = [a for parent in scope.parents for a in known_acts(parent.treaty, acts, known)]
    return Question(state=state, treaty=treaty, acts=(*taken, *above), covered=covered, scope=scope)


def settle(question: Question) -> tuple[Course, TreatyEntry]:
    """The course that answers a question, and the treaty's own entry."""
    scope, treaty, own = question.scope, question.treaty, question.own
    course, entry = _bound(question, question.state, scope, own)
    if scope.territory:
        course = for_territory(course, question.state, treaty, own, scope, covered=question.covered)
    if scope.towards is not None:
        other, _ = _bound(question, scope.towards, scope.turned(question.state), own)
        course = between(course, other, treaty, own, (scope.codes(question.state), scope))
    return course, entry


def _bound(question: Question, state: str, scope: Scope, own: Sequence[Act]) -> tuple[Course, TreatyEntry]:
    """The course of one state, its parents and the number of parties counted in."""
    treaty = question.treaty
    course, entry = course_of(state, treaty, own, covered=question.covered, scope=scope)
    under_parents(course, state, treaty, scope.parents, question.acts, scope)
    if treaty.clauses is not None and treaty.clauses.withdrawal.below is not None:
        end_fallen(course, treaty, fallen_on(treaty, own, entry, covered=question.covered or scope.complete))
    return course, entry
