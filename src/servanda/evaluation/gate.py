"""A gate: figures that a person accepted, and which of today's have fallen below them.

A baseline is a flat JSON object, name to share between 0 and 1, so that a diff of two can be read. More is better for
each figure, so false alarms are kept as the share of reports without an act that were left alone.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from servanda.evaluation.result import Evaluation
from servanda.model import InputError

ENOUGH = 10
"""Reports that a group, or labels that a stage, needs before its figure says anything."""


class Fall(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that is lower than accepted by more than the slack; `now` is None where it is no longer measured."""

    name: str
    accepted: float
    now: float | None


def flatten(parts: Mapping[str, Evaluation]) -> dict[str, float]:
    """The figures that are kept of an Evaluation, or of several by name ("seen", "unseen")."""
    kept: dict[str, float | None] = {}
    for part, found in parts.items():
        kept |= {f"{part}.f1": found.keys.f1, f"{part}.precision": found.keys.precision}
        kept |= {f"{part}.recall": found.keys.recall}
        alarms = found.false_alarms.share
        kept[f"{part}.quiet"] = None if alarms is None else 1 - alarms
        kept |= {f"{part}.{name}": rate.share for name, rate in found.rates.items()}
        kept |= {f"{part}.field.{name}": figure.f1 for name, figure in found.by_field.items()}
        for kind, groups in (("language", found.by_language), ("difficulty", found.by_difficulty)):
            kept |= {f"{part}.{kind}.{name}": g.keys.f1 for name, g in groups.items() if g.reports >= ENOUGH}
        kept |= {f"{part}.stage.{name}": f.f1 for name, f in found.by_stage.items() if f.wanted >= ENOUGH}
    return {name: round(value, 4) for name, value in kept.items() if value is not None}


def find_falls(accepted: Mapping[str, float], now: Mapping[str, float], slack: float) -> list[Fall]:
    """Figures that fell by more than `slack`, the deepest first; figures that are new are no falls."""
    falls = [
        Fall(name=name, accepted=value, now=now.get(name))
        for name, value in accepted.items()
        if name not in now or now[name] < value - slack - 1e-9
    ]
    return sorted(falls, key=lambda fall: ((fall.now or 0) - fall.accepted, fall.name))


def load_baseline(path: Path) -> dict[str, float]:
    """Read accepted figures.

    Raises:
        InputError: when the file is not there or holds anything else.
    """
    hint = "--accept writes one"
    try:
        figures = msgspec.json.decode(path.read_bytes(), type=dict[str, float])
    except FileNotFoundError:
        raise InputError("there is no such baseline", where=str(path), hint=hint) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not a baseline: {error}", where=str(path), hint=hint) from None
    if wrong := sorted(name for name, value in figures.items() if not 0 <= value <= 1):
        raise InputError("a figure lies outside 0 and 1", value=wrong[0], where=str(path), hint=hint)
    return figures


def save_baseline(path: Path, figures: Mapping[str, float]) -> None:
    """Write the figures, a line each, in order of their names."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(figures.items()))), indent=1) + b"\n")
