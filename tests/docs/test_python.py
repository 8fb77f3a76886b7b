"""The page on Python is what the door says of itself, and the notebooks print what they hold."""

import importlib.util
import json
from pathlib import Path

import pytest

from servanda import api

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs/notebooks").glob("*.ipynb"))


def script(name):
    """A script of ours as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "script" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current():
    """`script/docs` has been run since the last change of the door."""
    page = script("python_page")
    assert page.PAGE.read_text(encoding="utf-8") == page.page()


@pytest.mark.parametrize("name", api.__all__)
def test_every_name_stands_on_the_page(name):
    """What is promised is explained, in words of its own."""
    text = script("python_page").page()
    section = text.split(f"\n## servanda.{name}\n")[1].split("\n## ")[0]
    assert len(section.split("```")[2].strip()) > 20


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_it_holds(path, monkeypatch):
    """Its cells run in order, and each prints what is stored under it; `script/notebook.py` renews that."""
    monkeypatch.delenv("SERVANDA_LEDGER", raising=False)
    stored = json.loads(path.read_text(encoding="utf-8"))
    now = script("notebook").executed(stored)
    assert [cell.get("outputs") for cell in now["cells"]] == [cell.get("outputs") for cell in stored["cells"]]
    assert sum(cell["cell_type"] == "code" for cell in stored["cells"]) > 5


def test_a_stale_notebook_is_seen():
    """A cell that prints something else than is stored differs."""
    cell = {"cell_type": "code", "source": ["print(1)"], "outputs": [{"text": ["2\n"]}]}
    (now,) = script("notebook").executed({"cells": [cell]})["cells"]
    assert now["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["1\n"]}]
    assert now["execution_count"] == 1
