"""The outlook: for a course under way the chance of each next stage, for a quiet party that of a notice of leaving."""

import re
from collections.abc import Sequence
from datetime import date

from servanda.brief.material import LEAVING, Material
from servanda.brief.paper import Block, Chance, Chances, Points, Section
from servanda.brief.pen import listed, on_day, say, section
from servanda.catalog.outlook import load_courses, load_hazard
from servanda.insight.outlook import Prospect, courses_of, outlook_of_party, outlook_of_procedure
from servanda.model import Action, Certainty, Stage, StatusValue, earliest
from servanda.wording import RUNGS, STATUSES

_STAGE = re.compile(r"the stage ([a-z_]+)")


def outlook(m: Material) -> Section:
    """Chances with interval and cases, what they were made from, and why the base rate is shown."""
    blocks = _told(*_asked(m), m)
    why = f"{m.who}’s status, {STATUSES[m.status.status.value]}, leaves no exit to reckon with"
    if m.status.status is StatusValue.NOT_COVERED:
        why = "Where the record does not say whether a state is bound, no chance can be told"
    if m.status.status is StatusValue.PARTY_LEAVING:
        why = "Among the notices on record by that day that compare, none was taken back from here on"
    return section("outlook", blocks, nothing=say(why, m.sources.law()))


def prospects(m: Material) -> tuple[Prospect, ...]:
    """The same chances as they were reckoned; none where the status leaves no exit to reckon with."""
    return tuple(_asked(m)[2])


def _asked(m: Material) -> tuple[str, str, Sequence[Prospect]]:
    """What the chances are of, what they were counted over, and the chances."""
    of_course = _of_course(m)
    return of_course if of_course[2] else _of_party(m)


def _of_course(m: Material) -> tuple[str, str, Sequence[Prospect]]:
    """The next stages of what is reported to be under way, else of a notice on record."""
    at = _reported(m) or _notice(m)
    if at is None:
        return "", "", ()
    stage, action, since = at
    found = outlook_of_procedure(
        stage, action, since, m.on, courses_of(m.exits, load_courses()), leaving_out=(m.code, m.treaty.key)
    )
    if m.status.in_force_to is not None and stage is Stage.NOTIFIED:  # the law gives the day; only going back is open
        found = tuple(one for one in found if one.stage == Stage.REVOKED.value)
    title = f"What came next after: {RUNGS[stage.value]} ({str(action).replace('_', ' ')})"
    return title, "courses that compare", found


def _reported(m: Material) -> tuple[Stage, Action, date] | None:
    lead = m.lead
    if lead is None or not lead.stands or lead.date is None or lead.certainty is not Certainty.ASSERTED:
        return None
    since = earliest(lead.date)
    return (lead.stage, lead.action, since) if since <= m.on else None


def _notice(m: Material) -> tuple[Stage, Action, date] | None:
    if m.status.status is not StatusValue.PARTY_LEAVING:
        return None
    days = [earliest(act.date) for act in m.acts if act.kind in LEAVING]
    return (Stage.NOTIFIED, Action.WITHDRAWAL, days[-1]) if days else None


def _of_party(m: Material) -> tuple[str, str, Sequence[Prospect]]:
    if m.status.status is not StatusValue.PARTY:
        return "", "", ()
    found = outlook_of_party(m.code, m.treaty.key, m.on, acts=m.record, catalog=m.catalog, hazard=load_hazard())
    return "Chance that a party like this gives notice of leaving", "notices of leaving", found


def _told(title: str, over: str, found: Sequence[Prospect], m: Material) -> list[Block | None]:
    """The chances as a figure, and what stood beside them."""
    if not found:
        return []
    first = found[0]
    key = m.sources.model(f"outlook, {over}", f"Outlook by {first.basis}: {over}. {_in_words(first.why)}")
    chances = tuple(
        Chance(
            label=RUNGS.get(one.stage, one.stage),
            within_months=one.within_months,
            value=one.value,
            low=one.low,
            high=one.high,
            cases=one.cases,
        )
        for one in found
    )
    looked_at = tuple(
        say(
            f"{one.name.replace('_', ' ')}: {_value(one.value, m)} ({one.found})" + ("" if one.used else ", not used"),
            key,
        )
        for one in first.inputs
    )
    return [
        Chances(title=f"{title}, from {on_day(m.on)}", basis=_in_words(first.why), chances=chances, on=(key,)),
        Points(lead="What was looked at", sentences=looked_at) if looked_at else None,
    ]


def _in_words(why: str) -> str:
    """A reason with rungs told as people say them."""
    return _STAGE.sub(lambda found: f"the stage “{RUNGS.get(found[1], found[1])}”", why)


def _value(text: str, m: Material) -> str:
    """A value as people say it: codes of states as their names, rungs as words."""
    parts = text.split(", ")
    if all(part in m.catalog.states for part in parts):
        return listed([m.say(part) for part in parts])
    return RUNGS.get(text, text.replace("_", " "))
