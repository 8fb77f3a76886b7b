"""Hold the acts of a record against each other: what cannot all be so. Pure; what the law says is not asked here."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from servanda.ledger.identity import direction, slot
from servanda.model import CONSENT, Act, Action, earliest, latest


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A named doubt about one act on record."""

    code: str
    act: str
    state: str
    treaty: str
    text: str


def find_doubts(acts: Sequence[Act]) -> tuple[Doubt, ...]:
    """Find acts that do not go together, course by course (one state under one treaty)."""
    ordered = sorted(acts, key=lambda a: (a.treaty, a.state, a.date, a.id))
    courses = groupby(ordered, key=lambda a: (a.treaty, a.state))
    return tuple(doubt for _, course in courses for doubt in _course(list(course)))


def _course(acts: list[Act]) -> Iterator[Doubt]:
    seen: list[Act] = []
    for act in acts:
        yield from _alone(act)
        if act.territory is None:
            yield from _after(act, seen)
            seen.append(act)


def _alone(act: Act) -> Iterator[Doubt]:
    early = act.effective and latest(act.effective) < earliest(act.date)
    if early and act.kind is not Action.SUCCESSION:
        yield _doubt("effect_before_deposit", act, f"takes effect on {act.effective}, before its date {act.date}")
    if act.known_from and latest(act.known_from) < earliest(act.date):
        yield _doubt("known_before_deposit", act, f"was public on {act.known_from}, before its date {act.date}")
    if not act.source:
        yield _doubt("no_source", act, "names no source")


def _after(act: Act, seen: Sequence[Act]) -> Iterator[Doubt]:
    consents = [a for a in seen if a.kind in CONSENT]
    if act.kind is Action.WITHDRAWAL and not consents:
        yield _doubt("no_consent_on_record", act, "leaves, and no consent stands on record before it")
    if act.kind is Action.REVOCATION and act.of and not any(a.kind is act.of for a in seen):
        yield _doubt("nothing_to_revoke", act, f"takes back a {act.of} that is not on record")
    turns = [a for a in seen if direction(a) in ("out", "back") or a.kind in CONSENT]
    if act.kind in CONSENT and turns and turns[-1].kind in CONSENT and slot(act) != slot(turns[-1]):
        before = turns[-1]
        yield _doubt("second_consent", act, f"consents again after its {before.kind} of {before.date}")


def _doubt(code: str, act: Act, text: str) -> Doubt:
    said = f"{act.state} {act.treaty}: {act.kind} of {act.date} {text}"
    return Doubt(code=code, act=act.id, state=act.state, treaty=act.treaty, text=said)
