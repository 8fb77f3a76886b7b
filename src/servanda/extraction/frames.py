"""Frames: an act or a rung with its states, treaty, body and operators, before anything is decided.

A frame holds kinds and relations only; the judge turns them into stage and certainty. What a sentence leaves out is
taken from the discourse: the state and treaty in focus, the act last spoken of.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from servanda.extraction.roles import Found, states_of, treaties_of
from servanda.extraction.scan import Mention
from servanda.extraction.segments import Clause
from servanda.extraction.surface import Zone
from servanda.model import Action

REACH = 60
"""How many characters an operator may stand before the word it changes."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One act in one clause.

    Args:
        action: the action, from an act word or inherited (`inherited` says so).
        act: the act word, None where inherited.
        rung: the word for the step, None where the act word alone tells.
        governs: whether the rung stands before the act and rules it ("approved the withdrawal").
        body: kind of the actor, `""` where none is named, and its mention.
        ops: operators in force over the clause.
    """

    zone: Zone
    clause: Clause
    action: Action
    act: Mention | None
    rung: Mention | None
    governs: bool
    states: tuple[Found, ...]
    treaty: Found
    body: Mention | None
    ops: tuple[Mention, ...]
    inherited: bool = False

    @property
    def anchor(self) -> Mention:
        """The word the frame hangs on."""
        anchor = self.act or self.rung
        assert anchor is not None
        return anchor


class Focus:
    """What the text last spoke of; the only thing that changes while a report is read."""

    def __init__(self) -> None:
        self.states: tuple[Found, ...] = ()
        self.treaty: Found | None = None
        self.action: Action | None = None
        self.title_treaty: Found | None = None
        self.title_states: tuple[Found, ...] = ()


class Pair(NamedTuple):
    """An act word and the rung word that goes with it, either may be missing."""

    act: Mention | None
    rung: Mention | None


def frames(zone: Zone, cut: Sequence[Clause], focus: Focus) -> list[Frame]:
    """The frames of a zone in order; `focus` carries over from the zone before."""
    made: list[Frame] = []
    for clause in cut:
        remember(clause, zone, focus)
        for pair in pairs(clause):
            made += _frame(zone, clause, pair, focus)
    return made


def remember(clause: Clause, zone: Zone, focus: Focus) -> None:
    """Let the clause's own state and treaty become what the text speaks of."""
    treaties = [m for m in clause.of("treaty") if not m.weak]
    if treaties:
        way = "title" if zone.is_title else "focus"
        focus.treaty = Found(treaties[0].value, treaties[0], way)
        if zone.is_title:
            focus.title_treaty = focus.treaty


def pairs(clause: Clause) -> list[Pair]:
    """Act words with the rung nearest to them; rungs that no act takes stand alone."""
    acts = [m for m in clause.of("act") if not m.weak or _has_object(m, clause)]
    rungs = clause.of("rung")
    if not acts:
        finite = [r for r in rungs if r.form != "noun"] or rungs
        return [Pair(None, finite[0])] if finite else []
    return [Pair(act, _rung_for(act, rungs)) for act in _heads(acts)]


def _has_object(act: Mention, clause: Clause) -> bool:
    """Whether a treaty or a reference to one follows a weak act word (or precedes it, for a passive or a noun)."""
    objects = clause.of("treaty", "generic")
    if any(0 <= m.start - act.end <= REACH for m in objects):
        return True
    passive = "pp" in act.form or act.form == "noun" or act.kind == "rung"
    return passive and any(0 <= act.start - m.end <= REACH for m in objects)


def _heads(acts: list[Mention]) -> list[Mention]:
    """Drop act words that another act word takes as its object: "revoked its ratification" is one act."""
    heads: list[Mention] = []
    for act in acts:
        if heads and act.start - heads[-1].end <= 30 and heads[-1].value in ("revocation", "reservation", "suspension"):
            continue
        if heads and heads[-1].value == act.value and act.start - heads[-1].end <= 40:
            continue
        heads.append(act)
    return heads


def _rung_for(act: Mention, rungs: list[Mention]) -> Mention | None:
    before = [r for r in rungs if r.end <= act.start]
    after = [r for r in rungs if r.start >= act.end]
    verbs = [r for r in before if r.form != "noun"]
    choice = verbs[-1] if verbs else before[-1] if before else None
    if choice is None or (act.form == "noun" and after and act.start - choice.end > REACH):
        choice = next((r for r in after if r.form != "noun"), after[0] if after else choice)
    return choice


def _frame(zone: Zone, clause: Clause, pair: Pair, focus: Focus) -> list[Frame]:
    anchor = pair.act or pair.rung
    assert anchor is not None
    own = states_of(clause, pair.rung or anchor, zone.folded)
    states = tuple(own) or focus.states
    treaties = treaties_of(clause, anchor, zone.folded)
    if not treaties:
        inherited = focus.treaty or focus.title_treaty
        treaties = [inherited] if inherited else []
    action = Action(pair.act.value) if pair.act else focus.action
    if own and own[0].way != "place":
        focus.states = tuple(f._replace(way="focus") for f in own)
    if not treaties or not states or action is None:
        return []
    if pair.act:
        focus.action = action
    return [
        Frame(
            zone=zone,
            clause=clause,
            action=action,
            act=pair.act,
            rung=pair.rung,
            governs=bool(pair.rung and pair.act and pair.rung.end <= pair.act.start),
            states=states,
            treaty=treaty,
            body=_body(clause, pair.rung or anchor),
            ops=_operators(clause, pair),
            inherited=pair.act is None,
        )
        for treaty in treaties
    ]


def _body(clause: Clause, anchor: Mention) -> Mention | None:
    """The actor named nearest before the step, else after "by"."""
    bodies = clause.of("body")
    before = [b for b in bodies if b.end <= anchor.start]
    return before[-1] if before else (bodies[0] if bodies else None)


def _operators(clause: Clause, pair: Pair) -> tuple[Mention, ...]:
    """The operators that stand before the act or rung, near enough to change it."""
    last = max(m.start for m in (pair.act, pair.rung) if m)
    first = min(m.start for m in (pair.act, pair.rung) if m)
    return tuple(m for m in clause.of("op") if m.start < last and first - m.end <= REACH)
