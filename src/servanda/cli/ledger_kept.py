"""`servanda ledger keep` and `ledger kept`: sources held by the hash of their content, lest their address goes away."""

import sys
from typing import Any

import click
import msgspec

from servanda.cli.shell import DAY, Shell, emit, emit_json, ledger_options, now, talk, today
from servanda.ledger.kept import find_kept, keep_reports, kept_reports
from servanda.model import InputError, Reject, Report


@click.command("keep")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--url", default=None, metavar="URL", help="Where it was found; for one source at a time.")
@click.option("--retrieved", type=DAY, default=None, metavar="D", help="The day it was fetched; default today.")
@click.option("--by", "author", default="", metavar="NAME", help="Who answers for it.")
@click.option("--json", "as_json", is_flag=True, help="Print what is kept as JSON.")
@ledger_options
@click.pass_obj
def keep(shell: Shell, /, paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Keep the text of each source at PATH, and claim nothing from it.

    An act or a brief that names the address, or a citation of an answer on its state and treaty, then names the hash.
    """
    from servanda.reports import read_paths

    items = list(read_paths(paths, stdin=sys.stdin.buffer))
    day = (options["retrieved"] or today()).isoformat()
    found = [_dated(item, day) for item in items if isinstance(item, Report)]
    for refused in (item for item in items if isinstance(item, Reject)):
        talk(f"{refused.where}: {refused.reason}")
    if not found:
        raise InputError("there is no source in what was given", where=paths[0])
    if options["url"]:
        if len(found) > 1:
            raise click.UsageError(f"--url is the address of one source, and {len(found)} were given")
        found = [msgspec.structs.replace(found[0], url=options["url"])]
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        kept = keep_reports(ledger, found, at=now(), author=options["author"].strip())
        name = ledger.name
    if options["as_json"]:
        emit_json([{"key": key, "report": one.id, "url": one.url, "new": new} for key, one, new in kept])
    else:
        for key, one, new in kept:
            emit(f"{key}  {one.title or one.id}" + ("" if new else "  (kept already)"))
    talk(f"{sum(new for _, _, new in kept)} of {len(kept)} new in {name}")
    return 0


def _dated(report: Report, day: str) -> Report:
    return report if report.retrieved else msgspec.structs.replace(report, retrieved=day)


@click.command("kept")
@click.argument("key", required=False, metavar="[HASH]")
@click.option("--json", "as_json", is_flag=True, help="Print reports as JSON, their text too.")
@ledger_options
@click.pass_obj
def kept(shell: Shell, /, key: str | None, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """List the reports that the ledger keeps, or print the text of the one kept by HASH (its beginning will do)."""
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        found = [find_kept(ledger, key)] if key else list(kept_reports(ledger))
        name = ledger.name
    if options["as_json"]:
        told = [{"key": one, **msgspec.to_builtins(report)} for one, report in found]
        emit_json(told[0] if key else told)
    elif key:
        emit(found[0][1].text)
    else:
        for one, report in found:
            emit("  ".join(part for part in (one, report.published or report.retrieved, _named(report)) if part))
    if not found:
        talk(f"no report is kept in {name}; `servanda read --record` and `servanda ledger keep` keep them")
        return 1
    return 0


def _named(report: Report) -> str:
    return (report.title or report.id) + (f"  {report.url}" if report.url else "")
