"""`servanda status`: is this state bound, on that day, as known on another?"""

from datetime import date

import click

from servanda.cli.shell import Shell, clock_options, emit, emit_json, ledger_options, today


@click.command(
    "status",
    epilog="Examples: servanda status LTU ccm --on 2024-10-01 · servanda status Finland “mine ban treaty” --json",
)
@click.argument("state")
@click.argument("treaty")
@click.option("--json", "as_json", is_flag=True, help="Print the contract's JSON.")
@clock_options
@ledger_options
@click.pass_obj
def command(
    shell: Shell,
    /,
    state: str,
    treaty: str,
    *,
    as_json: bool,
    on: date | None,
    known: date | None,
    ledger: str | None,
    no_register: bool,
) -> int:
    """Legal status of STATE under TREATY (names, codes or aliases), with reasons, readings and next dates."""
    from servanda import enquiry
    from servanda.law import status_json
    from servanda.presentation.status_text import as_text

    shell = shell.with_options(ledger, no_register=no_register)
    with shell.open() as record:
        found = enquiry.status(
            state, treaty, view=record.view(known), on=on or today(), known=known, catalog=shell.catalog
        )
    if as_json:
        emit_json(status_json(found))
    else:
        emit(as_text(found, shell.catalog))
    return 0
