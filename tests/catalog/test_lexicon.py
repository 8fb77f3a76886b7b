"""The lexicon holds words, and no word that YAML reads as something else."""

from collections.abc import Iterator, Mapping
from importlib.resources import files

import pytest

from servanda.catalog.lexicon import load_lexicon

SWITCHES = {"weak", "bare"}
"""Keys whose value says yes or no."""
LANGUAGES = sorted(f.name for f in (files("servanda.catalog") / "data" / "lexicon").iterdir() if f.is_dir())


def truth_values(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Where a truth value stands for a word: as a key, in a list, or under a key that is no switch."""
    if isinstance(value, bool):
        yield path
    elif isinstance(value, Mapping):
        yield from ((*path, key) for key in value if not isinstance(key, str))
        for key, inner in value.items():
            if not (key in SWITCHES and isinstance(inner, bool)):
                yield from truth_values(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from truth_values(inner, (*path, at))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_a_string(language: str) -> None:
    """YAML reads a bare on, no or yes as a truth value; each must be quoted."""
    sections = load_lexicon(language).sections
    assert [path for name, section in sections.items() for path in truth_values(section, (name,))] == []


def test_a_bare_word_is_seen() -> None:
    """A truth value as a word, as a key or as a value is found; a switch is none."""
    section = {"words": ["on", True], False: "x", "weak": True, "joins": True}
    assert list(truth_values(section)) == [(False,), ("words", 1), ("joins",)]
