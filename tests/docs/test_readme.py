"""The README's commands run as printed and give what it says."""

import importlib.util
import shutil
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = console.steps(PAGE.replace("$ script/servanda", "$ servanda"))


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A folder with the parts of a clone that the README uses."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "tests" / "gold", folder / "tests" / "gold")
    return folder


@pytest.mark.parametrize("step", STEPS, ids=[step.command for step in STEPS])
def test_readme_works_as_printed(step, clone, tmp_path):
    """Each command of the README ends well and prints what stands below it."""
    ran = console.run(step, folder=clone, home=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert console.matches(step.expected, ran.stdout), ran.stdout


@pytest.mark.parametrize("link", ["docs/tutorial.md", "docs/reference/commands.md", "CONTRIBUTING.md", "LICENSE"])
def test_links_lead_somewhere(link):
    """What the README links to is there."""
    assert link in PAGE
    assert (ROOT / link).is_file()
