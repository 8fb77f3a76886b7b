"""From a matched pattern to a time with its value, or to none: one function a rule of `times.yaml`.

A rule sees its slots and a context: the day of publication, the time before, the words around. Nothing here knows a
word of any language.
"""

from collections.abc import Callable

from servanda.extraction import timeabsolute as absolute
from servanda.extraction import timerelative as relative
from servanda.extraction.grammar import Match
from servanda.extraction.timenoun import Context, Time


def resolve(match: Match, context: Context) -> list[Time]:
    """Resolve one match: usually one time, two for a pair of days, none where the words turn out not to be a time."""
    rule = str(match.entry["rule"])
    tense, close = context.tense(match.first, match.last)
    base = Time(
        start=context.tokens[match.first].start,
        end=context.tokens[match.last - 1].end,
        kind="",
        rule=rule,
        tense=tense,
        tense_close=close,
        repaired=any(token.repaired for token in match.slots.values()),
    )
    return _RULES[rule](match, context, base)


_RULES: dict[str, Callable[[Match, Context, Time], list[Time]]] = {
    "date": absolute.read_date,
    "figures": absolute.read_figures,
    "american": absolute.read_figures,
    "pair": absolute.read_pair,
    "span": absolute.read_span,
    "years": absolute.read_years,
    "months": absolute.read_months,
    "month": absolute.read_month,
    "nearmonth": relative.read_nearmonth,
    "deictic": relative.read_deictic,
    "shift": relative.read_shift,
    "ago": relative.read_ago,
    "ahead": relative.read_ahead,
    "weekday": relative.read_weekday,
    "focus": relative.read_focus,
    "offset": relative.read_offset,
    "focusdate": relative.read_focusdate,
    "thismonth": relative.month_near(0),
    "lastmonth": relative.month_near(-1),
    "nextmonth": relative.month_near(1),
    "ordinal": relative.read_ordinal,
    "duration": relative.read_duration,
}
