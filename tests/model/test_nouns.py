"""The nouns round-trip through JSON, refuse what cannot be, and print their schema."""

import importlib.util
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given

from servanda import model
from servanda.model import Act, Action, Claim, Event, InputError, Report, Status, Votes

_spec = importlib.util.spec_from_file_location("model_strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)


@given(strategies.claims)
def test_claim_round_trips(claim):
    """A claim written to JSON and read back is the same claim."""
    assert msgspec.json.decode(msgspec.json.encode(claim), type=Claim) == claim


@given(strategies.acts)
def test_act_round_trips(act):
    """An act written to JSON and read back is the same act."""
    assert msgspec.json.decode(msgspec.json.encode(act), type=Act) == act


@given(strategies.reports)
def test_report_round_trips(report):
    """A report written to JSON and read back is the same report."""
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


@given(strategies.claims)
def test_claim_keeps_to_its_schema(claim):
    """Every claim's JSON is valid against the schema that the package prints."""
    jsonschema.validate(msgspec.json.decode(msgspec.json.encode(claim)), msgspec.json.schema(Claim))


@pytest.mark.parametrize("noun", [Claim, Event, Act, Status, Report])
def test_schema_is_a_schema(noun):
    """Each noun's schema is itself valid JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(msgspec.json.schema(noun))


GOOD = {"report": "r", "state": "LTU", "action": "withdrawal", "stage": "notified", "certainty": "asserted"}
BAD = {
    "date": ("2024-02-30", "not a date"),
    "effective_date": ("soon", "not a date"),
    "confidence": (1.5, "between 0 and 1"),
    "spans": ({"state": (4, 4)}, "start before end"),
}


@pytest.mark.parametrize("field", BAD)
def test_claim_refuses(field):
    """An impossible value is refused with words that name it."""
    value, words = BAD[field]
    with pytest.raises(InputError, match=words):
        Claim(**{**GOOD, field: value})


def test_claim_is_frozen():
    """A noun cannot be changed after it was made."""
    with pytest.raises(AttributeError):
        Claim(**GOOD).state = "EST"


def test_unknown_action_is_refused():
    """An action outside the vocabulary does not decode."""
    raw = msgspec.json.encode({**GOOD, "action": "leave"})
    with pytest.raises(msgspec.ValidationError, match="action"):
        msgspec.json.decode(raw, type=Claim)


@pytest.mark.parametrize("counts", [{}, {"for_": -1}])
def test_votes_refuse(counts):
    """A tally without a count, or with a negative one, is refused."""
    with pytest.raises(InputError):
        Votes(**counts)


def test_votes_write_the_word_for():
    """The JSON key is `for`, as in the contract."""
    assert msgspec.json.encode(Votes(for_=103, against=1)) == b'{"for":103,"against":1,"abstain":null}'


def test_act_is_known_from_the_day_its_source_made_it_public():
    """An act is not known before its source published it, whenever it was done."""
    act = Act(id="a", state="LTU", treaty="ccm", kind=Action.WITHDRAWAL, date="2024-09-06", known_from="2024-09-09")
    assert (act.known_on("2024-09-08"), act.known_on("2024-09-09")) == (False, True)


def test_public_names():
    """`__all__` names exactly the public names of the room."""
    public = {n for n in vars(model) if not n.startswith("_") and not isinstance(vars(model)[n], type(model))}
    assert public == set(model.__all__)
