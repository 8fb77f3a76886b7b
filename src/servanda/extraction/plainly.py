"""What a clause says plainly: who, what, to which treaty, all in one clause in the order grammar gives them.

The judge learns from hard reports and doubts short ones; where subject, act and object stand together nothing needs
weighing. On labelled reports such drafts are right in nine of ten; an appeal, a question or a supposition is not plain.
"""

import re

from servanda.extraction.draft import Draft
from servanda.extraction.frames import Frame
from servanda.extraction.mood import act_mood
from servanda.model import Action

SURE = 0.75
"""The share of votes that a plain draft counts as: above what a report needs to be believed."""

_ACTORS = frozenset({"subject", "owner", "chamber", "by"})
_BESIDE = frozenset({"object", "before"})
_OPEN = frozenset({"asked", "undone", "question", "supposed", "possible", "denied"})
_LIST_TREATY = frozenset({"before", "object", "title", "focus", "first", "sentence"})
_VERBAL = frozenset({"past", "pp"})
_HEAD = re.compile(r"[^.;:\d]{0,24}:\s+(?:the\s+)?$")
_DECIDING = frozenset({"parliament", "lower", "upper", "government", "head"})
_DECISIONS = frozenset({"approve", "reject", "postpone", "promulgate", "withdraw_bill"})
_RULINGS = frozenset({"approve", "reject", "court"})
_DOUBTFUL = frozenset({"appeal", "hypothetical", "denial", "anybody", "fiction"})


def is_plain(draft: Draft) -> bool:
    """Whether state, step and treaty stand in one clause, as subject, verb and object or in a list with a head."""
    return _is_listed(draft) if draft.state.way == "listed" else _is_clause(draft)


def _is_clause(draft: Draft) -> bool:
    """Whether subject, verb and object stand together."""
    frame = draft.frame
    if frame.rank != (0, 0) or draft.state.way not in _ACTORS or frame.treaty.way not in _BESIDE:
        return False
    if "question:True" in draft.traits or "quoted:True" in draft.traits:
        return False
    if any(m.value in _DOUBTFUL for m in frame.ops):
        return False
    if frame.act is not None:
        if frame.treaty.way == "before" and draft.state.way == "subject":
            return False  # a treaty that the subject does not act on: "a course on the treaty; papers were signed"
        return frame.object == "treaty" and act_mood(draft) not in _OPEN
    return _is_decision(frame)


def _is_listed(draft: Draft) -> bool:
    """Whether a state stands in a list that the word of an act heads: "Ratified: Cuba, Honduras"."""
    frame, first = draft.frame, draft.frame.states[0].mention
    head = frame.act or (frame.rung if frame.rung and frame.rung.value == "same" else None)
    if head is None or first is None or frame.rank[1] or frame.treaty.way not in _LIST_TREATY:
        return False
    if head.weak and head.form == "noun" and frame.action is not Action.SIGNATURE:
        return False  # "outside the convention: Egypt, Nepal" tells no act
    barred = any(m.value in _DOUBTFUL or m.value == "negation" for m in frame.ops) or act_mood(draft) in _OPEN
    words = [head, frame.rung] if frame.rung and frame.governs else [head]
    verbal = frame.object == "treaty" or any(not _VERBAL.isdisjoint(m.form.split("|")) for m in words)
    return verbal and not barred and bool(_HEAD.match(frame.zone.folded[head.end : first.start]))


def _is_decision(frame: Frame) -> bool:
    """Whether a body takes a step that is its own to take."""
    rung, body = frame.rung, frame.body
    if not rung or not body:
        return False
    ruled = body.value == "court" and rung.value in _RULINGS
    return ruled or (rung.value in _DECISIONS and (body.value in _DECIDING or body.form == "chamber"))
