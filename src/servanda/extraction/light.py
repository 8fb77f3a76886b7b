"""A second look at a report in the light of others: does it speak of what they tell, though it says less?

"The government called the report untrue" names no treaty, and a follow-up may leave out the state; alone it tells
nothing, beside the reports of that day it does. What is missing is lent to the report as a line after its title, one
thing only: either the state or the treaty must stand in its own words. What comes of it is faint by its `confidence`,
which is below what a report tells by itself, and never counts as one of its claims.
"""

from datetime import date

import msgspec

from servanda.extraction.reader import Reader
from servanda.model import Claim, Report

FAINT = 0.03
"""Share of the judge's votes that is enough when other reports tell of the same state and treaty."""

FAINT_CONFIDENCE = 0.3
"""The most that a faint reading may claim."""

_FIELDS_OF_SUBJECT = ("state", "treaty")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What other reports tell of: codes, and the names that are lent."""

    state: str
    treaty: str
    state_name: str
    treaty_name: str


def read_in_light(
    reader: Reader, report: Report, subject: Subject, *, lend: bool = True, today: date | None = None
) -> list[Claim]:
    """What a report may say of a subject that others tell of; empty where it does not seem to speak of it.

    Args:
        reader: the one that found nothing on the subject.
        report: with its day of publication, if it has one.
        subject: the state and treaty that others tell of.
        lend: whether what the report leaves out may be lent to it; not where it tells of the treaty by itself.
        today: the day of publication assumed where the report has none.
    """
    names = subject.state_name, subject.treaty_name
    lines = ("", names[1], names[0], ": ".join(names)) if lend else ("",)
    for lent in lines:
        read = (
            report if not lent else msgspec.structs.replace(report, title=f"{report.title or ''}. {lent}".lstrip(". "))
        )
        prepared = reader.prepare(read, today=today)
        if prepared is None or prepared.registered:
            continue
        judge = msgspec.structs.replace(reader.judge, threshold=FAINT, first_threshold=FAINT)
        found = [_own(claim, report) for claim in reader.claims_of(prepared, judge) if _is_on(claim, subject)]
        kept = [claim for claim in found if set(_FIELDS_OF_SUBJECT) & set(claim.spans)]
        if kept:
            return kept
    return []


def _is_on(claim: Claim, subject: Subject) -> bool:
    return (claim.state, claim.treaty) == (subject.state, subject.treaty) and not claim.background


def _own(claim: Claim, report: Report) -> Claim:
    """The claim with those spans only that stand in the report's own words."""
    length = len(report.title or "")
    spans = {
        name: span for name, span in claim.spans.items() if span and (span[0] != "title" or int(span[2]) <= length)
    }
    rule = f"in the light of other reports; {claim.rule}"
    return msgspec.structs.replace(claim, spans=spans, confidence=min(FAINT_CONFIDENCE, claim.confidence), rule=rule)
