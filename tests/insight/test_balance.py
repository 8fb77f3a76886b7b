"""The balance of arguments counts voices, not copies."""

from typing import Any

import msgspec

from servanda.insight.balance import balance, shared_codes
from servanda.model import Claim, Event


def a_claim(report: str, *arguments: dict[str, Any], **fields: Any) -> Claim:
    """A claim of one report that carries some arguments."""
    plain = {"state": "AAA", "treaty": "t", "action": "withdrawal", "stage": "announced", "certainty": "asserted"}
    return msgspec.convert({"report": report, "argument_details": arguments, **plain, **fields}, Claim)


def an_event(*origins: tuple[str, ...]) -> Event:
    """An event whose reports come from these origins."""
    plain = {"id": "e", "state": "AAA", "action": "withdrawal", "stage": "announced", "certainty": "asserted"}
    return msgspec.convert({"origins": origins, **plain}, Event)


THREAT = {"code": "threat", "side": "for", "speaker": "Ann", "office": "minister", "quotation": "It is a threat."}
CIVILIANS = {"code": "civilians", "side": "against", "quotation": "They kill civilians."}


def test_copies_of_one_story_are_one_voice() -> None:
    """Three reports of two origins count twice; both sides are told apart, with the words of each origin once."""
    claims = [a_claim("a", THREAT), a_claim("b", THREAT), a_claim("c", THREAT, CIVILIANS)]
    found = balance(claims, [an_event(("a", "b"), ("c",))])
    assert [(w.code, w.side, w.origins) for w in found.weights] == [("threat", "for", 2), ("civilians", "against", 1)]
    assert [q.report for q in found.weights[0].quotations] == ["a", "c"]
    assert found.sides == {"against": 1, "for": 2}
    assert found.weights[0].offices == {"minister": 2}
    assert [w.code for w in found.of("against")] == ["civilians"]


def test_time_is_that_of_the_report_where_it_is_known() -> None:
    """A year counts origins; a claim that nobody dates has none."""
    claims = [a_claim("a", THREAT, date="2024-07"), a_claim("b", THREAT), a_claim("c", THREAT)]
    assert balance(claims, published={"b": "2025-01-02"}).weights[0].years == {2024: 1, 2025: 1}


def test_an_argument_without_a_side_or_a_speaker_stays_so() -> None:
    """Nothing is guessed."""
    (weight,) = balance([a_claim("a", {"code": "cost"})]).weights
    assert (weight.side, weight.speakers, weight.quotations) == ("", (), ())
    assert balance([]).weights == ()


def test_arguments_are_compared_across_courses() -> None:
    """For each argument of one course, the others in which it was made."""
    one = balance([a_claim("a", THREAT, CIVILIANS)])
    other = balance([a_claim("b", THREAT)])
    assert shared_codes(one, {"LTU ccm": other}) == {"threat": ("LTU ccm",), "civilians": ()}
