"""The judge's data of a language: the stage table and the forests, with the digest of what they were grown from."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from servanda.catalog.lexicon import load_lexicon

_DATA = ("data", "judge")


@cache
def load_judge(language: str = "en") -> bytes:
    """The forests of a language as JSON bytes; extraction decodes them into its own nouns."""
    return files("servanda.catalog").joinpath(*_DATA, f"{language}.json").read_bytes()


@cache
def load_ladder() -> tuple[dict[str, Any], ...]:
    """The rows of the stage table, first match first."""
    text = files("servanda.catalog").joinpath(*_DATA, "stages.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, Loader=yaml.CSafeLoader)["rows"])


__all__ = ["load_judge", "load_ladder", "load_lexicon"]
