"""Our own cases are possible, cover the vocabulary, and hold enough reports without an act."""

import json
from collections import Counter
from pathlib import Path

import pytest

from servanda.catalog import load_catalog
from servanda.evaluation import DIFFICULTIES, LabelledReport, load_labelled
from servanda.model import Action, Certainty, Stage

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.jsonl"))
ROWS = [(file, json.loads(line)) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
LABELS = [(row["id"], label) for _, row in ROWS for label in row["claims"]]
ROW_KEYS = {"id", "title", "published", "publisher", "language", "tags", "text", "claims"}
LABEL_KEYS = {
    "state",
    "treaty",
    "treaty_name",
    "action",
    "stage",
    "certainty",
    "date",
    "votes",
    "body",
    "attributed_to",
}
LABEL_KEYS |= {"background", "optional", "bg_either"}
LABEL_KEYS |= {f"{name}_also" for name in ("treaty", "action", "stage", "certainty", "date")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_a_labelled_report(file):
    """Each line loads as a labelled report: vocabulary, dates and votes are possible."""
    assert [item for item in load_labelled(file) if not isinstance(item, LabelledReport)] == []


def test_there_are_enough_and_a_third_without_an_act():
    """At least 520 cases, at least 30 in a hundred of them without an act, each with an id of its own."""
    quiet = sum(not row["claims"] for _, row in ROWS)
    assert len({row["id"] for _, row in ROWS}) == len(ROWS) >= 520
    assert quiet / len(ROWS) >= 0.30


@pytest.mark.parametrize(
    ("field", "vocabulary"), [("action", Action), ("stage", Stage), ("certainty", Certainty)], ids=str
)
def test_the_vocabulary_is_covered(field, vocabulary):
    """Every action, stage and certainty has at least one required case."""
    told = Counter(label[field] for _, label in LABELS if not label.get("optional"))
    assert {word.value for word in vocabulary} - set(told) == set()


def test_each_case_says_how_hard_it_is():
    """One tag of difficulty a case, and enough of each to tell a figure from chance."""
    found = Counter(tag for _, row in ROWS for tag in row["tags"] if tag in DIFFICULTIES)
    assert [row["id"] for _, row in ROWS if len(set(row["tags"]) & set(DIFFICULTIES)) != 1] == []
    assert min(found.values()) >= 60
    assert set(found) == set(DIFFICULTIES)


def test_no_unknown_keys():
    """A misspelt key would be passed over in silence, so none may stand here."""
    assert {key for _, row in ROWS for key in row} <= ROW_KEYS
    assert {key for _, label in LABELS for key in label} <= LABEL_KEYS


def test_ids_name_their_file():
    """A case is found by its id."""
    assert [row["id"] for file, row in ROWS if row["id"].rpartition("-")[0] != file.stem] == []


def test_states_and_treaties_are_in_the_catalog():
    """Labels use the catalog's own codes and keys; a treaty outside it has a name instead."""
    catalog = load_catalog()
    assert {label["state"] for _, label in LABELS} - set(catalog.states) == set()
    assert {label["treaty"] for _, label in LABELS if label["treaty"]} - set(catalog.treaties) == set()
    assert [row for row, label in LABELS if not label["treaty"] and not label.get("treaty_name", "")] == []


def test_votes_and_bodies_stand_in_the_text():
    """A count in figures, and the body as named, can be found in the text or title."""
    wrong = []
    for _, row in ROWS:
        said = f"{row['title'] or ''} {row['text']}".lower()
        for label in row["claims"]:
            wrong += [row["id"]] if label["body"] and label["body"].lower() not in said else []
            wrong += [row["id"] for name in label["attributed_to"] if name.lower() not in said]
    assert wrong == []
