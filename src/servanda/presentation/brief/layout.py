"""What both prints of a brief share: text made safe, sources numbered, figures drawn, the line that says as of when."""

import re

import msgspec

from servanda.brief.paper import Bars, Brief, Chances, Curve, Source, WorldMap
from servanda.catalog import Catalog
from servanda.presentation.brief.figures import figure_svg
from servanda.wording import say_date, say_share

Figure = Bars | WorldMap | Curve | Chances

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Characters that XML refuses, or that turn the reading direction of what follows them."""

SHORTEST_RUN = 3
"""Numbers in a row that are shown as one run."""

SHOWN_HASH = 12
"""Letters of the head hash that a foot line shows; the whole stands in the JSON."""


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """Sources in the order of the page, and the number of each by its key."""

    sources: tuple[Source, ...]
    numbers: dict[str, int]

    def of(self, keys: tuple[str, ...]) -> tuple[int, ...]:
        """Numbers of sources, ascending."""
        return tuple(sorted({self.numbers[key] for key in keys}))

    def runs(self, keys: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        """Numbers of sources as a reader is shown them, three or more in a row as one run from the first to the last.

        Example:
            >>> Numbered(sources=(), numbers={"a": 1, "b": 2, "c": 3, "d": 7}).runs(("d", "a", "b", "c"))
            ((1, 3), (7, 7))
        """
        runs: list[list[int]] = []
        for number in self.of(keys):
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return tuple(
            pair
            for run in runs
            for pair in ([(run[0], run[-1])] if len(run) >= SHORTEST_RUN else [(number, number) for number in run])
        )


def printable(brief: Brief) -> Brief:
    """The brief with each unprintable character told as U+FFFD."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(brief)), Brief)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value


def numbered(brief: Brief) -> Numbered:
    """Number the sources; a key that is pointed at and not described is told at the end by its key alone."""
    known = {source.key for source in brief.sources}
    bare = dict.fromkeys(key for key in pointed_at(brief) if key not in known)
    sources = (*brief.sources, *(Source(key=key, kind="record", text=key) for key in bare))
    return Numbered(sources=sources, numbers={source.key: n for n, source in enumerate(sources, 1)})


def pointed_at(brief: Brief) -> tuple[str, ...]:
    """Keys of sources that anything on the page rests on, in the order of the page."""
    found: list[str] = [key for sentence in brief.summary for key in sentence.on]
    for section in brief.sections:
        for block in section.blocks:
            found += getattr(block, "on", ())
            for part in (*getattr(block, "sentences", ()), *getattr(block, "rows", ())):
                found += part.on
    return tuple(dict.fromkeys(found))


def figures(brief: Brief, catalog: Catalog) -> tuple[str, ...]:
    """The SVG of each figure, in the order of the page."""
    return tuple(
        figure_svg(block, catalog)
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Figure)
    )


def as_of(brief: Brief) -> str:
    """What the brief was made from: the day, what was known, the head of the record, the version."""
    known = f"known by {say_date(brief.known.isoformat())}" if brief.known else "all that is known"
    head = f"record {brief.head[:SHOWN_HASH]}" if brief.head else "ledger empty"
    return f"As of {say_date(brief.on.isoformat())} · {known} · {head} · Servanda {brief.version}"


def alternative(block: Figure) -> str:
    """A figure in words."""
    if not isinstance(block, Chances):
        return block.alt
    told = [
        f"{one.label} within {one.within_months} months: {say_share(one.value)} ({say_share(one.low)} to "
        f"{say_share(one.high)}, from {one.cases} cases)"
        for one in block.chances
    ]
    return f"{'; '.join(told)}. {block.basis}"


def link(url: str | None) -> str | None:
    """An address that may be linked: the web's alone."""
    return url if url and re.match(r"https?://[^\s<>\"]+$", url, re.IGNORECASE) else None
