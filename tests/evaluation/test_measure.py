"""Figures over many reports, with their intervals."""

import msgspec
import pytest

from servanda.evaluation import (
    Label,
    LabelledReport,
    as_object,
    as_table,
    evaluate,
    evaluate_paths,
    evaluate_split,
    is_unseen,
    split_table,
)
from servanda.model import Claim, InputError, Report

VOTE = {"state": "LTU", "treaty": "ccm", "action": "withdrawal", "stage": "parliament_vote", "certainty": "asserted"}


def labelled(name, *labels, tags=(), language="en"):
    """A report with labels."""
    return LabelledReport(
        report=Report(id=name, text="x" * 40, language=language),
        labels=tuple(msgspec.convert(label, Label) for label in labels),
        tags=tags,
        file="one",
    )


def claim(name, **fields):
    """A claim that says what VOTE says, but for `fields`."""
    return msgspec.convert({"report": name, **VOTE, **fields}, Claim)


SET = [labelled("a", VOTE, tags=("votes",)), labelled("b", VOTE), labelled("c"), labelled("d", tags=("sport",))]
CLAIMS = [claim("a"), claim("c"), claim("nobody asked")]


def test_counts_add_up():
    """Right, wrong and missed are summed over reports, and claims of other reports are passed over."""
    found = evaluate(SET, CLAIMS)
    assert (found.reports, found.keys.tp, found.keys.fp, found.keys.fn) == (4, 1, 1, 1)
    assert (found.false_alarms.hit, found.false_alarms.total) == (1, 2)
    assert 0.5 == found.keys.f1 == found.keys.precision == found.keys.recall


def test_groups_take_the_figures_apart():
    """A tag, a language and a file have figures of their own."""
    found = evaluate(SET, CLAIMS)
    assert {"votes", "sport"} == set(found.by_tag)
    assert found.by_tag["votes"].keys.f1 == 1.0
    assert {name: group.reports for name, group in found.by_language.items()} == {"en": 4}
    assert {name: group.reports for name, group in found.by_file.items()} == {"one": 4}


def test_intervals_repeat_and_hold_the_figure():
    """The same claims give the same interval, and the figure lies in it."""
    many = [labelled(f"r{n}", VOTE) for n in range(60)]
    some = [claim(f"r{n}") for n in range(0, 60, 2)]
    first, second = evaluate(many, some), evaluate(many, some)
    assert first == second
    low, high = first.keys.interval
    assert low < first.keys.f1 < high


def test_more_reports_give_a_narrower_interval():
    """An interval says how much there was to judge by."""

    def width(size):
        found = evaluate([labelled(f"r{n}", VOTE) for n in range(size)], [claim(f"r{n}") for n in range(0, size, 2)])
        return found.keys.interval[1] - found.keys.interval[0]

    assert width(200) < width(20)


def test_nothing_to_judge_is_no_figure():
    """An empty set has no share, rather than a share of nought."""
    found = evaluate([], [])
    assert found.false_alarms.share is None
    assert found.keys.interval is None
    assert "–" in as_table(found)


def test_worst_come_first():
    """The reports that cost most are named first, with what was missed and made up."""
    double = labelled("z", VOTE, {**VOTE, "treaty": "apmbc"})
    worst = evaluate([*SET, double], CLAIMS).worst
    assert worst[0].report == "z"
    assert {("LTU", "ccm", "withdrawal"), ("LTU", "apmbc", "withdrawal")} == set(worst[0].missed)
    assert {"b", "c", "z"} == {one.report for one in worst}


def test_table_and_object_say_the_same():
    """What is printed for people and for machines comes from one measurement."""
    found = evaluate(SET, CLAIMS)
    made = as_object(found)
    assert f"{made['f1']:.3f}" in as_table(found)
    assert made["worst"][0]["report"] in as_table(found)
    assert msgspec.json.encode(made)


@pytest.fixture
def folder(tmp_path):
    """A folder of two files, one line of which is broken."""
    rows = [{"id": f"r{n}", "text": "Some text.", "claims": [VOTE]} for n in range(12)]
    lines = [msgspec.json.encode(row).decode() for row in rows]
    (tmp_path / "one.jsonl").write_text("\n".join(lines[:6]) + "\n{broken\n", encoding="utf-8")
    (tmp_path / "two.jsonl").write_text("\n".join(lines[6:]), encoding="utf-8")
    return tmp_path


def test_paths_are_read_and_measured(folder):
    """A folder is read whole, a broken line is told with file and line, and the reader gets every report."""
    found = evaluate_paths([folder], lambda reports: [claim(report.id) for report in reports])
    assert found.reports == 12
    assert found.keys.f1 == 1.0
    assert "one.jsonl:7" in found.unread[0]
    assert "one.jsonl:7" in as_table(found)


def test_split_names_no_unseen_report(folder):
    """The unseen third is scored in aggregate and no report of it is named."""
    parts = evaluate_split([folder], lambda _: [])
    unseen = [f"r{n}" for n in range(12) if is_unseen(f"r{n}")]
    assert unseen
    assert len(unseen) == parts["unseen"].reports == 12 - parts["seen"].reports
    assert parts["unseen"].worst == ()
    printed = split_table(parts)
    assert not any(f" {name} " in printed for name in unseen)
    assert "gap in F1" in printed


def test_nothing_to_read_is_an_error(tmp_path):
    """A file without one labelled report is refused with the reason of its first lines."""
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "no labels"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad.jsonl:1.*claims"):
        evaluate_paths([path], lambda _: [])
