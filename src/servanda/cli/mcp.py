"""`servanda mcp`: the same answers as tools for an assistant, over standard input and output."""

from importlib import import_module
from typing import Any

import click

from servanda.cli.shell import Shell, ledger_options, now, today


@click.command("mcp", epilog='Example, in an assistant\'s settings: {"command": "servanda", "args": ["mcp"]}')
@ledger_options
@click.pass_obj
def command(shell: Shell, /, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Answer an assistant (Model Context Protocol, stdio): read, status, timeline, what_if, panel, calendar, search."""
    serve = import_module("servanda.web.mcp").serve  # rooms side by side: the shell starts it, and knows no more
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        serve(ledger, shell.catalog, today=today, now=now)
    return 0
