"""Origins: which reports rest on one source, with the reason for each two.

Ten papers that carry one wire story are one origin. Merging errs on the side of fewer origins: a wrongly merged
origin understates how sure an event is, a wrongly split one makes certainty out of copying.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from servanda.corroboration.copies import Copies
from servanda.corroboration.sources import Source
from servanda.corroboration.words import parts

LATE_DAYS = 30
"""A copy printed so many days after its original tells of no second happening: an old story came back."""

STATEMENT_DAYS = 3
"""An official statement is carried by the press within days; later credits rest on something else."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that share an origin, and why."""

    one: str
    two: str
    why: str


class Kinship(msgspec.Struct, frozen=True, kw_only=True):
    """All that is needed to say whether two reports share an origin."""

    sources: Mapping[str, Source]
    copies: Copies

    def text_link(self, a: str, b: str) -> str | None:
        """Why two reports share an origin whatever they say: one copies or corrects the other; or None."""
        one, two = self.sources[a], self.sources[b]
        if share := self.copies.share(a, b):
            return f"{share:.0%} of the word pairs of the shorter text stand in the other"
        corrects = one.corrects or one.retracts or two.corrects or two.retracts
        return _one_maker(one, two) if corrects else None

    def late_copy(self, report: str, others: Iterable[str]) -> str | None:
        """The original that a report prints again long after, or None."""
        mine = self.sources[report].published
        for other in sorted(others):
            day = self.sources[other].published
            if mine and day and (mine - day).days > LATE_DAYS and self.copies.share(report, other):
                return other
        return None

    def derived(self, report: str, others: Iterable[str]) -> bool:
        """Whether a report copies an earlier one of its origin, or credits the maker of one."""
        mine = self.sources[report]
        for source in (self.sources[o] for o in others if o != report):
            later = bool(mine.published and source.published and mine.published > source.published)
            if _meet(mine.outlets, source.names) or (later and self.copies.share(report, source.report)):
                return True
        return False

    def credit_link(self, a: str, b: str) -> str | None:
        """Why two reports that agree rest on one another, on one maker or on a third by their own words; or None."""
        one, two = self.sources[a], self.sources[b]
        if why := _one_maker(one, two):
            return why
        for teller, source in ((one, two), (two, one)):
            if name := _meet(teller.outlets, source.names):
                return f"{teller.report} credits “{name}”, the maker of {source.report}"
        if name := _meet(one.agency | one.outlets, two.agency | two.outlets):
            return f"both rest on “{name}”"
        shared = one.people & two.people
        if shared and (one.interview or two.interview) and not (one.own and two.own):
            return f"both rest on one interview with {min(shared)}"
        return _statement(one, two) or _statement(two, one)


def partition(reports: Sequence[str], deniers: frozenset[str], kinship: Kinship) -> tuple[list[list[str]], list[Link]]:
    """Split reports of one event into origins.

    Args:
        reports: ids, sorted.
        deniers: those that deny it: a denial that names the paper it denies does not rest on that paper.
        kinship: what relates two reports.

    Returns:
        The origins, each sorted, and the links that joined them.
    """
    home = {r: r for r in reports}

    def find(r: str) -> str:
        while home[r] != r:
            home[r] = home[home[r]]
            r = home[r]
        return r

    links = []
    for a, b in combinations(reports, 2):
        if find(a) == find(b):
            continue
        why = kinship.text_link(a, b)
        if why is None and (a in deniers) == (b in deniers):
            why = kinship.credit_link(a, b)
        if why:
            links.append(Link(one=a, two=b, why=why))
            home[max(find(a), find(b))] = min(find(a), find(b))
    groups: dict[str, list[str]] = {}
    for r in reports:
        groups.setdefault(find(r), []).append(r)
    return sorted(groups.values()), links


def _one_maker(one: Source, two: Source) -> str | None:
    """Whether one newsroom made both: it agrees with itself, which is no second witness."""
    if one.publisher and one.publisher == two.publisher and not _other_agency(one, two):
        return f"both published by “{one.publisher}”"
    return None


def _other_agency(one: Source, two: Source) -> bool:
    """Whether one outlet carries two agencies' stories: those are two origins."""
    a, b = one.agency - two.agency, two.agency - one.agency
    return bool(a and b) and not one.agency & two.agency


def _meet(a: frozenset[str], b: frozenset[str]) -> str | None:
    """A name two sets have in common, or one whose words all stand in a name of the other."""
    if both := a & b:
        return min(both)
    for x in sorted(a):
        for y in sorted(b):
            one, two = parts(x), parts(y)
            short = one if len(one) <= len(two) else two
            if short == one & two and any(len(word) > 3 for word in short):
                return min(x, y, key=len)
    return None


def _statement(paper: Source, organ: Source) -> str | None:
    """Whether a paper does no more than pass on what an organ itself published."""
    if organ.kind != "official" or paper.kind in {"official", "depositary"} or paper.outlets or paper.own:
        return None
    if organ.organ is None or paper.organs != {organ.organ} or paper.people:
        return None
    if paper.published and organ.published and abs((paper.published - organ.published).days) > STATEMENT_DAYS:
        return None
    return f"{paper.report} passes on the statement that {organ.report} is"
