"""`servanda label`: label your own reports in the terminal, with the reader's claims as proposals.

The session is a plain exchange of lines, so that a script can lead it as well as a person. What is decided is written
at once: a finished report to the file of labels, an unfinished one to a draft beside it; starting again goes on there.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from servanda.cli.shell import DAY, talk
from servanda.model import Claim, InputError, Reject, Report

if TYPE_CHECKING:
    from servanda.evaluation.labelling import Fields, LabelFile

PROPOSAL = "[a]ccept  [e]dit  [r]eject  [s]kip report  [u]ndo  [q]uit"
REVIEW = "[k]eep and go on  [n]ew label  [e N] edit  [d N] delete  [s]kip report  [u]ndo  [q]uit"
CANCEL = "."


class Leave(Exception):  # noqa: N818 - not a fault but an answer
    """The person wants to stop."""


class Skip(Exception):  # noqa: N818 - not a fault but an answer
    """The person wants to leave this report for later."""


class Back(Exception):  # noqa: N818 - not a fault but an answer
    """The person wants the report before this one again."""


@click.command(
    "label",
    epilog="Examples: servanda label reports.jsonl -o labels.jsonl · servanda label folder/ -o labels.jsonl --blind",
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="LABELS.jsonl",
    help="Where the labels go; started again, the session goes on after the reports that stand there.",
)
@click.option("--blind", is_flag=True, help="Do not show what the reader claims, so that it cannot lead you.")
@click.option("--today", "day", type=DAY, default=None, metavar="D", help="The day of reports without a date.")
def command(paths: tuple[str, ...], *, output: Path, blind: bool, day: date | None) -> int:
    """Label the reports in FILE… one by one: accept, correct or reject what the reader claims, add what it missed."""
    from servanda.evaluation.labelling import LabelFile
    from servanda.reports import read_paths

    if "-" in paths:
        raise click.UsageError("- is where your answers come from; name the reports by path")
    items = list(read_paths(paths))
    for item in items:
        if isinstance(item, Reject):
            talk(f"{item.where}: {item.reason}")
    reports = {item.id: item for item in items if isinstance(item, Report)}
    if not reports:
        raise InputError("there is no report in what was given", where=" ".join(paths))
    file = LabelFile(output)
    _label_all(list(reports.values()), file, blind=blind, day=day)
    left = len(set(reports) - file.done)
    talk(
        f"{len(set(reports) & file.done)} labelled in {output}, {left} left"
        + ("; start again to go on" if left else "")
    )
    return 0


def _label_all(reports: Sequence[Report], file: "LabelFile", *, blind: bool, day: date | None) -> None:
    """Go through the reports that are not labelled; an undone one comes back with its labels."""
    skipped: set[str] = set()
    while report := next((r for r in reports if r.id not in file.done | skipped), None):
        number = next(n for n, one in enumerate(reports, start=1) if one.id == report.id)
        _say(f"\n── {number} of {len(reports)}: {report.id}  {report.published or ''}  {report.publisher or ''}")
        claims = [] if blind else _claims_of(report, day)
        try:
            file.append(report, _Session(report, claims, file).run())
        except Skip:
            skipped.add(report.id)
        except Back:
            taken = file.take_back({one.id for one in reports})
            if taken:
                skipped.discard(taken[0])
                _say(f"{taken[0]} is open again")
            else:
                _say("there is nothing to undo")
        except (Leave, click.Abort):
            return


def _claims_of(report: Report, day: date | None) -> list[Claim]:
    from servanda import pipeline

    return [c for one in pipeline.hear([report], today=day) if isinstance(one, pipeline.Heard) for c in one.claims]


class _Session:
    """One report: its proposals are judged, then its labels are reviewed and kept."""

    def __init__(self, report: Report, claims: Sequence[Claim], file: "LabelFile") -> None:
        self.report, self.claims, self.file = report, claims, file
        self.labels, judged = file.draft_of(report.id)
        self.judged = len(claims) if judged is None else judged
        self.steps: list[tuple[list[Fields], int]] = []

    def run(self) -> "list[Fields]":
        """Lead through the report; its labels once they are kept."""
        _say(_shown(self.report, self.claims))
        if self.labels or self.judged:
            _say(f"going on where you stopped: {len(self.labels)} labels")
        while True:
            if self.judged < len(self.claims):
                self._judge(self.claims[self.judged])
            elif self._review():
                return self.labels

    def _judge(self, claim: Claim) -> None:
        from servanda.evaluation.labelling import propose, show_label

        fields = propose(claim)
        _say(f"\nproposal {self.judged + 1} of {len(self.claims)}: {show_label(fields)}  ({claim.confidence:.2f})")
        for reading in claim.readings:
            _say("  or " + ", ".join(f"{name} {value}" for name, value in reading.fields.items()) + f": {reading.why}")
        answer = _ask(PROPOSAL)
        if self._common(answer):
            return
        if answer == "a":
            self._decide([*self.labels, fields])
        elif answer == "r":
            self._decide(self.labels)
        elif answer == "e":
            edited = _enter(fields, self.report)
            if edited is not None:
                self._decide([*self.labels, edited])
        else:
            _say(f"“{answer}” is no answer here")

    def _review(self) -> bool:
        """Whether the labels are to be kept."""
        from servanda.evaluation.labelling import show_label

        _say("\nlabels: " + ("" if self.labels else "none, the report holds no act"))
        for number, fields in enumerate(self.labels, start=1):
            _say(f"  {number} {show_label(fields)}")
        answer = _ask(REVIEW)
        if self._common(answer):
            return False
        if answer in ("k", ""):
            return True
        word, _, which = answer.partition(" ")
        if word == "n":
            added = _enter({}, self.report)
            if added is not None:
                self._decide([*self.labels, added], judged=self.judged)
        elif word in ("d", "e") and which.isdecimal() and 1 <= int(which) <= len(self.labels):
            self._change(word, int(which) - 1)
        else:
            _say(f"“{answer}” is no answer here")
        return False

    def _change(self, word: str, place: int) -> None:
        new = _enter(self.labels[place], self.report) if word == "e" else None
        if word == "d" or new is not None:
            kept = [new] if new is not None else []
            self._decide([*self.labels[:place], *kept, *self.labels[place + 1 :]], judged=self.judged)

    def _common(self, answer: str) -> bool:
        """Follow the answers that mean the same everywhere; whether it was one."""
        if answer == "q":
            raise Leave
        if answer == "s":
            raise Skip
        if answer != "u":
            return False
        if not self.steps:
            raise Back
        self.labels, self.judged = self.steps.pop()
        self.file.keep_draft(self.report.id, self.labels, self.judged)
        return True

    def _decide(self, labels: "list[Fields]", *, judged: int | None = None) -> None:
        self.steps.append((self.labels, self.judged))
        self.labels = labels
        self.judged = self.judged + 1 if judged is None else judged
        self.file.keep_draft(self.report.id, self.labels, self.judged)


def _enter(old: "Fields", report: Report) -> "Fields | None":
    """Ask for a label field by field, an empty answer keeping what stands; None when it is given up."""
    from servanda.catalog import load_catalog
    from servanda.evaluation.labelling import FIELDS, HINTS, check_label, parse_field, show_field

    _say(f"field by field; Enter keeps what stands in brackets, {CANCEL} gives up")
    fields: Fields = {**old}
    for name in FIELDS:
        while True:
            standing = show_field(name, fields) if name in fields or name not in FIELDS[:5] else ""
            answer = _ask(f"{name} ({HINTS[name]})" + (f" [{standing}]" if standing else ""))
            if answer == CANCEL:
                return None
            try:
                fields |= parse_field(name, answer or standing, load_catalog())
            except InputError as error:
                _say(str(error))
            else:
                break
    try:
        check_label(fields)
    except InputError as error:
        _say(str(error))
        return None
    _warn(fields, report)
    return fields


def _warn(fields: "Fields", report: Report) -> None:
    """Say which names do not stand in the report; they are kept, for a person may know better."""
    said = f"{report.title or ''} {report.text}".lower()
    for name in filter(None, [fields.get("body"), *(fields.get("attributed_to") or ())]):
        if name.lower() not in said:
            _say(f"note: “{name}” does not stand in the report")


def _shown(report: Report, claims: Sequence[Claim]) -> str:
    """The report with the evidence of its claims marked."""
    from servanda.evaluation.marking import marked_text
    from servanda.evaluation.match import marks_of
    from servanda.evaluation.result import Worst

    shown = Worst(report=report.id, cost=0, missed=(), extra=(), title=report.title or "", text=report.text)
    shown = msgspec.structs.replace(shown, marks=tuple(marks_of(claims)))
    return marked_text(shown, colour=sys.stderr.isatty())


def _ask(question: str) -> str:
    """One answer; the end of the input is a wish to stop."""
    answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" > ", err=True)
    return answer.strip()


def _say(text: str) -> None:
    click.echo(text, err=True)
