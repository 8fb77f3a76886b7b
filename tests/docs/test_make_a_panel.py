"""The how-to on panels works as printed, on the command line and in Python."""

import importlib.util
import re
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/make-a-panel.md").read_text(encoding="utf-8")


def test_commands_work_as_printed(tmp_path):
    """Each command prints what the page shows."""
    for step in console.steps(PAGE):
        ran = console.run(step, folder=tmp_path, home=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert not step.expected or console.matches(step.expected, ran.stdout), ran.stdout
    assert (tmp_path / "allies.parquet").stat().st_size > 0


def test_python_works_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of Python run, and give what their names say."""
    monkeypatch.setenv("SERVANDA_LEDGER", ":memory:")
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    told: dict = {}
    exec(code[1], told)  # noqa: S102 - the page is ours
    assert told["allies"].height > 50
    assert told["years"]["on"].n_unique() == 17
    assert told["lithuania"].status == "party_leaving"
