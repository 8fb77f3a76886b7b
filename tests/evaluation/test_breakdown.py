"""Figures by field, stage and difficulty, confusion tables, marked text and the gate."""

import json

import msgspec
import pytest
from click.testing import CliRunner

from servanda.cli.evaluate import command
from servanda.evaluation import (
    Label,
    LabelledReport,
    as_object,
    as_page,
    as_table,
    evaluate,
    find_falls,
    flatten,
    load_baseline,
    save_baseline,
)
from servanda.evaluation.marking import as_pieces, marked_text
from servanda.model import Claim, InputError, Report

VOTE = {"state": "LTU", "treaty": "ccm", "action": "withdrawal", "stage": "parliament_vote", "certainty": "asserted"}
NOTICE = {**VOTE, "state": "EST", "stage": "notified", "date": "2025-06-27"}


def labelled(name, *labels, tags=()):
    """A report with labels."""
    return LabelledReport(
        report=Report(id=name, text="Lithuania <b>votes</b> on Thursday.", language="en"),
        labels=tuple(msgspec.convert(label, Label) for label in labels),
        tags=tags,
    )


def claim(name, **fields):
    """A claim that says what VOTE says, but for `fields`."""
    return msgspec.convert({"report": name, **VOTE, **fields}, Claim)


SET = [
    labelled("a", {**VOTE, "votes": {"for": 3, "against": 1}}, tags=("plain",)),
    labelled("b", NOTICE, tags=("hard", "x")),
    labelled("c"),
]
CLAIMS = [
    claim("a", votes={"for": 3, "against": 2}, stage="notified", spans={"state": [0, 9]}),
    claim("c", spans={"state": [0, 9]}),
]


def test_a_field_counts_end_to_end():
    """What was missed altogether counts against each of its fields, what was made up against each it claims."""
    found = evaluate(SET, CLAIMS).by_field
    assert (found["state"].found, found["state"].wanted, found["state"].claimed) == (1, 2, 2)
    assert (found["stage"].found, found["stage"].wanted, found["stage"].right, found["stage"].claimed) == (0, 2, 0, 2)
    assert (found["votes"].found, found["votes"].wanted, found["votes"].right) == (0, 1, 0)
    assert (found["date"].found, found["date"].wanted, found["date"].f1) == (0, 1, 0.0)


def test_a_stage_has_figures_of_its_own():
    """A label counts under the stage it gives, a claim under the stage it claims."""
    found = evaluate(SET, CLAIMS).by_stage
    assert (found["parliament_vote"].wanted, found["parliament_vote"].claimed) == (1, 1)
    assert (found["notified"].wanted, found["notified"].claimed, found["notified"].right) == (1, 1, 0)


def test_difficulty_is_no_tag():
    """Tags of difficulty are shown apart from the others."""
    found = evaluate(SET, CLAIMS)
    assert (set(found.by_difficulty), set(found.by_tag)) == ({"plain", "hard"}, {"x"})


def test_confusion_says_what_was_taken_for_what():
    """A stage read as another, a label missed and a claim made up each have their cell."""
    found = evaluate(SET, CLAIMS).confusion
    assert found["stage"] == {
        "made up": {"parliament_vote": 1},
        "notified": {"missed": 1},
        "parliament_vote": {"notified": 1},
    }
    assert found["action"]["withdrawal"] == {"withdrawal": 1, "missed": 1}


def test_alternatives_are_right():
    """A claim with a tolerated stage lies on the diagonal."""
    found = evaluate([labelled("a", {**VOTE, "stage_also": ["notified"]})], [claim("a", stage="notified")])
    assert found.confusion["stage"] == {"parliament_vote": {"parliament_vote": 1}}
    assert found.by_field["stage"].f1 == 1.0


def test_worst_says_what_is_off_and_marks_the_evidence():
    """A report found but read wrong is listed, with the words it was read from."""
    worst = {one.report: one for one in evaluate(SET, CLAIMS).worst}
    assert worst["a"].off == (("stage", "parliament_vote", "notified"),)
    assert marked_text(worst["a"], colour=False) == "    [[Lithuania]] <b>votes</b> on Thursday."
    assert marked_text(worst["c"], colour=False).startswith("    [!Lithuania!]")
    assert "\x1b[31mLithuania" in marked_text(worst["c"], colour=True)


def test_a_text_cannot_steer_the_terminal():
    """Control characters of a report are not printed."""
    hostile = msgspec.structs.replace(evaluate(SET, CLAIMS).worst[0], text="a\x1b[2Jb\x07c", marks=())
    assert "\x1b" not in marked_text(hostile, colour=False)


def test_long_lines_break_between_words():
    """No line is wider than a terminal, colours are not counted, and no word is lost."""
    long = msgspec.structs.replace(evaluate(SET, CLAIMS).worst[0], title="", text="word " * 80 + "x" * 120, marks=())
    lines = marked_text(long, colour=True).splitlines()
    assert max(len(line) for line in lines[:-1]) <= 100
    assert " ".join(" ".join(lines).split()) == long.text
    assert [line.startswith("    w") for line in lines[:-1]] == [True] * (len(lines) - 1)


def test_pieces_put_together_are_the_text():
    """Overlapping marks lose and double nothing."""
    marks = (
        evaluate([SET[2]], [claim("c", spans={"state": [0, 9], "treaty": [3, 20], "date": [19, 99]})]).worst[0].marks
    )
    assert "".join(text for text, _ in as_pieces(SET[2].report.text, marks)) == SET[2].report.text


def test_the_page_escapes_reports():
    """Markup of a report is shown, not obeyed."""
    page = as_page({"all": evaluate(SET, CLAIMS)})
    assert "&lt;b&gt;votes" in page
    assert "<b>votes" not in page
    assert '<mark class="wrong"' in page


def test_the_table_and_the_object_hold_all():
    """Both ways of printing give fields, stages and confusion."""
    found = evaluate(SET, CLAIMS)
    table, plain = as_table(found), as_object(found)
    assert {"by field", "by stage", "by difficulty"} <= {line[:13].strip() for line in table.splitlines()} | {
        "by difficulty"
    }
    assert "stage: what was taken for what" in table
    assert plain["by_field"]["stage"]["wanted"] == 2
    assert plain["worst"][0]["evidence"] or plain["worst"][1]["evidence"]


def test_the_gate_names_what_fell():
    """A figure below the accepted one by more than the slack is a fall; within it, and better, is none."""
    assert [
        f.name for f in find_falls({"a": 0.9, "b": 0.9, "c": 0.9, "d": 0.9}, {"a": 0.88, "b": 0.895, "c": 1}, 0.01)
    ] == [
        "d",
        "a",
    ]


def test_a_baseline_comes_back_as_it_was_written(tmp_path):
    """Figures survive the file, and rubbish in it is refused by name."""
    figures = flatten({"all": evaluate(SET, CLAIMS)})
    save_baseline(tmp_path / "base.json", figures)
    assert load_baseline(tmp_path / "base.json") == figures
    (tmp_path / "bad.json").write_text('{"all.f1": "good"}')
    with pytest.raises(InputError, match="not a baseline"):
        load_baseline(tmp_path / "bad.json")
    with pytest.raises(InputError, match="no such baseline"):
        load_baseline(tmp_path / "none.json")


def test_the_command_accepts_and_then_guards(tmp_path):
    """Accepting writes the file and exits 0; a better past than the present exits 1 and says which figure fell."""
    reports, base = tmp_path / "r.jsonl", tmp_path / "base.json"
    reports.write_text(json.dumps({"id": "a", "text": "Rain over Rome.", "claims": [VOTE]}) + "\n")
    run = CliRunner().invoke
    assert run(command, [str(reports), "--baseline", str(base), "--accept"], standalone_mode=False).return_value == 0
    assert run(command, [str(reports), "--baseline", str(base)], standalone_mode=False).return_value == 0
    base.write_text(json.dumps({**json.loads(base.read_text()), "all.recall": 1.0}))
    fallen = run(command, [str(reports), "--baseline", str(base), "--json"], standalone_mode=False)
    assert fallen.return_value == 1
    assert "all.recall 1.000 to 0.000" in fallen.stderr
    assert json.loads(fallen.stdout)["falls"][0]["name"] == "all.recall"
