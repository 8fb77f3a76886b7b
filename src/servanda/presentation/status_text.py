"""Status, timeline and what-if for a terminal: the answer first, then why, then what is ahead."""

from collections.abc import Iterable, Sequence
from datetime import date

from servanda.catalog import Catalog
from servanda.enquiry import Course
from servanda.law import Along, WhatIf
from servanda.model import Act, Reason, Spell, State, Status, StatusValue
from servanda.presentation.findings import say_finding
from servanda.wording import STATUSES, say_date, state_name, treaty_title

NO_DATE = "no date"


def as_text(status: Status, catalog: Catalog) -> str:
    """A status in the order a person asks: what, since when, why, what next, how much we know."""
    return "\n".join(_status(status, catalog)) + "\n"


def _status(status: Status, catalog: Catalog) -> Iterable[str]:
    yield f"{_subject(status, catalog)} · {_day(status.on)}: {_told(status)}"
    if status.in_force_from or status.in_force_to:
        yield _line(
            "Bound",
            f"from {_day(status.in_force_from)}"
            + (f" to {_day(status.in_force_to)} (exclusive)" if status.in_force_to else ""),
        )
    yield from _labelled("Why", _steps(status.reasons))
    yield from _labelled(
        "Other readings",
        (
            f"{STATUSES[r.status]}: {r.why}" + (f" [{_article(r.article)}]" if r.article else "")
            for r in status.readings
            if not r.preferred
        ),
    )
    yield from _labelled(
        "Ahead", (f"{_day(n.date)}: {n.what}" + (f" [{_article(n.article)}]" if n.article else "") for n in status.next)
    )
    yield from _labelled("Findings", map(say_finding, status.findings))
    yield from _labelled("Record", [status.coverage] if status.coverage else [])
    yield from _labelled("As known on", [_day(status.known)] if status.known else [])


def _subject(status: Status, catalog: Catalog) -> str:
    """Who and under what, with the counterparty or the territory where that was the question."""
    name, title = state_name(status.state, catalog), treaty_title(status.treaty, None, catalog)
    name += f" for {status.territory}" if status.territory else ""
    name += f" towards {state_name(status.towards, catalog)}" if status.towards else ""
    return f"{name} · {title}"


def _told(status: Status) -> str:
    """The status in words; without clause data nobody can say whether a consent is in force."""
    if status.status is StatusValue.CONSENTED and "no_clause_data" in status.findings:
        return "consented; without clause data it is not known from when it is bound"
    return STATUSES[status.status]


def what_if_text(supposed: WhatIf, catalog: Catalog) -> str:
    """What would follow, the preferred day first."""
    act = str(supposed.action).replace("_", " ")
    given = f", notified {_day(supposed.notified)}" if supposed.notified else ""
    lines = [f"{_subject(supposed, catalog)}: if {act}{given}"]
    lines.append(_line("Effect", _day(supposed.effective) if supposed.effective else "no day follows"))
    lines += _labelled(
        "Readings",
        (f"{_day(r.date)}: {r.why}" + (" (preferred)" if r.preferred else "") for r in supposed.effective_readings),
    )
    for label, day in (
        ("Out by", supposed.out_by),
        ("Latest notice", supposed.latest_notice),
        ("Last revocation", supposed.last_revocation),
        ("First lawful day", supposed.first_lawful),
    ):
        if day:
            lines.append(_line(label, _day(day)))
    lines += _labelled("Ends along", (_along(one, catalog) for one in supposed.along))
    lines += _labelled("Why", _steps(supposed.reasons))
    lines += _labelled("Findings", map(say_finding, supposed.findings))
    if supposed.if_party is not None:
        lines += ["", "If it is a party:", what_if_text(supposed.if_party, catalog).rstrip()]
    return "\n".join(lines) + "\n"


def timeline_text(state: State, courses: Sequence[Course]) -> str:
    """Acts and spells, treaty by treaty."""
    lines = [f"{state.name} ({state.code})"]
    for course in courses:
        lines += ["", f"{course.treaty.title} ({course.treaty.key})"]
        lines += [f"  {act.date:<12} {_act(act)}" for act in course.acts]
        lines += [f"  {_span(spell):<28} {STATUSES[spell.status]}" for spell in course.spells]
    if not courses:
        lines.append("no act on record")
    return "\n".join(lines) + "\n"


def _act(act: Act) -> str:
    kind = str(act.kind).replace("_", " ") + (f" of {act.of}" if act.of else "")
    parts = [kind, f"in effect {act.effective}" if act.effective else "", act.source, act.contested or ""]
    return "; ".join(part for part in parts if part)


def _span(spell: Spell) -> str:
    return f"{spell.from_ or '…'} to {spell.to or '…'}"


def _steps(reasons: Iterable[Reason]) -> Iterable[str]:
    """Each step of the arithmetic on its own line, the article and the act after the last."""
    for reason in reasons:
        *first, last = reason.text.split("; ")
        where = ", ".join(part for part in (_article(reason.article), reason.act or "") if part)
        lines = [*(f"{step};" for step in first), last + (f" [{where}]" if where else "")]
        yield from (line if number == 0 else f"  {line}" for number, line in enumerate(lines))


def _along(one: Along, catalog: Catalog) -> str:
    where = f" [{_article(one.article)}]" if one.article else ""
    return f"{treaty_title(one.treaty, None, catalog)} ({one.treaty}) on {_day(one.effective)}{where}"


def _article(article: str | None) -> str:
    """Say an article: the treaty's own get “art.”, another instrument's (VCLT 68) carry its name."""
    return f"art. {article}" if article and article[0].isdigit() else article or ""


def _labelled(label: str, lines: Iterable[str]) -> Iterable[str]:
    for number, line in enumerate(lines):
        yield _line("" if number else label, line)


def _line(label: str, text: str) -> str:
    return f"  {label:<17} {text}".rstrip()


def _day(day: date | None) -> str:
    return say_date(day.isoformat()) if day else NO_DATE
