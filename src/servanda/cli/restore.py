"""`servanda restore`: a backup back into an empty ledger, with the same chain."""

from pathlib import Path
from typing import Any

import click

from servanda.cli.shell import Shell, emit, emit_json, ledger_options


@click.command("restore", epilog="Example: servanda --ledger new.sqlite restore monday.sqlite")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what was copied as JSON.")
@ledger_options
@click.pass_obj
def command(shell: Shell, /, file: Path, *, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Take the record in FILE into the ledger, which must be empty; a backup that is not sound is refused."""
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        done = ledger.restore(file)
    if as_json:
        emit_json(done)
    else:
        emit(f"{done.target}: {done.entries} entries restored from {done.source}; last hash {done.head or 'none'}")
    return 0
