"""`servanda compare`: the commitment profiles of some states, where they agree, and since when they do not."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.lists import Lists
from servanda.cli.shell import DAY, FIRST_DAY, Shell, clock_options, days_of, emit, emit_json, ledger_options, talk
from servanda.lookup import each

if TYPE_CHECKING:
    from servanda.profiles import Comparison

FORMATS = ("table", "json", "csv", "md")


@click.command(
    "compare",
    cls=Lists,
    epilog="Examples: servanda compare LTU LVA EST --family disarmament · "
    "servanda compare FIN RUS --treaties ccm apmbc rome --from 2000 --to 2025",
)
@click.argument("states", nargs=-1, metavar="[STATE…]")
@click.option(
    "--treaties", "--treaty", "treaties", multiple=True, metavar="K…", help="Treaties; default: all on record."
)
@click.option("--family", "families", multiple=True, metavar="F…", help="Families of treaties, as disarmament.")
@click.option("--group", "groups", multiple=True, metavar="G…", help="Members of these groups on the day, too.")
@click.option("--from", "first", type=FIRST_DAY, default=None, metavar="D", help="Agreement over time, from D on.")
@click.option("--to", "last", type=DAY, default=None, metavar="D", help="Up to D; default today.")
@click.option("--every", metavar="STEP", default=None, help="Step of it: day, week, month, quarter, year (default).")
@click.option(
    "--by",
    type=click.Choice(("bound", "consent")),
    default="bound",
    help="Compare who is bound (default), or who has consented to be and has not left.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="Default table.")
@click.option(
    "--part",
    type=click.Choice(("profiles", "pairs", "separations", "over-time")),
    default=None,
    help="What --format csv holds; default profiles, with --from over-time.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="Draw the agreement over time as F, .svg or .png.",
)
@clock_options
@ledger_options
@click.pass_obj
def command(shell: Shell, /, states: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Status of each STATE under each treaty, agreement of each pair, and what separates them."""
    if options["as_json"] and options["form"] not in (None, "json"):
        raise click.UsageError(f"--json and --format {options['form']} contradict each other")
    form = "json" if options["as_json"] else options["form"] or "table"
    part = _part(options["part"], form, several=options["first"] is not None)
    if options["plot"] and options["first"] is None:
        raise click.UsageError("--plot draws agreement over time, and needs --from")
    if options["plot"]:
        _check_ending(options["plot"])
    days = days_of(options, usual="year", why="profiles are those of the last day of the row")
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    catalog = shell.catalog
    groups = [catalog.group(text) for text in each(options["groups"], catalog.group)]
    codes = [catalog.state(text).code for text in each(states, catalog.state)]
    codes += [code for group in groups for code in group.members_on(days.days[-1])]
    if not codes:
        raise click.UsageError("name at least one state, or a group")
    from servanda.profiles import Profiles, compare

    with shell.open() as ledger:
        record = Profiles(ledger.view(options["known"]), catalog)
        named = each(options["treaties"], lambda text: record.choose([text]))
        chosen = record.choose(named, each(options["families"], lambda text: record.choose((), [text])))
        found = compare(record, codes, days, treaties=chosen, by=options["by"])
    if options["plot"]:
        _plot(found, options["plot"])
    _show(found, shell, form, part)
    return _verdict(found)


def _part(part: str | None, form: str, *, several: bool) -> str:
    if part is not None and form != "csv":
        raise click.UsageError("--part is for --format csv; other formats hold every part")
    if part == "over-time" and not several:
        raise click.UsageError("--part over-time needs --from")
    return part or ("over-time" if several else "profiles")


def _check_ending(path: Path) -> None:
    from servanda.presentation.charts import check_ending

    check_ending(path)


def _plot(found: "Comparison", path: Path) -> None:
    from servanda.presentation.charts import agreement_svg, save_picture

    save_picture(agreement_svg(found), path)
    talk(f"drawn: {path}")


def _show(found: "Comparison", shell: Shell, form: str, part: str) -> None:
    from servanda.presentation import profile_text

    match form:
        case "json":
            emit_json(profile_text.as_object(found))
        case "csv":
            emit(profile_text.as_csv(found, part))
        case "md":
            emit(profile_text.as_markdown(found, shell.catalog))
        case _:
            emit(profile_text.as_text(found, shell.catalog))


def _verdict(found: "Comparison") -> int:
    """Nothing found where no profile has a line, or no two states a treaty on which both are known."""
    if not found.profiles:
        talk("the record says nothing of these states on these treaties; `servanda ledger import` adds acts")
        return 1
    if found.pairs and not any(pair.agreement.treaties for pair in found.pairs):
        talk("no treaty on which the record knows two of these states")
        return 1
    return 0
