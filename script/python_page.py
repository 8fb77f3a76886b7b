"""Prints docs/reference/python.md from the door for Python itself; `script/docs` writes it, a test compares it."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import servanda
from servanda import api, asking

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "python.md"
QUESTIONS = ("Moment", "Row", "Panelled", "Compared", "Supposed")
HEAD = """# Python

Made by `script/docs` from `servanda.api`.
Names are taken as on the command line; days are ISO or EDTF text, or `datetime.date`.
Answers are frozen nouns, whose fields their classes describe, or Polars frames.
Errors are those of `servanda.model.errors`, with what is wrong, where, and what to do next.

```python
import servanda

with servanda.Record(known="2024-12-31") as record:
    record.status("Lithuania", "ccm", on="2024-10-01")
    record.panel(treaty="ccm", first="2008", last="2024", every="year")
```

A function opens the record, answers and closes it; a `Record` holds one moment of it for many questions.
"""


def page() -> str:
    """The whole page, one section a name."""
    lines = [HEAD.rstrip()]
    for name in api.__all__:
        lines += _section(f"servanda.{name}", getattr(servanda, name))
    for name, method in inspect.getmembers(api.Record, inspect.isfunction):
        if not name.startswith("_"):
            lines += _section(f"servanda.Record.{name}", method)
    for name in QUESTIONS:
        lines += _question(name)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _section(name: str, told: Callable[..., object]) -> Iterator[str]:
    yield from ("", f"## {name}", "", "```python", f"{name}({', '.join(_parameters(told))})", "```", "")
    yield from _prose(inspect.cleandoc(told.__doc__ or "").splitlines())


def _prose(lines: list[str]) -> Iterator[str]:
    """A docstring as Markdown: what is told of each argument is a point of a list, an example stays as it is."""
    part, points = "", ""
    for line in (*lines, ""):
        if points and (not line.startswith(" " * 8)):
            yield points
            points = ""
        if line.endswith(":") and line[:-1] in ("Args", "Returns", "Raises", "Example"):
            part = line[:-1]
            yield from (line, "")
        elif part in ("Args", "Raises") and line.startswith(" " * 8):
            points += " " + line.strip()
        elif part in ("Args", "Raises") and line.startswith("    "):
            name, _, text = line.strip().partition(": ")
            points = f"- `{name}`: {text}"
        elif line or not part:
            yield line if part == "Example" else line.strip()
        elif part:
            part = ""
            yield ""


def _parameters(told: Callable[..., object]) -> Iterator[str]:
    """The parameters, those of a question by name; a bare star before the first that goes by name alone."""
    starred = False
    for parameter in inspect.signature(told).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_KEYWORD) and not starred:
            starred = True
            yield "*"
        if parameter.kind is parameter.VAR_KEYWORD:
            (question,) = get_args(parameter.annotation)
            yield from (f"{key}=…" for key in get_type_hints(question))
        elif parameter.default is parameter.empty:
            yield parameter.name
        else:
            yield f"{parameter.name}={parameter.default!r}"


def _question(name: str) -> Iterator[str]:
    question = getattr(asking, name)
    keys = ", ".join(f"`{key}`" for key in get_type_hints(question))
    yield from ("", f"## {name}", "", inspect.cleandoc(question.__doc__), "", f"Keywords: {keys}.")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
