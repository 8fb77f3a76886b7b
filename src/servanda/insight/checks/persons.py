"""Whether the person named with an office held it, as the register of persons has it.

The register speaks only where it surely knows who held the office on one of the days that count: that of the event and
that of its first report. Spelling is compared without accents and across transliterations; what is near and not the
same is told as a slip, with the name on record.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from servanda.insight.case import Case
from servanda.insight.names import is_near, is_same
from servanda.model import Finding
from servanda.model.person import Officer, Tenure


def check_persons(case: Case) -> Iterator[Finding]:
    """Names with an office that the register gives to somebody else, or spells otherwise."""
    told: set[tuple[str, str]] = set()
    for officer in case.event.person_details:
        if (officer.name, officer.title) in told:
            continue
        told.add((officer.name, officer.title))
        finding = _finding(case, officer)
        if finding:
            yield finding


def _finding(case: Case, officer: Officer) -> Finding | None:
    state = officer.state or case.event.state
    tenures = case.catalog.tenures_of(state, officer.title)
    days = sorted({day for day in (case.day, case.reported) if day})
    held = [t for t in tenures if any(t.surely_on(day) for day in days)]
    if not held or _could_be(officer, tenures, days) or _elsewhere(case, officer, days):
        return None
    who = f"{officer.office} of {case.name(state)}"
    on_record = "; ".join(f"{t.name} ({t.years})" for t in held)
    near = [t for t in held if is_near(officer.name, t)]
    if near:
        text = f"“{officer.name}” is given as {who}: the name on record is {near[0].name} ({near[0].years})"
        return _as_finding("person_name_garbled", "warning", text, near[0])
    once = [t for t in tenures if is_same(officer.name, t)]
    if once:
        spells = ", ".join(t.years for t in once)
        text = f"{officer.name} was {who} {spells}; on {' and '.join(map(str, days))} it was {on_record}"
        # A bare surname without its state is how history is told ("President Cardoso"): then it is a hint only.
        told_apart = officer.state is not None or " " in officer.name
        return _as_finding("person_former", "warning" if told_apart else "hint", text, held[0])
    if officer.state is None and officer.name not in case.event.persons:
        return None
    severity = "warning" if officer.state else "hint"
    text = f"{officer.name} is given as {who}; on {' and '.join(map(str, days))} it was {on_record}"
    return _as_finding("person_unknown_in_office", severity, text, held[0])


def _could_be(officer: Officer, tenures: Sequence[Tenure], days: Sequence[date]) -> bool:
    """Whether the person may have held the office, days of handing over included."""
    return any(is_same(officer.name, t) and any(t.maybe_on(day) for day in days) for t in tenures)


def _elsewhere(case: Case, officer: Officer, days: Sequence[date]) -> bool:
    """Whether a name without a state beside it is that of another state's holder: then nothing is wrong."""
    if officer.state is not None:
        return False
    others = [t for t in case.catalog.persons if officer.title in t.called and is_same(officer.name, t)]
    return any(t.state != case.event.state and any(t.maybe_on(day) for day in days) for t in others)


def _as_finding(code: str, severity: str, text: str, tenure: Tenure) -> Finding:
    source = f"register of persons: {tenure.state} {tenure.office}"
    return Finding(code=code, severity=severity, text=text, source=source, field="persons")
