"""`servanda treaty`: what catalog and ledger hold of a treaty; `treaty add FILE` takes in one of your own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.shell import Shell, clock_options, emit, emit_json, ledger_options, now, talk, today
from servanda.model import Action

if TYPE_CHECKING:
    from servanda.ledger import Ledger, LedgerView
    from servanda.model import Treaty


@click.command(
    "treaty",
    epilog="Examples: servanda treaty ccm · servanda treaty XXVI-6 --plot parties.svg · servanda treaty add mine.yaml",
)
@click.argument("words", nargs=-1, metavar="KEY | add FILE")
@click.option("--list", "list_all", is_flag=True, help="List the keys and titles of the catalog.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help="Draw parties over time as F, .svg or .png.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@clock_options
@ledger_options
@click.pass_obj
def command(shell: Shell, /, words: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Identity, clauses with their articles, coverage and parties of the treaty KEY (key, alias or MTDSG number)."""
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    if options["list_all"]:
        with shell.open() as ledger:
            known = (*shell.catalog.treaties.values(), *ledger.view(options["known"]).treaties())
        _list(known, as_json=options["as_json"])
        return 0
    if words[:1] == ("add",) and len(words) == 2:
        with shell.open() as ledger:
            return _add(ledger, shell, Path(words[1]), as_json=options["as_json"])
    if len(words) != 1:
        raise click.UsageError("name one treaty, or `add FILE`")
    from servanda.enquiry import find_treaty

    with shell.open() as ledger:
        view = ledger.view(options["known"])
        treaty = find_treaty(words[0], shell.catalog, view)
        if options["plot"]:
            _plot(treaty, view, shell, options)
        if options["as_json"]:
            from servanda.presentation.world_json import treaty_object

            emit_json(treaty_object(treaty, view))
        else:
            emit("\n".join(_text(treaty, view)))
    return 0


def _list(treaties: "tuple[Treaty, ...]", *, as_json: bool) -> None:
    if as_json:
        emit_json([{"key": t.key, "title": t.title, "clause_data": t.clauses is not None} for t in treaties])
        return
    for treaty in treaties:
        emit(f"{treaty.key:<26} {treaty.title}")


def _plot(treaty: "Treaty", view: "LedgerView", shell: Shell, options: dict[str, Any]) -> None:
    from servanda.participation import participation
    from servanda.presentation.charts import check_ending, participation_svg, save_picture

    check_ending(options["plot"])
    on, known = options["on"] or today(), options["known"]
    found = participation(treaty.key, view=view, catalog=shell.catalog, on=on, known=known)
    save_picture(participation_svg(found), options["plot"])
    talk(f"drawn: {options['plot']}")


def _add(ledger: "Ledger", shell: Shell, path: Path, *, as_json: bool) -> int:
    from servanda.catalog.own_treaty import read_own_treaty
    from servanda.model import InputError

    treaty = read_own_treaty(path)
    if treaty.key in shell.catalog.treaties:
        raise InputError(f"“{treaty.key}” is a key of the catalog", where=path.name, hint="choose a key of your own")
    written = ledger.record_treaty(treaty, at=now())
    if as_json:
        emit_json({"treaty": treaty.key, "title": treaty.title, "written": written, "ledger": ledger.name})
    else:
        emit(f"{treaty.key}: {'added' if written else 'held already'}; see servanda treaty {treaty.key}")
    return 0


def _text(treaty: "Treaty", view: "LedgerView") -> list[str]:
    from servanda.presentation.clause_text import clause_lines

    facts = {
        "Key": treaty.key,
        "Short": treaty.short or "",
        "MTDSG": treaty.mtdsg or "",
        "Depositary": treaty.depositary or "",
        "Adopted": treaty.adopted or "",
        "Opened": treaty.opened or "",
        "Parent": treaty.parent or "",
        "Family": treaty.family.replace("_", " "),
    }
    lines = [treaty.title, *(f"  {name:<12} {value}" for name, value in facts.items() if value)]
    lines += [f"  {'' if number else 'Clauses':<12} {line}" for number, line in enumerate(clause_lines(treaty))]
    lines.append(f"  {'Record':<12} {view.coverage(treaty.key)}")
    exits = [a for a in view.acts(treaty=treaty.key) if a.kind is Action.WITHDRAWAL]
    lines += [
        f"  {'' if number else 'Exits':<12} {a.state} notified {a.date}"
        + (f", out {a.effective}" if a.effective else "")
        for number, a in enumerate(exits)
    ]
    return lines
