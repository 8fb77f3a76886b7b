"""How the sections of a brief are put on paper: sentences, lists of names, headings; nothing here knows the law."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from servanda.brief.paper import HEADINGS, Block, Paragraph, Section, Sentence
from servanda.model import Action
from servanda.wording import say_date

MOST_NAMES = 14
"""Names in one sentence; of more, the first are told and the rest counted."""

ACTS: dict[Action, str] = {
    Action.SIGNATURE: "signed",
    Action.DEFINITIVE_SIGNATURE: "signed definitively",
    Action.RATIFICATION: "ratified",
    Action.ACCEPTANCE: "accepted",
    Action.APPROVAL: "approved",
    Action.ACCESSION: "acceded to",
    Action.SUCCESSION: "succeeded to",
    Action.WITHDRAWAL: "gave notice of withdrawal from",
    Action.SUSPENSION: "suspended",
    Action.REVOCATION: "revoked an act under",
    Action.RESERVATION: "made a reservation to",
    Action.DECLARATION: "made a declaration under",
    Action.OBJECTION: "objected under",
    Action.PROVISIONAL_APPLICATION: "began to apply provisionally",
    Action.TERRITORIAL_APPLICATION: "extended to a territory",
    Action.TERMINATION: "terminated",
    Action.AMENDMENT: "consented to an amendment of",
}
"""What a state did, as the verb of a sentence whose object is the treaty."""


_ISO = re.compile(r"(?<![\w/.=-])\d{4}-\d{2}-\d{2}(?![\w/-])")
"""A day as programs write it, not one inside an address."""


def say(text: str, *keys: str) -> Sentence:
    """A sentence with its sources: it begins with a capital, ends with a full stop, and says days in words."""
    words = dated(text.strip())
    ended = words if words.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{words}."
    return Sentence(text=ended[:1].upper() + ended[1:], on=tuple(dict.fromkeys(keys)))


def dated(text: str) -> str:
    """A text with its days in words.

    Example:
        >>> dated("in force since 1986-01-19 (UNTS 2019-01)")
        'in force since 19 January 1986 (UNTS 2019-01)'
    """
    return _ISO.sub(lambda day: say_date(day.group()), text)


def paragraph(*sentences: Sentence | None) -> Paragraph:
    """Sentences that are read on; what is None is left out."""
    return Paragraph(sentences=tuple(one for one in sentences if one is not None))


def section(key: str, blocks: Iterable[Block | None], *, nothing: Sentence) -> Section:
    """A section with its heading; where no block says anything, the sentence that says so."""
    kept = tuple(block for block in blocks if block is not None and not _is_bare(block))
    if kept:
        return Section(key=key, heading=HEADINGS[key], blocks=kept)
    return Section(key=key, heading=HEADINGS[key], blocks=(paragraph(nothing),), empty=True)


def _is_bare(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.sentences


def listed(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Names as a sentence tells them.

    Example:
        >>> listed(["Latvia", "Poland", "Finland"]), listed(["A", "B", "C"], most=2)
        ('Latvia, Poland and Finland', 'A, B and 1 more')
    """
    told = [*names[:most], f"{len(names) - most} more"] if len(names) > most else list(names)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else "none"


def on_day(day: date | str | None) -> str:
    """A day as people say it."""
    return say_date(day.isoformat() if isinstance(day, date) else day)


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`; words for the first few.

    Example:
        >>> ordinal(1), ordinal(12), ordinal(23)
        ('first', '12th', '23rd')
    """
    words = ("first", "second", "third", "fourth", "fifth")
    if number <= len(words):
        return words[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
