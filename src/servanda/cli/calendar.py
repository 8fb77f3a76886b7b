"""`servanda calendar`: legal dates ahead, as a list, as data, or as a calendar that others can subscribe to."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click
import msgspec

from servanda.cli.shell import DAY, Question, emit, emit_json, question, talk

if TYPE_CHECKING:
    from servanda.agenda import Due

AHEAD = timedelta(days=731)
"""How far the calendar looks where no `--until` is given: two years."""


@click.command(
    "calendar",
    epilog="Examples: servanda calendar · servanda calendar FIN POL --treaty apmbc --format ics > leaving.ics",
)
@click.argument("states", nargs=-1, metavar="[STATE…]")
@click.option("--treaty", "treaties", multiple=True, metavar="K", help="Only this treaty; may be given again.")
@click.option("--group", metavar="G", help="Only members of this group on the day asked about.")
@click.option("--until", type=DAY, metavar="D", help="Last day of interest; default two years after --on.")
@click.option("--format", "form", type=click.Choice(("text", "json", "ics")), default="text", help="Default text.")
@question("The same as --format json.")
def command(asked: Question, /, states: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Legal dates ahead of each STATE, or of every state with an act on record."""
    from servanda.agenda import dates_due
    from servanda.enquiry import find_treaty

    catalog = asked.shell.catalog
    wanted = {catalog.state(text).code for text in states}
    members = set(catalog.group(options["group"]).members_on(asked.on)) if options["group"] else set()
    chosen = (wanted | members) if not (wanted and members) else (wanted & members)
    until = options["until"] or asked.on + min(AHEAD, date.max - asked.on)
    with asked.shell.open() as record:
        view = record.view(asked.known)
        due = dates_due(
            view=view,
            catalog=catalog,
            on=asked.on,
            until=until,
            known=asked.known,
            states=chosen or ({"-"} if options["group"] or states else ()),
            treaties={find_treaty(text, catalog, view).key for text in options["treaties"]},
        )
    _show(due, asked, "json" if asked.as_json else options["form"])
    if not due:
        talk(f"no legal date ahead between {asked.on} and {until} on record")
    return 0 if due else 1


def _show(due: "tuple[Due, ...]", asked: Question, form: str) -> None:
    from servanda.presentation.calendar import as_ics, as_text

    match form:
        case "json":
            emit_json([msgspec.to_builtins(one) for one in due])
        case "ics":
            emit(as_ics(due, asked.shell.catalog, on=asked.on))
        case _:
            emit(as_text(due, asked.shell.catalog) if due else "nothing ahead")
