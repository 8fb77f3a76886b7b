"""The data files of the importers keep to their schemas."""

from importlib.resources import files

import pytest

from servanda.catalog.yamlfile import parse_yaml, read_yaml
from servanda.ledger.tables.words import load_territories, load_words
from servanda.model import DataError

FOLDER = files("servanda.ledger") / "tables"
NAMES = ("words", "territories")


@pytest.mark.parametrize("name", NAMES)
def test_a_data_file_keeps_to_its_schema(name: str) -> None:
    """Each file is what its schema says."""
    assert read_yaml(FOLDER / f"{name}.yaml", FOLDER / f"{name}.schema.json")


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told(name: str) -> None:
    """A key that no schema knows is named."""
    schema = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    broken = (
        "- {code: XXX, names: [X], states: [{state: FRA}], colour: red}" if name == "territories" else "colour: red"
    )
    with pytest.raises(DataError, match="colour"):
        parse_yaml(broken, "broken.yaml", schema)


def test_names_are_told_once() -> None:
    """No two territories share a name or a code."""
    names = [name.casefold() for one in load_territories() for name in one.names]
    codes = [one.code for one in load_territories()]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes))


def test_every_month_has_its_number() -> None:
    """All twelve months are there, in English, French and Dutch."""
    months = load_words().months
    assert set(months.values()) == set(range(1, 13))
    assert {months["août"], months["august"], months["augustus"]} == {8}
