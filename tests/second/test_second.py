"""The second reader against a stub that answers well, lies, keeps silent and talks rubbish."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.cli.app import run
from servanda.model import InputError, Report
from servanda.second import Endpoint, compare
from servanda.second.answer import Names, find_quote, read_answer

from .conftest import Stub

TABLE = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))
REPORT = Report(id="r", text=TABLE["report"])
NAMES = Names(
    state=lambda text: load_catalog().state(text).code,
    treaty=lambda text: load_catalog().treaty(text).key,
    numbers=lambda text: {int(word) for word in text.split() if word.isdecimal()},
)


def said(case: dict[str, Any]) -> str:
    """The model's words in a case."""
    return json.dumps({"claims": [{**case["claim"], "quotes": case["quotes"]}]})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The report of the table as a file."""
    path = tmp_path / "report.txt"
    path.write_text(TABLE["report"], encoding="utf-8")
    return path


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_every_field_is_bound_to_the_text(case: dict[str, Any]) -> None:
    """What the text does not hold is refused, the field or the whole claim."""
    heard = read_answer(said(case), REPORT, NAMES)
    assert len(heard.refused) == len(case["refused"])
    assert all(words in got for words, got in zip(case["refused"], heard.refused, strict=True))
    assert bool(heard.claims) is (case["kept"] is not None)
    if heard.claims:
        given_claim = json.loads(msgspec.json.encode(heard.claims[0]))
        assert {key: given_claim[key] for key in case["kept"]} == case["kept"]


@given(
    st.one_of(
        st.text(),
        st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(
            json.dumps
        ),
    )
)
def test_rubbish_gives_no_claim_and_no_fault(content: str) -> None:
    """Any answer gives claims or refusals, never an exception."""
    assert read_answer(content, REPORT, NAMES).claims == ()


@given(st.text(max_size=300), st.data())
def test_a_quotation_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    """Any stretch of a text is found, and what is found reads the same but for white space."""
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : start + 20]
    span = find_quote(quote, Report(id="r", text=text))
    if quote.split():
        assert span is not None
        assert text[int(span[0]) : int(span[1])].split() == quote.split()
    else:
        assert span is None


def test_a_good_answer_is_read_and_remembered(stub: Stub, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The claims of the model come out as ours do; the same report is asked about once."""
    stub.content = said(TABLE["cases"][0])
    for _ in range(2):
        assert run(["read", "--claims", str(file), "--reader", stub.url, "--model", "m1"]) == 0
        out, err = capsys.readouterr()
        claim = json.loads(out)
        assert (claim["state"], claim["treaty"], claim["rule"]) == ("LTU", "ccm", "second reader")
        start, end = claim["spans"]["votes"]
        assert TABLE["report"][start:end] == "103 to 1"
    assert len(stub.asked) == 1
    assert "1 from the cache" in err
    assert run(["read", "--claims", str(file), "--reader", stub.url, "--model", "m2"]) == 0
    assert [asked["model"] for asked in stub.asked] == ["m1", "m2"]


def test_the_key_travels_and_is_never_printed(
    stub: Stub, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key comes from the environment, and cost is told where a price is set."""
    monkeypatch.setenv("SERVANDA_READER_KEY", "sk-secret")
    monkeypatch.setenv("SERVANDA_READER_PRICE", "1/10")
    run(["read", "--claims", str(file), "--reader", stub.url])
    assert stub.headers == ["Bearer sk-secret"]
    out, err = capsys.readouterr()
    assert "sk-secret" not in out + err
    assert "900 + 100 tokens" in err
    assert "cost 0.0019" in err


def test_silence_ends_at_the_time_limit(
    stub: Stub, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that does not answer costs its time limit and leaves a line, not a fault."""
    stub.silent = True
    monkeypatch.setenv("SERVANDA_READER_TIMEOUT", "0.2")
    assert run(["read", "--claims", str(file), "--reader", stub.url]) == 1
    assert "gave no answer in 0.2 seconds" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("status", "raw", "words"),
    [
        (200, b"<html>", "not of the interface"),
        (200, b'{"choices": []}', "not of the interface"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "without words"),
        (200, b" " * 1_100_000, "more than 1000000 bytes"),
        (500, b"oops", "status 500"),
        (302, b"", "status 302"),
    ],
)
def test_rubbish_leaves_a_line(
    stub: Stub, file: Path, capsys: pytest.CaptureFixture[str], status: int, raw: bytes, words: str
) -> None:
    """What is no answer is told; a redirect is not followed."""
    stub.status, stub.raw = status, raw
    assert run(["read", "--claims", str(file), "--reader", stub.url]) == 1
    assert words in capsys.readouterr().err


def test_nobody_there(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address where nothing listens is told."""
    assert run(["read", "--claims", str(file), "--reader", "http://127.0.0.1:9/v1"]) == 1
    assert "cannot be reached" in capsys.readouterr().err


def test_both_tells_agreement_and_difference(
    stub: Stub, file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `both` the rules' claims go on, and what the two disagree on is listed."""
    lie = {**TABLE["cases"][0], "claim": {**TABLE["cases"][0]["claim"], "stage": "committee"}}
    stub.content = said(lie)
    monkeypatch.setenv("SERVANDA_READER_URL", stub.url)
    assert run(["read", str(file), "--reader", "both", "--format", "json", "--ledger", ":memory:"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert [c["rule"] != "second reader" for c in told["claims"]] == [True]
    assert told["second_reader"]["agreement"]["f1"] == 1.0
    assert [d["field"] for d in told["second_reader"]["agreement"]["differ"]] == ["stage"]
    assert "differ in stage" in err


def test_both_without_an_address_is_wrong_use(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The address stands in the environment; without it the run says so."""
    assert run(["read", "--claims", str(file), "--reader", "both"]) == 2
    assert "SERVANDA_READER_URL" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["ftp://x/v1", "file:///etc/passwd", "localhost", "http://me:pw@host/v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """Only web addresses without a password are asked."""
    with pytest.raises(InputError):
        Endpoint(url=url)


def test_two_silent_readers_agree_on_nothing() -> None:
    """Where neither says anything there is no figure."""
    assert compare([], []).f1 is None
