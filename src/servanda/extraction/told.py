"""What a report tells: drafts weighed key by key, and the drafts of a told key merged into one claim a rung."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from servanda.extraction.draft import Draft
from servanda.extraction.judge import Judge, Key, draft_features, key_features, key_of

VOTED = frozenset({"parliament_vote", "rejected", "first_reading", "committee"})
YEARS_APART = 2
HISTORY = 0.6
SURE = 0.35
"""A rung less sure than this is told only where the key has none surer."""


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of one key: the draft that tells it best, and what the others add."""

    draft: Draft
    stage: str
    certainty: str
    background: bool
    told: float
    sure: float
    others: tuple[Draft, ...] = ()


def tellings(drafts: Sequence[Draft], judge: Judge) -> list[Telling]:
    """The rungs that a report tells, in the order of its text."""
    keys: dict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        keys[key_of(draft)].append(draft)
    made: list[Telling] = []
    for key, mine in keys.items():
        told = judge.told.weigh(key_features(key, mine, drafts))["yes"]
        if told >= judge.threshold:
            made += _rungs(mine, told, judge)
    return sorted(made, key=lambda t: (not t.draft.frame.zone.is_title, t.draft.frame.anchor.start))


def _rungs(drafts: Sequence[Draft], told: float, judge: Judge) -> list[Telling]:
    best = min(d.frame.rank for d in drafts)
    rungs: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for draft in drafts:
        if draft.frame.rank == best:
            telling = _weigh(draft, told, judge)
            rungs[telling.stage, _year(draft)].append(telling)
    merged = [_merge(same) for same in _join_undated(rungs)]
    surest = max(t.sure for t in merged)
    return [t for t in merged if t.sure >= min(SURE, surest)]


def _weigh(draft: Draft, told: float, judge: Judge) -> Telling:
    features = draft_features(draft)
    stages, certainties = judge.stage.weigh(features), judge.certainty.weigh(features)
    stage = max(stages, key=lambda name: (stages[name], name))
    return Telling(
        draft=draft,
        stage=stage,
        certainty=max(certainties, key=lambda name: (certainties[name], name)),
        background=judge.history.weigh(features)["yes"] >= HISTORY,
        told=told,
        sure=stages[stage],
    )


def _year(draft: Draft) -> str:
    return draft.time.value[:4] if draft.time and draft.time.value else ""


def _join_undated(rungs: dict[tuple[str, str], list[Telling]]) -> list[list[Telling]]:
    """Tellings of one stage, undated ones and near years together: leaving twice is two, told twice is one."""
    groups: list[list[Telling]] = []
    for stage in dict.fromkeys(stage for stage, _ in rungs):
        years = sorted((year, same) for (name, year), same in rungs.items() if name == stage and year)
        undated = rungs.get((stage, ""), [])
        joined: list[list[Telling]] = []
        last = ""
        for year, same in years:
            if joined and int(year) - int(last) < YEARS_APART:
                joined[-1] += same
            else:
                joined.append(list(same))
            last = year
        if undated:
            if joined:
                joined[-1] += undated
            else:
                joined.append(list(undated))
        groups += joined
    return groups


def _merge(same: Sequence[Telling]) -> Telling:
    """The surest telling of a rung; a day, a tally or a body that it lacks comes from the others."""
    lead = max(same, key=lambda t: (not t.background, t.sure, -t.draft.frame.anchor.start))
    others = tuple(t.draft for t in same if t is not lead)
    draft = lead.draft
    if draft.time is None:
        for other in others:
            if other.time:
                draft = msgspec.structs.replace(draft, time=other.time, time_in_title=other.time_in_title)
                break
    if draft.tally is None and lead.stage in VOTED:
        for other in others:
            if other.tally:
                draft = msgspec.structs.replace(draft, tally=other.tally, tally_in_title=other.tally_in_title)
                break
    return msgspec.structs.replace(lead, draft=draft, others=others, background=all(t.background for t in same))
