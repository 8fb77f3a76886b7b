"""An Evaluation as a table for people and as an object for machines."""

from collections.abc import Iterable, Mapping
from typing import Any

from servanda.evaluation.result import Evaluation, Group, Interval, Key, Rate, Score

NAMES = {
    "action": "kind of consent right",
    "stage": "stage found",
    "stage_precision": "stage right where claimed",
    "certainty": "certainty right",
    "date": "date right",
    "votes": "votes exact",
    "attribution": "attribution right",
    "span": "evidence lies in the text",
}
WIDTH = 36
FEW = 3


def as_table(evaluation: Evaluation, *, worst: int = 10) -> str:
    """Print an Evaluation; `worst` is how many badly read reports to name."""
    lines = [*_figures(evaluation), *_groups("language", evaluation.by_language, at_least=1)]
    if len(evaluation.by_file) > 1:
        lines += _groups("file", evaluation.by_file, at_least=1)
    lines += _groups("tag", evaluation.by_tag, at_least=FEW)
    named = evaluation.worst[:worst]
    if named:
        lines += ["", f"read worst ({len(named)} of {len(evaluation.worst)})"]
        lines += [f"  {one.report:<24} {_errors(one.missed, one.extra)}" for one in named]
    return "\n".join(lines)


def split_table(split: Mapping[str, Evaluation], *, worst: int = 10) -> str:
    """Print the seen part in full and the unseen one in aggregate."""
    parts = []
    for name, evaluation in split.items():
        title = {"seen": "seen (two thirds)", "unseen": "unseen (a third): the score to report"}.get(name, name)
        body = as_table(evaluation, worst=worst) if name == "seen" else "\n".join(_figures(evaluation))
        parts.append(f"{title}\n{body}")
    if {"seen", "unseen"} <= set(split):
        gap = split["seen"].keys.f1 - split["unseen"].keys.f1
        parts.append(f"{'gap in F1, seen less unseen':<{WIDTH}}{gap:>+7.3f}")
    return "\n\n".join(parts)


def as_object(evaluation: Evaluation) -> dict[str, Any]:
    """Give an Evaluation as plain JSON values, shares spelt out."""
    return {
        "reports": evaluation.reports,
        **_score(evaluation.keys),
        "false_alarms": _rate(evaluation.false_alarms),
        "rates": {name: _rate(rate) for name, rate in evaluation.rates.items()},
        "by_language": _group_objects(evaluation.by_language),
        "by_tag": _group_objects(evaluation.by_tag),
        "by_file": _group_objects(evaluation.by_file),
        "worst": [
            {"report": w.report, "cost": w.cost, "missed": [*map(list, w.missed)], "extra": [*map(list, w.extra)]}
            for w in evaluation.worst
        ],
        "unread": list(evaluation.unread),
    }


def _figures(evaluation: Evaluation) -> list[str]:
    keys = evaluation.keys
    lines = [
        f"{'reports':<{WIDTH}}{evaluation.reports:>7}",
        f"{'F1 (state, treaty, action)':<{WIDTH}}{keys.f1:>7.3f}  {_between(keys.interval)}",
        f"{'  precision':<{WIDTH}}{keys.precision:>7.3f}  right {keys.tp:.1f}, wrong {keys.fp:.1f}",
        f"{'  recall':<{WIDTH}}{keys.recall:>7.3f}  missed {keys.fn:.1f}",
        _line("false alarms where there is no act", evaluation.false_alarms),
    ]
    lines += [_line(title, evaluation.rates[name]) for name, title in NAMES.items() if name in evaluation.rates]
    unread = evaluation.unread
    return [*lines, f"{'lines that could not be read':<{WIDTH}}{len(unread):>7}  {unread[0]}"] if unread else lines


def _line(title: str, rate: Rate) -> str:
    if rate.share is None:
        return f"{title:<{WIDTH}}{'–':>7}"
    return f"{title:<{WIDTH}}{rate.share:>7.3f}  {_between(rate.interval)}  {rate.hit} of {rate.total}"


def _between(interval: Interval | None) -> str:
    return f"[{interval[0]:.3f}, {interval[1]:.3f}]" if interval else ""


def _groups(title: str, groups: Mapping[str, Group], *, at_least: int) -> list[str]:
    rows = [(name, group) for name, group in groups.items() if group.reports >= at_least]
    if not rows:
        return []
    head = f"by {title:<21}{'reports':>8}{'F1':>8}{'precision':>11}{'recall':>8}{'false alarms':>14}"
    return ["", head, *(_group_line(name, group) for name, group in rows)]


def _group_line(name: str, group: Group) -> str:
    keys, alarms = group.keys, group.false_alarms
    any_act = keys.tp + keys.fn > 0
    shares = f"{keys.f1:>8.3f}{keys.precision:>11.3f}{keys.recall:>8.3f}" if any_act else f"{'–':>8}{'–':>11}{'–':>8}"
    quiet = f"{alarms.hit} of {alarms.total}" if alarms.total else "–"
    return f"  {name:<22}{group.reports:>8}{shares}{quiet:>14}"


def _errors(missed: Iterable[Key], extra: Iterable[Key]) -> str:
    parts = [f"missed {' '.join(key)}" for key in missed] + [f"made up {' '.join(key)}" for key in extra]
    return "; ".join(parts)


def _score(score: Score) -> dict[str, Any]:
    return {
        "f1": score.f1,
        "interval": score.interval,
        "precision": score.precision,
        "recall": score.recall,
        "tp": score.tp,
        "fp": score.fp,
        "fn": score.fn,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"share": rate.share, "hit": rate.hit, "total": rate.total, "interval": rate.interval}


def _group_objects(groups: Mapping[str, Group]) -> dict[str, Any]:
    return {
        name: {"reports": group.reports, **_score(group.keys), "false_alarms": _rate(group.false_alarms)}
        for name, group in groups.items()
    }
