"""The day printed in a dateline, held against the day of publication.

`VILNIUS, July 18 (BNS) -` stands at the head of what was sent that day. A report is printed on the day of its dateline
or a few days later; a dateline after the publication cannot be, and one long before it tells a reprint or a misprint.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from servanda.corroboration.mention import Mention
from servanda.model import Finding

_AHEAD = 1
"""Days a dateline may lie after publication: clocks of two time zones."""

_BEHIND = 10
"""Days a dateline may lie before publication: weeklies, and agency copy that waited."""

_MONTHS = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if name}
"""First three letters of an English month -> its number; datelines abbreviate ("Sept. 6")."""

_PLACE = r"[^\W\d_a-z][^\d,()\n]{2,40}"
_DATELINE = re.compile(
    rf"\s*{_PLACE},\s+(?:(?P<month>[A-Z][a-z]{{2,8}})\.?\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s+(?P<month2>[A-Z][a-z]{{2,8}}))"
    r"(?:,?\s+(?P<year>\d{4}))?\s*(?:[(/.–—:\-]|\[)"
)


def check_dateline(mention: Mention, text: str) -> Iterator[Finding]:
    """A dateline whose day and the day of publication do not go together."""
    printed = dateline_day(text, mention.published) if mention.published else None
    if printed is None or mention.published is None:
        return
    after = printed > mention.published + timedelta(days=_AHEAD)
    if after or printed < mention.published - timedelta(days=_BEHIND):
        why = "it cannot be the later one" if after else "an old report printed again, or a misprint"
        yield Finding(
            code="dateline_mismatch",
            severity="warning" if after else "hint",
            text=f"{mention.report} has the dateline {printed} and was published {mention.published}: {why}",
            source=mention.report,
            field="date",
        )


def dateline_day(text: str, published: date) -> date | None:
    """The day of the dateline at the head of a text; a year that is not printed is that nearest to publication.

    Example:
        >>> dateline_day("VILNIUS, Dec 30 (BNS) - The law was signed.", date(2025, 1, 2))
        datetime.date(2024, 12, 30)
    """
    match = _DATELINE.match(text[:120])
    month = _MONTHS.get((match["month"] or match["month2"])[:3].casefold()) if match else None
    if match is None or month is None:
        return None
    day = int(match["day"] or match["day2"])
    years = [int(match["year"])] if match["year"] else [published.year + step for step in (-1, 0, 1)]
    days = [date(y, month, day) for y in years if 1 <= y <= 9999 and 1 <= day <= calendar.monthrange(y, month)[1]]
    return min(days, key=lambda one: abs(one - published), default=None)
