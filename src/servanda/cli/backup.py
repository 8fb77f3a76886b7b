"""`servanda backup`: the whole record in one new SQLite file, from wherever it is kept."""

from pathlib import Path
from typing import Any

import click

from servanda.cli.shell import Shell, emit, emit_json, ledger_options


@click.command("backup", epilog="Example: servanda --ledger postgresql://db/servanda backup monday.sqlite")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what was copied as JSON.")
@ledger_options
@click.pass_obj
def command(shell: Shell, /, file: Path, *, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Copy the ledger into the new FILE, checked by its chain; others may write meanwhile."""
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        done = ledger.back_up(file)
    if as_json:
        emit_json(done)
    else:
        emit(f"{done.source}: {done.entries} entries copied to {done.target}; last hash {done.head or 'none'}")
    return 0
