"""Scope: what an answer is about beside state, treaty and day, and the persons and parent treaties it depends on.

Facts of the catalog that the acts themselves do not show come in as arguments: when a state began and ended, whose
person it continues, whom it succeeds, and which treaties stand above the one asked about.
"""

from datetime import date

import msgspec

from servanda.model import State, Treaty


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A state as a person of international law.

    Args:
        state: with its first and last day, where the catalog dates them.
        continues: codes of the persons it is the same as (RUS continues SUN): their acts are its own.
        predecessors: states it succeeds without being the same person (CZE after CSK): their acts are not its own.
    """

    state: State
    continues: tuple[str, ...] = ()
    predecessors: tuple[State, ...] = ()

    @property
    def continued_by(self) -> tuple[str, ...]:
        """Codes of the persons that are the same as this one under a later name (RUS for SUN)."""
        return tuple(after.state for after in self.state.successors if after.mode == "continuation")


class Above(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty that the one asked about hangs on.

    Args:
        treaty: the parent.
        covered: whether its own record claims to be whole.
        until: the last day of which it claims so; None where it names none.
    """

    treaty: Treaty
    covered: bool = False
    until: date | None = None


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a question is about.

    Args:
        person: the state asked about; None where only its code is known.
        parents: the parent treaty, then its own parent, and so on; their acts stand among the acts given.
        towards: code of the counterparty, where the question is whether the treaty is in force between two states.
        counterpart: the counterparty as a person.
        same: withdrawn codes and the codes of those that are the same person (SUN, RUS), for a count of instruments.
        complete: whether the record of the treaty was whole up to some day, so that its own entry can be counted.
        territory: every name of the territory asked about: as asked, which is printed, then all in lower case.
    """

    person: Person | None = None
    parents: tuple[Above, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    complete: bool = False
    towards: str | None = None
    counterpart: Person | None = None
    territory: tuple[str, ...] = ()

    def turned(self, state: str) -> "Scope":
        """The same question from the counterparty's side."""
        return msgspec.structs.replace(
            self, person=self.counterpart, counterpart=self.person, towards=state, territory=()
        )

    def codes(self, state: str) -> frozenset[str]:
        """The codes whose acts are the state's own."""
        return frozenset((state, *(self.person.continues if self.person else ())))

    def towards_codes(self) -> frozenset[str]:
        """The codes the counterparty acts and is acted on by; none where the question is about all parties."""
        if self.towards is None:
            return frozenset()
        return frozenset((self.towards, *(self.counterpart.continues if self.counterpart else ())))

    def means(self, territory: str | None) -> bool:
        """Whether an act's territory is the one asked about."""
        return territory is not None and territory.strip().lower() in self.territory


NOWHERE = Scope()
"""The plain question: towards all, for the whole territory, with nothing known of persons and parents."""
