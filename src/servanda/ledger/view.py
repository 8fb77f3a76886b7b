"""A LedgerView: what the record says, as known on a day. It never changes, whatever is written meanwhile.

A question on one state or treaty reads only its own rows. The first question on the whole record, `loaded`, or so many
questions that the whole would have cost no more, keeps it in memory, and every later question is a look-up in it: a
pure function of the rows up to `head`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec

from servanda.ledger.coverage import Coverage
from servanda.ledger.entry import EntryKind
from servanda.ledger.layers import layered, public
from servanda.ledger.register import Register
from servanda.ledger.store import Store
from servanda.model import Act, InputError, StoreError, Treaty

T = TypeVar("T")

OUTSIDE = "untc:"
"""How the key of a treaty outside the catalog begins; chapter and number of the MTDSG follow."""
COLLECTED = "many:"
"""How the key of a treaty begins that only a data set names; its own id follows."""

ROWS_A_QUESTION = 16
"""Rows that can be taken into memory in the time of one question to the store."""

PATIENCE = 256
"""Questions that are put to the store before that is reckoned at all."""

_Key = tuple[str, str]
_ACTS = msgspec.json.Decoder(list[Act])


class LedgerView:
    """The record at one moment: entries up to `head`, over the register, as public by `known`."""

    def __init__(self, store: Store, register: Register, *, known: date | None = None, upto: int | None = None) -> None:
        self.known = known
        self._store, self._register = store, register
        self._head = store.head() if upto is None else min(upto, store.head())
        self._found: dict[_Key, tuple[Act, ...]] = {}
        self._coverage: dict[str, Coverage] = {}
        self._whole = False

    @property
    def head(self) -> int:
        """The number of the last entry that counts; a view up to it says the same for ever."""
        return self._head

    def loaded(self) -> "LedgerView":
        """This view with the whole record in memory, for many questions."""
        if not self._whole:
            self._found, self._whole = _indexed(self._read_acts("", "")), True
        return self

    def acts(self, state: str | None = None, treaty: str | None = None) -> tuple[Act, ...]:
        """Acts by day, of one state or one treaty where asked, corrections applied."""
        asked = (state or "", treaty or "")
        found = self._found.get(asked)
        if found is None:
            if asked == ("", "") or len(self._found) > PATIENCE + self._head // ROWS_A_QUESTION:
                self.loaded()
            found = self._found.get(asked, ()) if self._whole else self._read_acts(*asked)
            self._found[asked] = found
        return found

    def own_acts(self) -> tuple[Act, ...]:
        """Every act of the ledger as it was recorded, superseded ones too, the register left out."""
        return tuple(self._own("", ""))

    def treaties(self) -> tuple[Treaty, ...]:
        """Treaties that the ledger itself holds: those added by a user, and imported ones outside the catalog."""
        return self._treaties

    def coverage(self, treaty: str) -> Coverage:
        """How far the record of a treaty goes."""
        found = self._coverage.get(treaty)
        if found is None:
            found = self._coverage[treaty] = self._read_coverage(treaty)
        return found

    def _read_coverage(self, treaty: str) -> Coverage:
        said = self._register.coverage.get(treaty)
        for one in self._decoded(EntryKind.COVERAGE, Coverage, treaty):
            said = one
        if said and said.leans and not self._register.acts:
            said = msgspec.structs.replace(said, complete=False, note=f"{said.note}; whole only with the register")
        return (said or Coverage(treaty=treaty)).counted(self.acts(treaty=treaty))

    @cached_property
    def _treaties(self) -> tuple[Treaty, ...]:
        found = {treaty.key: treaty for treaty in self._decoded(EntryKind.TREATY, Treaty)}
        for key in self._store.treaties(OUTSIDE, self._head) if self._head else ():
            if key not in found:
                number = key[len(OUTSIDE) :]
                found[key] = Treaty(key=key, title=f"UN Treaty Collection {number}", mtdsg=number)
        for key in self._store.treaties(COLLECTED, self._head) if self._head else ():
            found.setdefault(key, Treaty(key=key, title=key[len(COLLECTED) :]))
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def _corrected(self) -> frozenset[str]:
        """Ids of the acts that a public correction names, wherever the correction itself stands."""
        rows = self._store.corrections(self._head) if self._head else []
        return frozenset(act.corrects for act in public(self._acts_of(rows), self.known) if act.corrects)

    def _read_acts(self, state: str, treaty: str) -> tuple[Act, ...]:
        groups = [self._register.acts.get(treaty, ())] if treaty else self._register.acts.values()
        below = [act for group in groups for act in group if state in ("", act.state)]
        return layered(self._own(state, treaty), below, known=self.known, corrected=self._corrected)

    def _own(self, state: str, treaty: str) -> list[Act]:
        if not self._head:
            return []
        return self._acts_of(self._store.bodies(EntryKind.ACT, state=state, treaty=treaty, upto=self._head))

    def _acts_of(self, rows: Sequence[tuple[str, str]]) -> list[Act]:
        """The acts in rows of body and moment, decoded in one go; the moment stands last, and the last word counts."""
        text = ",".join(f'{body[:-1]},"recorded_at":"{at}"}}' for body, at in rows)
        try:
            acts = _ACTS.decode(f"[{text}]")
        except (msgspec.MsgspecError, InputError) as error:
            raise self._unreadable() from error
        if len(acts) != len(rows):
            raise self._unreadable()
        return acts

    def _decoded(self, kind: EntryKind, noun: type[T], treaty: str = "") -> Iterator[T]:
        rows = self._store.bodies(kind, treaty=treaty, upto=self._head) if self._head else []
        for body, _ in rows:
            try:
                yield msgspec.json.decode(body, type=noun)
            except (msgspec.MsgspecError, InputError) as error:
                raise self._unreadable() from error

    def _unreadable(self) -> StoreError:
        return StoreError(
            "holds a row that was not written by Servanda", where=self._store.name, hint="see: servanda ledger verify"
        )


def _indexed(acts: tuple[Act, ...]) -> dict[_Key, tuple[Act, ...]]:
    """Acts under every question that can be asked: state and treaty, one of them, or neither; each by day."""
    found: defaultdict[_Key, list[Act]] = defaultdict(list)
    for act in acts:
        state, treaty = act.state, act.treaty
        found[state, treaty].append(act)
        found[state, ""].append(act)
        found["", treaty].append(act)
    return {key: tuple(group) for key, group in found.items()} | {("", ""): acts}
