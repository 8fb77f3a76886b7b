"""Whether the treaty lets the act have the effect, on the day, that reports give."""

from collections.abc import Iterator
from datetime import date

from servanda.insight.case import Case
from servanda.model import Action, Contradiction, Finding, StatusValue, parse_edtf


def check_exit_clause(case: Case) -> Iterator[Finding]:
    """A treaty without an exit clause is left under VCLT arts 54 and 56, if at all."""
    if not case.leaving or case.treaty is None:
        return
    supposed = case.suppose(Action.WITHDRAWAL, case.notified_on or case.day)
    if supposed and "no_exit_clause" in supposed.findings:
        yield Finding(
            code="no_exit_clause",
            severity="warning",
            text=f"{case.treaty_name} has no clause on withdrawal: leave follows from arts 54 and 56 VCLT alone",
            source="VCLT arts 54, 56",
            field="action",
        )


def check_suspension(case: Case) -> Iterator[Finding]:
    """A treaty that knows no suspension is suspended under VCLT arts 57-62 alone."""
    clauses = case.treaty.clauses if case.treaty else None
    # A treaty without clause data gives no finding: absence of data is no rule.
    if case.event.action is Action.SUSPENSION and clauses is not None and clauses.suspension is None:
        yield Finding(
            code="no_such_suspension",
            severity="warning",
            text=f"{case.treaty_name} does not provide for suspension by one party",
            source="VCLT arts 57-62",
            field="action",
        )


def check_effect(case: Case) -> Iterator[Finding]:
    """The day of effect that reports give, held against what the article makes of the notice."""
    told = case.event.effective_date
    if not case.leaving or told is None or case.treaty is None or case.event.state not in case.catalog.states:
        return
    from_day = case.notified_on or case.day
    supposed = case.suppose(Action.WITHDRAWAL, from_day)
    supposed = supposed.if_party or supposed if supposed else None
    days = sorted(r.date for r in supposed.effective_readings) if supposed else []
    if not supposed or not days or case.eve is None or case.eve.status is StatusValue.FORMER_PARTY:
        return
    span = parse_edtf(told)
    values = {told, *(str(c.value) for c in _contradicted(case))}
    for value in sorted(values):
        yield from _compare(case, value, days, from_day)
    if case.notified_on and span.first > days[-1] and case.treaty.clauses is not None:
        yield Finding(
            code="effect_later_than_article_gives",
            severity="hint",
            text=f"notice of {from_day} takes effect on {days[-1]}, reports say {told}: a notice may name a later day",
            source=_article(case),
            field="effective_date",
        )


def _compare(case: Case, told: str, days: list[date], from_day: date) -> Iterator[Finding]:
    if parse_edtf(told).last < days[0]:
        notice = f"a notice of {from_day}" if case.notified_on else f"a notice given on {from_day} at the earliest"
        yield Finding(
            code="effect_earlier_than_article_allows",
            severity="error",
            text=f"{told} is too early: {notice} takes effect on {' or '.join(map(str, days))}",
            source=_article(case),
            field="effective_date",
        )


def _contradicted(case: Case) -> list[Contradiction]:
    field = case.event.fields.get("effective_date")
    return list(field.contradicts) if field else []


def _article(case: Case) -> str:
    from servanda.insight.law_view import exit_article

    return exit_article(case) or "exit clause"
