"""Bodies: names of one organ of a state, in any language, are one organ."""

from collections.abc import Sequence
from functools import lru_cache

from servanda.catalog.evidence import Evidence
from servanda.corroboration.sources import organ_kind
from servanda.corroboration.words import fold
from servanda.model.chamber import Chamber


@lru_cache(maxsize=1024)
def chamber_names(chamber: Chamber) -> frozenset[str]:
    """Every folded name of a chamber: its own, the English one, aliases, and what its members are called."""
    return frozenset(fold(n) for n in (chamber.name, chamber.english, *chamber.aliases, *chamber.members))


def resolve_organ(body: str | None, state: str, chambers: Sequence[Chamber], evidence: Evidence) -> str | None:
    """The organ that a body's name means: `house:KIND` for a chamber, else a kind of organ of the evidence file.

    A word for parliament as a whole means the chamber where a parliament has one only; where it has two it stands for
    either. A name in the genitive ("Kenya's National Assembly") is read without its state.
    """
    if not body:
        return None
    mine = [c for c in chambers if c.state == state]
    name = fold(body).removeprefix("the ").strip()
    named = {c.kind for c in mine if name in chamber_names(c)} or {
        c.kind for c in mine if any(len(n) > 5 and name.endswith(n) for n in chamber_names(c))
    }
    if len(named) == 1:
        return f"house:{named.pop()}"
    kind, kinds = organ_kind(body, evidence), {c.kind for c in mine}
    if named or (mine and name in {fold(c.parliament) for c in mine}):
        kind = "parliament"
    if kind in {"upper", "lower"}:
        return f"house:{kind}" if kind in kinds or not mine else "parliament"
    return "house:single" if kind == "parliament" and kinds == {"single"} else kind
