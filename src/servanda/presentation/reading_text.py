"""`read` for a terminal: an outcome in plain text, colour only where the caller says so."""

import textwrap
from collections.abc import Iterable
from datetime import date

import click

from servanda.catalog import Catalog
from servanda.pipeline import Outcome
from servanda.presentation.story import Rung, Story, stories
from servanda.presentation.words import rule_line, tally

WIDTH = 100
MARKS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "hint": ("·", "cyan")}


def as_text(outcome: Outcome, catalog: Catalog, *, on: date, explain: bool = False, colour: bool = False) -> str:
    """Arrange an outcome for a person at a terminal.

    Args:
        outcome: what reading gave.
        catalog: for the names of states and treaties.
        on: the day the law was asked about.
        explain: add the rule behind each claim and why reports were grouped.
        colour: whether to use ANSI colour.
    """
    told = stories(outcome, catalog)
    blocks = ["\n".join(_story(story, on, _Paint(on=colour), explain=explain)) for story in told]
    if explain:
        blocks.append("\n".join(_explain(outcome)))
    return "\n\n".join([*blocks, tally(outcome)]) + "\n"


class _Paint:
    """Applies colour or leaves text alone."""

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, colour: str | None = None, *, bold: bool = False, dim: bool = False) -> str:
        return click.style(text, fg=colour, bold=bold, dim=dim) if self._on else text


def _story(story: Story, on: date, paint: _Paint, *, explain: bool) -> Iterable[str]:
    yield paint(f"{story.state} · {story.treaty} · {story.action}", bold=True)
    for rung in story.rungs:
        yield from _rung(rung, paint)
    if story.history:
        yield from _wrap("History", "; ".join(f"{r.when}: {r.what}" for r in story.history), paint)
    yield from _list(f"Law on {on.isoformat()}", story.law, paint)
    yield from _list("What next", story.next, paint)
    for finding in story.checks:
        mark, tint = MARKS.get(finding.severity, ("·", "cyan"))
        source = f" [{finding.source}]" if finding.source else ""
        yield from _wrap(
            "Check", f"{mark} {finding.text}{source} ({finding.code})", lambda text, tint=tint, **_: paint(text, tint)
        )
    meaning = (i.text + (f" [{i.basis}]" if explain and i.basis else "") for i in story.implications)
    yield from _list("It means", tuple(meaning), paint)
    yield from _list("Arguments", story.arguments, paint)


def _rung(rung: Rung, paint: _Paint) -> Iterable[str]:
    yield f"  {paint('●', 'green' if rung.event.stands else 'red')} {paint(rung.when, bold=True)}  {rung.what}"
    yield from _wrap("How sure", rung.sure, paint)
    yield from _wrap("On whose word", rung.word or "the report's own", paint)
    yield from _list("Field by field", rung.facts, paint)
    for dispute in rung.disputes:
        yield from _wrap("Disputed", dispute, lambda text, **_: paint(text, "yellow"))
    if rung.settle:
        yield from _wrap("Settled by", rung.settle, paint)
    yield from _list("Believed", rung.beliefs, paint)
    for quote in rung.quotes[:2]:
        where = f"{quote.report}, title" if quote.in_title else quote.report
        yield from _wrap("Evidence", f"“{quote.before}{quote.text}{quote.after}” — {where}", paint)


def _list(label: str, lines: Iterable[str], paint: "_Paint") -> Iterable[str]:
    for number, line in enumerate(lines):
        yield from _wrap(label if not number else "", line, paint)


def _wrap(label: str, text: str, paint: object) -> Iterable[str]:
    head = f"    {label:<18}"
    body = textwrap.wrap(" ".join(text.split()), WIDTH - len(head)) or [""]
    tint = paint if callable(paint) else str
    yield head + tint(body[0])
    for line in body[1:]:
        yield " " * len(head) + tint(line)


def _explain(outcome: Outcome) -> Iterable[str]:
    yield "Why"
    for claim in outcome.claims:
        spans = " ".join(f"{name}={list(span)}" for name, span in claim.spans.items())
        yield f"  claim  {rule_line(claim)} {spans}"
    for event in outcome.events:
        for line in event.why:
            yield f"  event  {event.id}: {line}"
