"""A brief as Markdown: sentences with the numbers of their sources, tables, figures in words; every text escaped."""

import re
from collections.abc import Iterator

from servanda.brief.paper import Block, Brief, Paragraph, Points, Quotation, Sentence, Table
from servanda.presentation.brief.layout import Numbered, alternative, as_of, link, numbered, printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$])")


def render_markdown(brief: Brief) -> str:
    """Print a brief as Markdown; each number in brackets is a source of the last section."""
    brief = printable(brief)
    found = numbered(brief)
    lines = [f"# {_safe(brief.title)}", "", f"*{_safe(as_of(brief))}*", ""]
    lines += [_prose(brief.summary, found), ""]
    for section in brief.sections:
        lines += [f"## {section.heading}", ""]
        if section.key == "sources":
            lines += [_source(n, one.text, one.url) for n, one in enumerate(found.sources, 1)] or ["None."]
            lines.append("")
            continue
        for block in section.blocks:
            lines += [*_block(block, found), ""]
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, found: Numbered) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _prose(block.sentences, found)
        case Points():
            if block.lead:
                yield f"**{_safe(block.lead)}**"
                yield ""
            yield from (f"- {_sentence(one, found)}" for one in block.sentences)
        case Table():
            yield from _table(block, found)
        case Quotation():
            who = ", ".join(_safe(part) for part in (block.speaker, block.office) if part)
            side = f" ({block.side})" if block.side else ""
            yield f"> “{_safe(block.text)}”" + (f" – {who}" if who else "") + side + _marks(block.on, found)
        case _:
            yield f"**{_safe(block.title)}.** {_safe(alternative(block))}{_marks(block.on, found)}"


def _table(block: Table, found: Numbered) -> Iterator[str]:
    yield f"**{_safe(block.caption)}**"
    yield ""
    yield "| " + " | ".join(_safe(cell) for cell in block.head) + " |"
    yield "|" + "|".join("---:" if n in block.numeric else "---" for n in range(len(block.head))) + "|"
    for row in block.rows:
        cells = [_safe(cell) for cell in row.cells]
        yield "| " + " | ".join([*cells[:-1], cells[-1] + _marks(row.on, found)]) + " |"


def _prose(sentences: tuple[Sentence, ...], found: Numbered) -> str:
    return " ".join(_sentence(one, found) for one in sentences)


def _sentence(one: Sentence, found: Numbered) -> str:
    return _safe(one.text) + _marks(one.on, found)


def _marks(keys: tuple[str, ...], found: Numbered) -> str:
    numbers = found.of(keys)
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _source(number: int, text: str, url: str | None) -> str:
    linked = f" <{link(url)}>" if url and link(url) and url not in text else ""
    return f"{number}. {_safe(text)}{linked}"


def _safe(text: str) -> str:
    """Text of others in one line, with what Markdown would take for markup escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
