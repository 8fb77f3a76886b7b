"""Bodies: names of one organ of a state, in any language, are one organ."""

from collections.abc import Sequence
from typing import Protocol

from servanda.catalog.evidence import Evidence
from servanda.corroboration.sources import organ_kind
from servanda.corroboration.words import fold


class House(Protocol):
    """What corroboration needs to know of a chamber of the catalog."""

    @property
    def state(self) -> str:
        """Code of its state."""

    @property
    def kind(self) -> str:
        """`upper`, `lower` or `single`."""


def house_names(house: House) -> frozenset[str]:
    """Every folded name a chamber of the catalog goes by."""
    found: set[str] = set()
    for field in ("name", "english", "native", "own", "names", "aliases", "short"):
        value = getattr(house, field, None)
        if isinstance(value, str):
            found.add(fold(value))
        elif isinstance(value, (tuple, list)):
            found.update(fold(str(getattr(v, "text", v))) for v in value)
        elif isinstance(value, dict):
            found.update(fold(str(v)) for v in value.values())
    return frozenset(found)


def resolve_organ(body: str | None, state: str, houses: Sequence[House], evidence: Evidence) -> str | None:
    """The organ that a body's name means: `house:KIND` for a chamber, else a kind of organ of the evidence file.

    A word for parliament as a whole means the chamber where a parliament has one only.
    """
    if not body:
        return None
    mine = [h for h in houses if h.state == state]
    name = fold(body).removeprefix("the ").strip()
    named = {h.kind for h in mine if name in house_names(h)}
    if len(named) == 1:
        return f"house:{named.pop()}"
    kind = organ_kind(body, evidence)
    kinds = {h.kind for h in mine}
    if kind in {"upper", "lower"}:
        return f"house:{kind}" if kind in kinds or not mine else "parliament"
    if kind == "parliament" and kinds == {"single"}:
        return "house:single"
    return kind
