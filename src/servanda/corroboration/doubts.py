"""Doubts that need nothing but the reports: a deed told before it was done, a weekday or dateline of another day.

Law, record and chamber are the business of `insight`, which adds its findings to these.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from servanda.catalog.evidence import Evidence
from servanda.corroboration.dateline import check_dateline
from servanda.corroboration.grouping import Group
from servanda.corroboration.mention import Mention
from servanda.model import Certainty, Finding, Stage


def find_doubts(group: Group, texts: Mapping[str, str], evidence: Evidence) -> tuple[Finding, ...]:
    """What the reports of one happening say that cannot be, without asking anybody."""
    found = [
        f
        for m in group.members
        for f in (*_told_too_early(m), *_weekday(m, texts, evidence), *check_dateline(m, texts[m.report]))
    ]
    return tuple(dict.fromkeys(found))


def _told_too_early(mention: Mention) -> Iterator[Finding]:
    done = mention.claim.certainty is Certainty.ASSERTED and mention.claim.stage is not Stage.ANNOUNCED
    if done and mention.when and mention.published and mention.when.first > mention.published:
        yield Finding(
            code="date_in_future_of_report",
            severity="warning",
            text=f"{mention.report}, published {mention.published}, tells as done what it dates {mention.claim.date}",
            source=mention.report,
            field="date",
        )


def _weekday(mention: Mention, texts: Mapping[str, str], evidence: Evidence) -> Iterator[Finding]:
    """A weekday printed beside the date that the claim rests on ("Tuesday, 24 September 2025")."""
    span = mention.claim.spans.get("date", ())
    if len(span) != 2 or not mention.when or not mention.when.is_day or not evidence.weekdays:
        return
    start, end = (int(x) for x in span)
    near = texts[mention.report][max(0, start - 14) : end + 4]
    named = {m.group(1).casefold() for m in _days(tuple(evidence.weekdays)).finditer(near)}
    full = re.search(r"\d{4}", near) and len(named) == 1
    if full and evidence.weekdays[name := named.pop()] != mention.when.first.isoweekday():
        yield Finding(
            code="weekday_mismatch",
            severity="warning",
            text=f"{mention.report} calls {mention.claim.date} a {name.capitalize()}; it is not",
            source=mention.report,
            field="date",
        )


@lru_cache(maxsize=8)
def _days(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(names)})(?!\w)", re.IGNORECASE)
