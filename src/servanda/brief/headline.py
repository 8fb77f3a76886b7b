"""The title of a brief and the few sentences that a reader in haste needs."""

from collections.abc import Iterator

from servanda.brief.bound import because, lapsing
from servanda.brief.material import LEAVING, Material
from servanda.brief.paper import Sentence
from servanda.brief.pen import on_day, say
from servanda.model import StatusValue
from servanda.wording import CERTAINTIES, RUNGS, STATUSES, count, say_date, say_votes

NEWS = 366
"""Days in which becoming bound heads a brief; later the status does."""


def title(m: Material) -> str:
    """A headline made from the status, or from the event where reports tell one."""
    text = _headline(m)
    return text[:1].upper() + text[1:]


def _headline(m: Material) -> str:
    what, who = m.the_treaty, m.who
    day = on_day(m.turn.day)
    lead = m.lead
    if lead is not None and not lead.stands:
        return f"Reports of {who} and {what}: denied by better evidence"
    if lead is not None and lead.action in LEAVING and m.status.status is StatusValue.PARTY:
        return f"{who} and {what}: withdrawal {RUNGS.get(lead.stage, str(lead.stage))}"
    if lead is not None and m.turn.kind == "stays":
        action = str(lead.action).replace("_", " ")
        return f"{who} and {what}: {action} {RUNGS.get(lead.stage, str(lead.stage))}"
    if m.turn.kind == "joins" and m.turn.day is not None and not m.ahead:
        since = f" since {day}" if m.status.status is StatusValue.PARTY else ""
        if (m.on - m.turn.day).days > NEWS or not since:
            return f"{who} and {what}: {STATUSES[m.status.status.value]}{since}"
    told = {
        "leaves": f"{who} out of {what} from {day}",
        "joins": f"{who} bound by {what} from {day}",
        "suspends": f"{what} suspended for {who} from {day}",
        "resumes": f"{what} in force again for {who} from {day}",
    }.get(m.turn.kind)
    return told or f"{who} and {what}: {STATUSES[m.status.status.value]}"


def summary(m: Material) -> tuple[Sentence, ...]:
    """Two to four sentences: what is told, the status, what it changes, how sure."""
    return tuple(_told(m))[:4]


def _told(m: Material) -> Iterator[Sentence]:
    if m.lead is not None:
        yield _event(m)
    yield _status(m)
    yield from _effects(m)
    if m.lead is None:
        yield say("This rests on the record alone; no report was given", m.sources.record(m.coverage))


def _event(m: Material) -> Sentence:
    lead = m.lead
    assert lead is not None
    keys = [m.sources.report(m.told.reports[r]) for origin in lead.origins for r in origin if r in m.told.reports]
    stage = RUNGS.get(lead.stage, str(lead.stage))
    when = f" on {say_date(lead.date)}" if lead.date and len(lead.date) == len("2024-07-18") else ""
    word = "from" if lead.date and "/" in lead.date else "in"
    when = when or (f" {word} {say_date(lead.date)}" if lead.date else "")
    votes = f" ({say_votes(lead.votes)})" if lead.votes else ""
    body = f", {lead.body}" if lead.body else ""
    sure = "" if str(lead.certainty) == "asserted" else f"; {CERTAINTIES.get(lead.certainty, str(lead.certainty))}"
    action = str(lead.action).replace("_", " ")
    trust = f"{count(len(lead.origins), 'independent origin')}, confidence {lead.confidence:.0%}"
    step = f"{action} of {m.who}, {stage}{body}{votes}{sure}"
    return say(f"Reports tell of this step{when} ({trust}): {step}", *keys)


def _status(m: Material) -> Sentence:
    what = m.the_treaty
    keys = because(m.status.reasons, m) if m.status.reasons else (m.sources.record(m.coverage),)
    if m.status.status is StatusValue.NOT_COVERED:
        return say(
            f"The record does not say whether {m.who} is bound by {what} on {on_day(m.on)}",
            m.sources.record(m.coverage),
        )
    who, day, until = m.who, on_day(m.on), on_day(m.status.in_force_to)
    text = {
        StatusValue.PARTY: f"{who} is a party to {what} on {day}",
        StatusValue.PARTY_LEAVING: f"On {day}, {who} is still bound by {what}, notice of withdrawal being given",
        StatusValue.FORMER_PARTY: f"{who} is no party to {what} on {day}; it ceased to be bound on {until}",
        StatusValue.NONE: f"{who} is no party to {what} on {day}",
        StatusValue.SIGNATORY: f"On {day}, {who} has signed {what} and is not bound by it",
        StatusValue.CONSENTED: f"On {day}, {who} has consented to {what}, which is not yet in force for it",
    }.get(m.status.status, f"On {day}, {who}’s status under {what} is: {STATUSES[m.status.status.value]}")
    return say(text, *keys)


def _effects(m: Material) -> Iterator[Sentence]:
    if m.supposed is not None and m.supposed.effective is not None:
        yield say(
            f"Were notice received on {on_day(m.notice_day)}, it would be out on {on_day(m.supposed.effective)}",
            *because(m.supposed.reasons, m),
        )
    elif m.ahead and m.turn.day is not None and m.turn.kind == "leaves":
        yield say(
            f"It is out from {on_day(m.turn.day)}; until then it owes every obligation", *because(m.turn.reasons, m)
        )
    elif m.ahead and m.turn.day is not None and m.turn.kind == "joins":
        yield say(f"It is bound from {on_day(m.turn.day)}", *because(m.turn.reasons, m))
    if m.leaving and (gone := lapsing(m)):
        whole = [one for one in gone if one.fate == "lapses"]
        kept = len(gone) - len(whole)
        verb = "lapse" if m.ahead else "have lapsed"
        rest = f"; of {count(kept, 'other')} a part or the whole stays on other grounds" if kept else ""
        keys = [m.sources.article(m.treaty.key, one.obligation.article) for one in gone]
        yield say(f"With the exit {len(whole)} of its {count(len(gone), 'obligation')} {verb}{rest}", *keys)
