"""`servanda label`: a scripted session accepts, corrects, adds, undoes, breaks off and goes on."""

import json

import msgspec
import pytest
from click.testing import CliRunner

from servanda.cli import label
from servanda.evaluation import LabelledReport, load_labelled
from servanda.model import Claim

NOTICE = (
    "Estonia deposited its notice of withdrawal from the Ottawa Convention with the United Nations on 27 June 2025."
)
RAIN = "It rained over Ottawa."


CLAIM = {
    "report": "one",
    "state": "EST",
    "treaty": "apmbc",
    "action": "withdrawal",
    "stage": "notified",
    "certainty": "asserted",
    "date": "2025-06-27",
    "spans": {"state": [0, 7]},
}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Two reports, the place of the labels, and a reader that claims one thing of the first."""

    def claims_of(report, _):
        return [msgspec.convert(CLAIM, Claim)] if report.id == "one" else []

    monkeypatch.setattr(label, "_claims_of", claims_of)
    rows = [{"id": "one", "text": NOTICE, "published": "2025-06-28", "language": "en"}, {"id": "two", "text": RAIN}]
    (tmp_path / "desk.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def session(desk, *answers, options=()):
    """Lead a session by lines; its result."""
    args = [str(desk / "desk.jsonl"), "-o", str(desk / "labels.jsonl"), *options]
    return CliRunner().invoke(label.command, args, input="".join(f"{a}\n" for a in answers), standalone_mode=False)


def kept(desk):
    """Id to labels as they stand in the file."""
    file = desk / "labels.jsonl"
    return {row["id"]: row["claims"] for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}


def test_a_proposal_is_accepted(desk):
    """Accepting and keeping writes what the reader claims, in a form that `evaluate` loads."""
    done = session(desk, "a", "k", "k")
    assert done.return_value == 0, done.output
    assert [(c["state"], c["treaty"], c["stage"]) for c in kept(desk)["one"]] == [("EST", "apmbc", "notified")]
    assert kept(desk)["two"] == []
    assert all(isinstance(item, LabelledReport) for item in load_labelled(desk / "labels.jsonl"))


def test_a_session_goes_on_where_it_broke_off(desk):
    """The end of the input in the middle of a report loses no decision."""
    session(desk, "a")
    assert not (desk / "labels.jsonl").exists()
    second = session(desk, "k", "q")
    assert "going on where you stopped" in second.stderr
    assert list(kept(desk)) == ["one"]
    assert "2 of 2: two" in session(desk, "k").stderr
    assert list(kept(desk)) == ["one", "two"]
    assert not (desk / "labels.jsonl.draft").exists()


def test_a_label_is_entered_field_by_field(desk):
    """Names are looked up, beginnings of words do, and what is impossible is asked again."""
    fields = ["Narnia", "Latvia", "mine ban treaty", "withd", "fly", "parl", "ass", "2025-13", "2025-04", "66-14"]
    session(desk, "n", *fields, "Saeima", "Baltic Wire; MP", "n", "k", "q", options=["--blind"])
    (entry,) = kept(desk)["one"]
    assert (entry["state"], entry["treaty"], entry["action"]) == ("LVA", "apmbc", "withdrawal")
    assert (entry["stage"], entry["certainty"], entry["date"]) == ("parliament_vote", "asserted", "2025-04")
    assert entry["votes"] == {"for": 66, "against": 14, "abstain": None}
    assert entry["attributed_to"] == ["Baltic Wire", "MP"]


def test_a_proposal_is_corrected(desk):
    """Enter keeps what stands, another answer replaces it."""
    session(desk, "e", "Latvia", *[""] * 9, "k", "q")
    (entry,) = kept(desk)["one"]
    assert (entry["state"], entry["treaty"], entry["date"]) == ("LVA", "apmbc", "2025-06-27")


def test_undo_takes_back_a_decision_and_a_report(desk):
    """Within a report undo takes the last decision back, at its beginning it opens the report before."""
    session(desk, "r", "u", "a", "k", "u", "d 1", "k", "q")
    assert kept(desk) == {"one": []}


def test_what_is_skipped_comes_again(desk):
    """A skipped report is not labelled, and stands first when the session is started again."""
    session(desk, "a", "s", "k")
    assert list(kept(desk)) == ["two"]
    assert "going on where you stopped: 1 labels" in session(desk, "k").stderr
    assert len(kept(desk)["one"]) == 1


def test_the_labels_of_others_are_not_undone(desk):
    """Undo stops at reports that are not among those given."""
    other = json.dumps({"id": "else", "text": "x", "claims": []}) + "\n"
    (desk / "labels.jsonl").write_text(other, encoding="utf-8")
    assert "nothing to undo" in session(desk, "u", "q").stderr
    assert list(kept(desk)) == ["else"]


def test_a_file_that_is_no_labels_is_left_alone(desk):
    """A line that could not be loaded stops the session before anything is written."""
    (desk / "labels.jsonl").write_text("these are my notes\n", encoding="utf-8")
    assert session(desk, "a", "k").exception.exit_code == 3
    assert (desk / "labels.jsonl").read_text(encoding="utf-8") == "these are my notes\n"
