"""Run the console blocks of a page and compare what they print.

A block fenced as ```console holds commands after `$ ` (continued after `> `) and, below each, what it prints.
In the expected output `…` stands for any text within a line, and alone on a line for any number of lines.
A command without expected output must only end well, as bash sees it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """One command of a page, the line it stands on, and what it should print."""

    line: int
    command: str
    expected: str


def steps(page: str) -> list[Step]:
    """Every command of a page, in order."""
    found = []
    for block in BLOCK.finditer(page):
        first = page.count("\n", 0, block.start(1)) + 1
        for number, line in enumerate(block[1].splitlines(), start=first):
            if line.startswith("$ "):
                found.append(Step(number, line[2:], ""))
            elif line.startswith("> ") and not found[-1].expected:
                found[-1] = found[-1]._replace(command=f"{found[-1].command}\n{line[2:]}")
            else:
                found[-1] = found[-1]._replace(expected=f"{found[-1].expected}{line}\n")
    return found


def run(step: Step, *, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with the servanda of this environment and a home of its own."""
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERVANDA_")}
    environment = kept | {"PATH": search, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "NO_COLOR": "1"}
    return subprocess.run(
        ["bash", "-c", step.command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def matches(expected: str, printed: str) -> bool:
    """Whether the output is the expected one, trailing blanks aside, with `…` standing for anything."""
    pattern = "".join(_line_pattern(line.rstrip()) for line in expected.rstrip().splitlines())
    told = "".join(f"{line.rstrip()}\n" for line in printed.rstrip().splitlines())
    return re.fullmatch(pattern, told) is not None


def _line_pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, line.split("…"))) + r"\n"
