"""Procedures under way: the share of comparable courses in which each rung came next, within some months.

The courses compared are those that reached the same rung of the same kind of action by the day asked about. What came
next is one of several rungs that exclude each other, so chances add up to one at most: the cumulative incidence of
competing risks. A course in which nothing came next is censored on the day asked about, and no later day is looked at.

Source: O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978) 141-150; intervals are Wilson's over the
courses that were followed to the horizon.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from servanda.catalog.outlook import Course
from servanda.insight.outlook.intervals import wilson
from servanda.insight.outlook.nouns import HORIZONS, Input, Prospect, longest
from servanda.insight.precedents import Exit
from servanda.insight.survival import ENOUGH
from servanda.model import CONSENT, Action, Stage, parse_edtf

NEXT = (
    Stage.PARLIAMENT_VOTE,
    Stage.PROMULGATED,
    Stage.NOTIFIED,
    Stage.EFFECTIVE,
    Stage.RETURNED,
    Stage.POSTPONED,
    Stage.REJECTED,
    Stage.REVOKED,
    Stage.EXPIRED,
)
"""Rungs that can come next and are told; smaller steps inside a parliament are too seldom on record."""

OVER = frozenset({Stage.EFFECTIVE, Stage.REJECTED, Stage.REVOKED, Stage.EXPIRED})
"""Rungs after which a procedure is over."""

Row = tuple[int, Stage | None]
"""Days until the next rung, and which; None where the course was only followed so long."""


def courses_of(exits: Iterable[Exit], shipped: Iterable[Course]) -> tuple[Course, ...]:
    """The shipped courses, and those notices of leaving on record that are not among them.

    Exits that no course tells of give the rungs `notified`, `effective` and `revoked`; those of which the record does
    not say how they ended are left out, for they would count as if they stood still.
    """
    told = tuple(shipped)
    have = {(c.state, c.treaty, _first(c.rungs[Stage.NOTIFIED])) for c in told if Stage.NOTIFIED in c.rungs}
    ended = (one for one in exits if one.effective or one.revoked)
    more = (_course(one) for one in ended if (one.state, one.treaty, _first(one.notified)) not in have)
    return (*told, *more)


def _course(one: Exit) -> Course:
    rungs = {Stage.NOTIFIED: one.notified, Stage.EFFECTIVE: None if one.revoked else one.effective}
    rungs[Stage.REVOKED] = one.revoked
    return Course(
        state=one.state,
        treaty=one.treaty,
        action=Action.WITHDRAWAL,
        rungs={stage: day for stage, day in rungs.items() if day},
        source="the record: " + ", ".join(one.acts),
    )


def outlook_of_procedure(
    stage: Stage,
    action: Action,
    since: date,
    on: date,
    courses: Sequence[Course],
    *,
    leaving_out: tuple[str, str] | None = None,
    horizons: Sequence[int] = HORIZONS,
) -> tuple[Prospect, ...]:
    """The chance of each next rung within each horizon, counted from the day asked about.

    Args:
        stage: the rung the procedure stands at.
        action: what it would do; joining in any form is one kind, leaving and each other action its own.
        since: day the rung was reached.
        on: the day asked about; nothing later is used.
        courses: what is compared with, from `courses_of`.
        leaving_out: state and treaty of the case itself.
        horizons: months ahead.

    Returns:
        By rung and horizon; nothing for a procedure that is over or that nothing on record compares with.
    """
    if stage in OVER or since > on:
        return ()
    kind, so_far = _kind(action), (on - since).days
    found = [
        row
        for course in courses
        if (course.state, course.treaty) != leaving_out and course.action in kind
        for row in _rows(course, stage, on)
    ]
    waiting = [(days - so_far, what) for days, what in found if days > so_far]
    conditioned = len(waiting) >= ENOUGH
    rows = waiting if conditioned else found
    if not rows:
        return ()
    inputs = (
        Input(name="stage", value=stage.value, found=f"the event, {since.isoformat()}"),
        Input(name="days_so_far", value=str(so_far), found=f"days until {on.isoformat()}", used=conditioned),
    )
    why = _why(len(rows), stage, so_far, conditioned=conditioned)
    seen = [rung for rung in NEXT if any(what is rung for _, what in rows)]
    return tuple(_prospect(rung, months, rows, inputs, why) for rung in seen for months in horizons)


def _kind(action: Action) -> Collection[Action]:
    return CONSENT if action in CONSENT else (action,)


def _rows(course: Course, stage: Stage, on: date) -> Iterable[Row]:
    start = course.rungs.get(stage)
    if start is None or _first(start) > on:
        return
    begun, known = _first(start), min(on, _first(course.followed)) if course.followed else on
    if any(_first(day) < begun and _ahead(rung, stage) for rung, day in course.rungs.items()):
        return  # told only after the procedure had gone further
    later = [
        (_first(day), NEXT.index(rung), rung)
        for rung, day in course.rungs.items()
        if rung in NEXT and rung is not stage and begun <= _first(day) <= known and _ahead(rung, stage)
    ]
    if later:
        day, _, rung = min(later)
        yield max((day - begun).days, 0), rung
    elif known >= begun:
        yield (known - begun).days, None


def _ahead(rung: Stage, stage: Stage) -> bool:
    """Whether a rung of the same day can follow: rungs at home do not come after the notice."""
    order = list(Stage)
    return order.index(rung) > order.index(stage)


def _first(day: str) -> date:
    return parse_edtf(day).first


def _why(cases: int, stage: Stage, so_far: int, *, conditioned: bool) -> str:
    told = f"The base rate of {cases} courses on record that reached the stage {stage.value}"
    if conditioned:
        return f"{told} and had stood there for more than {so_far} days."
    return f"{told}; too few had stood there as long for the time already spent to count."


def _prospect(rung: Stage, months: int, rows: Sequence[Row], inputs: tuple[Input, ...], why: str) -> Prospect:
    until = longest(months)
    value = incidence(rows, rung, until)
    followed = sum(1 for days, what in rows if what is not None or days >= until)
    low, high = wilson(value, followed)
    return Prospect(
        stage=rung.value,
        within_months=months,
        value=value,
        low=low,
        high=high,
        cases=len(rows),
        basis="base rate",
        why=why,
        inputs=inputs,
    )


def incidence(rows: Sequence[Row], rung: Stage, until: float) -> float:
    """The cumulative incidence of one rung by a day, the others competing (Aalen and Johansen).

    Example:
        >>> incidence([(10, Stage.EFFECTIVE), (20, Stage.REVOKED)], Stage.EFFECTIVE, 30)
        0.5
    """
    free, total = 1.0, 0.0
    for day in sorted({days for days, what in rows if what is not None and days <= until}):
        at_risk = sum(1 for days, _ in rows if days >= day)
        ended = [what for days, what in rows if days == day and what is not None]
        total += free * sum(1 for what in ended if what is rung) / at_risk
        free *= 1 - len(ended) / at_risk
    return min(total, 1.0)
