"""An Evaluation as a table for people and as an object for machines."""

from collections.abc import Mapping
from typing import Any

from servanda.evaluation.marking import errors_of, marked_text
from servanda.evaluation.result import Evaluation, Figure, Group, Interval, Rate, Score

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


def as_table(evaluation: Evaluation, *, worst: int = 10, confusion: bool = True, colour: bool = False) -> str:
    """Print an Evaluation.

    Args:
        worst: how many badly read reports to show, with their evidence marked.
        confusion: whether to print what was taken for what.
        colour: whether the terminal wants colour; else the evidence stands in double brackets.
    """
    lines = [*_figures(evaluation), *_by("field", evaluation.by_field), *_by("stage", evaluation.by_stage)]
    lines += _groups("language", evaluation.by_language, at_least=1)
    if len(evaluation.by_file) > 1:
        lines += _groups("file", evaluation.by_file, at_least=1)
    lines += _groups("difficulty", evaluation.by_difficulty, at_least=1)
    lines += _groups("tag", evaluation.by_tag, at_least=FEW)
    for kind, rows in evaluation.confusion.items() if confusion else ():
        lines += confusion_lines(kind, rows)
    named = evaluation.worst[:worst]
    if named:
        lines += ["", f"read worst ({len(named)} of {len(evaluation.worst)})"]
        for one in named:
            lines += [f"  {one.report:<24} {'; '.join(errors_of(one))}", marked_text(one, colour=colour)]
    return "\n".join(lines)


def confusion_lines(kind: str, rows: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Print what each value of the labels was taken for, commonest first, the right one in front."""
    if not rows:
        return []
    lines = ["", f"{kind}: what was taken for what (label: right of all; taken for)"]
    for want, row in rows.items():
        others = sorted(((n, got) for got, n in row.items() if got != want), key=lambda one: (-one[0], one[1]))
        said = ", ".join(f"{got} {n}" for n, got in others)
        lines.append(f"  {want:<26}{row.get(want, 0):>5} of {sum(row.values()):<5}{said}".rstrip())
    return lines


def columns_of(rows: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The values that claims took, in order of the labels and then the alphabet."""
    said = {got for row in rows.values() for got in row}
    return [*(want for want in rows if want in said), *sorted(said - set(rows))]


def split_table(split: Mapping[str, Evaluation], *, worst: int = 10, colour: bool = False) -> str:
    """Print the seen part in full and the unseen one in aggregate."""
    parts = []
    for name, evaluation in split.items():
        title = {"seen": "seen (two thirds)", "unseen": "unseen (a third): the score to report"}.get(name, name)
        hidden = [*_figures(evaluation), *_by("field", evaluation.by_field)]
        body = as_table(evaluation, worst=worst, colour=colour) if name == "seen" else "\n".join(hidden)
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
        "by_difficulty": _group_objects(evaluation.by_difficulty),
        "by_field": {name: _figure(figure) for name, figure in evaluation.by_field.items()},
        "by_stage": {name: _figure(figure) for name, figure in evaluation.by_stage.items()},
        "confusion": evaluation.confusion,
        "worst": [
            {
                "report": w.report,
                "cost": w.cost,
                "missed": [*map(list, w.missed)],
                "extra": [*map(list, w.extra)],
                "off": [{"field": field, "label": want, "claim": got} for field, want, got in w.off],
                "evidence": [
                    {
                        "field": m.field,
                        "span": ["title", m.start, m.end] if m.in_title else [m.start, m.end],
                        "right": m.right,
                    }
                    for m in w.marks
                ],
            }
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


def _by(title: str, figures: Mapping[str, Figure]) -> list[str]:
    """Precision, recall and F1 end to end; F1 with its interval."""
    if not figures:
        return []
    head = f"by {title:<21}{'wanted':>8}{'F1':>8}{'':<17}{'precision':>11}{'recall':>8}"
    return ["", head, *(_figure_line(name, figure) for name, figure in figures.items())]


def _figure_line(name: str, figure: Figure) -> str:
    f1, precision, recall = (_share(value) for value in (figure.f1, figure.precision, figure.recall))
    return f"  {name:<22}{figure.wanted:>8}{f1:>8}  {_between(figure.interval):<15}{precision:>11}{recall:>8}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _groups(title: str, groups: Mapping[str, Group], *, at_least: int) -> list[str]:
    rows = [(name, group) for name, group in groups.items() if group.reports >= at_least]
    if not rows:
        return []
    head = f"by {title:<21}{'reports':>8}{'F1':>8}{'':<17}{'precision':>11}{'recall':>8}{'false alarms':>14}"
    return ["", head, *(_group_line(name, group) for name, group in rows)]


def _group_line(name: str, group: Group) -> str:
    keys, alarms = group.keys, group.false_alarms
    any_act = keys.tp + keys.fn > 0
    shares = f"{'–':>8}{'':<17}{'–':>11}{'–':>8}"
    if any_act:
        shares = f"{keys.f1:>8.3f}  {_between(keys.interval):<15}{keys.precision:>11.3f}{keys.recall:>8.3f}"
    quiet = f"{alarms.hit} of {alarms.total}" if alarms.total else "–"
    return f"  {name:<22}{group.reports:>8}{shares}{quiet:>14}"


def _score(score: Score) -> dict[str, Any]:
    return {
        "f1": score.f1,
        "interval": score.interval,
        "precision": score.precision,
        "recall": score.recall,
        "precision_interval": score.precision_interval,
        "recall_interval": score.recall_interval,
        "tp": score.tp,
        "fp": score.fp,
        "fn": score.fn,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "f1": figure.f1,
        "interval": figure.interval,
        "precision": figure.precision,
        "precision_interval": figure.precision_interval,
        "recall": figure.recall,
        "recall_interval": figure.recall_interval,
        "right": figure.right,
        "claimed": figure.claimed,
        "found": figure.found,
        "wanted": figure.wanted,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"share": rate.share, "hit": rate.hit, "total": rate.total, "interval": rate.interval}


def _group_objects(groups: Mapping[str, Group]) -> dict[str, Any]:
    return {
        name: {"reports": group.reports, **_score(group.keys), "false_alarms": _rate(group.false_alarms)}
        for name, group in groups.items()
    }
