"""`read` as Markdown, for notes and tickets. Text of reports is escaped: it is hostile until shown otherwise."""

import re
from collections.abc import Iterable
from datetime import date

from servanda.catalog import Catalog
from servanda.pipeline import Outcome
from servanda.presentation.story import Rung, Story, stories
from servanda.presentation.words import rule_line, tally

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def as_markdown(outcome: Outcome, catalog: Catalog, *, on: date, explain: bool = False) -> str:
    """Arrange an outcome as Markdown; arguments as in `reading_text.as_text`."""
    blocks = ["\n".join(_story(story, on)) for story in stories(outcome, catalog)]
    if explain:
        rules = (f"- {_safe(rule_line(c))}" for c in outcome.claims)
        why = (f"- {_safe(line)}" for e in outcome.events for line in e.why)
        blocks.append("\n".join(["## Why", "", *rules, *why]))
    blocks.append(f"*{tally(outcome)}.*")
    return "\n\n".join(blocks) + "\n"


def _story(story: Story, on: date) -> Iterable[str]:
    yield f"## {_safe(story.state)} · {_safe(story.treaty)} · {_safe(story.action)}"
    yield ""
    for rung in story.rungs:
        yield from _rung(rung)
    if story.history:
        yield "- **History:** " + _safe("; ".join(f"{r.when}: {r.what}" for r in story.history))
    yield from _section(f"Law on {on.isoformat()}", story.law)
    yield from _section("What next", story.next)
    yield from _section("Checks", (f"{f.severity}: {f.text} ({f.code})" for f in story.checks))
    yield from _section("It means", (f"{i.text} [{i.basis}]" for i in story.implications))
    yield from _section("Arguments", story.arguments)


def _rung(rung: Rung) -> Iterable[str]:
    yield f"- **{_safe(rung.when)}:** {_safe(rung.what)}"
    yield f"  - How sure: {_safe(rung.sure)}"
    yield f"  - On whose word: {_safe(rung.word)}"
    for fact in rung.facts:
        yield f"  - Field: {_safe(fact)}"
    for dispute in rung.disputes:
        yield f"  - Disputed: {_safe(dispute)}"
    if rung.settle:
        yield f"  - Settled by: {_safe(rung.settle)}"
    for belief in rung.beliefs:
        yield f"  - Believed: {_safe(belief)}"
    for quote in rung.quotes[:2]:
        words = f"{_safe(quote.before)} **{_safe(quote.text)}** {_safe(quote.after)}"
        yield f"  - Evidence: “{' '.join(words.split())}” ({_safe(quote.report)})"


def _section(title: str, lines: Iterable[str]) -> Iterable[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield f"### {title}"
        yield ""
        yield from (f"- {_safe(line)}" for line in listed)


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
