"""Frames: an act or a rung with a state, a treaty, a body and operators, before anything is decided.

A frame holds kinds and relations only; the judge turns them into stage and certainty, and says which of several frames
of one act is meant. What a sentence leaves out is taken from the discourse: the state and treaty in focus, the act
last spoken of.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from servanda.extraction.roles import Found, candidates, contrasted, groups_of, treaties_of
from servanda.extraction.scan import Mention
from servanda.extraction.segments import Clause
from servanda.extraction.surface import Zone
from servanda.model import Action

REACH = 60
"""How many characters an operator or object may stand from the word it belongs to."""
THING_REACH = 24
"""The same for the noun that a verb has for its object: an article and two words."""
ORGAN = "organ"
OTHER = "other"
_OBJECTS = frozenset({"treaty", "generic", "state", "thing", "rung", "act"})
_PAPERS = frozenset({"submit", "decree"})


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of one act in one clause.

    Args:
        action: the action, from an act word or inherited (`inherited` says how: `""`, `focus`, `default`).
        act: the act word, None where inherited.
        rung: the word for the step, None where the act word alone tells.
        governs: whether the rung stands before the act and rules it ("approved the withdrawal").
        states: who acts; several where a list says so.
        treaty: what is acted on, and how it was found.
        body: who takes the step, None where nobody is named.
        ops: operators in force over the clause.
        object: how the act word has its object: `treaty`, `generic`, `other` (a law, a letter, a room), `none`.
        rank: which alternative this is, (state, treaty), the likeliest first.
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
    inherited: str = ""
    object: str = "none"
    rank: tuple[int, int] = (0, 0)

    @property
    def anchor(self) -> Mention:
        """The word the frame hangs on."""
        return self.act or self.rung or self.clause.of("state")[0]


class Focus:
    """What the text last spoke of; the only thing that changes while a report is read.

    `later_treaty` is the one that the text will name most, for sentences that come before any name.
    """

    def __init__(self) -> None:
        self.states: tuple[Found, ...] = ()
        self.title_states: tuple[Found, ...] = ()
        self.treaty: Found | None = None
        self.first_treaty: Found | None = None
        self.title_treaty: Found | None = None
        self.later_treaty: Found | None = None
        self.action: Action | None = None
        self.title_acts: list[Mention] = []


class Pair(NamedTuple):
    """An act word and the rung word that goes with it, either may be missing."""

    act: Mention | None
    rung: Mention | None


def frames(zone: Zone, cut: Sequence[Clause], focus: Focus) -> list[Frame]:
    """The frames of a zone in order; `focus` carries over from the zone before."""
    made: list[Frame] = []
    by_sentence: dict[int, list[Mention]] = {}
    for clause in cut:
        by_sentence.setdefault(clause.sentence, []).extend(clause.of("treaty"))
    for clause in cut:
        for pair in pairs(clause):
            made += _frames(zone, clause, pair, focus, by_sentence[clause.sentence])
        remember(clause, zone, focus)
    return made


def remember(clause: Clause, zone: Zone, focus: Focus) -> None:
    """Let the clause's own states and treaty become what the text speaks of."""
    if zone.is_title:
        focus.title_acts += clause.of("act")
    treaties = [m for m in clause.of("treaty") if not m.weak]
    if treaties:
        focus.treaty = Found(treaties[-1].value.split("+")[0], treaties[-1], "title" if zone.is_title else "focus")
        first = Found(treaties[0].value.split("+")[0], treaties[0], "title" if zone.is_title else "first")
        focus.first_treaty = focus.first_treaty or first
        if zone.is_title:
            focus.title_treaty = first
    houses = [m for m in clause.of("body") if m.form == "chamber" and m.name]
    if houses:
        focus.states = (Found(houses[0].name, houses[0], "title" if zone.is_title else "focus"),)
    for group in groups_of(clause, None, zone.folded)[:1]:
        if group[0].way != "place":
            focus.states = tuple(f._replace(way="title" if zone.is_title else "focus") for f in group)
            if zone.is_title:
                focus.title_states = focus.states


def pairs(clause: Clause) -> list[Pair]:
    """Act words with the rung nearest to them; rungs that no act takes stand alone."""
    acts = _heads(clause.of("act"))
    rungs = clause.of("rung")
    if not acts:
        finite = [r for r in rungs if r.form != "noun"] or rungs
        return [Pair(None, finite[0])] if finite else [Pair(None, None)] if clause.of("state") else []
    return [Pair(act, _rung_for(act, rungs)) for act in acts]


def _heads(acts: list[Mention]) -> list[Mention]:
    """Drop act words that another act word takes as its object: "revoked its ratification" is one act."""
    heads: list[Mention] = []
    for act in acts:
        close = bool(heads) and act.start - heads[-1].end <= 40
        if close and heads[-1].value == "withdrawal" and act.value == "reservation" and heads[-1].form != "noun":
            heads[-1] = heads[-1]._replace(value="revocation")
            continue
        if close and heads[-1].value in ("revocation", "reservation", "suspension", "objection"):
            continue
        if close and heads[-1].value == act.value:
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


def _frames(zone: Zone, clause: Clause, pair: Pair, focus: Focus, around: Sequence[Mention]) -> list[Frame]:
    anchor = pair.act or pair.rung or clause.of("state")[0]
    treaties = _treaty_choices(clause, anchor, zone, focus, around)
    bare = pair.act is None and pair.rung is None
    groups = _state_choices(clause, pair.rung or anchor, zone, focus)[: 1 if bare else None]
    if bare and focus.action is None:
        return []
    object_way = _object(pair.act, clause)
    if not treaties or not groups:
        return []
    made = []
    for place, (treaty_rank, treaty) in enumerate(treaties):
        action, inherited = _action(pair, treaty, focus)
        if action is Action.ACCESSION and candidates(clause, zone.folded):
            action = Action.RATIFICATION  # of the protocol on another state's accession
        for state_rank, group in enumerate(groups):
            made.append(
                Frame(
                    zone=zone,
                    clause=clause,
                    action=action,
                    act=pair.act,
                    rung=pair.rung,
                    governs=bool(pair.rung and pair.act and pair.rung.end <= pair.act.start),
                    states=group,
                    treaty=treaty,
                    body=_body(clause, pair.rung or anchor),
                    ops=_operators(clause, pair, zone.folded),
                    inherited=inherited,
                    object=object_way,
                    rank=(state_rank, treaty_rank),
                )
            )
        if place == 0 and pair.act and object_way != OTHER:
            focus.action = action
    return made


def _action(pair: Pair, treaty: Found, focus: Focus) -> tuple[Action, str]:
    if pair.act:
        return Action(pair.act.value), ""
    if focus.action:
        return focus.action, "focus"
    organ = treaty.mention is not None and treaty.mention.form == ORGAN
    return (Action.ACCESSION if organ else Action.RATIFICATION), "default"


def _treaty_choices(
    clause: Clause, anchor: Mention, zone: Zone, focus: Focus, around: Sequence[Mention]
) -> list[tuple[int, Found]]:
    """Treaties an act may be on with their rank; coordinated ones share a rank."""
    choices: list[list[Found]] = []
    own = treaties_of(clause, anchor, zone.folded)
    if own:
        choices.append(own)
    near = [m for m in around if not clause.start <= m.start < clause.end]
    if near:
        nearest = min(near, key=lambda m: max(m.start - anchor.end, anchor.start - m.end))
        choices.append([Found(nearest.value, nearest, "sentence")])
    choices += [[f] for f in (focus.treaty, focus.title_treaty, focus.first_treaty, focus.later_treaty) if f]
    seen: set[str] = set()
    ranked: list[tuple[int, Found]] = []
    for rank, group in enumerate(choices):
        for found in group:
            if found.value not in seen:
                seen.add(found.value)
                ranked.append((min(rank, 3), found))
    return ranked


def _state_choices(clause: Clause, anchor: Mention, zone: Zone, focus: Focus) -> list[tuple[Found, ...]]:
    choices = [tuple(group) for group in groups_of(clause, anchor, zone.folded)[:3]]
    choices += [(Found(m.name, m, "chamber"),) for m in clause.of("body") if m.form == "chamber" and m.name][:1]
    apart = {m.value for m in contrasted(clause, zone.folded)}
    remembered = (tuple(f for f in group if f.value not in apart) for group in (focus.states, focus.title_states))
    choices += [group for group in remembered if group]
    if not any(choices):  # nobody is named: whoever holds an office stands for the state
        choices += [(Found(m.value, m, "person"),) for m in clause.of("person")][:1]
    seen: set[str] = set()
    kept = []
    for group in choices:
        fresh = tuple(f for f in group if f.value not in seen)
        seen.update(f.value for f in fresh)
        if fresh:
            kept.append(fresh)
    return kept[:4]


def _object(act: Mention | None, clause: Clause) -> str:
    """What a word of an act has for an object, near behind it, or near before it for a passive or a noun."""
    if act is None:
        return "none"
    if act.weak and _other_object(act, clause):
        return OTHER
    for kind in ("treaty", "generic"):
        for m in clause.of(kind):
            behind = 0 <= m.start - act.end <= REACH
            before = 0 <= act.start - m.end <= REACH and ("pp" in act.form or act.form == "noun")
            if behind or before:
                return kind
    return "none"


def _other_object(act: Mention, clause: Clause) -> bool:
    """Whether a law, a letter or a room stands where the treaty would: "signed a letter on the treaty"."""
    behind = [m for m in clause.mentions if m.start >= act.end and m.kind in _OBJECTS]
    first = min(behind, key=lambda m: m.start, default=None)
    if first is None or first.start - act.end > THING_REACH:
        return False
    papers = _PAPERS | {"notify"} if act.value == Action.SIGNATURE else _PAPERS
    return first.kind == "thing" or (first.kind == "rung" and first.value in papers and "noun" in first.form)


def _body(clause: Clause, anchor: Mention) -> Mention | None:
    """The actor named nearest before the step, else after "by"."""
    bodies = clause.of("body")
    before = [b for b in bodies if b.end <= anchor.start]
    return before[-1] if before else (bodies[0] if bodies else None)


def _operators(clause: Clause, pair: Pair, folded: str) -> tuple[Mention, ...]:
    """The operators that stand before the act or rung, near enough to change it; not one that sets a state apart."""
    words = [m.start for m in (pair.act, pair.rung) if m] or [clause.end]
    last, first = max(words), min(words)
    apart = [m.start for m in contrasted(clause, folded)]
    near = (m for m in clause.of("op") if m.start < last and first - m.end <= REACH)
    return tuple(m for m in near if not any(0 < at - m.end <= len(" the ") for at in apart))
