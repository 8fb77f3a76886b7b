"""Runs the notebooks of docs/notebooks and keeps what their cells print; a test compares it.

.venv/bin/python script/notebook.py            run each and store the outputs
.venv/bin/python script/notebook.py --check    exit 1 where a stored output is stale

A notebook here prints text and needs no kernel: its cells are run in order in one namespace.
"""

import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "notebooks"


def executed(book: dict[str, Any]) -> dict[str, Any]:
    """The notebook with what its cells print now."""
    space: dict[str, Any] = {}
    cells, number = [], 0
    for cell in book["cells"]:
        made = dict(cell)
        if cell["cell_type"] == "code":
            number += 1
            page = io.StringIO()
            with redirect_stdout(page):
                exec("".join(cell["source"]), space)  # noqa: S102 - the notebooks are ours
            lines = page.getvalue().splitlines(keepends=True)
            told = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
            made |= {"execution_count": number, "outputs": told}
        cells.append(made)
    return {**book, "cells": cells}


def main() -> int:
    """Run every notebook; 1 where one is stale and was to be checked only."""
    stale = 0
    for path in sorted(FOLDER.glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        now = json.dumps(executed(json.loads(text)), ensure_ascii=False, indent=1) + "\n"
        if now != text:
            stale += 1
            if "--check" not in sys.argv:
                path.write_text(now, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
