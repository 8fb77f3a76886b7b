"""Prints docs/reference/commands.md from the commands' own help; `script/docs` writes it, a test compares it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from servanda.cli.app import COMMANDS, root

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"


def page() -> str:
    """The whole page, one section a command."""
    lines = [
        "# Commands",
        "",
        "Made by `script/docs` from the commands' own help.",
        "Data goes to stdout, talk to stderr.",
        "Exit codes: 0 done, 1 nothing found or a check failed, 2 wrong use, 3 bad input, 4 store trouble.",
    ]
    context = click.Context(
        root, info_name="servanda", max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
    )
    for name in COMMANDS:
        command = root.get_command(context, name)
        if command is not None:
            lines += _section(command, context, name)
    return "\n".join(lines) + "\n"


def _section(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    yield from ("", f"## {context.command_path}", "", "```text", command.get_help(context).rstrip(), "```")
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            inner = command.get_command(context, sub)
            if inner is not None:
                yield from _section(inner, context, sub)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
