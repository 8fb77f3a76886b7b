"""`servanda status`: is this state bound, on that day, as known on another?"""

import click

from servanda.cli.shell import Question, emit, emit_json, question, relation_options


@click.command(
    "status",
    epilog="Examples: servanda status LTU ccm --on 2024-10-01 · servanda status Finland “mine ban treaty” --json",
)
@click.argument("state")
@click.argument("treaty")
@relation_options
@question("Print the contract's JSON.")
def command(asked: Question, /, state: str, treaty: str, towards: str | None, territory: str | None) -> int:
    """Legal status of STATE under TREATY (names, codes or aliases), with reasons, readings and next dates."""
    from servanda import enquiry
    from servanda.law import status_json
    from servanda.presentation.status_text import as_text

    with asked.shell.open() as record:
        found = enquiry.status(
            state,
            treaty,
            view=record.view(asked.known),
            on=asked.on,
            known=asked.known,
            catalog=asked.shell.catalog,
            towards=towards,
            territory=territory,
        )
    if asked.as_json:
        emit_json(status_json(found))
    else:
        emit(as_text(found, asked.shell.catalog))
    return 0
