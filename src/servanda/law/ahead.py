"""Legal dates ahead of a day: effects that are due, the first day of notice, windows, terms, tails."""

import itertools
from datetime import date

from servanda.law.entry import TreatyEntry
from servanda.law.exits import tail_ends
from servanda.law.marks import BOUND, Course, Mark
from servanda.law.periods import earliest, shift
from servanda.law.windows import first_lawful_day, window_closes
from servanda.model import NextDate, StatusValue, Treaty
from servanda.model.clause import Clauses, Withdrawal

_WHAT = {
    StatusValue.PARTY: "enters into force for the state",
    StatusValue.FORMER_PARTY: "withdrawal takes effect",
    StatusValue.PARTY_LEAVING: "notice of leaving",
    StatusValue.CONSENTED: "consent to be bound",
    StatusValue.SUSPENDED: "suspension begins",
    StatusValue.CONTESTED: "a contested act would take effect",
    StatusValue.NONE: "application ends",
    StatusValue.SIGNATORY: "signature",
}
_BACK_TO_SIGNATORY = {
    StatusValue.PROVISIONAL: "provisional application ends",
    StatusValue.CONSENTED: "consent is taken back",
}
"""What makes a mere signatory of a state that was more, by what it was before."""


def dates_ahead(state: str, treaty: Treaty, course: Course, entry: TreatyEntry, on: date) -> tuple[NextDate, ...]:
    """Dates after `on`, the nearest first."""
    found = [
        NextDate(date=m.day, what=_what(before, m), article=m.reasons[0].article if m.reasons else None)
        for before, m in itertools.pairwise([None, *course.changes()])
        if m and m.day and m.day > on
    ]
    clauses, now = treaty.clauses, course.at(on)
    if clauses and now in BOUND:
        found += _for_party(clauses, clauses.withdrawal_of(state), course, entry, on)
    if clauses and now is StatusValue.PARTY_LEAVING:
        found += _last_revocation(course, on)
    if clauses and now is StatusValue.FORMER_PARTY:
        found += _tails(clauses, course, on)
    return tuple(sorted(set(found), key=lambda n: (n.date, n.what)))


def _what(before: Mark | None, mark: Mark) -> str:
    """What a change of status is called, after what went before."""
    if mark.status is StatusValue.SIGNATORY and before and before.status in _BACK_TO_SIGNATORY:
        return _BACK_TO_SIGNATORY[before.status]
    return _WHAT.get(mark.status, mark.status.value)


def _for_party(clauses: Clauses, rule: Withdrawal, course: Course, entry: TreatyEntry, on: date) -> list[NextDate]:
    bound = course.bound_on(on)
    since = bound.first if bound else None
    opens = first_lawful_day(rule, on, since=since, entry=entry.day)
    found = []
    if opens > on:
        found.append(
            NextDate(date=opens, what="first day on which notice of leaving may be given", article=rule.article)
        )
    if rule.windows and opens == on:
        closes = window_closes(rule, on, since=since, entry=entry.day)
        if closes:
            found.append(NextDate(date=closes, what="the window for a notice of leaving closes", article=rule.article))
    if clauses.ended and earliest(clauses.ended.day) > on:
        found.append(NextDate(date=earliest(clauses.ended.day), what="the treaty ends", article=clauses.ended.article))
    return found


def _last_revocation(course: Course, on: date) -> list[NextDate]:
    """VCLT 68: a notice may be taken back any time before it takes effect."""
    out = next((m.day for m in course.ordered() if m.day and m.day > on and m.status is StatusValue.FORMER_PARTY), None)
    last = shift(out, -1) if out else None
    if last is None or last < on:
        return []
    return [NextDate(date=last, what="last day to take the notice back", article="VCLT 68")]


def _tails(clauses: Clauses, course: Course, on: date) -> list[NextDate]:
    bound = course.bound_on(on)
    if bound is None or bound.to is None:
        return []
    return [
        NextDate(date=end, what=what, article=article)
        for end, what, article in tail_ends(clauses, bound.to)
        if end and end > on
    ]
