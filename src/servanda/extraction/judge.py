"""The judge: is a reading told by the report, which rung is it, how certain.

Four forests, grown from labelled reports over traits that are kinds and relations, never words of a report: `told`
weighs everything the report says of one state, treaty and action; `stage`, `certainty` and `history` weigh one draft.
The weights are data (`catalog/data/judge/en.json`) and ship with their recipe, `benchmarks/train_judge.py`.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from servanda.extraction.draft import Draft
from servanda.extraction.forest import Forest
from servanda.model import CONSENT

Key = tuple[str, str, str]
"""(state, treaty, action or "consent")."""


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """The forests of one language and how sure they must be.

    Args:
        threshold: the share of votes from which a key counts as told.
        first_threshold: the share that the surest key of a report needs before any is told.
    """

    told: Forest
    stage: Forest
    certainty: Forest
    history: Forest
    threshold: float = 0.5
    first_threshold: float = 0.5


def key_of(draft: Draft) -> Key:
    """What a draft says at its shortest; the ways to consent to be bound are one."""
    action = draft.frame.action
    return draft.state.value, draft.frame.treaty.value, "consent" if action in CONSENT else str(action)


def steps(name: str, value: float, limits: Iterable[float]) -> set[str]:
    """A quantity as traits: one for each limit that it reaches."""
    return {f"{name}>={limit:g}" for limit in limits if value >= limit}


def whole_features(keys: Mapping[Key, Sequence[Draft]]) -> frozenset[str]:
    """The traits of a report as a whole: how many keys, states, treaties and actions its drafts speak of."""
    found = steps("keys", len(keys), (2, 3, 4, 6, 8, 12))
    for n, name in enumerate(("states", "treaties", "actions")):
        found |= steps(name, len({key[n] for key in keys}), (2, 3, 4, 6, 9))
    return frozenset(found)


def all_features(keys: Mapping[Key, Sequence[Draft]]) -> dict[Key, frozenset[str]]:
    """The traits of all that a report says of each key, beside what else it says.

    Args:
        keys: all drafts of a report by key.
    """
    whole = whole_features(keys)
    total, most = sum(map(len, keys.values())), max(map(len, keys.values()), default=1)
    return {
        key: whole
        | _own_features(key, drafts)
        | steps("share", len(drafts) / total, (0.1, 0.2, 0.33, 0.5, 0.75))
        | steps("commonest", len(drafts) / most, (0.34, 0.67, 1))
        for key, drafts in keys.items()
    }


def _own_features(key: Key, drafts: Sequence[Draft]) -> frozenset[str]:
    lead = [d for d in drafts if d.frame.rank == (0, 0)]
    found = {trait for d in drafts for trait in d.traits}
    found |= {f"lead {trait}" for trait in (frozenset.intersection(*(d.traits for d in lead)) if lead else ())}
    found |= steps("n", len(drafts), (2, 3, 4, 6))
    found |= steps("leads", len(lead), (1, 2, 3, 5))
    found |= steps("state rank", min(d.frame.rank[0] for d in drafts), (1, 2, 3))
    found |= steps("treaty rank", min(d.frame.rank[1] for d in drafts), (1, 2, 3))
    if any(d.frame.act and not d.frame.act.weak for d in lead):
        found.add("strong")
    if any(d.frame.act and d.frame.object != "none" for d in lead):
        found.add("object")
    if any(d.frame.zone.is_title for d in lead):
        found.add("title")
    return frozenset(found | {f"action {key[2]}"})
