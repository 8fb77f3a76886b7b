"""Add up the judgements of a set of reports, and say how far the figures can be trusted.

Intervals come from resampling reports with replacement (bootstrap, 1000 rounds, a fixed seed), so that the same
claims always print the same figures. Reports are resampled, not claims: claims of one report are not independent.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from servanda.evaluation.labels import LabelledReport, is_unseen, load_labelled
from servanda.evaluation.match import ASPECTS, Judgement, judge
from servanda.evaluation.result import Evaluation, Group, Interval, Rate, Score, Worst
from servanda.model import Claim, InputError, Reject, Report

ROUNDS = 1000
SEED = 1969
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
    keys, false_alarms, rates = _with_intervals(judged)
    return Evaluation(
        reports=len(judged),
        keys=keys,
        false_alarms=false_alarms,
        rates=rates,
        by_language=_groups(labelled, judged, lambda item: [item.report.language or "?"]),
        by_tag=_groups(labelled, judged, lambda item: item.tags),
        by_file=_groups(labelled, judged, lambda item: [item.file]),
        worst=_worst(judged),
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

    The unseen Evaluation names no report: its `worst` is empty, and so are its figures by tag.
    """
    labelled, unread = _load(paths)
    claims = read([item.report for item in labelled])
    seen = [item for item in labelled if not is_unseen(item.report.id)]
    rest = [item for item in labelled if is_unseen(item.report.id)]
    hidden = msgspec.structs.replace(evaluate(rest, claims, known=known), worst=(), by_tag={})
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


def _groups(
    labelled: Sequence[LabelledReport],
    judged: Sequence[Judgement],
    names: Callable[[LabelledReport], Sequence[str]],
) -> dict[str, Group]:
    members: dict[str, list[Judgement]] = defaultdict(list)
    for item, judgement in zip(labelled, judged, strict=True):
        for name in names(item):
            members[name].append(judgement)
    return {
        name: Group(reports=len(some), keys=_score(some), false_alarms=_false_alarms(some))
        for name, some in sorted(members.items())
    }


def _worst(judged: Sequence[Judgement]) -> tuple[Worst, ...]:
    found = [
        Worst(report=one.report, cost=round(one.fn + one.fp, 3), missed=one.missed, extra=one.extra)
        for one in judged
        if one.fn or one.fp
    ]
    return tuple(sorted(found, key=lambda worst: (-worst.cost, worst.report)))


def _score(judged: Sequence[Judgement]) -> Score:
    return Score(tp=sum(j.tp for j in judged), fp=sum(j.fp for j in judged), fn=sum(j.fn for j in judged))


def _false_alarms(judged: Sequence[Judgement]) -> Rate:
    return Rate(hit=sum(j.false_alarm for j in judged), total=sum(j.quiet for j in judged))


def _with_intervals(judged: Sequence[Judgement]) -> tuple[Score, Rate, dict[str, Rate]]:
    """Point figures of the whole set with bootstrap intervals over its reports."""
    columns: dict[str, list[float]] = {name: [getattr(j, name) for j in judged] for name in ("tp", "fp", "fn")}
    pairs = {"false_alarm": ([float(j.false_alarm) for j in judged], [float(j.quiet) for j in judged])}
    for aspect in ASPECTS:
        pairs[aspect] = (
            [float(j.hits.get(aspect, 0)) for j in judged],
            [float(j.totals.get(aspect, 0)) for j in judged],
        )
    f1s: list[float] = []
    shares: dict[str, list[float]] = defaultdict(list)
    for picks in _resamples(len(judged)):
        tp, fp, fn = (sum(map(columns[name].__getitem__, picks)) for name in ("tp", "fp", "fn"))
        f1s.append(Score(tp=tp, fp=fp, fn=fn).f1)
        for name, (hits, totals) in pairs.items():
            if total := sum(map(totals.__getitem__, picks)):
                shares[name].append(sum(map(hits.__getitem__, picks)) / total)
    keys = msgspec.structs.replace(_score(judged), interval=_interval(f1s))
    false_alarms = msgspec.structs.replace(_false_alarms(judged), interval=_interval(shares["false_alarm"]))
    return keys, false_alarms, _rates(judged, shares)


def _rates(judged: Sequence[Judgement], shares: Mapping[str, list[float]]) -> dict[str, Rate]:
    return {
        aspect: Rate(
            hit=sum(j.hits.get(aspect, 0) for j in judged),
            total=sum(j.totals.get(aspect, 0) for j in judged),
            interval=_interval(shares.get(aspect, [])),
        )
        for aspect in ASPECTS
    }


def _resamples(size: int) -> Iterable[list[int]]:
    if not size:
        return
    dice = random.Random(SEED)  # noqa: S311 - resampling, not secrets
    indices = range(size)
    for _ in range(ROUNDS):
        yield dice.choices(indices, k=size)


def _interval(values: Sequence[float]) -> Interval | None:
    if not values:
        return None
    ranked = sorted(values)
    last = len(ranked) - 1
    return ranked[round(0.025 * last)], ranked[round(0.975 * last)]
