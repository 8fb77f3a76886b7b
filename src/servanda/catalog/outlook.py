"""The reader of what an outlook rests on: `data/outlook/procedures.yaml` (courses) and `hazard.json` (rates of exit).

Kept beside the Catalog and not in it: only an outlook asks for them. The rates are renewed by `benchmarks/outlook.py`,
which reads records that are not shipped; what ships are counts, the evaluation, and the hash of the table counted.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from servanda.model import Action, DataError, Stage, is_edtf

FOLDER = Path(__file__).parent / "data" / "outlook"


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure on its way, or over.

    Args:
        state: catalog code.
        treaty: catalog key.
        action: what the state set out to do.
        rungs: stage -> day it was first reached, EDTF.
        source: where the days stand.
        followed: day up to which the course was followed, EDTF; None where it is over or still is.
        note: for people.
    """

    state: str
    treaty: str
    action: Action
    rungs: dict[Stage, str]
    source: str
    followed: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a course without a rung, or with a rung on no date."""
        if not self.rungs:
            raise ValueError("a course needs at least one rung")
        if wrong := [day for day in (*self.rungs.values(), self.followed) if day is not None and not is_edtf(day)]:
            raise ValueError(f"no EDTF dates: {wrong}")


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """Notices of leaving over the years in which states were parties.

    Args:
        exits: notices.
        years: years of all parties together, from consent to notice or to the end of the record.
    """

    exits: int
    years: float


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How forecasts did on years they had not seen (rolling origin); lower is better.

    Args:
        brier: mean square of forecast less outcome.
        log_loss: mean of minus the logarithm of the chance given to what happened.
        reliability: Murphy's term: the weighted square of forecast less frequency, over bins of forecasts.
    """

    brier: float
    log_loss: float
    reliability: float


class Hazard(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the rate at which parties leave.

    Args:
        table: SHA-256 of the training table.
        until: the last year counted.
        counts: family of treaty -> year -> notices, and years of parties, in it.
        coefficients: covariate -> weight of the logistic model, by the year.
        evaluation: `base_rate`, `family_rate`, `model` -> score; `forecasts`: party-years forecast.
        since: the first year forecast.
        shown: which rate is shown: the base rate unless the family's did better.
    """

    table: str
    until: int
    counts: dict[str, dict[str, tuple[int, int]]]
    coefficients: dict[str, float] = {}
    evaluation: dict[str, Score] = {}
    forecasts: int = 0
    since: int = 0
    shown: Literal["base_rate", "family_rate"] = "base_rate"

    def rate(self, before: int, family: str | None = None) -> Rate:
        """Notices and years of parties in the years before one, of a family or of all; later years are not used."""
        rows = [
            found
            for name, years in self.counts.items()
            if family in (None, name)
            for year, found in years.items()
            if int(year) < before
        ]
        return Rate(exits=sum(row[0] for row in rows), years=float(sum(row[1] for row in rows)))


@cache
def load_courses() -> tuple[Course, ...]:
    """The shipped courses, read once a process.

    Raises:
        DataError: naming the file and the course.
    """
    return read_courses(FOLDER / "procedures.yaml")


def read_courses(path: Path) -> tuple[Course, ...]:
    """The courses of a file.

    Raises:
        DataError: naming the file and the number of the course.
    """
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found = []
    for n, row in enumerate(raw["courses"], start=1):
        try:
            found.append(msgspec.convert(row, Course))
        except (msgspec.ValidationError, ValueError) as error:
            raise DataError(str(error), where=f"{path.name}, course {n}") from error
    return tuple(found)


@cache
def load_hazard() -> Hazard:
    """The shipped rates of exit, read once a process.

    Raises:
        DataError: naming the file.
    """
    path = FOLDER / "hazard.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Hazard)
    except msgspec.MsgspecError as error:
        raise DataError(str(error), where=path.name) from error
