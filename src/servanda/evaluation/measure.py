"""Add up the judgements of a set of reports, as a whole and taken apart, each figure with its interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from servanda.evaluation.bootstrap import Resampled, Row
from servanda.evaluation.confusion import MADE_UP, MISSED, count_pairs
from servanda.evaluation.fields import FIELDS, WHO
from servanda.evaluation.labels import LabelledReport, is_unseen, load_labelled
from servanda.evaluation.match import ASPECTS, Judgement, judge
from servanda.evaluation.result import Evaluation, Figure, Group, Rate, Worst
from servanda.model import Claim, InputError, Reject, Report, Stage

DIFFICULTIES = ("plain", "hard", "expert")
"""The tags that say how hard a report is to read."""
SMALL = 0.1
"""What a field read wrong costs beside an act missed or made up, where the worst reports are sorted."""
Read = Callable[[list[Report]], list[Claim]]


@cache
def labelled_treaties() -> frozenset[str]:
    """The keys of the treaties that labels name throughout, lower case."""
    text = files("servanda.evaluation").joinpath("labelled.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def evaluate(
    labelled: Sequence[LabelledReport],
    claims: Iterable[Claim],
    *,
    known: frozenset[str] | None = None,
    unread: tuple[str, ...] = (),
) -> Evaluation:
    """Measure claims against labelled reports.

    Args:
        claims: of any reports, in any order; those of reports that are not labelled are passed over.
        known: the treaties that labels name throughout; default those agreed with our examiners.
        unread: lines that were no labelled reports, to be carried into the result.
    """
    known = labelled_treaties() if known is None else known
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    judged = [judge(item, by_report.get(item.report.id, ()), known) for item in labelled]
    drawn = Resampled(len(judged))
    figures = _figures(judged, drawn)
    return Evaluation(
        reports=len(judged),
        keys=drawn.score((place, (j.tp, j.fp, j.fn)) for place, j in enumerate(judged)),
        false_alarms=drawn.rate((place, (j.false_alarm, j.quiet)) for place, j in enumerate(judged)),
        rates=_rates(judged, drawn),
        by_language=_groups(labelled, judged, drawn, lambda item: [item.report.language or "?"]),
        by_tag=_groups(labelled, judged, drawn, _tags),
        by_file=_groups(labelled, judged, drawn, lambda item: [item.file]),
        by_difficulty=_groups(labelled, judged, drawn, _difficulties),
        by_field={name: figures[name] for name in (*WHO, *FIELDS) if name in figures},
        by_stage={stage: figures[f"stage:{stage}"] for stage in Stage if f"stage:{stage}" in figures},
        confusion=count_pairs(j.pairs for j in judged),
        worst=_worst(labelled, judged),
        unread=unread,
    )


def evaluate_paths(paths: Sequence[str | Path], read: Read, *, known: frozenset[str] | None = None) -> Evaluation:
    """Read the labelled reports of files and folders and measure what `read` claims of them.

    Raises:
        InputError: when no labelled report could be read; the reasons stand in the message.
    """
    labelled, unread = _load(paths)
    return evaluate(labelled, read([item.report for item in labelled]), known=known, unread=unread)


def evaluate_split(
    paths: Sequence[str | Path], read: Read, *, known: frozenset[str] | None = None
) -> dict[str, Evaluation]:
    """Measure apart the two thirds that may be looked at (`seen`) and the third that may not (`unseen`).

    The unseen Evaluation names no report: its `worst` is empty, and so are its figures by tag, stage and difficulty
    and its confusion tables, from which a rule for it could be guessed.
    """
    labelled, unread = _load(paths)
    claims = read([item.report for item in labelled])
    seen = [item for item in labelled if not is_unseen(item.report.id)]
    rest = [item for item in labelled if is_unseen(item.report.id)]
    hidden = msgspec.structs.replace(
        evaluate(rest, claims, known=known), worst=(), by_tag={}, by_stage={}, by_difficulty={}, confusion={}
    )
    return {"seen": evaluate(seen, claims, known=known, unread=unread), "unseen": hidden}


def _load(paths: Sequence[str | Path]) -> tuple[list[LabelledReport], tuple[str, ...]]:
    items = [item for path in paths for item in load_labelled(path)]
    labelled: dict[str, LabelledReport] = {}
    unread = []
    for item in items:
        if isinstance(item, Reject):
            unread.append(f"{item.where}: {item.reason}; {item.hint}")
        elif item.report.id in labelled:
            unread.append(f"{item.file}: id “{item.report.id}” stands in two files; give each its own")
        else:
            labelled[item.report.id] = item
    if not labelled:
        raise InputError("no labelled report could be read", hint=" · ".join(unread[:3]))
    return list(labelled.values()), tuple(unread)


def _difficulties(item: LabelledReport) -> list[str]:
    return [tag for tag in item.tags if tag in DIFFICULTIES]


def _tags(item: LabelledReport) -> list[str]:
    return [tag for tag in item.tags if tag not in DIFFICULTIES]


def _groups(
    labelled: Sequence[LabelledReport],
    judged: Sequence[Judgement],
    drawn: Resampled,
    names: Callable[[LabelledReport], Sequence[str]],
) -> dict[str, Group]:
    members: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for place, (item, judgement) in enumerate(zip(labelled, judged, strict=True)):
        for name in names(item):
            members[name].append((place, judgement))
    return {
        name: Group(
            reports=len(some),
            keys=drawn.score((place, (j.tp, j.fp, j.fn)) for place, j in some),
            false_alarms=drawn.rate((place, (j.false_alarm, j.quiet)) for place, j in some if j.quiet),
        )
        for name, some in sorted(members.items())
    }


def _figures(judged: Sequence[Judgement], drawn: Resampled) -> dict[str, Figure]:
    """Precision and recall by field, and by stage as "stage:notified"."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for place, judgement in enumerate(judged):
        for name, counts in judgement.fields.items():
            rows[name].append((place, counts))
    return {name: drawn.figure(some) for name, some in rows.items()}


def _worst(labelled: Sequence[LabelledReport], judged: Sequence[Judgement]) -> tuple[Worst, ...]:
    found = [
        Worst(
            report=one.report,
            cost=round(one.fn + one.fp + SMALL * len(off), 3),
            missed=one.missed,
            extra=one.extra,
            off=off,
            title=item.report.title or "",
            text=item.report.text,
            marks=one.marks,
        )
        for item, one in zip(labelled, judged, strict=True)
        for off in [tuple(p for p in one.pairs if p[1] != p[2] and p[1] != MADE_UP and p[2] != MISSED)]
        if one.fn or one.fp or off
    ]
    return tuple(sorted(found, key=lambda worst: (-worst.cost, worst.report)))


def _rates(judged: Sequence[Judgement], drawn: Resampled) -> dict[str, Rate]:
    return {
        aspect: drawn.rate(
            (place, (j.hits.get(aspect, 0), j.totals[aspect])) for place, j in enumerate(judged) if aspect in j.totals
        )
        for aspect in ASPECTS
    }
