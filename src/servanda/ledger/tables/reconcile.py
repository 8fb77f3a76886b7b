"""What a table says against what is on record: only the difference is written. Pure.

A newer table that gives another day for an act on record corrects it, known from the table's own day, so that what was
known before can still be asked. An act that is no longer in the table is told and stays: a table forgets, a record
does not. An older table never overrules a newer one.
"""

from collections.abc import Iterable, Sequence

import msgspec

from servanda.ledger.coverage import Coverage
from servanda.ledger.identity import identified, slot
from servanda.ledger.tables.table import Taken
from servanda.ledger.tables.words import load_words
from servanda.model import CONSENT, Act, Action, earliest

_NEAR = 400
"""Days within which a consent of the register and one of a table are the same consent under two names."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A correction: the new act and the one whose place it takes."""

    act: Act
    before: Act


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """An act on record that the newer table does not hold."""

    act: Act
    table: str


class Settled(msgspec.Struct, kw_only=True):
    """What is to be written of one treaty, and what is not.

    Args:
        acts: new acts, corrections among them.
        held: how many acts the record holds already.
        changes: the corrections.
        older: acts of an older table that a newer one has overruled.
        gone: acts that the newer table no longer holds.
        coverage: how far the record goes now, where that is news.
    """

    acts: list[Act] = []
    held: int = 0
    changes: list[Change] = []
    older: list[Act] = []
    gone: list[Gone] = []
    coverage: Coverage | None = None


def settle_record(taken: Sequence[Taken], *, own: Sequence[Act], holding: Sequence[Act], covered: Coverage) -> Settled:
    """Compare the tables of one treaty with its record.

    Args:
        taken: tables of one treaty and one source, read.
        own: the ledger's acts on it as recorded, superseded ones too.
        holding: the acts that hold, the register's among them.
        covered: how far the record goes before this.
    """
    settled = Settled()
    head = taken[0].table.head
    newer = covered.as_of is None or head.as_of is None or covered.as_of <= head.as_of
    superseded = {act.corrects for act in own if act.corrects}
    current = [act for act in own if act.id not in superseded and act.source == head.source]
    ids, held = {act.id for act in own}, {(slot(act), act.date): act for act in holding}
    seen: set[str] = set()
    fresh, leans = [], False
    told = {
        act.id: act for one in taken for act in (_kinds_held(one.acts, holding) if not one.table.whole else one.acts)
    }
    for act in told.values():
        same = held.get((slot(act), act.date))
        if act.id in ids or (same and _says_no_more(act, same)):
            settled.held += 1
            leans = leans or (act.id not in ids and same is not None and same.recorded_at is None)
            seen |= {act.id, same.id} if same else {act.id}
        else:
            fresh.append(act)
    loose = [act for act in current if act.id not in seen]
    for act in fresh:
        _place(settled, act, loose, holding, covered=covered, as_of=head.as_of, newer=newer)
    replaced = {change.before.id for change in settled.changes}
    left = [act for act in loose if act.id not in replaced]
    whole = newer and all(one.table.whole for one in taken)
    settled.gone = [Gone(act=act, table=taken[0].table.name) for act in left] if whole else []
    settled.coverage = _coverage(taken, covered, newer=newer, leans=leans)
    return settled


def _kinds_held(acts: Iterable[Act], holding: Sequence[Act]) -> list[Act]:
    """Acts of a data set, each consent under the kind that the record has for its day: data sets mix kinds up."""
    kinds = {(_class(act), act.date): act.kind for act in holding if act.kind in CONSENT}
    named = ((act, kinds.get((_class(act), act.date), act.kind)) for act in acts)
    return [act if kind is act.kind else identified(msgspec.structs.replace(act, kind=kind)) for act, kind in named]


def _says_no_more(act: Act, other: Act) -> bool:
    return act.effective in (None, other.effective) and act.contested in (None, other.contested)


def _place(
    settled: Settled,
    act: Act,
    loose: Sequence[Act],
    holding: Sequence[Act],
    *,
    covered: Coverage,
    as_of: str | None,
    newer: bool,
) -> None:
    """Write an act as new, as a correction, or not at all."""
    taken = {change.before.id for change in settled.changes}
    alike = [one for one in loose if one.id not in taken and _class(one) == _class(act)]
    known_then = covered.as_of is None or act.date[: len(covered.as_of)] <= covered.as_of
    before = min(alike, key=lambda one: _apart(one, act), default=None) if known_then else None
    if before is None:
        before = _twin(act, [one for one in holding if one.id not in taken and one.recorded_at is None])
        as_of = None
    elif not newer:
        settled.older.append(act)
        return
    if before is None:
        settled.acts.append(act)
        return
    change = identified(msgspec.structs.replace(act, corrects=before.id, known_from=as_of))
    settled.changes.append(Change(act=change, before=before))
    settled.acts.append(change)


def _twin(act: Act, register: Iterable[Act]) -> Act | None:
    """The register's act that is this one by another name: a consent of another kind about the same day."""
    if act.kind not in CONSENT:
        return None
    near = [one for one in register if _class(one) == _class(act) and one.kind is not act.kind]
    return min((one for one in near if _apart(one, act) <= _NEAR), key=lambda one: _apart(one, act), default=None)


def _class(act: Act) -> tuple[str, str, str]:
    """Acts of one state that may be one act told differently."""
    way = Action.RATIFICATION if act.kind in CONSENT else act.kind
    return (act.state, act.territory or "", way)


def _apart(one: Act, other: Act) -> int:
    return abs((earliest(one.date) - earliest(other.date)).days)


def _coverage(taken: Sequence[Taken], covered: Coverage, *, newer: bool, leans: bool) -> Coverage | None:
    """How far the record goes with these tables; None where it went as far before.

    A whole table says that nobody else is a party on its day. A page that counts its parties is whole only if as many
    are found; one bad cell, or a table known to be partial, makes it no whole record.
    It `leans` where the register alone holds an act of the tables.
    """
    head = taken[0].table.head
    parties = {
        (act.state, act.territory) for one in taken for act in one.acts if act.kind in CONSENT and not act.contested
    }
    if not parties or (covered.complete and not newer):
        return None
    broken = sum(one.tally.rejected for one in taken)
    partial = load_words().partial.get(head.number, "")
    short = head.claimed is not None and len(parties) < head.claimed
    whole = all(one.table.whole for one in taken) and not (broken or partial or short)
    if not whole and (covered.complete or covered.as_of or covered.claimed_total):
        return None
    why = partial or (f"{broken} cells could not be read" if broken else "")
    note = "; ".join(part for part in (f"as listed by {head.source}", why) if part)
    new = Coverage(
        treaty=taken[0].key, claimed_total=head.claimed, as_of=head.as_of, complete=whole, note=note, leans=leans
    )
    told = msgspec.structs.replace(covered, known_parties=0, left=0)
    return None if told == new else new
