"""`servanda panel`: the status of many states under many treaties on one day or many, as a table for other programs."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.lists import Lists
from servanda.cli.shell import DAY, FIRST_DAY, Shell, clock_options, days_of, ledger_options, talk
from servanda.lookup import each

if TYPE_CHECKING:
    import polars as pl


FORMATS = ("csv", "parquet", "json", "table")
TABLE_ROWS = 200
"""Rows that a table for people shows unless more are asked for; other formats always hold all."""


@click.command(
    "panel",
    cls=Lists,
    epilog="Examples: servanda panel --treaty ccm apmbc --group nato --on 2025-01-01 · "
    "servanda panel --state LTU --from 2008 --to 2025 --every year --format parquet -o lithuania.parquet",
)
@click.option("--treaty", "treaties", multiple=True, metavar="K…", help="Treaties; default: all with an act on record.")
@click.option("--state", "states", multiple=True, metavar="S…", help="States; default: all with an act on record.")
@click.option("--group", "groups", multiple=True, metavar="G…", help="Groups: whoever is a member on the day.")
@click.option("--from", "first", type=FIRST_DAY, default=None, metavar="D", help="First of several days.")
@click.option("--to", "last", type=DAY, default=None, metavar="D", help="Last of several days; default today.")
@click.option(
    "--every", metavar="STEP", default=None, help="Step between them: day, week, month (default), quarter, year."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    help="Default: what the name of -o says, else table on a terminal and csv elsewhere.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--no-reasons", is_flag=True, help="Leave the column `reason` out, for a quick look at many days.")
@click.option("--rows", type=click.IntRange(min=1), default=TABLE_ROWS, metavar="N", help="Most rows of a table.")
@click.option("-o", "out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to FILE.")
@clock_options
@ledger_options
@click.pass_obj
def command(shell: Shell, /, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """One row for each state under each treaty on each day: status, in force from and to, and why."""
    form = _form(options["form"], as_json=options["as_json"], out=options["out"])
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    from servanda.panels import Panels, find_who

    days = days_of(options, usual="month", why="ask about one day or about several")
    catalog = shell.catalog
    states = each(options["states"], catalog.state)
    groups = each(options["groups"], catalog.group)
    with shell.open() as record:
        panels = Panels(record.view(options["known"]), catalog)
        treaties = each(options["treaties"], panels.resolve)
        who = find_who(states, groups, catalog)
        found = panels.panel(days, treaties=treaties, who=who, reasons=not options["no_reasons"])
    _write(found, form, options["out"], options["rows"])
    if found.is_empty():
        talk("no act on record for what was asked; name states or a group for rows of those that never acted")
        return 1
    return 0


def _form(form: str | None, *, as_json: bool, out: Path | None) -> str:
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other")
    named = out.suffix[1:].lower() if out else ""
    if form is None and not as_json and named in FORMATS:
        return named
    chosen = "json" if as_json else form or ("table" if sys.stdout.isatty() and not out else "csv")
    if chosen == "parquet" and out is None and sys.stdout.isatty():
        raise click.UsageError("a terminal cannot show Parquet; write it to a file with -o FILE, or pipe it")
    return chosen


def _write(found: "pl.DataFrame", form: str, out: Path | None, rows: int) -> None:
    if form == "parquet":
        found.write_parquet(out or sys.stdout.buffer)
        return
    if form == "table" and found.height > rows:
        talk(f"{rows:,} of {found.height:,} rows shown; --rows N shows more, --format csv all")
    with out.open("w", encoding="utf-8", newline="") if out else nullcontext(sys.stdout) as file:
        for piece in _text(found, form, rows):
            file.write(piece)


def _text(found: "pl.DataFrame", form: str, rows: int) -> Iterator[str]:
    from servanda.presentation.panel_text import as_csv, as_json, as_table

    if form == "table":
        return as_table(found, rows)
    return as_json(found) if form == "json" else as_csv(found)
