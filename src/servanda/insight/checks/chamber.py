"""Whether the chamber exists, has so many members, and could decide so."""

from collections.abc import Iterator

from servanda.insight.case import Case
from servanda.model import Finding, Stage
from servanda.model.chamber import Chamber

ADOPTED = frozenset({Stage.PARLIAMENT_VOTE, Stage.FIRST_READING})


def check_chamber(case: Case) -> Iterator[Finding]:
    """A body that is a chamber of another state only, or a second chamber in a parliament of one."""
    body, state = case.event.body, case.event.state
    mine = case.catalog.chambers_of(state)
    if not body or not mine or chamber_of(case):
        return
    name = _fold(body)
    others = [c for c in case.catalog.chambers if c.state != state and name in {_fold(c.name), *map(_fold, c.aliases)}]
    strange = sorted({c.state for c in others})
    senate = name in {"senate", "upper house", "upper chamber"} and {c.kind for c in mine} == {"single"}
    if senate or (strange and name not in {_fold(c.english) for c in case.catalog.chambers}):
        has = " and ".join(c.name for c in mine)
        yield Finding(
            code="chamber_does_not_exist",
            severity="warning",
            text=f"{case.name(state)} has no “{body}”: its parliament is {has}"
            + (f"; {', '.join(map(case.name, strange))} has one of that name" if strange else ""),
            source="; ".join(s for c in mine for s in c.sources[:1]) or "catalog",
            field="body",
        )


def check_seats(case: Case) -> Iterator[Finding]:
    """More votes than the chamber has seats; all houses together where the report names none."""
    votes, mine = case.event.votes, case.catalog.chambers_of(case.event.state)
    if votes is None or not mine:
        return
    one = chamber_of(case)
    seats = [c.seats_on(case.day) for c in ([one] if one else mine)]
    total = sum(s for s in seats if s is not None)
    if None in seats or votes.cast <= total:
        return
    name = one.name if one else "the parliament"
    yield Finding(
        code="more_votes_than_seats",
        severity="error",
        text=f"{votes.cast} votes, but {name} of {case.name(case.event.state)} has {total} seats",
        source=f"catalog: {one.id if one else ', '.join(c.id for c in mine)}",
        field="votes",
    )


def check_majority(case: Case) -> Iterator[Finding]:
    """Told as adopted with no more votes for than against, or as lost with more."""
    votes, stage = case.event.votes, case.event.stage
    if votes is None or votes.for_ is None or votes.against is None or not case.told_as_done:
        return
    tally = f"{votes.for_} for and {votes.against} against"
    if stage in ADOPTED and votes.for_ <= votes.against:
        yield Finding(code="majority_short", severity="error", text=f"told as adopted with {tally}", field="votes")
    elif stage is Stage.REJECTED and votes.for_ > votes.against:
        text = f"told as lost with {tally}: a larger majority may be needed, or the sides are swapped"
        yield Finding(code="lost_with_majority", severity="hint", text=text, field="votes")


def chamber_of(case: Case) -> Chamber | None:
    """The one chamber of the state that the body names, by name; the only one where a parliament has one."""
    mine = case.catalog.chambers_of(case.event.state)
    body = _fold(case.event.body or "")
    named = [c for c in mine if body and body in {_fold(n) for n in (c.name, c.english, *c.aliases)}]
    if len(named) == 1:
        return named[0]
    return mine[0] if len(mine) == 1 and body not in {"senate", "upper house", "upper chamber"} else None


def _fold(text: str) -> str:
    return text.casefold().removeprefix("the ").strip()
