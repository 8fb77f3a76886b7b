"""Runs the golden cases; `script/golden` shows the differences, `script/golden --accept` takes them."""

import difflib
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
CASES: dict[str, str] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


def printed(name: str) -> str:
    """What a case prints on a machine with an empty home."""
    with tempfile.TemporaryDirectory() as home:
        env = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_LEDGER")}
        env |= {"HOME": home, "XDG_DATA_HOME": home, "SERVANDA_TODAY": "2026-11-24", "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(
            [sys.executable, "-m", "servanda", *shlex.split(CASES[name])],
            capture_output=True, text=True, env=env, check=False,
        )  # fmt: skip
    return f"$ servanda {CASES[name]}\n{run.stdout}" + (
        f"(exit {run.returncode}) {run.stderr}" if run.returncode else ""
    )


def kept(name: str) -> str:
    """What the file of a case holds; nothing before it was first accepted."""
    path = HERE / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> None:
    """Print the differences, or take them."""
    for name in CASES:
        new = printed(name)
        if "--accept" in sys.argv:
            (HERE / f"{name}.txt").write_text(new, encoding="utf-8")
        else:
            lines = difflib.unified_diff(kept(name).splitlines(), new.splitlines(), name, name, lineterm="")
            sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
