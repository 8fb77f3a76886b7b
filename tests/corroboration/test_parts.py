"""Copies, persons, bodies, doubts and courses, each by itself."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.evidence import load_evidence
from servanda.corroboration import corroborate
from servanda.corroboration.copies import SMALL, find_copies
from servanda.corroboration.organs import resolve_organ
from servanda.corroboration.persons import find_people, one_name_two_spellings, same_person
from servanda.corroboration.sides import Voice, take_sides
from servanda.corroboration.truth import probabilities
from servanda.corroboration.words import containment, shingles, words
from servanda.model import Claim, Report
from servanda.model.chamber import Chamber

EVIDENCE = load_evidence()
LONG = (
    "The assembly voted late on Tuesday to end the country's part in the convention, after a debate in which members "
    "of every bench spoke of the border, of the money that clearance had cost, and of what allies would say."
)
OTHER = (
    "Clerks counted twice before the speaker read the figures, and nobody in the gallery clapped. By midnight the "
    "square outside was empty, and the bill was on its way to the president's desk."
)


def event_of(*rows: tuple[Report, dict[str, Any]]) -> Any:
    """The one event of reports with a claim each."""
    plain = {"state": "LTU", "treaty": "ccm", "action": "withdrawal", "certainty": "asserted"}
    claims = [msgspec.convert({**plain, **fields, "report": report.id}, Claim) for report, fields in rows]
    (event,) = corroborate(claims, [report for report, _ in rows], evidence=EVIDENCE)
    return event


def test_copies_survive_edits_and_cuts() -> None:
    """A cut, a changed word and another opening leave a copy a copy; another text on the matter is none."""
    cut = LONG[: len(LONG) * 2 // 3]
    edited = "CITY - " + LONG.replace("Tuesday", "Wednesday").replace("cost", "eaten")
    copies = find_copies({"a": LONG, "cut": cut, "edited": edited, "other": OTHER}, EVIDENCE.copies)
    assert [copies.share("a", x) > 0 for x in ("cut", "edited", "other")] == [True, True, False]


def test_many_texts_give_the_verdicts_of_few() -> None:
    """The index only saves comparisons: verdicts on many texts are those on two."""
    filler = {f"f{i}": " ".join(f"w{i}x{j}" for j in range(40)) for i in range(SMALL)}
    few = find_copies({"a": LONG, "b": LONG + " Really."}, EVIDENCE.copies)
    many = find_copies({"a": LONG, "b": LONG + " Really.", **filler}, EVIDENCE.copies)
    assert many.candidates is not None
    assert many.share("a", "b") == few.share("a", "b") > 0
    assert many.share("f1", "f2") == 0


def test_one_quotation_does_not_make_a_copy() -> None:
    """Two reporters who quote one speaker at length stay two."""
    speech = "“We shall leave this convention because the danger at our border leaves us no other choice at all today”"
    one = f"{OTHER} {speech}, she said."
    two = f"Nobody was surprised on the hill, where the old guard had seen it coming for weeks. {speech}"
    assert find_copies({"a": one, "b": two}, EVIDENCE.copies).share("a", "b") == 0


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef"), max_size=12))
def test_containment_is_symmetric_and_a_share(a: list[str], b: list[str]) -> None:
    """A share between 0 and 1, the same from both sides, and 1 with itself."""
    one, two = shingles(a, 2), shingles(b, 2)
    assert containment(one, two) == containment(two, one)
    assert 0 <= containment(one, two) <= 1
    assert not one or containment(one, one) == 1


def test_words_of_any_script() -> None:
    """Folding keeps letters of every script and drops accents."""
    assert words("Žemė — Земля 地") == ["zeme", "земля", "地"]


@pytest.mark.parametrize(
    ("a", "b", "spelt"),
    [
        ("Kwame Owusu", "Kwame Owuso", True),
        ("Kwame Owusu", "Kwame Owusu", False),
        ("José Ibáñez", "Jose Ibanez", False),
        ("Kwame Owusu", "Ama Owusu", False),
        ("Kwame Owusu", "Kwame Mensah", False),
        ("Owusu", "Owuso", False),
    ],
)
def test_spellings(a: str, b: str, spelt: bool) -> None:
    """Two names are two spellings of one where one part agrees and the others nearly do; accents are no difference."""
    assert one_name_two_spellings(a, b) is spelt


def test_short_names_are_the_same_person() -> None:
    """A surname alone may be the same person."""
    assert same_person("Owusu", "Kwame Owusu")
    assert not same_person("Mensah", "Kwame Owusu")


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("President Ana Lind signed the treaty; Foreign Minister Per Dahl looked on.", "Ana Lind"),
        ("It was signed by Foreign Minister Per Dahl.", "Per Dahl"),
        ("Foreign Minister Per Dahl was pleased.", None),
    ],
)
def test_agents(text: str, agent: str | None) -> None:
    """The one who did it is the person before the verb, or after "by"."""
    assert find_people(text, (), EVIDENCE).agent == agent


CHAMBERS = (
    Chamber(id="x-one", state="XXX", kind="single", name="Rada", english="Council"),
    Chamber(id="y-low", state="YYY", kind="lower", name="Camera", english="House", parliament="Congress"),
    Chamber(id="y-up", state="YYY", kind="upper", name="Senato", english="Senate", parliament="Congress"),
)


@pytest.mark.parametrize(
    ("body", "state", "organ"),
    [
        ("Rada", "XXX", "house:single"),
        ("parliament", "XXX", "house:single"),
        ("the Senate", "YYY", "house:upper"),
        ("Senato", "YYY", "house:upper"),
        ("lower house", "YYY", "house:lower"),
        ("Congress", "YYY", "parliament"),
        ("parliament", "YYY", "parliament"),
        ("Senate", "ZZZ", "house:upper"),
        ("cabinet", "XXX", "government"),
        (None, "XXX", None),
    ],
)
def test_bodies(body: str | None, state: str, organ: str | None) -> None:
    """Names of one organ are one organ, whatever the language."""
    assert resolve_organ(body, state, CHAMBERS, EVIDENCE) == organ


def test_a_deed_told_before_it_was_done_is_doubted() -> None:
    """What is told as done cannot be dated after the report's publication."""
    row = {"stage": "notified", "date": "2033-03-05"}
    event = event_of((Report(id="a", text="x", published="2033-03-01"), row))
    assert [f.code for f in event.checks] == ["date_in_future_of_report"]
    planned = event_of((Report(id="a", text="x", published="2033-03-01"), {**row, "certainty": "planned"}))
    assert planned.checks == ()


@pytest.mark.parametrize(("name", "codes"), [("Tuesday", ["weekday_mismatch"]), ("Wednesday", [])])
def test_weekdays(name: str, codes: list[str]) -> None:
    """A weekday beside a full date must be that day's."""
    text = f"The notice arrived on {name}, 24 September 2025, and was filed."
    start = text.index("24")
    row = {"stage": "notified", "date": "2025-09-24", "spans": {"date": [start, start + 17]}}
    assert [f.code for f in event_of((Report(id="a", text=text, published="2025-09-25"), row)).checks] == codes


def test_vague_values_support_precise_ones_and_never_win() -> None:
    """A month that two report loses to its day that one reports, and supports it."""
    voices = [
        Voice(report=r, value=v, weight=0.5, origin=i)
        for i, (r, v) in enumerate([("a", "2024-07"), ("b", "2024-07"), ("c", "2024-07-18"), ("d", "2024-08-01")])
    ]
    sides = take_sides(voices, lambda a, b: a.startswith(b) or b.startswith(a), len)
    assert [(s.value, s.reports) for s in sides] == [("2024-07-18", ("a", "b", "c")), ("2024-08-01", ("d",))]


def test_contradictions_carry_the_words() -> None:
    """Each side of a contradiction shows its reports' own words."""
    texts = ["They voted 50 to 20.", "The count was 50 against 30."]
    spans = [{"votes": [11, 19]}, {"votes": [14, 27]}]
    tallies = [{"for": 50, "against": 20}, {"for": 50, "against": 30}]
    rows = [
        (
            Report(id=r, text=t, published="2033-01-02", publisher=r),
            {"stage": "parliament_vote", "date": "2033-01-01", "votes": v, "spans": s},
        )
        for r, t, v, s in zip("ab", texts, tallies, spans, strict=True)
    ]
    (against,) = event_of(*rows).fields["votes"].contradicts
    assert against.quotations in {("50 to 20",), ("50 against 30",)}


def test_published_day_does_not_need_to_be_known() -> None:
    """Reports without a day are grouped all the same."""
    rows = [(Report(id=r, text=t), {"stage": "announced"}) for r, t in (("a", LONG), ("b", OTHER))]
    assert event_of(*rows).origins == (("a",), ("b",))
    assert event_of(*rows).procedure == "LTU:ccm:leaving:undated"


def test_a_record_is_what_a_maker_told_of_other_events() -> None:
    """A paper that others contradicted five times counts less in a sixth event, one they confirmed counts more."""
    reports, claims = [], []
    for year in range(2030, 2036):
        for paper, against in (("Right", 1), ("Wrong", 9), ("Third", 1), ("Fourth", 1)):
            if year == 2035 and paper in {"Third", "Fourth"}:
                continue
            name = f"{paper} {year}"
            reports.append(Report(id=name, text=f"{paper}{year}", publisher=paper, published=f"{year}-05-01"))
            plain = {"report": name, "state": "LTU", "treaty": "ccm", "action": "withdrawal", "certainty": "asserted"}
            votes = {"for": 50, "against": against}
            claims.append(
                msgspec.convert({**plain, "stage": "parliament_vote", "date": f"{year}-05-01", "votes": votes}, Claim)
            )
    last = corroborate(claims, reports, evidence=EVIDENCE)[-1]
    assert last.fields["votes"].value["against"] == 1
    assert last.fields["votes"].probability > last.fields["votes"].contradicts[0].probability + 0.1


def test_faint_readings_make_no_event() -> None:
    """What was hardly read joins the event that it speaks of, supports nothing there, and is no event by itself."""
    plain = {"state": "LTU", "treaty": "ccm", "certainty": "asserted", "date": "2024-07-18"}
    told = msgspec.convert({**plain, "report": "a", "action": "withdrawal", "stage": "parliament_vote"}, Claim)
    weak = {**plain, "report": "b", "action": "ratification", "stage": "submitted", "date": None, "confidence": 0.2}
    faint = msgspec.convert(weak, Claim)
    reports = [Report(id="a", text=LONG, published="2024-07-18"), Report(id="b", text=OTHER, published="2024-07-19")]
    (event,) = corroborate([told, faint], reports, evidence=EVIDENCE)
    assert event.origins == (("a",), ("b",))
    assert event.fields["action"].supports == ("a",)
    assert event.confidence == corroborate([told], reports, evidence=EVIDENCE)[0].confidence
    assert corroborate([faint], reports, evidence=EVIDENCE) == []


@given(st.lists(st.floats(0.01, 4.0), min_size=1, max_size=6), st.floats(0.01, 4.0))
def test_one_more_origin_never_makes_its_value_less_likely(weights: list[float], more: float) -> None:
    """However little a voice weighs, it does not speak against what it says, unless nobody says anything of weight."""
    voices = [Voice(report=f"r{i}", value="x", weight=w, origin=i) for i, w in enumerate(weights)]
    last = Voice(report="s", value="x", weight=more, origin=len(weights))
    (alone,) = probabilities(take_sides(voices, lambda a, b: a == b))
    (joined,) = probabilities(take_sides([*voices, last], lambda a, b: a == b))
    assert joined >= alone - 1e-9
