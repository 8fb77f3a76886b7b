"""Whether the house sat, and in sufficient number, as far as a calendar and a count of seats can tell.

Hints only: houses do sit on Sundays in a crisis, and each has its own quorum.
"""

from collections.abc import Iterator

from servanda.catalog.weekend import rest_days
from servanda.insight.case import Case
from servanda.insight.checks.chamber import chamber_of
from servanda.model import Finding, Stage, parse_edtf

VOTED = frozenset({Stage.PARLIAMENT_VOTE, Stage.FIRST_READING, Stage.REJECTED})
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FEW = 3
"""One member in so many: no quorum that we know of is lower by much, and most are one in two."""


def check_sitting(case: Case) -> Iterator[Finding]:
    """A vote told of a day on which the state rests."""
    event, state = case.event, case.catalog.states.get(case.event.state)
    if event.stage not in VOTED or event.date is None or state is None or not state.iso2:
        return
    span = parse_edtf(event.date)
    if not span.is_day or span.first.isoweekday() not in rest_days(state.iso2):
        return
    day = DAYS[span.first.isoweekday() - 1]
    yield Finding(
        code="vote_on_day_of_rest",
        severity="hint",
        text=f"{event.date} was a {day}, a day of rest in {case.name(event.state)}: look whether the house sat",
        source="CLDR week data",
        field="date",
    )


def check_quorum(case: Case) -> Iterator[Finding]:
    """A final vote of so few that the quorum should be looked up."""
    votes, house = case.event.votes, chamber_of(case)
    if case.event.stage not in VOTED or votes is None or house is None or None in (votes.for_, votes.against):
        return
    seats = house.seats_on(case.day)
    if seats and votes.cast * FEW < seats:
        yield Finding(
            code="few_votes",
            severity="hint",
            text=f"{votes.cast} votes of {seats} seats in {house.name}: look up its quorum, or the count is incomplete",
            source=f"catalog: {house.id}",
            field="votes",
        )
