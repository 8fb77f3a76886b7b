"""`servanda ledger coverage` and `ledger migrate`: how far the record goes, and the tables it stands in."""

from datetime import date
from typing import Any

import click
import msgspec

from servanda.cli.shell import DAY, Shell, emit, emit_json, ledger_options, now, today
from servanda.ledger import Coverage
from servanda.model import UsageError


@click.command("coverage")
@click.argument("treaty")
@click.option(
    "--complete/--incomplete", default=None, help="Whether a state without an act is known to have done none."
)
@click.option("--as-of", type=DAY, default=None, metavar="D", help="The day up to which the record was kept.")
@click.option("--total", type=click.IntRange(min=0), default=None, metavar="N", help="Parties the depositary counts.")
@click.option("--note", default=None, metavar="TEXT", help="What the record is, and from where.")
@click.option("--by", "author", default="", metavar="NAME", help="Who answers for it.")
@click.option("--json", "as_json", is_flag=True, help="Print how far the record goes as JSON.")
@ledger_options
@click.pass_obj
def coverage(shell: Shell, /, treaty: str, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Print how far the record of TREATY goes; with any of --complete, --as-of, --total and --note, record it first.

    Silence of a complete record means that a state did nothing, up to the day the record was kept to; of any other
    it means that we do not know.
    """
    from servanda.enquiry import find_treaty

    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    with shell.open() as ledger:
        view = ledger.view()
        key = find_treaty(treaty, shell.catalog, view).key
        before = view.coverage(key)
        after = _said(before, options)
        if after != before:
            counted = msgspec.structs.replace(after, known_parties=0, left=0)  # counted anew from the acts by each view
            ledger.record_coverage(counted, at=now(), author=options["author"].strip())
            after = ledger.view().coverage(key)
    if options["as_json"]:
        emit_json({**msgspec.to_builtins(after), "text": str(after)})
    else:
        emit(str(after) + (f"\n{after.note}" if after.note else ""))
    return 0


def _said(before: Coverage, options: dict[str, Any]) -> Coverage:
    """What is on record, changed by the options that were given; a complete record is so up to some day."""
    as_of: date | None = options["as_of"]
    given = {
        "complete": options["complete"],
        "as_of": as_of.isoformat() if as_of else None,
        "claimed_total": options["total"],
        "note": options["note"],
    }
    after = msgspec.structs.replace(before, **{name: value for name, value in given.items() if value is not None})
    if after.complete and not after.as_of:
        return msgspec.structs.replace(after, as_of=today().isoformat())
    return after


@click.command("migrate")
@click.option("--writer", "writers", multiple=True, metavar="ROLE", help="Let this role of the server add and read.")
@click.option("--reader", "readers", multiple=True, metavar="ROLE", help="Let this role of the server read.")
@click.option("--json", "as_json", is_flag=True, help="Print the steps that were taken as JSON.")
@ledger_options
@click.pass_obj
def migrate(shell: Shell, /, writers: tuple[str, ...], readers: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Make the ledger's tables or bring them up to date, and let roles use them; a writer never changes a row.

    A file needs neither: the first write makes it.
    """
    both = sorted(set(writers) & set(readers))
    if both:
        raise UsageError(f"{both[0]} cannot be both, and a writer reads anyway", value=both)
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        taken = ledger.migrate()
        for role in writers:
            ledger.grant(role, may_write=True)
        for role in readers:
            ledger.grant(role, may_write=False)
        name = ledger.name
    if options["as_json"]:
        emit_json({"ledger": name, "steps": taken, "writers": writers, "readers": readers})
        return 0
    for step in taken:
        emit(step)
    granted = "".join(f"; {role} may add and read" for role in writers) + "".join(f"; {r} may read" for r in readers)
    emit(f"{name}: up to date{granted}")
    return 0
