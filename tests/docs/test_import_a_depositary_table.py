"""The how-to on importing a depositary's table works as printed."""

import importlib.util
import re
from pathlib import Path

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/import-a-depositary-table.md").read_text(encoding="utf-8")


def test_how_to_works_as_printed(tmp_path):
    """The table of the page is taken in once, and its three bad cells are listed."""
    table = re.search(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "27-17.csv").write_text(table[1], encoding="utf-8")
    for step in console.steps(PAGE):
        ran = console.run(step, folder=tmp_path, home=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert "3 rejected" in ran.stderr
        assert console.matches(step.expected, ran.stdout), ran.stdout
