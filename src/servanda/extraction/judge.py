"""The judge: is a reading told by the report, which rung is it, how certain.

Four forests (`told` over everything the report says of one state, treaty and action; `stage`, `certainty` and `history` over one
draft), grown from labelled reports over features that are kinds and relations, never words of a report. The weights
are data (`catalog/data/judge/en.json`) and ship with their recipe, `benchmarks/train_judge.py`.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from servanda.extraction.draft import Draft
from servanda.extraction.forest import Forest
from servanda.model import CONSENT

Key = tuple[str, str, str]
"""(state, treaty, action or "consent")."""


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """The forests of one language and the share of votes from which a key counts as told."""

    told: Forest
    stage: Forest
    certainty: Forest
    history: Forest
    threshold: float = 0.5


def key_of(draft: Draft) -> Key:
    """What a draft says at its shortest; the ways to consent to be bound are one."""
    action = draft.frame.action
    return draft.state.value, draft.frame.treaty.value, "consent" if action in CONSENT else str(action)


def draft_features(draft: Draft) -> dict[str, float]:
    """The features of one draft: each trait is 1."""
    return dict.fromkeys(draft.traits, 1.0)


def key_features(key: Key, drafts: Sequence[Draft], everything: Sequence[Draft]) -> dict[str, float]:
    """The features of all that a report says of one key, beside what else it says.

    Args:
        key: state, treaty, action family.
        drafts: the drafts of that key.
        everything: all drafts of the report.
    """
    features = {trait: 1.0 for draft in drafts for trait in draft.traits}
    keys = Counter(key_of(draft) for draft in everything)
    lead = [d for d in drafts if d.frame.rank == (0, 0)]
    return features | {
        "n": float(min(len(drafts), 6)),
        "keys": float(min(len(keys), 12)),
        "share": len(drafts) / len(everything),
        "lead": float(bool(lead)),
        "state rank": float(min(d.frame.rank[0] for d in drafts)),
        "treaty rank": float(min(d.frame.rank[1] for d in drafts)),
        "strong": float(any(d.frame.act and not d.frame.act.weak for d in lead)),
        "object": float(any(d.frame.act and d.frame.object != "none" for d in lead)),
        "title": float(any(d.frame.zone.is_title for d in lead)),
        "states": float(min(len({k[0] for k in keys}), 9)),
        "treaties": float(min(len({k[1] for k in keys}), 9)),
        "actions": float(min(len({k[2] for k in keys}), 9)),
        f"action {key[2]}": 1.0,
    }
