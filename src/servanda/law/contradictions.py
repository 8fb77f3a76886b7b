"""Contradictions: what of an act cannot be so under the treaty, told as a finding on the act and never raised.

The act keeps whatever effect it has: who keeps the record decides whether the act or the clause is wrong.
"""

from datetime import date

from servanda.law.delays import Counted
from servanda.law.entry import counted_entry
from servanda.law.periods import earliest, latest
from servanda.law.walk import Walk
from servanda.model import CONSENT, Act, Action, EffectiveReading
from servanda.model.clause import Clauses, Consent

SIGNING = frozenset({Action.SIGNATURE, Action.DEFINITIVE_SIGNATURE})
DAY_LENGTH = 10


def doubt_act(walk: Walk, act: Act, day: date) -> None:
    """Tell what does not fit of an act, whatever the state's other acts are.

    `before_opening`: signed or consented before the treaty was open (before its adoption, where that is all that is
    known); `after_closing`: signed when signature was closed; `accession_not_open`; `reservation_prohibited`.
    """
    treaty, clauses = walk.treaty, walk.treaty.clauses
    if act.kind in CONSENT or act.kind in SIGNING:
        begun = treaty.opened or treaty.adopted
        if begun and day < earliest(begun):
            walk.course.find("before_opening", act.id)
    if clauses is None:
        return
    successor = walk.person is not None and (walk.person.predecessors or walk.person.continues)
    signs = act.kind in SIGNING and not successor  # a successor takes over a signature long after it was closed
    if clauses.consent and signs and _closed(clauses.consent, walk.entry.day, act):
        walk.course.find("after_closing", act.id)
    if clauses.consent and act.kind is Action.ACCESSION and _not_yet(clauses.consent, walk.entry.day, day):
        walk.course.find("accession_not_open", act.id)
    if act.kind is Action.RESERVATION and clauses.reservations.mode == "prohibited":
        walk.course.find("reservation_prohibited", act.id)


def _closed(rule: Consent, entry: date | None, act: Act) -> bool:
    if rule.signature_until is None:
        return False
    last = entry if rule.signature_until == "entry" else latest(rule.signature_until)
    return last is not None and earliest(act.date) > last


def _not_yet(rule: Consent, entry: date | None, day: date) -> bool:
    if rule.accession_from == "entry":
        return entry is None or day < entry
    until = rule.signature_until
    return rule.accession_from == "closing" and until is not None and until != "entry" and day <= earliest(until)


def effect_by_rule(clauses: Clauses | None, entry: date | None, act: Act) -> Counted | None:
    """What the treaty's own rule gives for a consent whose day of effect was published; None where nothing compares."""
    if not act.effective or act.kind is Action.SUCCESSION or len(act.date) != DAY_LENGTH:
        return None
    own = counted_entry(clauses, entry, act)
    return own if own.day else None


def fits(published: str, own: Counted) -> bool:
    """Whether a published day, month or year holds a day that the words or the practice support."""
    readings: tuple[EffectiveReading, ...] = own.readings
    return any(earliest(published) <= r.date <= latest(published) for r in readings)
