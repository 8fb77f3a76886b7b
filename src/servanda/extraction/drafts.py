"""Reports to drafts: every pass of reading before the judge, in the order of the data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.extraction.draft import Around, Draft, best_tally, best_time, own_time, traits, warned
from servanda.extraction.frames import Focus, Frame, frames
from servanda.extraction.ladder import suggest, telltale
from servanda.extraction.mood import enriched
from servanda.extraction.numerals import Token, tokenize
from servanda.extraction.roles import Found
from servanda.extraction.scan import Mention, Scanner, settle
from servanda.extraction.segments import clauses
from servanda.extraction.surface import Zone
from servanda.extraction.tallies import Tally, TallyGrammar, find_tallies
from servanda.extraction.timenoun import Time
from servanda.extraction.times import TimeGrammar, find_times
from servanda.extraction.unknown import UNKNOWN

LATER = "later"
SIGHT = 60
"""How near, in characters, an act word makes a weak treaty name believable."""


class Grammars(msgspec.Struct, frozen=True, kw_only=True):
    """What the passes need, compiled once."""

    scanner: Scanner
    times: TimeGrammar
    tallies: TallyGrammar
    ladder: tuple[Mapping[str, Any], ...]
    closed: dict[str, str]


def closed_classes(section: Mapping[str, Any]) -> dict[str, str]:
    """Word to closed class."""
    return {word: name for name, words in section["classes"].items() for word in words}


def drafts(
    cut: Sequence[Zone],
    scanned: Sequence[list[Mention]],
    published: str | None,
    anchor: date | None,
    grammars: Grammars,
    body: Sequence[Token],
) -> list[Draft]:
    """All drafts of a report's zones, title first.

    Args:
        cut: from `surface.zones`.
        scanned: the mentions of each zone, from the scanner.
        published: the report's day, EDTF.
        anchor: the day relative times lean on.
        grammars: compiled grammars and the automaton.
        body: the tokens of the last zone.
    """
    focus = Focus()
    made: list[Draft] = []
    named = frozenset(m.value for mentions in scanned for m in mentions if m.kind == "treaty" and not m.weak)
    expect(focus, scanned[-1])
    for zone, mentions in zip(cut, scanned, strict=True):
        acts = [m.start for m in mentions if m.kind == "act"]
        settled = settle(mentions, named, lambda m, acts=acts: any(abs(m.start - at) < SIGHT for at in acts))  # type: ignore[misc]
        found = frames(zone, clauses(zone, settled), focus)
        if found:
            tokens = tokenize(zone.text, grammars.times.numerals) if zone.is_title else body
            times = find_times(zone.text, anchor, grammars.times, tokens)
            tallies = find_tallies(zone.text, grammars.tallies, tokens)
            made += _of_zone(zone, found, times, tallies, published, focus, grammars)
    return made


def expect(focus: Focus, body: Sequence[Mention]) -> None:
    """Let title and sentences before any name lean on the treaty that the text goes on to name most.

    The same for states was tried and brought more false alarms than acts.
    """
    named = [m for m in body if m.kind == "treaty" and not m.weak and not m.value.startswith(UNKNOWN)]
    if named:
        (value, _), *_ = Counter(m.value for m in named).most_common(1)
        focus.later_treaty = Found(value.split("+")[0], next(m for m in named if m.value == value), LATER)


def _of_zone(
    zone: Zone,
    found: list[Frame],
    times: Sequence[Time],
    tallies: Sequence[Tally],
    published: str | None,
    focus: Focus,
    grammars: Grammars,
) -> list[Draft]:
    busy = {frame.clause.sentence for frame in found}
    titled = {f.value for f in focus.title_states}
    made = []
    spoken = Counter(m.value for frame in found for m in frame.clause.of("state"))
    meant = Counter(key for frame in found for m in frame.clause.of("treaty") for key in m.value.split("+"))
    order, rank = [s for s, _ in spoken.most_common()], [t for t, _ in meant.most_common()]
    for frame in found:
        time, tally = best_time(frame, times), best_tally(frame, tallies, busy)
        sentence = zone.sentences[frame.clause.sentence]
        around = Around(
            published=published,
            title_treaty=bool(focus.title_treaty and focus.title_treaty.value == frame.treaty.value),
            position=frame.clause.sentence,
            frames=len(found),
            question=zone.text[sentence.end - 1 : sentence.end] == "?",
            closed=grammars.closed,
            titled=frozenset(m.value for m in focus.title_acts),
            quoted=zone.text[: frame.anchor.start].count("“") > zone.text[: frame.anchor.start].count("”"),
        )
        clear = f"telltale:{telltale(frame, dated=time is not None)}"
        for state in frame.states:
            mine = (own_time(frame, state, times) if len(frame.states) > 1 else None) or time
            weighed = traits(frame, state, mine, tally, around)
            more = (
                f"statecommon:{min(order.index(state.value), 3) if state.value in order else 9}",
                f"treatycommon:{min(rank.index(frame.treaty.value), 3) if frame.treaty.value in rank else 9}",
                f"statetitled:{state.value in titled}",
                f"statewarned:{warned(state, frame)}",
                f"suggested:{suggest(frame, tally=tally is not None, rows=grammars.ladder)}",
                clear,
            )
            made.append(
                Draft(
                    frame=frame,
                    state=state,
                    time=mine,
                    tally=tally,
                    traits=enriched((*weighed, *more)),
                    time_in_title=zone.is_title,
                    tally_in_title=zone.is_title,
                )
            )
    return made
