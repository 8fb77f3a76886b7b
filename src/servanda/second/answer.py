"""From the model's words to Claims: validated, resolved, and every field bound to a quotation in the text. Pure.

A field whose quotation does not stand in the report is refused, and a claim without state, action or its act's words
is refused whole. Nothing the model says is believed for being said.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from servanda.model import Action, Certainty, Claim, InputError, Report, Stage, Votes, is_edtf
from servanda.model.claim import Span

MOST = 60
"""Claims of one report; whoever finds more is counting something else."""
_NEEDED = ("state", "action", "stage")
_SPACE = re.compile(r"\s+")
_FENCE = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)


class Said(msgspec.Struct, kw_only=True):
    """One claim as the model may say it; what is of another shape is refused."""

    state: str
    action: Action
    stage: Stage
    certainty: Certainty = Certainty.ASSERTED
    treaty: str | None = None
    date: str | None = None
    effective_date: str | None = None
    votes: Votes | None = None
    body: str | None = None
    attributed_to: list[str] = []
    background: bool = False
    quotes: dict[str, str] = {}


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """How names are looked up; each raises InputError for a name nobody knows."""

    state: Callable[[str], str]
    treaty: Callable[[str], str]
    numbers: Callable[[str], set[int]]
    """The numbers that a stretch of text holds, in figures or words."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """The claims that hold, and what was refused with why."""

    claims: tuple[Claim, ...] = ()
    refused: tuple[str, ...] = ()


def read_answer(content: str, report: Report, names: Names) -> Heard:
    """Make claims of an answer.

    Args:
        content: the model's words.
        report: what it was asked about.
        names: look-ups.
    """
    fenced = _FENCE.match(content)
    try:
        whole: Any = msgspec.json.decode(fenced[1] if fenced else content)
    except msgspec.DecodeError:
        return Heard(refused=("the answer is not JSON",))
    listed = whole.get("claims") if isinstance(whole, dict) else None
    if not isinstance(listed, list):
        return Heard(refused=("the answer has no list of claims",))
    claims: list[Claim] = []
    refused = [f"more than {MOST} claims"] if len(listed) > MOST else []
    for number, one in enumerate(listed[:MOST], 1):
        try:
            claim, lost = _claim(msgspec.convert(one, Said, strict=True), report, names)
        except (msgspec.ValidationError, InputError) as error:
            refused.append(f"claim {number}: {error}")
        else:
            claims.append(claim)
            refused += [f"claim {number}: {field}" for field in lost]
    return Heard(claims=tuple(claims), refused=tuple(refused))


def _claim(said: Said, report: Report, names: Names) -> tuple[Claim, list[str]]:
    spans: dict[str, Span] = {}
    for field, quote in said.quotes.items():
        span = find_quote(quote, report)
        if span:
            spans[field] = span
    missing = [field for field in _NEEDED if field not in spans]
    if missing:
        raise InputError(f"{missing[0]} has no quotation that stands in the text")
    state = names.state(said.state)
    _check_state(state, said.quotes["state"], names)
    lost: list[str] = []
    fields: dict[str, Any] = {}
    for field in ("date", "effective_date", "votes", "body", "treaty"):
        value = getattr(said, field)
        fault = "" if value is None else _fault(field, value, said.quotes.get(field, ""), spans, names)
        lost += [f"{field} {fault}"] if fault else []
        fields[field] = None if fault else value
    treaty, name = _treaty(fields.pop("treaty"), said.quotes["treaty"] if "treaty" in spans else "", names)
    kept = {
        k: v
        for k, v in spans.items()
        if k in _SHOWN and (k in (*_NEEDED, "certainty") or fields.get(k) or (k == "treaty" and (treaty or name)))
    }
    claim = Claim(
        report=report.id, state=state, treaty=treaty, treaty_name=name, action=said.action, stage=said.stage,
        certainty=said.certainty, attributed_to=tuple(a for a in said.attributed_to if find_quote(a, report)),
        background=said.background, confidence=0.5, rule="second reader", spans=kept, **fields,
    )  # fmt: skip
    return claim, lost


_SHOWN = frozenset({"state", "treaty", "action", "stage", "certainty", "date", "effective_date", "votes", "body"})


def _fault(field: str, value: Any, quote: str, spans: dict[str, Span], names: Names) -> str:  # noqa: ANN401 - any field's value
    """Why a field is refused, empty where it stands."""
    if field not in spans:
        return "has no quotation that stands in the text"
    if field in ("date", "effective_date") and not is_edtf(value):
        return f"“{value}” is no date"
    if isinstance(value, Votes):
        told = {n for n in (value.for_, value.against, value.abstain) if n}
        if not told <= names.numbers(quote):
            return "counts votes that its quotation does not hold"
    return ""


def _check_state(state: str, quote: str, names: Names) -> None:
    """A quotation that is itself the name of another state proves another state."""
    try:
        quoted = names.state(quote)
    except InputError:
        return
    if quoted != state:
        raise InputError(f"state {state} is quoted as “{quote}”, which is {quoted}")


def _treaty(text: str | None, quote: str, names: Names) -> tuple[str | None, str | None]:
    """The key by the quotation, else by the model's name; a treaty nobody knows stays a name of the text."""
    for name in (quote, text or ""):
        try:
            if name:
                return names.treaty(name), None
        except InputError:
            continue
    return None, (quote or None) if text else None


def find_quote(quote: str, report: Report) -> Span | None:
    r"""Where a quotation stands, white space folded: in the text, else in the title; None where it does not.

    Example:
        >>> find_quote("voted  to leave", Report(id="r", text="Parliament voted to\nleave it."))
        (11, 25)
    """
    words = [re.escape(word) for word in _SPACE.split(quote.strip()) if word]
    if not words or len(quote) > 1000:
        return None
    pattern = re.compile(r"\s+".join(words))
    found = pattern.search(report.text)
    if found:
        return found.start(), found.end()
    titled = pattern.search(report.title or "")
    return ("title", titled.start(), titled.end()) if titled else None
