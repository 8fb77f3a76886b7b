"""The nouns of a measurement: counts that can be added up, and what they come to. Shares lie between 0 and 1."""

import msgspec

Interval = tuple[float, float]
"""The 2.5th and 97.5th percentile over resampled sets of reports."""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """So many of so many."""

    hit: int = 0
    total: int = 0
    interval: Interval | None = None

    @property
    def share(self) -> float | None:
        """The share, None where nothing was to be judged."""
        return self.hit / self.total if self.total else None


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Right, wrong and missed (state, treaty, action); fractions because states that do the same share one point."""

    tp: float = 0.0
    fp: float = 0.0
    fn: float = 0.0
    interval: Interval | None = None
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 when nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what was to be found that was; 0 when nothing was to be found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One field, or one stage: `right` of what was `claimed`, `found` of what was `wanted`."""

    right: int = 0
    claimed: int = 0
    found: int = 0
    wanted: int = 0
    interval: Interval | None = None
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None

    @property
    def precision(self) -> float | None:
        """The share of what was claimed that is right, None where nothing was."""
        return self.right / self.claimed if self.claimed else None

    @property
    def recall(self) -> float | None:
        """The share of what was to be found that was, None where nothing was to be."""
        return self.found / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, None where there is nothing to judge by, 0 where all was missed or made up."""
        if self.precision is None and self.recall is None:
            return None
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Key = tuple[str, str, str]
"""(state, treaty key or "?", action or "consent"): what a report says at its shortest."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text (or of the title) that a claim gives as its evidence; characters, end exclusive."""

    field: str
    start: int
    end: int
    right: bool
    in_title: bool = False

    @property
    def span(self) -> tuple[int | str, ...]:
        """The place as a claim gives it."""
        return ("title", self.start, self.end) if self.in_title else (self.start, self.end)


class Worst(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was read badly: what was missed, what was made up, which fields are off, and where it was read.

    Args:
        off: (field, what the label says, what was read) for what was found but read wrong.
    """

    report: str
    cost: float
    missed: tuple[Key, ...]
    extra: tuple[Key, ...]
    off: tuple[tuple[str, str, str], ...] = ()
    title: str = ""
    text: str = ""
    marks: tuple[Mark, ...] = ()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of the reports of one language, tag or file."""

    reports: int
    keys: Score
    false_alarms: Rate


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader is worth on a set of labelled reports.

    Args:
        reports: how many were read.
        keys: the headline: who does what to which treaty.
        false_alarms: reports without an act, of which something was claimed all the same.
        rates: `action`, `stage`, `certainty`, `date`, `votes`, `attribution` (right among what was found),
            `stage_precision` (right among what was claimed), `span` (lies in the text).
        by_language, by_tag, by_file, by_difficulty: the same, taken apart.
        by_field, by_stage: precision, recall and F1 end to end, see `fields`.
        confusion: what was taken for what, see `confusion`.
        worst: the reports read worst, worst first; all that cost anything.
        unread: lines that are no labelled reports: where they stand and why.
    """

    reports: int
    keys: Score
    false_alarms: Rate
    rates: dict[str, Rate]
    by_language: dict[str, Group]
    by_tag: dict[str, Group]
    by_file: dict[str, Group]
    by_difficulty: dict[str, Group] = {}
    by_field: dict[str, Figure] = {}
    by_stage: dict[str, Figure] = {}
    confusion: dict[str, dict[str, dict[str, int]]] = {}
    worst: tuple[Worst, ...] = ()
    unread: tuple[str, ...] = ()
