"""Clauses in words: what a treaty says on entry into force, later parties, leaving and the rest, with articles."""

from collections.abc import Iterable

from servanda.model import Treaty
from servanda.model.clause import (
    Amendment,
    Clauses,
    Consent,
    Entry,
    Later,
    Objection,
    Reservations,
    Territorial,
)
from servanda.presentation.delay_text import bracket, say_delay, say_period
from servanda.presentation.exit_text import exit_lines, tail

_OBJECTORS = {
    "one": "one party",
    "third": "a third of the parties",
    "half": "more than half of the parties",
    "two_thirds": "two thirds of the parties",
    "all": "all parties",
}
_OBJECTION_EFFECTS = {
    "between": "it does not work between that party and the state",
    "fails": "it fails",
    "stays_out": "the objector stays out of it",
}
_TERRITORIES = {
    "declared": "only those that a declaration names",
    "excluded": "all but those that a declaration excludes",
    "units": "territorial units that a declaration names",
}
_SUCCESSORS = {
    "succession": "bound from the day of succession",
    "deposit": "bound from the deposit of the notification",
    "later": "bound as any later party",
}


def clause_lines(treaty: Treaty) -> list[str]:
    """The clauses of a treaty, one fact a line; says so where there is no clause data."""
    if treaty.clauses is None:
        return ["no clause data"]
    return list(_lines(treaty.clauses))


def _lines(clauses: Clauses) -> Iterable[str]:
    if clauses.in_force:
        yield f"in force since {clauses.in_force}"
    if clauses.entry:
        yield _entry(clauses.entry)
        yield from _conditions(clauses.entry)
    if clauses.later:
        yield from _later(clauses.later)
    if clauses.consent:
        yield from _consent(clauses.consent)
    yield from exit_lines(clauses.withdrawal)
    for special in clauses.special:
        yield f"for {', '.join(special.states)}:"
        yield from (f"  {line}" for line in exit_lines(special.withdrawal))
    yield from _parent(clauses)
    yield from _reservations(clauses.reservations)
    yield from _application(clauses)
    for amendment in clauses.amendments:
        yield _amendment(amendment)
    if clauses.succession:
        yield f"successors: {_SUCCESSORS[clauses.succession.bound_from]}{bracket(clauses.succession.article)}"
    if clauses.duration:
        yield f"duration: {clauses.duration}"
    if clauses.ended:
        yield f"ended {clauses.ended.day}: {clauses.ended.why}{bracket(clauses.ended.article)}"


def _entry(entry: Entry) -> str:
    count = f"{entry.count} instruments; " if entry.count else ""
    more = f"; {entry.condition}" if entry.condition else ""
    return f"entry into force: {count}{say_delay(entry.delay)}{more}{bracket(entry.article)}"


def _conditions(entry: Entry) -> Iterable[str]:
    if entry.named:
        names = ", ".join(entry.named) if len(entry.named) <= 6 else f"{len(entry.named)} named states"
        yield f"  among the instruments: {names}"
    for part in entry.parts:
        yield f"  at least {part.least} of {part.of or ', '.join(part.among)}"
    for share in entry.shares:
        yield f"  at least {share.least} of {share.of}"
    if entry.not_counted:
        yield f"  not counted: {', '.join(entry.not_counted.codes)}{bracket(entry.not_counted.article)}"
    if entry.not_before:
        yield f"  not before {entry.not_before}"
    if entry.after_parent:
        yield "  not before the parent treaty is in force"


def _later(later: Later) -> Iterable[str]:
    early = "; whoever consents before the treaty's own entry enters with it" if later.early == "with" else ""
    yield f"later parties: {say_delay(later.delay)}{early}{bracket(later.article)}"
    if later.accession:
        yield f"  those that accede: {say_delay(later.accession)}"
    if later.at_once:
        yield f"  at once if {later.at_once.condition}{bracket(later.at_once.article)}"
    if later.objection:
        yield f"  {_objection(later.objection)}"


def _objection(objection: Objection, *, within: str | None = None) -> str:
    article = objection.article if objection.article != within else None
    who, what = _OBJECTORS[objection.by], _OBJECTION_EFFECTS[objection.effect]
    return f"if {who} objects within {say_period(objection.period)}, {what}{bracket(article)}"


def _consent(consent: Consent) -> Iterable[str]:
    parts = []
    if consent.signature_until:
        until = "the treaty's own entry" if consent.signature_until == "entry" else consent.signature_until
        parts.append(f"signature until {until}")
    if consent.definitive_signature:
        parts.append("a signature without reservation as to ratification binds")
    if consent.accession_from == "entry":
        parts.append("accession from the treaty's own entry")
    elif consent.accession_from:
        parts.append(f"accession from the {consent.accession_from} of signature")
    if consent.invited:
        parts.append(f"open to {consent.invited}")
    if parts:
        yield f"consent: {'; '.join(parts)}{bracket(consent.article)}"
    if consent.organisations:
        yield f"  organisations may join{bracket(consent.organisations)}"


def _parent(clauses: Clauses) -> Iterable[str]:
    if clauses.parent_required:
        yield f"only parties to the parent treaty may join{bracket(clauses.parent_required)}"
    if clauses.parent_exit:
        delay = say_delay(clauses.parent_delay) if clauses.parent_delay else "on that day"
        yield f"leaving the parent treaty leaves this one, {delay}{bracket(clauses.parent_exit)}"


def _reservations(rule: Reservations) -> Iterable[str]:
    yield f"reservations: {rule.mode}{bracket(rule.article)}"
    if rule.objection:
        yield f"  {_objection(rule.objection)}"
    if rule.withdrawal_article:
        delay = say_delay(rule.withdrawal_delay) if rule.withdrawal_delay else "on receipt of the notice"
        yield f"  taken back: {delay}{bracket(rule.withdrawal_article)}"


def _application(clauses: Clauses) -> Iterable[str]:
    if rule := clauses.provisional:
        yield f"provisional: {rule.scope or 'provided for'}{bracket(rule.article)}"
        if rule.exit_delay:
            yield f"  ended by a notice: {say_delay(rule.exit_delay)}{bracket(rule.exit_article)}"
        yield from (tail(survival) for survival in rule.survival)
    if pause := clauses.suspension:
        yield f"suspension: {pause.condition or 'provided for'}{bracket(pause.article)}"
    if clauses.territorial:
        yield from _territorial(clauses.territorial)


def _territorial(rule: Territorial) -> Iterable[str]:
    delay = f"; {say_delay(rule.delay)}" if rule.delay else ""
    yield f"territories: {_TERRITORIES[rule.mode]}{delay}{bracket(rule.article)}"
    if rule.exit_article:
        out = say_delay(rule.exit_delay) if rule.exit_delay else "as for the state itself"
        yield f"  leaving for one territory: {out}{bracket(rule.exit_article)}"


def _amendment(rule: Amendment) -> str:
    parts = [{"acceptance": "by acceptance", "tacit": "tacit", "decision": "by decision"}[rule.mode]]
    parts += [rule.needs] if rule.needs else []
    parts += [say_delay(rule.delay)] if rule.delay else []
    parts.append({"accepting": "for those that accept", "all": "for all parties"}[rule.binds])
    parts += [_objection(rule.objection, within=rule.article)] if rule.objection else []
    return f"amendment of {rule.of}: {'; '.join(parts)}{bracket(rule.article)}"
