"""`servanda timeline`: what a state did under a treaty, or under all, and what it came to."""

from pathlib import Path

import click

from servanda.cli.shell import Question, emit, emit_json, question, talk


@click.command("timeline", epilog="Examples: servanda timeline LTU ccm · servanda timeline Burundi --plot burundi.svg")
@click.argument("state")
@click.argument("treaty", required=False)
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="F", help="Draw it as F, .svg or .png."
)
@question("Print acts and spells as JSON.")
def command(asked: Question, /, state: str, treaty: str | None, plot: Path | None) -> int:
    """Acts and spells of STATE, under TREATY or under every treaty it acted on."""
    from servanda import enquiry
    from servanda.presentation.charts import check_ending, save_picture, timeline_svg
    from servanda.presentation.status_text import timeline_text

    if plot is not None:
        check_ending(plot)
    with asked.shell.open() as record:
        who, courses = enquiry.timeline(
            state, treaty, view=record.view(asked.known), on=asked.on, known=asked.known, catalog=asked.shell.catalog
        )
    if plot is not None:
        save_picture(timeline_svg(who, courses, on=asked.on), plot)
        talk(f"drawn: {plot}")
    if asked.as_json:
        from servanda.presentation.world_json import timeline_object

        emit_json(timeline_object(who, courses, known=asked.known))
    else:
        emit(timeline_text(who, courses))
    if not any(course.acts for course in courses):
        talk(f"no act of {who.name} on record; `servanda ledger import` adds acts")
    return 0
