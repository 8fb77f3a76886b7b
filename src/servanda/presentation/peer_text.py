"""The nearest commitment profiles as text, Markdown, CSV and JSON."""

from collections.abc import Iterator
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.presentation.profile_text import (
    DIGITS,
    aligned,
    coefficient,
    named,
    percent,
    piped,
    rounded,
    said,
    written,
)
from servanda.profiles import Peer, Peers, Position
from servanda.wording import count, state_name

_MOST_APART = 6


def as_text(found: Peers, catalog: Catalog) -> str:
    """Peers for a terminal: who is near, how sure that is, where they stand."""
    blocks = [_heading(found, catalog)]
    blocks += ["\n".join(aligned(_rows(found, catalog)))] if found.peers else []
    return "\n\n".join((*blocks, *_notes(found, catalog))) + "\n"


def as_markdown(found: Peers, catalog: Catalog) -> str:
    """Peers as Markdown."""
    blocks = [f"# {_heading(found, catalog)}"]
    blocks += ["\n".join(piped(_rows(found, catalog)))] if found.peers else []
    return "\n\n".join((*blocks, *_notes(found, catalog))) + "\n"


def as_csv(found: Peers) -> str:
    """A row for each peer, the axes of its position last; keys of treaties apart are separated by blanks."""
    places = _places(found)
    head = ["state", "share", "low", "high", "beyond_chance", "treaties", "alike", "stays", "apart"]
    return written([*head, "axis_1", "axis_2", "spread_1", "spread_2"], (_csv_row(one, places) for one in found.peers))


def as_object(found: Peers) -> dict[str, Any]:
    """Peers as JSON has them: every position of those compared too, figures rounded."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for peer in told["peers"]:
        peer.update(rounded(peer.pop("agreement")))
        peer["stays"] = round(peer["stays"], DIGITS)
    if told["positions"]:
        for place in told["positions"]["positions"]:
            place.update({name: [round(value, 3) for value in place[name]] for name in ("at", "spread")})
        for name in ("explained", "stability"):
            told["positions"][name] = [round(value, 3) for value in told["positions"][name]]
    return told


def _csv_row(peer: Peer, places: dict[str, Position]) -> list[object]:
    told = rounded(msgspec.structs.asdict(peer.agreement))
    figures = [told[name] for name in ("share", "low", "high", "beyond_chance", "treaties")]
    place = places.get(peer.state)
    where = [round(value, 3) for value in (*place.at, *place.spread)] if place else [None] * 4
    return [peer.state, *figures, peer.alike, round(peer.stays, DIGITS), " ".join(peer.apart), *where]


def _places(found: Peers) -> dict[str, Position]:
    return {one.state: one for one in found.positions.positions} if found.positions else {}


def _heading(found: Peers, catalog: Catalog) -> str:
    known = f", as known on {said(found.known)}" if found.known else ""
    treaties = count(len(found.treaties), "treaty", "treaties")
    return f"{state_name(found.state, catalog)} · closest commitment profiles · {treaties} · {said(found.on)}{known}"


def _rows(found: Peers, catalog: Catalog) -> list[list[str]]:
    head = ["peer", "agreement", "95 % interval", "treaties", "alike", "beyond chance", "stays", "apart", "position"]
    places = _places(found)
    return [head, *(_row(peer, places, catalog) for peer in found.peers)]


def _row(peer: Peer, places: dict[str, Position], catalog: Catalog) -> list[str]:
    told = peer.agreement
    return [
        f"{state_name(peer.state, catalog)} ({peer.state})",
        percent(told.share),
        f"{percent(told.low)} to {percent(told.high)}",
        str(told.treaties),
        str(peer.alike),
        coefficient(told.beyond_chance),
        percent(peer.stays),
        named(peer.apart, _MOST_APART) or "–",
        _where(places.get(peer.state)),
    ]


def _where(place: Position | None) -> str:
    """Both axes with their spread, one decimal less than would mislead."""
    if place is None:
        return "–"
    return ", ".join(f"{_signed(at)} ± {spread:.2f}" for at, spread in zip(place.at, place.spread, strict=True))


def _signed(value: float) -> str:
    text = f"{value:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text.replace("-", "−")


def _notes(found: Peers, catalog: Catalog) -> Iterator[str]:
    if found.level:
        yield f"As near as the last {'is' if len(found.level) == 1 else 'are'} also {named(found.level)}."
    aside = (
        f" {count(len(found.set_aside), 'state')} set aside, of which it knows fewer than {found.needed}: "
        f"{named(found.set_aside)}."
        if found.set_aside
        else ""
    )
    asked = "is bound" if found.by == "bound" else "has consented to be bound"
    yield (
        f"{count(found.compared, 'state')} compared, on the {count(len(found.treaties), 'treaty', 'treaties')} "
        f"on which the record knows whether {state_name(found.state, catalog)} {asked}.{aside}"
    )
    if found.undated:
        yield (
            "Not compared for want of clause data, without which nobody can say from when a consent binds: "
            f"{named(found.undated)}; --by consent compares them."
        )
    if found.peers:
        yield (
            "Alike: treaties under which both have the very same status. "
            f"Stays: in how many of {found.draws} draws of treaties, with replacement, it is among the nearest "
            f"{len(found.peers)}."
        )
    yield from _axes(found)


def _axes(found: Peers) -> Iterator[str]:
    told = found.positions
    if told is None:
        yield "No positions: no treaties on record tell these states apart."
        return
    yield f"{found.state} stands at {_where(_places(found)[found.state])} (± one standard deviation over the draws)."
    before = 0.0
    for number, (explained, stability, ends) in enumerate(zip(told.explained, told.stability, told.ends, strict=True)):
        lower, upper = ends
        yield (
            f"Axis {number + 1}, from {named(lower) or 'nothing'} to {named(upper) or 'nothing'}: "
            f"{percent(explained - before)} of the variation over {count(len(told.treaties), 'treaty', 'treaties')}; "
            f"rank correlation of the draws with the fit {coefficient(stability)}."
        )
        before = explained
