"""A Claim: what one report says of one rung of one act, every field with the span of text that supports it."""

import msgspec

from servanda.model.dates import Edtf, is_edtf
from servanda.model.errors import InputError
from servanda.model.person import Officer
from servanda.model.vocabulary import Action, Certainty, Stage
from servanda.model.vote import Votes

Span = tuple[int | str, ...]
"""(start, end), characters of the report's text, end exclusive; ("title", start, end) where only the title says it."""


class Argument(msgspec.Struct, frozen=True, kw_only=True):
    """A justification or objection a report carries: the code of the codebook, who says it, and the words."""

    code: str
    side: str | None = None
    speaker: str | None = None
    office: str | None = None
    quotation: str = ""
    span: Span = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Another reading of a claim that the text allows: the fields that differ, and why."""

    fields: dict[str, str]
    why: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of one act, as one report tells it.

    Args:
        report: id of the report.
        state: ISO 3166-1 alpha-3, or a code of the catalog.
        treaty: key of the catalog, lower case; None for a treaty the catalog does not know (see `treaty_name`).
        date: the day of this rung, EDTF; None where the text gives nothing.
        effective_date: the day the act takes or took effect, where the same passage gives it.
        body: the chamber, court, cabinet or committee, as the text names it.
        attributed_to: the agency or outlet credited first, then persons and bodies credited for this claim.
        background: history told in passing.
        confidence: 0 to 1.
        rule: the rule that made the claim, for `--explain`.
        spans: field name to span.
        person_details: who is named with an office of the register of persons, with the words and their place.
    """

    report: str
    state: str
    treaty: str | None = None
    treaty_name: str | None = None
    action: Action
    stage: Stage
    certainty: Certainty
    date: Edtf | None = None
    effective_date: Edtf | None = None
    votes: Votes | None = None
    body: str | None = None
    persons: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    background: bool = False
    confidence: float = 0.5
    readings: tuple[Reading, ...] = ()
    rule: str = ""
    spans: dict[str, Span] = {}
    argument_details: tuple[Argument, ...] = ()
    person_details: tuple[Officer, ...] = ()

    def __post_init__(self) -> None:
        """Refuse impossible dates, confidences and spans."""
        for name in ("date", "effective_date"):
            value = getattr(self, name)
            if value is not None and not is_edtf(value):
                raise InputError(f"{name} “{value}” is not a date", value=value, where=self.report)
        if not 0 <= self.confidence <= 1:
            raise InputError("confidence lies between 0 and 1", value=self.confidence, where=self.report)
        for name, span in self.spans.items():
            check_span(span, f"{self.report}: {name}")


def check_span(span: Span, where: str) -> None:
    """Refuse a span that is not (start, end) or ("title", start, end) with 0 <= start < end.

    Raises:
        InputError: naming `where`.
    """
    ends = span[1:] if span and span[0] == "title" else span
    if len(ends) != 2 or not all(isinstance(x, int) for x in ends) or not 0 <= int(ends[0]) < int(ends[1]):
        raise InputError(f"span {list(span)} is not [start, end] with start before end", value=span, where=where)
