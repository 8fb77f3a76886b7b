"""`servanda evaluate`: how well the reader does on reports that a person has labelled."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.shell import DAY, colour_wanted, emit, emit_json, talk
from servanda.model import Claim, Report

if TYPE_CHECKING:
    from servanda.evaluation import Evaluation

FORMATS = ("text", "json", "html")
ALL = "all"


@click.command("evaluate", epilog="Examples: servanda evaluate tests/gold · servanda evaluate reports.jsonl --json")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER…", type=click.Path(exists=True, path_type=Path))
@click.option("--split", is_flag=True, help="Show the seen and the unseen third apart, and their gap.")
@click.option("--format", "form", type=click.Choice(FORMATS), default=None, help="How to print; default text.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="How many of the worst to list.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="Exit 1 where a figure has fallen below those kept in FILE.",
)
@click.option(
    "--slack",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="How far a figure may fall below the baseline.",
)
@click.option("--accept", is_flag=True, help="Write today's figures to the baseline instead.")
@click.option("--today", "day", type=DAY, default=None, metavar="D", help="The day of reports without a date.")
def command(paths: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Mark the reader on labelled reports (JSON Lines as in the contract): by field, stage, language and tag."""
    if options["accept"] and options["baseline"] is None:
        raise click.UsageError("--accept needs --baseline FILE to write to")
    if options["as_json"] and options["form"] not in (None, "json"):
        raise click.UsageError(f"--json and --format {options['form']} contradict each other")
    parts = _measure(paths, split=options["split"], day=options["day"])
    form = "json" if options["as_json"] else options["form"] or "text"
    return _end(parts, options, form)


def _measure(paths: Sequence[Path], *, split: bool, day: date | None) -> "dict[str, Evaluation]":
    from servanda import evaluation, pipeline

    def read(reports: Sequence[Report]) -> list[Claim]:
        heard = pipeline.hear(reports, today=day)
        return [claim for one in heard if isinstance(one, pipeline.Heard) for claim in one.claims]

    if split:
        return evaluation.evaluate_split(paths, read)
    return {ALL: evaluation.evaluate_paths(paths, read)}


def _end(parts: "Mapping[str, Evaluation]", options: Mapping[str, Any], form: str) -> int:
    """Print the figures, then hold them against the baseline."""
    from servanda import evaluation

    baseline, figures = options["baseline"], evaluation.flatten(parts)
    falls: list[evaluation.Fall] = []
    if baseline and not options["accept"]:
        falls = evaluation.find_falls(evaluation.load_baseline(baseline), figures, options["slack"])
    _print(parts, falls if baseline else None, form, worst=options["worst"])
    if baseline and options["accept"]:
        evaluation.save_baseline(baseline, figures)
        talk(f"{len(figures)} figures accepted in {baseline}")
    if falls:
        listed = ", ".join(
            f"{f.name} {f.accepted:.3f} to {'nothing' if f.now is None else f'{f.now:.3f}'}" for f in falls
        )
        talk(f"{len(falls)} fell below {baseline}: {listed}; read the worst cases, or --accept what is meant")
        return 1
    return 0


def _said(share: float | None) -> str:
    return "nothing" if share is None else f"{share:.3f}"


def _print(parts: "Mapping[str, Evaluation]", falls: Sequence[Any] | None, form: str, *, worst: int) -> None:
    from servanda import evaluation

    if form == "json":
        objects = {name: evaluation.as_object(part) for name, part in parts.items()}
        found = objects.get(ALL, objects)
        emit_json(found if falls is None else {**found, "falls": falls})
    elif form == "html":
        emit(evaluation.as_page(parts, worst=worst))
    elif ALL in parts:
        emit(evaluation.as_table(parts[ALL], worst=worst, colour=colour_wanted()))
    else:
        emit(evaluation.split_table(parts, worst=worst, colour=colour_wanted()))
