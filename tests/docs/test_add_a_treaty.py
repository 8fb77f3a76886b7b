"""The how-to on adding a treaty works as printed."""

import importlib.util
import re
from pathlib import Path

spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)

PAGE = (Path(__file__).resolve().parents[2] / "docs/how-to/add-a-treaty.md").read_text(encoding="utf-8")


def test_how_to_works_as_printed(tmp_path):
    """The file of the page is taken in, printed and reckoned with."""
    yaml = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "river-compact.yaml").write_text(yaml[1], encoding="utf-8")
    for step in console.steps(PAGE):
        ran = console.run(step, folder=tmp_path, home=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert not step.expected or console.matches(step.expected, ran.stdout), ran.stdout
