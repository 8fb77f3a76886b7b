"""`servanda peers`: the states whose commitments are nearest to those of one state."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.lists import Lists
from servanda.cli.shell import Question, emit, emit_json, question, talk
from servanda.lookup import each

if TYPE_CHECKING:
    from servanda.profiles import Peers

FORMATS = ("table", "json", "csv", "md")


@click.command(
    "peers",
    cls=Lists,
    epilog="Examples: servanda peers LTU --on 2025-01-01 · servanda peers Finland --family disarmament -n 5 --json",
)
@click.argument("state")
@click.option(
    "--treaties", "--treaty", "treaties", multiple=True, metavar="K…", help="Treaties; default: all on record."
)
@click.option("--family", "families", multiple=True, metavar="F…", help="Families of treaties, as disarmament.")
@click.option("-n", "most", type=click.IntRange(min=1), default=10, metavar="N", help="How many; default 10.")
@click.option(
    "--by",
    type=click.Choice(("bound", "consent")),
    default="bound",
    help="Compare who is bound (default), or who has consented to be and has not left.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="Default table.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="Draw where it and those compared stand as F, .svg or .png.",
)
@question("The same as --format json.")
def command(asked: Question, /, state: str, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """The closest commitment profiles to that of STATE, how sure their order is, and where they stand."""
    if asked.as_json and options["form"] not in (None, "json"):
        raise click.UsageError(f"--json and --format {options['form']} contradict each other")
    if options["plot"]:
        from servanda.presentation.charts import check_ending

        check_ending(options["plot"])
    from servanda.profiles import Profiles, find_peers

    catalog = asked.shell.catalog
    code = catalog.state(state).code
    with asked.shell.open() as ledger:
        record = Profiles(ledger.view(asked.known), catalog)
        named = each(options["treaties"], lambda text: record.choose([text]))
        chosen = record.choose(named, each(options["families"], lambda text: record.choose((), [text])))
        found = find_peers(record, code, asked.on, treaties=chosen, by=options["by"], most=options["most"])
    if options["plot"]:
        _plot(found, asked, options["plot"])
    _show(found, asked, "json" if asked.as_json else options["form"] or "table")
    if not found.peers:
        talk(_why_none(found, asked))
        return 1
    return 0


def _plot(found: "Peers", asked: Question, path: Path) -> None:
    from servanda.presentation.charts import positions_svg, save_picture

    save_picture(positions_svg(found, asked.shell.catalog), path)
    talk(f"drawn: {path}")


def _show(found: "Peers", asked: Question, form: str) -> None:
    from servanda.presentation import peer_text

    match form:
        case "json":
            emit_json(peer_text.as_object(found))
        case "csv":
            emit(peer_text.as_csv(found))
        case "md":
            emit(peer_text.as_markdown(found, asked.shell.catalog))
        case _:
            emit(peer_text.as_text(found, asked.shell.catalog))


def _why_none(found: "Peers", asked: Question) -> str:
    """Why nobody is near."""
    if not asked.shell.catalog.states[found.state].exists_on(found.on.isoformat()):
        return f"{found.state} did not exist on {found.on}; ask about another day with --on"
    return (
        f"the record knows of {len(found.treaties)} of these treaties whether {found.state} is bound, and of nobody "
        f"else on {found.needed} of them; `servanda ledger import` adds acts"
    )
