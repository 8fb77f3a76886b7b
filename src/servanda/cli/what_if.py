"""`servanda what-if`: what would follow from an act that nobody has taken yet."""

from datetime import date
from typing import Any

import click

from servanda.cli.shell import DAY, Shell, clock_options, emit, emit_json, ledger_options, relation_options, today
from servanda.model import parse_edtf
from servanda.model.vocabulary import VERBS


class Conflict(click.ParamType[tuple[date, date | None]]):
    """START or START/END: the days of an armed conflict, END open where it goes on."""

    name = "start[/end]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date | None]:  # noqa: ANN401 - click's signature
        """Read one day or two."""
        start, _, end = str(value).partition("/")
        try:
            first = parse_edtf(start).first
            last = parse_edtf(end).last if end and end != ".." else None
        except Exception as error:  # noqa: BLE001 - any unreadable day is wrong use
            self.fail(str(error), param, ctx)
        if last is not None and last < first:
            self.fail(f"“{value}” ends before it starts", param, ctx)
        return first, last


@click.command(
    "what-if",
    epilog="Examples: what-if LTU ccm withdraw --notified 2024-08-31 · what-if FIN apmbc withdraw --out-by 2026-01-01",
)
@click.argument("state")
@click.argument("treaty")
@click.argument("act", type=click.Choice(list(VERBS)))
@click.option(
    "--notified",
    type=DAY,
    default=None,
    metavar="D",
    help="The day of deposit or receipt; default --on, or the latest that --out-by allows.",
)
@click.option(
    "--conflict", type=Conflict(), default=None, metavar="START[/END]", help="An armed conflict the state is in."
)
@click.option("--out-by", type=DAY, default=None, metavar="D", help="Latest day to notify so as to be out by D.")
@click.option("--json", "as_json", is_flag=True, help="Print the contract's JSON.")
@relation_options
@clock_options
@ledger_options
@click.pass_obj
def command(shell: Shell, /, state: str, treaty: str, act: str, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """What would follow if STATE took ACT on TREATY."""
    from servanda import enquiry
    from servanda.law import what_if_json
    from servanda.presentation.status_text import what_if_text

    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    on = options["on"] or options["notified"] or today()
    with shell.open() as record:
        supposed = enquiry.suppose(
            state,
            treaty,
            VERBS[act],
            notified=options["notified"] or (None if options["out_by"] else on),
            conflict=options["conflict"],
            out_by=options["out_by"],
            view=record.view(options["known"]),
            on=on,
            known=options["known"],
            catalog=shell.catalog,
            towards=options["towards"],
            territory=options["territory"],
        )
    if options["as_json"]:
        emit_json(what_if_json(supposed))
    else:
        emit(what_if_text(supposed, shell.catalog))
    return 0
