"""The lexicon files of times, numbers, votes, credits, persons, registers and arguments keep to their schema."""

import json
from importlib.resources import files

import jsonschema
import pytest

from servanda.catalog.lexicon import load_lexicon

SCHEMA = json.loads(
    (files("servanda.catalog") / "data" / "lexicon" / "satellites.schema.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_a_file_keeps_to_its_schema(name: str) -> None:
    """No key is unknown, none is missing, and every word is text: YAML reads a bare `no` as a truth value."""
    jsonschema.validate(load_lexicon().sections[name], SCHEMA["$defs"][name])
