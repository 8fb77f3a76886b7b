"""`servanda evaluate`: how well the reader does on reports that a person has labelled."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from servanda.cli.shell import DAY, emit, emit_json
from servanda.model import Claim, Report


@click.command("evaluate", epilog="Examples: servanda evaluate tests/gold · servanda evaluate reports.jsonl --json")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER…", type=click.Path(exists=True, path_type=Path))
@click.option("--split", is_flag=True, help="Show the seen and the unseen third apart, and their gap.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--worst", type=click.IntRange(0), default=10, show_default=True, help="How many of the worst to list.")
@click.option("--today", "day", type=DAY, default=None, metavar="D", help="The day of reports without a date.")
def command(paths: tuple[Path, ...], *, split: bool, as_json: bool, worst: int, day: date | None) -> int:
    """Mark the reader on labelled reports (JSON Lines as in the contract): F1, stage, certainty, date, votes."""
    from servanda import evaluation, pipeline

    def read(reports: Sequence[Report]) -> list[Claim]:
        heard = pipeline.hear(reports, today=day)
        return [claim for one in heard if isinstance(one, pipeline.Heard) for claim in one.claims]

    if split:
        parts = evaluation.evaluate_split(paths, read)
        if as_json:
            emit_json({name: evaluation.as_object(part) for name, part in parts.items()})
        else:
            emit(evaluation.split_table(parts, worst=worst))
    else:
        figures = evaluation.evaluate_paths(paths, read)
        if as_json:
            emit_json(evaluation.as_object(figures))
        else:
            emit(evaluation.as_table(figures, worst=worst))
    return 0
