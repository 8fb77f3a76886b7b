"""Clauses in words: what a treaty says on entry into force, later parties, leaving and reservations, with articles."""

from collections.abc import Iterable

from servanda.model import Treaty
from servanda.model.clause import Clauses, Delay, Withdrawal

_STYLES = {
    "on_deposit": "on the day of deposit",
    "exact": "{period} after, on the same day of the month",
    "nth_day": "{period} after",
    "first_of_nth_month": "on the first day of the month that lies {period} after the month of deposit",
    "first_of_month_after": "on the first day of the month after {period} have run out",
    "end_of_year": "at the end of the year of the notice",
    "end_of_next_year": "at the end of the year after the notice",
    "end_of_financial_year": "at the end of the financial year",
    "january_if_by_july": "on 1 January, for a notice received by 1 July before",
    "june_if_by_january": "on 30 June, for a notice given by 1 January before",
    "end_of_term": "at the end of the running term, with {period} notice",
    "stated_day": "on the day the notice names, at least {period} ahead",
    "by_agreement": "as agreed with the other parties",
}
_UNITS = {"Y": "year", "M": "month", "D": "day"}


def clause_lines(treaty: Treaty) -> list[str]:
    """The clauses of a treaty, one fact a line; says so where there is no clause data."""
    if treaty.clauses is None:
        return ["no clause data"]
    return list(_lines(treaty.clauses))


def _lines(clauses: Clauses) -> Iterable[str]:
    if clauses.in_force:
        yield f"in force since {clauses.in_force}"
    if entry := clauses.entry:
        count = f"{entry.count} instruments; " if entry.count else ""
        more = f"; {entry.condition}" if entry.condition else ""
        yield f"entry into force: {count}{say_delay(entry.delay)}{more}{_article(entry.article)}"
    if clauses.later:
        yield f"later parties: {say_delay(clauses.later.delay)}{_article(clauses.later.article)}"
    yield from _exit(clauses.withdrawal)
    for name in ("reservations", "provisional", "suspension"):
        rule = getattr(clauses, name, None)
        if rule is not None:
            what = getattr(rule, "mode", None) or getattr(rule, "scope", None) or getattr(rule, "condition", "")
            yield f"{name}: {what or 'provided for'}{_article(rule.article)}"
    ended = getattr(clauses, "ended", None)
    if ended:
        yield f"ended {ended.day}: {ended.why}{_article(ended.article)}"


def _exit(rule: Withdrawal) -> Iterable[str]:
    allowed = {
        "yes": "",
        "no": "none",
        "silent": "the treaty is silent (VCLT 56)",
        "conditional": f"only if {rule.condition}",
    }[rule.allowed]
    period = say_delay(rule.delay) if rule.delay else ""
    what = "; ".join(part for part in (allowed, period) if part) or "see the article"
    yield f"{rule.word}: {what}{_article(rule.article)}"
    if rule.not_before:
        anchor = {"party": "after its own entry", "treaty": "after the treaty's entry into force"}.get(
            rule.not_before.anchor, ""
        )
        yield f"  not before {say_period(rule.not_before.period)} {anchor}{_article(rule.not_before.article)}"
    if rule.windows:
        yield f"  only in a window of {say_period(rule.windows.length)} every {rule.windows.every_years} years"
    if rule.conflict:
        yield f"  waits for {rule.conflict.until} if {rule.conflict.condition}{_article(rule.conflict.article)}"
    for tail in rule.survival:
        yield (
            f"  survives: {tail.what}"
            + (f" for {say_period(tail.period)}" if tail.period else "")
            + _article(tail.article)
        )
    if rule.reasons:
        yield f"  reasons: {rule.reasons}"


def say_delay(delay: Delay) -> str:
    """A delay in words.

    Example:
        >>> say_delay(Delay(style="exact", period="P6M"))
        '6 months after, on the same day of the month'
    """
    words = _STYLES.get(delay.style, delay.style.replace("_", " ") + " ({period})")
    text = words.format(period=say_period(delay.period))
    days = f"{delay.habit_days} day" + ("" if delay.habit_days == 1 else "s")
    return text + (f" (this depositary publishes {days} more)" if delay.habit_days else "")


def say_period(period: str) -> str:
    """An ISO 8601 period in words.

    Example:
        >>> say_period("P1Y"), say_period("P90D")
        ('1 year', '90 days')
    """
    parts, number = [], ""
    for mark in period.removeprefix("P"):
        if mark.isdigit():
            number += mark
        else:
            unit = _UNITS.get(mark, mark)
            parts.append(f"{number} {unit}{'' if number == '1' else 's'}")
            number = ""
    return " ".join(parts) or "no time"


def _article(article: str | None) -> str:
    return f" [art. {article}]" if article else ""
