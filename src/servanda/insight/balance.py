"""The balance of arguments: who argues what, for and against the act, counted over independent origins.

Ten papers with one wire story are one voice: an argument counts once for each origin that carries it and each speaker
who makes it. Nothing is weighed against anything: the balance is of what was said, not of what is true.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from servanda.model import Argument, Claim, Event, parse_edtf

NOBODY = "(nobody named)"


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """One carrier of an argument: the words, whose they are, where they stand."""

    text: str
    speaker: str | None
    office: str | None
    report: str
    state: str
    day: str | None = None


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """One argument on one side.

    Args:
        code: of the codebook.
        side: `for` or `against` the act that is reported, as the reader settled it; empty where it could not be told.
        origins: independent origins that carry it.
        speakers: who made it, sorted.
        offices: office -> origins.
        years: year -> origins, by the day of the claim or of the report.
        quotations: its words, one for each origin and speaker, the earliest first.
        states: states whose dealings it was said of.
    """

    code: str
    side: str
    origins: int
    speakers: tuple[str, ...] = ()
    offices: dict[str, int] = {}
    years: dict[int, int] = {}
    quotations: tuple[Quotation, ...] = ()
    states: tuple[str, ...] = ()


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """Every argument on record, the weightiest first, and how many origins each side has."""

    weights: tuple[Weight, ...] = ()
    sides: dict[str, int] = {}

    def of(self, side: str) -> tuple[Weight, ...]:
        """The arguments of one side."""
        return tuple(one for one in self.weights if one.side == side)


class _Voice(msgspec.Struct, frozen=True):
    """An argument as one report carries it."""

    argument: Argument
    claim: Claim
    origin: str
    day: str | None


def balance(
    claims: Iterable[Claim], events: Iterable[Event] = (), *, published: Mapping[str, str] | None = None
) -> Balance:
    """Count arguments over independent origins.

    Args:
        claims: of every report, copies included.
        events: whose `origins` say which reports are one voice; a report of none is its own.
        published: report id -> day, EDTF, which stands in for a claim without one.

    Returns:
        One weight for each code and side.
    """
    origin_of = {report: min(group) for event in events for group in event.origins for report in group}
    days = published or {}
    voices = [
        _Voice(argument, claim, origin_of.get(claim.report, claim.report), days.get(claim.report) or claim.date)
        for claim in claims
        for argument in claim.argument_details
    ]
    grouped: dict[tuple[str, str], list[_Voice]] = {}
    for voice in voices:
        grouped.setdefault((voice.argument.code, voice.argument.side or ""), []).append(voice)
    weights = [_weight(code, side, found) for (code, side), found in grouped.items()]
    sides = {
        side: len({voice.origin for (_, other), found in grouped.items() if other == side for voice in found})
        for side in sorted({side for _, side in grouped})
    }
    return Balance(weights=tuple(sorted(weights, key=lambda w: (-w.origins, w.code, w.side))), sides=sides)


def _weight(code: str, side: str, voices: list[_Voice]) -> Weight:
    ordered = sorted(voices, key=lambda v: (v.day or "9999", v.origin, v.claim.report))
    first: dict[tuple[str, str], _Voice] = {}
    for voice in ordered:
        if voice.argument.quotation:
            first.setdefault((voice.origin, voice.argument.speaker or ""), voice)
    speakers = {v.argument.speaker for v in voices if v.argument.speaker}
    return Weight(
        code=code,
        side=side,
        origins=len({v.origin for v in voices}),
        speakers=tuple(sorted(speakers)),
        offices=_counted((v.argument.office or NOBODY, v.origin) for v in voices),
        years=_counted((parse_edtf(v.day).first.year, v.origin) for v in voices if v.day),
        quotations=tuple(_quotation(v) for v in first.values()),
        states=tuple(sorted({v.claim.state for v in voices})),
    )


K = TypeVar("K", str, int)


def _counted(pairs: Iterable[tuple[K, str]]) -> dict[K, int]:
    """Key -> number of different origins."""
    found: dict[K, set[str]] = {}
    for key, origin in pairs:
        found.setdefault(key, set()).add(origin)
    return {key: len(found[key]) for key in sorted(found)}


def _quotation(voice: _Voice) -> Quotation:
    return Quotation(
        text=voice.argument.quotation,
        speaker=voice.argument.speaker,
        office=voice.argument.office,
        report=voice.claim.report,
        state=voice.claim.state,
        day=voice.day,
    )


def shared_codes(one: Balance, others: Mapping[str, Balance]) -> dict[str, tuple[str, ...]]:
    """Across precedents: code of an argument in one course -> the other courses in which it was made, by name."""
    return {
        weight.code: tuple(
            sorted(name for name, other in others.items() if any(w.code == weight.code for w in other.weights))
        )
        for weight in one.weights
    }
