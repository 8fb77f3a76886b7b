"""`servanda timeline`: what a state did under a treaty, or under all, and what it came to."""

from datetime import date

import click
import msgspec

from servanda.cli.shell import Shell, clock_options, emit, emit_json, ledger_options, talk, today


@click.command("timeline", epilog="Examples: servanda timeline LTU ccm · servanda timeline Burundi --json")
@click.argument("state")
@click.argument("treaty", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print acts and spells as JSON.")
@clock_options
@ledger_options
@click.pass_obj
def command(
    shell: Shell,
    /,
    state: str,
    treaty: str | None,
    *,
    as_json: bool,
    on: date | None,
    known: date | None,
    ledger: str | None,
    no_register: bool,
) -> int:
    """Acts and spells of STATE, under TREATY or under every treaty it acted on."""
    from servanda import enquiry
    from servanda.presentation.status_text import timeline_text

    shell = shell.with_options(ledger, no_register=no_register)
    with shell.open() as record:
        who, courses = enquiry.timeline(
            state, treaty, view=record.view(known), on=on or today(), known=known, catalog=shell.catalog
        )
    if as_json:
        rows = [{"treaty": c.treaty.key, "acts": list(c.acts), "spells": list(c.spells)} for c in courses]
        emit_json(msgspec.to_builtins({"state": who.code, "known": known, "courses": rows}))
    else:
        emit(timeline_text(who, courses))
    if not any(course.acts for course in courses):
        talk(f"no act of {who.name} on record; `servanda ledger import` adds acts")
    return 0
