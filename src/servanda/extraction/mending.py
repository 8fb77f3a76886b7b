r"""Words that a line end or a scan cut in two ("Zam-\nbia", "Zam- bia", a soft hyphen), joined before a text is read.

The mended text is read in place of the given one; every span is then carried back, so that it counts characters of the
text as given. A hyphen at a line end is taken out only where the joined word is one that the catalog or the lexicon
knows and the word with its hyphen is not: "nuclear-\nweapon" keeps what belongs to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from servanda.model import Argument, Claim, Officer, Report

_CUT = re.compile(
    r"(?P<soft>[\u00ad\u2060\ufeff]+(?:[ \t]*\r?\n[ \t]*)?)"
    r"|(?<=[^\W\d_])(?P<hard>[-\u2010](?:[ \t]*\r?\n[ \t]*|[ \t](?=[a-z])))(?=[^\W\d_])"
)
_BROKEN = re.compile(r"[^\W\d_][-\u2010](?:[ \t]*\r?\n|[ \t][a-z])")
_SOFT = "\u00ad\u2060\ufeff"
_LEFT, _RIGHT = re.compile(r"[^\W\d_]{1,30}\Z"), re.compile(r"[^\W\d_]{1,30}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 5
"""Letters of a joined word; shorter ones are too often two words."""


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its cuts taken out.

    Args:
        report: with the mended text; the title is left as it is.
        starts: where in the mended text each kept stretch starts, rising.
        shifts: for each stretch, how many characters were taken out before it (less those put in, in a respelt word).
    """

    report: Report
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def given(self, span: tuple[Any, ...]) -> tuple[Any, ...]:
        """A span of the mended text in characters of the text as given; a span of the title is the same."""
        if not span or span[0] == "title":
            return span
        start, end = span
        return self._given(start), self._given(end - 1) + 1

    def claim_as_given(self, claim: Claim) -> Claim:
        """A claim of the mended report as one of the report as given."""
        return msgspec.structs.replace(
            claim,
            spans={field: self.given(span) for field, span in claim.spans.items()},
            argument_details=tuple(self._argument(item) for item in claim.argument_details),
            person_details=tuple(self._officer(item) for item in claim.person_details),
        )

    def _argument(self, item: Argument) -> Argument:
        return msgspec.structs.replace(item, span=self.given(item.span))

    def _officer(self, item: Officer) -> Officer:
        start, end = self.given((item.start, item.end))
        return msgspec.structs.replace(item, start=start, end=end)

    def _given(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.starts, at) - 1]


def vocabulary(names: Iterable[str], sections: Mapping[str, Any]) -> frozenset[str]:
    """The words, lower case, of names and of all that a lexicon holds; those with a hyphen whole."""
    return frozenset(word for text in (*names, *_strings(sections)) for word in _WORD.findall(text.lower()))


def mend(report: Report, known: frozenset[str]) -> Mended | None:
    """The report with the cuts of its text taken out; None where there is none, which is the common case."""
    text = report.text
    if not _BROKEN.search(text) and (text.isascii() or not any(mark in text for mark in _SOFT)):
        return None  # nearly every text, and a quick look at it
    kept, starts, shifts = [], [0], [0]
    done = length = 0
    for cut in _CUT.finditer(text):
        if cut["hard"] and not _is_one_word(text, cut, known):
            continue
        kept.append(text[done : cut.start()])
        length += cut.start() - done
        done = cut.end()
        starts.append(length)
        shifts.append(done - length)
    if not kept:
        return None
    whole = "".join((*kept, text[done:]))
    return Mended(report=msgspec.structs.replace(report, text=whole), starts=tuple(starts), shifts=tuple(shifts))


def _is_one_word(text: str, cut: re.Match[str], known: frozenset[str]) -> bool:
    left = _LEFT.search(text, max(0, cut.start() - 30), cut.start())
    right = _RIGHT.match(text, cut.end())
    if left is None or right is None:
        return False
    first, last = left[0].lower(), right[0].lower()
    return len(first + last) >= _SHORTEST and first + last in known and f"{first}-{last}" not in known


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(key)
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)
