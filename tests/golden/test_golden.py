"""What people read stays as it was until a person accepts a change."""

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("golden", Path(__file__).with_name("golden.py"))
golden = importlib.util.module_from_spec(spec)
spec.loader.exec_module(golden)


@pytest.mark.parametrize("name", golden.CASES)
def test_output_is_as_accepted(name):
    """The command prints what the golden file holds; `script/golden` shows a difference."""
    assert golden.printed(name) == golden.kept(name)
