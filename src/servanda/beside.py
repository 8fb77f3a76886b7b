"""Reports beside one another: a second look at those that tell nothing of what others of these days tell.

Part of the conductor, beside `pipeline`: it joins reading with what was read. What it finds is faint, supports little,
and is no claim of the report; it lets a short denial or a follow-up stand with the event that it speaks of.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from servanda.catalog import Catalog
from servanda.extraction import Reader, Subject, read_in_light
from servanda.model import Claim, Report, parse_edtf

MOST = 250
"""So many reports are read beside one another; more are a corpus, and a second look at each would take too long."""

DAYS = 25
"""Days of publication between two reports on one piece of news."""

SUBJECTS = 3
"""Subjects that one report is read in the light of: those that most reports tell of, first."""


def read_beside(
    reader: Reader, reports: Sequence[Report], claims: Sequence[Claim], catalog: Catalog, *, today: date | None
) -> Iterator[Claim]:
    """Faint claims of reports on what other reports tell, in the order of the reports.

    Args:
        reader: that found the claims.
        reports: read together.
        claims: what they tell by themselves.
        catalog: for the names of states and treaties.
        today: the day of publication assumed for reports that carry none.
    """
    if not 1 < len(reports) <= MOST:
        return
    days = {report.id: _day(report, today) for report in reports}
    told = _told(claims)
    own = {(claim.report, claim.state, claim.treaty) for claim in claims}
    on_treaty = {(claim.report, claim.treaty) for claim in claims}
    for report in reports:
        near = [
            key
            for key, tellers in told.items()
            if (report.id, *key) not in own and any(_near(days[report.id], days[other]) for other in tellers)
        ]
        for state, treaty in near[:SUBJECTS]:
            subject = _subject(state, treaty, catalog)
            if subject:
                lend = (report.id, treaty) not in on_treaty
                yield from read_in_light(reader, report, subject, lend=lend, today=today)


def _told(claims: Sequence[Claim]) -> dict[tuple[str, str], set[str]]:
    """(state, treaty) -> the reports that tell of it as news, what most tell of first."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.treaty and not claim.background:
            found[claim.state, claim.treaty].add(claim.report)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _subject(state: str, treaty: str, catalog: Catalog) -> Subject | None:
    one, other = catalog.states.get(state), catalog.treaties.get(treaty)
    if one is None or other is None:
        return None
    return Subject(state=state, treaty=treaty, state_name=one.name, treaty_name=other.title)


def _day(report: Report, today: date | None) -> date | None:
    return parse_edtf(report.published).first if report.published else today


def _near(one: date | None, other: date | None) -> bool:
    """Whether two reports may be on one piece of news; without a day they may."""
    return one is None or other is None or abs((one - other).days) <= DAYS
