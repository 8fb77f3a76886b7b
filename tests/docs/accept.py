"""Write into a page what its commands print now, for a person to read and cut.

    python tests/docs/accept.py docs/tutorial.md

Only commands whose expected output is `…` alone are filled in; what a person has cut down stays as it is. Commands run
in a copy of the parts of a clone that the page uses, with a home of their own.
"""

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("console", Path(__file__).with_name("console.py"))
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)


def accept(page, folder, home):
    """The page with each bare `…` replaced by what the command above it prints."""
    lines = page.splitlines()
    for step in reversed([(step, console.run(step, folder=folder, home=home)) for step in console.steps(page)]):
        told, ran = step
        if told.expected.strip() == "…" and not ran.returncode:
            place = told.line + told.command.count("\n")
            lines[place : place + 1] = ran.stdout.rstrip().splitlines()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        clone = Path(scratch) / "clone"
        shutil.copytree(ROOT / "examples", clone / "examples")
        shutil.copytree(ROOT / "tests" / "gold", clone / "tests" / "gold")
        path.write_text(accept(path.read_text(encoding="utf-8"), clone, Path(scratch)), encoding="utf-8")
