"""`servanda timeline`: what a state did under a treaty, or under all, and what it came to."""

import click
import msgspec

from servanda.cli.shell import Question, emit, emit_json, question, talk


@click.command("timeline", epilog="Examples: servanda timeline LTU ccm · servanda timeline Burundi --json")
@click.argument("state")
@click.argument("treaty", required=False)
@question("Print acts and spells as JSON.")
def command(asked: Question, /, state: str, treaty: str | None) -> int:
    """Acts and spells of STATE, under TREATY or under every treaty it acted on."""
    from servanda import enquiry
    from servanda.presentation.status_text import timeline_text

    with asked.shell.open() as record:
        who, courses = enquiry.timeline(
            state, treaty, view=record.view(asked.known), on=asked.on, known=asked.known, catalog=asked.shell.catalog
        )
    if asked.as_json:
        rows = [{"treaty": c.treaty.key, "acts": list(c.acts), "spells": list(c.spells)} for c in courses]
        emit_json(msgspec.to_builtins({"state": who.code, "known": asked.known, "courses": rows}))
    else:
        emit(timeline_text(who, courses))
    if not any(course.acts for course in courses):
        talk(f"no act of {who.name} on record; `servanda ledger import` adds acts")
    return 0
