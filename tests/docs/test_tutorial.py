"""The tutorial works as printed: its commands run in order, and give what it says."""

import importlib.util
import shutil
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial.md"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A folder with the parts of a clone that the tutorial uses, so that nothing it writes stays."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "tests" / "gold", folder / "tests" / "gold")
    return folder


@pytest.mark.slow
def test_the_tutorial_works_as_printed(clone, tmp_path):
    """Each command ends well and prints what stands below it."""
    wrong = []
    for step in console.steps(PAGE.read_text(encoding="utf-8")):
        ran = console.run(step, folder=clone, home=tmp_path)
        if ran.returncode or (step.expected and not console.matches(step.expected, ran.stdout)):
            wrong.append(f"{PAGE.name}:{step.line}: $ {step.command}\nexit {ran.returncode}\n{ran.stdout}{ran.stderr}")
    assert not wrong, "\n\n".join(wrong)


def test_the_tutorial_has_commands():
    """The page is not tested by having nothing to run."""
    assert len(console.steps(PAGE.read_text(encoding="utf-8"))) >= 8
