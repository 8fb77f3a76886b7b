"""A small world, whole and right, in which a test breaks one file."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

DATA = Path(str(files("servanda.catalog"))) / "data"
RIGHT = {
    "states.yaml": "- {code: AAA, name: Aland}\n- {code: BBB, name: Bland}\n- {code: CCC, name: Cland}\n",
    "borders.yaml": "sources: [here]\nborders: {AAA: [BBB], BBB: [AAA]}\n",
}


@pytest.fixture
def world(tmp_path):
    """The folder of the small world, with the schemas that we ship for its states, groups and chambers."""
    for name in ("states", "borders", "approvals"):
        shutil.copy(DATA / f"{name}.schema.json", tmp_path)
    for room in ("groups", "chambers", "persons", "treaties", "clauses"):
        (tmp_path / room).mkdir()
    for room in ("groups", "chambers", "persons"):
        shutil.copy(DATA / room / "schema.json", tmp_path / room)
    for name, text in RIGHT.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cache_home(tmp_path_factory, monkeypatch):
    """A cache folder of the test's own."""
    home = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home
