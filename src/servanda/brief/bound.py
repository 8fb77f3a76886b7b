"""Law and calendar: the status with its reasons, what a notice would bring, what lapses and stays, the dates ahead."""

from collections.abc import Iterator

from servanda.brief.material import Material
from servanda.brief.paper import Block, Points, Row, Section, Sentence, Table
from servanda.brief.pen import dated, on_day, paragraph, say, section
from servanda.insight.obligations import Standing
from servanda.model import NextDate, Reason, StatusValue
from servanda.wording import STATUSES, count

MOST_DUTIES, MOST_DATES = 9, 8

FATES: dict[str, str] = {
    "lapses": "lapses",
    "stays_in_part": "lapses, a part stays",
    "stays": "owed all the same",
    "begins": "begins",
    "already_owed": "begins, owed before",
    "suspended": "suspended",
    "resumes": "resumes",
    "runs": "runs",
    "not_owed": "not owed",
    "unclear": "unclear",
}
_SORT = tuple(FATES)


def law(m: Material) -> Section:
    """What the law says on the day, what would follow, which duties change, and the dates ahead."""
    blocks: list[Block | None] = [paragraph(*_status(m)), paragraph(*_notice(m))]
    readings = tuple(_readings(m))
    if readings:
        blocks.append(Points(lead="Other readings", sentences=readings))
    blocks.append(_duties(m))
    terms = tuple(say(f"Whatever the state owes, {one.text}", _ground(one.basis, m)) for one in m.shift.terms)
    if terms:
        blocks.append(Points(lead="What the treaty itself says of every exit", sentences=terms))
    blocks.append(_calendar(m))
    return section("law", blocks, nothing=say("the law says nothing of this", m.sources.law()))


def because(reasons: tuple[Reason, ...], m: Material) -> tuple[str, ...]:
    """The keys of articles and acts that stand behind an answer."""
    keys = [m.sources.article(m.treaty.key, reason.article) for reason in reasons]
    return (*keys, *(m.sources.act(m.by_id[r.act]) for r in reasons if r.act in m.by_id), m.sources.law())


def _status(m: Material) -> Iterator[Sentence]:
    status = m.status
    word = STATUSES[status.status.value]
    day = f"on {on_day(m.on)}"
    if status.status is StatusValue.NOT_COVERED:
        yield say(f"The record does not say whether {m.who} is bound {day}", m.sources.record(m.coverage))
    else:
        keys = because(status.reasons, m) or (m.sources.record(m.coverage),)
        yield say(f"{day}, {m.who}’s status under {m.the_treaty} is: {word}", *keys)
    if status.in_force_from and status.status is not StatusValue.NOT_COVERED:
        end = f" to {on_day(status.in_force_to)}, the first day it is no longer bound" if status.in_force_to else ""
        verb = "is bound" if status.in_force_from <= m.on < (status.in_force_to or m.on.max) else "was bound"
        if status.in_force_from > m.on:
            verb = "will be bound"
        yield say(f"It {verb} from {on_day(status.in_force_from)}{end}", *because(status.reasons, m))
    for reason in status.reasons[:2]:
        yield say(f"Why: {reason.text}", *because((reason,), m))


def _notice(m: Material) -> Iterator[Sentence]:
    """What notice would bring: the reported exit's, or that of a party from which no exit is reported."""
    if m.status.status not in (StatusValue.PARTY, StatusValue.NOT_COVERED) or m.consenting:
        return
    found = m.supposed or m.if_notified(m.notice_day)
    lead = "were notice received" if m.supposed is None else "if notice is received"
    told = found.if_party or found
    if found.if_party is not None:
        lead = f"If it is a party and {'notice is received' if m.supposed else 'notice were received'}"
    if told.effective is None:
        why = "; ".join(reason.text for reason in told.reasons[:2]) or ", ".join(told.findings).replace("_", " ")
        yield say(f"{lead} on {on_day(m.notice_day)}, no day of effect follows: {why}", *because(told.reasons, m))
        return
    yield say(
        f"{lead} on {on_day(m.notice_day)}, withdrawal takes effect on {on_day(told.effective)}",
        *because(told.reasons, m),
    )
    others = [one for one in told.effective_readings if one.date != told.effective]
    for one in others:
        yield say(f"Another reading gives {on_day(one.date)}: {one.why}", m.sources.law())
    for other in told.along:
        name = m.catalog.treaties[other.treaty].short or m.catalog.treaties[other.treaty].title
        yield say(f"With it ends {name}, on {on_day(other.effective)}", m.sources.law())


def _readings(m: Material) -> Iterator[Sentence]:
    for one in m.status.readings:
        word = STATUSES[one.status.value]
        preferred = " (preferred)" if one.preferred else ""
        yield say(f"{word}{preferred}: {one.why}", m.sources.article(m.treaty.key, one.article))


def _duties(m: Material) -> Table | None:
    """Each obligation with what becomes of it; the rest is counted."""
    ordered = sorted(m.shift.standings, key=lambda one: _SORT.index(one.fate))
    shown = ordered[:MOST_DUTIES]
    if not shown:
        return None
    more = f"; the first {len(shown)} are shown" if len(ordered) > len(shown) else ""
    day = f" with effect on {on_day(m.turn.day)}" if m.turn.day else f" on {on_day(m.on)}"
    return Table(
        caption=f"{count(len(ordered), 'obligation')} of {m.who}, and what becomes of them{day}{more}",
        head=("Article", "Obligation", "Fate", "Why a part stays"),
        rows=tuple(
            Row(
                cells=(f"art. {one.obligation.article}", one.obligation.what, FATES[one.fate], _why(one)),
                on=_keys(one, m),
            )
            for one in shown
        ),
    )


def _why(one: Standing) -> str:
    held = "; ".join(ground.text for ground in one.held)
    unclear = "; ".join(f"open: {ground.text}" for ground in one.open)
    return dated("; ".join(part for part in (held, unclear) if part)) or "–"


def _keys(one: Standing, m: Material) -> tuple[str, ...]:
    keys = [m.sources.article(m.treaty.key, one.obligation.article)]
    keys += [_ground(held.basis, m) for held in (*one.held, *one.open)]
    return tuple(dict.fromkeys(keys))


def _ground(basis: str, m: Material) -> str:
    return m.sources.catalog(basis, basis)


def _calendar(m: Material) -> Block | None:
    ahead = m.status.next[:MOST_DATES]
    if m.supposed is not None and m.supposed.next:
        ahead = m.supposed.next[:MOST_DATES]
    if not ahead:
        return None
    return Table(
        caption="Legal dates ahead" + (", if notice is received as supposed" if m.supposed else ""),
        head=("Day", "What", "Article"),
        rows=tuple(
            Row(
                cells=(on_day(one.date), _what(one), one.article or "–"),
                on=(m.sources.article(m.treaty.key, one.article),),
            )
            for one in ahead
        ),
    )


def _what(one: NextDate) -> str:
    """What a day ahead brings; a state that ends does not withdraw."""
    return "the state ceases to exist" if one.article == "extinction of the state" else one.what


def lapsing(m: Material) -> tuple[Standing, ...]:
    """The duties that the change takes away, in whole or in part."""
    return m.shift.of("lapses", "stays_in_part", "stays")
