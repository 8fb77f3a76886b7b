"""How the outlook of procedures under way does on courses it had not seen: rolling origin, beside two simpler guesses.

    python benchmarks/outlook_procedures.py

Each rung that a course of the record reached is a forecast made on that very day, from what the other courses had
shown by then: which rung comes next within a year, or none. Brier's score is the sum of squared differences over all
answers (0 is perfect, 2 the worst), its mean over forecasts. Beside it stand the rate over all rungs of one kind of
action, whatever rung the course stands at, and "nothing comes next". Reliability compares what was said with what
came.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from servanda.catalog.outlook import Course, load_courses
from servanda.insight.outlook import courses_of, outlook_of_procedure
from servanda.insight.outlook.nouns import longest
from servanda.insight.outlook.procedures import NEXT, OVER
from servanda.insight.precedents import exits_on_record
from servanda.ledger import open_ledger
from servanda.model import CONSENT, Stage, parse_edtf

MONTHS = 12
SINCE = date(1990, 1, 1)
NOTHING = "nothing"
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)

Guess = Mapping[str, float]
"""Answer -> chance; the answers exclude each other and add up to one."""


def first(day: str) -> date:
    """The first day a partial date may mean."""
    return parse_edtf(day).first


def origins(courses: tuple[Course, ...]) -> Iterator[tuple[Course, Stage, date]]:
    """Every rung that can have a next one, with the day it was reached."""
    for course in courses:
        for stage, day in course.rungs.items():
            if stage not in OVER and parse_edtf(day).is_day and first(day) >= SINCE:
                yield course, stage, first(day)


def outcome(course: Course, stage: Stage, begun: date) -> str:
    """The rung that did come next within the months, or that none did."""
    order = list(Stage)
    later = [
        (first(day), order.index(rung), rung)
        for rung, day in course.rungs.items()
        if rung in NEXT and order.index(rung) > order.index(stage) and first(day) >= begun
    ]
    if later:
        day, _, rung = min(later)
        if day - begun <= timedelta(days=longest(MONTHS)):
            return rung.value
    return NOTHING


def ours(course: Course, stage: Stage, begun: date, courses: tuple[Course, ...]) -> Guess | None:
    """The outlook as it is shown, on the day the rung was reached; None where nothing compares."""
    found = outlook_of_procedure(
        stage, course.action, begun, begun, courses, leaving_out=(course.state, course.treaty), horizons=(MONTHS,)
    )
    return completed({one.stage: one.value for one in found}) if found else None


def pooled(course: Course, begun: date, courses: tuple[Course, ...]) -> Guess:
    """What came next after any rung of the same kind of action, of those that had a year to show it."""
    until = begun - timedelta(days=longest(MONTHS))
    counted = Counter(
        outcome(other, stage, day)
        for other, stage, day in origins(courses)
        if (other.state, other.treaty) != (course.state, course.treaty)
        and (other.action in CONSENT) is (course.action in CONSENT)
        and day <= until
    )
    total = sum(counted.values())
    return completed({rung: n / total for rung, n in counted.items() if rung != NOTHING}) if total else {NOTHING: 1.0}


def completed(guess: dict[str, float]) -> Guess:
    """The chances with that of nothing."""
    return {**guess, NOTHING: max(0.0, 1 - sum(guess.values()))}


def brier(guess: Guess, came: str) -> float:
    """The sum of squared differences over all answers."""
    return sum((guess.get(one, 0.0) - (one == came)) ** 2 for one in {*guess, came})


def main() -> int:
    """Print the scores and the reliability."""
    with open_ledger(":memory:") as ledger:
        courses = courses_of(exits_on_record(ledger.view().acts()), load_courses())
    rows = [
        (guess, pooled(course, begun, courses), outcome(course, stage, begun))
        for course, stage, begun in sorted(origins(courses), key=lambda one: (one[2], one[0].state, one[0].treaty))
        if (guess := ours(course, stage, begun, courses)) is not None
    ]
    if not rows:
        print("no course had another to be forecast from", file=sys.stderr)
        return 1
    methods = {
        "by rung (shown)": [brier(guess, came) for guess, _, came in rows],
        "whatever the rung": [brier(other, came) for _, other, came in rows],
        "nothing comes next": [brier({NOTHING: 1.0}, came) for _, _, came in rows],
    }
    print(f"{len(rows)} forecasts over {MONTHS} months, each from what was known on its day")
    for name, scores in methods.items():
        print(f"{name:20} Brier {sum(scores) / len(scores):.3f}")
    print("\nchance said   forecasts   mean said   came")
    said = [(chance, rung == came) for guess, _, came in rows for rung, chance in guess.items()]
    for low, high in pairwise(BINS):
        mine = [(chance, hit) for chance, hit in said if low <= chance < high]
        if mine:
            mean, share = sum(c for c, _ in mine) / len(mine), sum(hit for _, hit in mine) / len(mine)
            print(f"{low:.1f} to {min(high, 1):.1f}    {len(mine):9}   {mean:9.2f}   {share:4.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
