"""The how-to for legal advisers works as printed."""

import importlib.util
from pathlib import Path

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/answer-a-legal-adviser.md").read_text(encoding="utf-8")


def test_how_to_works_as_printed(tmp_path):
    """Five questions, each with its command and its answer."""
    steps = console.steps(PAGE)
    assert len(steps) == 5
    for step in steps:
        ran = console.run(step, folder=tmp_path, home=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert console.matches(step.expected, ran.stdout), f"line {step.line}: {ran.stdout}"
