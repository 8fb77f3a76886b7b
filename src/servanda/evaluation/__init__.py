"""Evaluation: how well the reader does on reports that a person has labelled.

Labelled reports and the claims of a reader enter; an Evaluation leaves: precision, recall and F1 over who does what
to which treaty, the share of right stages, certainties, dates, votes and attributions, false alarms on reports that
hold no act, each with an interval, by field, stage, language, tag, difficulty and file; what was taken for what; and
where the reports read worst went wrong. It never reads reports itself: the reader is an argument.
"""

from servanda.evaluation.gate import Fall, find_falls, flatten, load_baseline, save_baseline
from servanda.evaluation.labels import Label, LabelledReport, is_unseen, load_labelled
from servanda.evaluation.measure import DIFFICULTIES, evaluate, evaluate_paths, evaluate_split
from servanda.evaluation.page import as_page
from servanda.evaluation.result import Evaluation, Figure, Group, Mark, Rate, Score, Worst
from servanda.evaluation.table import as_object, as_table, split_table

__all__ = [
    "DIFFICULTIES",
    "Evaluation",
    "Fall",
    "Figure",
    "Group",
    "Label",
    "LabelledReport",
    "Mark",
    "Rate",
    "Score",
    "Worst",
    "as_object",
    "as_page",
    "as_table",
    "evaluate",
    "evaluate_paths",
    "evaluate_split",
    "find_falls",
    "flatten",
    "is_unseen",
    "load_baseline",
    "load_labelled",
    "save_baseline",
    "split_table",
]
