"""Data files that are wrong are told with file and line; a compiled form that fails costs time and nothing else."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from servanda.catalog.load import data_files, load_from, parse_catalog
from servanda.catalog.treaties import expand
from servanda.model.errors import DataError

DATA = Path(str(files("servanda.catalog"))) / "data"
CASES = yaml.safe_load((Path(__file__).parent / "broken.yaml").read_text(encoding="utf-8"))


def test_right(world):
    """The small world is read as it stands when nothing is broken."""
    catalog = parse_catalog(world)
    assert (sorted(catalog.states), catalog.neighbours("AAA")) == (["AAA", "BBB", "CCC"], ("BBB",))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_broken(world, case):
    """Each mistake is refused in words that name the file, the line and the value."""
    (world / case["file"]).write_text(case["text"], encoding="utf-8")
    with pytest.raises(DataError) as caught:
        parse_catalog(world)
    assert [word for word in case["words"] if word not in str(caught.value)] == []


def test_compiled_is_the_same(world, cache_home):
    """The compiled form holds what the files hold, and a changed file makes a new one."""
    parsed = load_from(world)
    assert list(cache_home.rglob("catalog-*.msgpack"))
    assert load_from(world).states == parsed.states
    (world / "states.yaml").write_text("- {code: AAA, name: Aland}\n- {code: BBB, name: Berg}\n", encoding="utf-8")
    assert load_from(world).states["BBB"].name == "Berg"
    assert len(list(cache_home.rglob("catalog-*.msgpack"))) == 1


def test_spoilt_compiled_form(world, cache_home):
    """A compiled form that is no catalog is made anew."""
    load_from(world)
    (kept,) = cache_home.rglob("catalog-*.msgpack")
    kept.write_bytes(b"\x00spoilt")
    assert sorted(load_from(world).states) == ["AAA", "BBB", "CCC"]


def test_cache_folder_that_cannot_be(world, tmp_path, monkeypatch):
    """Where the cache folder cannot be made, the catalog is read all the same."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert sorted(load_from(world).states) == ["AAA", "BBB", "CCC"]


def test_schemas_are_schemas():
    """Every JSON Schema of the catalog is one."""
    for path in DATA.rglob("*schema.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_every_data_file_counts():
    """The compiled form depends on every data file of states, groups, chambers, treaties and clauses."""
    found = {path.relative_to(DATA).as_posix() for path in data_files(DATA)}
    assert {"states.yaml", "borders.yaml", "approvals.yaml", "groups/nato.yaml", "chambers/europe.yaml"} <= found


def test_expand():
    """A template with two choices stands for every pair, an empty one for nothing."""
    assert expand("{UN |}{mine|land mine} ban") == ["UN mine ban", "UN land mine ban", "mine ban", "land mine ban"]
