"""What corroboration must know about sources, as one frozen noun read from `data/evidence/` and `data/agencies.yaml`.

Kept in the catalog because corroboration is pure: it gets this noun as an argument and never opens a file.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from servanda.model import DataError


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Habits of sources, all words in lower case.

    Args:
        weights: kind of source -> chance of being right about what it asserts.
        certainties: Certainty -> share of that weight that is left.
        factors: factors of the confidence formula, each named and explained in the data file.
        copies: `pairs` and `triples`, shares of common word n-grams from which two texts count as copies.
        agencies: alias groups, the first the display name.
        source_words: kind of source -> words in a publisher's name.
        organs: kind of organ -> words in a body's name, longest first wins.
        confusable: groups of state codes whose names reports confuse.
        weekdays: name of a day of the week -> ISO number, Monday 1.
    """

    source: str = ""
    weights: dict[str, float] = {}
    certainties: dict[str, float] = {}
    factors: dict[str, float] = {}
    copies: dict[str, float] = {}
    agencies: tuple[tuple[str, ...], ...] = ()
    generic_outlet_words: tuple[str, ...] = ()
    generic_publishers: tuple[str, ...] = ()
    unsigned_publishers: tuple[str, ...] = ()
    credit_before: tuple[str, ...] = ()
    credit_after: tuple[str, ...] = ()
    interview: tuple[str, ...] = ()
    own_reporting: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    retractions: tuple[str, ...] = ()
    satire: tuple[str, ...] = ()
    source_words: dict[str, tuple[str, ...]] = {}
    organs: dict[str, tuple[str, ...]] = {}
    offices: tuple[str, ...] = ()
    agent_verbs: tuple[str, ...] = ()
    confusable: tuple[tuple[str, ...], ...] = ()
    weekdays: dict[str, int] = {}


@cache
def load_evidence() -> Evidence:
    """The shipped evidence habits, read once a process.

    Raises:
        DataError: naming the file, when it does not hold what `Evidence` asks for.
    """
    folder = files("servanda.catalog") / "data"
    path = folder / "evidence" / "evidence.yaml"
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    known = set(Evidence.__struct_fields__) - {"agencies"}
    if unknown := sorted(set(raw) - known):
        raise DataError(f"unknown keys {unknown}", value=unknown, where="evidence/evidence.yaml")
    agencies = folder / "agencies.yaml"
    raw["agencies"] = _agencies(agencies.read_text(encoding="utf-8")) if agencies.is_file() else []
    try:
        return msgspec.convert(raw, Evidence)
    except msgspec.ValidationError as error:
        raise DataError(str(error), where="evidence/evidence.yaml") from error


def _agencies(text: str) -> list[list[str]]:
    """Alias groups of `agencies.yaml`, whether it is a list or holds one under `agencies`."""
    raw = yaml.load(text, Loader=yaml.CSafeLoader) or []
    rows = raw.get("agencies", []) if isinstance(raw, dict) else raw
    return [[row["name"], *row.get("aliases", [])] for row in rows]
