"""Whether the day can be: not ahead of the day asked about, not before the treaty or the state's own signature."""

from collections.abc import Iterator

from servanda.insight.case import Case
from servanda.model import Action, Finding, Stage, parse_edtf

CONSENTING = frozenset({Stage.PARLIAMENT_VOTE, Stage.PROMULGATED, Stage.NOTIFIED, Stage.EFFECTIVE})


def check_future(case: Case) -> Iterator[Finding]:
    """What is told as done cannot lie ahead of the day asked about."""
    date = case.event.date
    if date and case.told_as_done and case.event.stage is not Stage.ANNOUNCED and parse_edtf(date).first > case.on:
        text = f"told as done, yet dated {date}, after {case.on}"
        yield Finding(code="date_in_future", severity="warning", text=text, source="reports", field="date")


def check_order(case: Case) -> Iterator[Finding]:
    """A treaty is adopted before states act on it, and signed before a parliament consents to ratify it."""
    event, treaty = case.event, case.treaty
    if event.date is None or treaty is None or event.stage not in CONSENTING:
        return
    last = parse_edtf(event.date).last
    if treaty.adopted and last < parse_edtf(treaty.adopted).first:
        yield Finding(
            code="before_treaty_existed",
            severity="error",
            text=f"dated {event.date}, but {case.treaty_name} was adopted on {treaty.adopted}",
            source=f"catalog: {treaty.key}",
            field="date",
        )
    signed = [a for a in case.acts if a.state == event.state and a.kind is Action.SIGNATURE]
    if event.action is Action.RATIFICATION and signed and last < parse_edtf(signed[0].date).first:
        yield Finding(
            code="vote_before_signature",
            severity="hint",
            text=f"dated {event.date}, but {case.name(event.state)} signed only on {signed[0].date}",
            source=f"act {signed[0].id}",
            field="date",
        )
