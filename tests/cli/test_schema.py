"""`servanda schema`: the shapes of nouns, and the test vectors."""

import json

import jsonschema
import pytest

from servanda.cli.app import run


def printed(words: str, capsys: pytest.CaptureFixture[str]) -> object:
    """The JSON that a schema command prints."""
    assert run(["schema", *words.split()]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_noun_has_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a noun all schemas come by name, each a JSON Schema; the vectors themselves are no noun."""
    schemas = printed("", capsys)
    assert isinstance(schemas, dict)
    assert {"claim", "event", "act", "status", "report", "vector"} == schemas.keys()
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_vectors_keep_to_their_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """What `schema vectors` prints is what `schema vector` says."""
    schema, vectors = printed("vector", capsys), printed("vectors", capsys)
    assert isinstance(schema, dict)
    assert isinstance(vectors, list)
    assert len(vectors) > 100
    checker = jsonschema.Draft202012Validator(schema)
    assert [vector["id"] for vector in vectors if not checker.is_valid(vector)] == []
