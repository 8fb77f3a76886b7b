"""Exits in words: the right to leave, when notice may be given, what delays the exit and what outlives it."""

from collections.abc import Iterable

from servanda.model.clause import NotBefore, Survival, Windows, Withdrawal
from servanda.presentation.delay_text import bracket, say_delay, say_period


def exit_lines(rule: Withdrawal) -> Iterable[str]:
    """One rule of leaving, one fact a line, the details indented below the right itself."""
    allowed = {
        "yes": "",
        "no": "none",
        "silent": "the treaty is silent (VCLT 56)",
        "conditional": f"only if {rule.condition}",
    }[rule.allowed]
    period = say_delay(rule.delay) if rule.delay else ""
    later = "the notice may name a later day" if rule.may_name_later else ""
    what = "; ".join(part for part in (allowed, period, later) if part) or "see the article"
    yield f"{rule.word}: {what}{bracket(rule.article)}"
    yield from (f"  {line}" for line in _when(rule))
    yield from (f"  {line}" for line in _how(rule))
    if rule.conflict:
        yield f"  waits for {rule.conflict.until} if {rule.conflict.condition}{bracket(rule.conflict.article)}"
    yield from (tail(survival) for survival in rule.survival)
    if rule.below:
        effect = rule.below.effect or "the treaty ends"
        yield f"  with fewer than {rule.below.parties} parties: {effect}{bracket(rule.below.article)}"
    for other in rule.others:
        within = f", within {say_period(other.within)}" if other.within else ""
        yield f"  also {say_delay(other.delay)}{within} if {other.condition}{bracket(other.article)}"


def tail(survival: Survival) -> str:
    """Obligations that outlive an exit, or the end of provisional application."""
    period = f" for {say_period(survival.period)}" if survival.period else ""
    return f"  survives: {survival.what}{period}{bracket(survival.article)}"


def _when(rule: Withdrawal) -> Iterable[str]:
    if rule.not_before:
        yield _bar(rule.not_before, rule.article)
    if rule.windows:
        yield _windows(rule.windows)
    if rule.term:
        since = " since the party's own entry" if rule.term.anchor == "party" else ""
        yield f"terms: {rule.term.first_years} years, then {rule.term.then_years} years each{since}"


def _bar(bar: NotBefore, article: str | None) -> str:
    anchors = {"party": " after its own entry", "treaty": " after the treaty's entry into force", "day": ""}
    anchor = f" after {bar.day}" if bar.day else anchors[bar.anchor]
    return f"not before {say_period(bar.period)}{anchor}{bracket(bar.article or article)}"


def _windows(windows: Windows) -> str:
    since = " since its own entry" if windows.anchor == "party" else ""
    then = f", then every {windows.then_years} years" if windows.then_years else ""
    every = f"only in a window of {say_period(windows.length)} every {windows.every_years} years"
    return f"{every}{then}{since}{bracket(windows.article)}"


def _how(rule: Withdrawal) -> Iterable[str]:
    if rule.given_to:
        copies = f"; copies to {', '.join(rule.copies_to)}" if rule.copies_to else ""
        yield f"notice to: {rule.given_to}{copies}"
    elif rule.copies_to:
        yield f"notice also to: {', '.join(rule.copies_to)}"
    if rule.reasons:
        yield f"reasons{' required' if rule.reasons_required else ''}: {rule.reasons}"
    if rule.partial:
        yield f"in part: {rule.partial}"
