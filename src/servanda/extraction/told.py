"""What a report tells: drafts weighed key by key, and the drafts of a told key merged into one claim a rung."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from servanda.extraction.doubt import Doubt, doubt_of, doubts_of_state
from servanda.extraction.draft import Draft
from servanda.extraction.frames import OTHER
from servanda.extraction.judge import Judge, Key, all_features, key_of
from servanda.extraction.ladder import is_before
from servanda.extraction.mood import ABSENT, ASKED, act_mood, is_chance, is_conditional, is_retracted
from servanda.extraction.plainly import SURE as SURE_AS_PLAIN
from servanda.extraction.plainly import is_plain

VOTED = frozenset({"parliament_vote", "rejected", "first_reading", "committee"})
FIRM = frozenset({"asserted", "planned"})
LOST = frozenset({"rejected", "postponed"})
DEPOSITARY = frozenset({"notify", "effect"})
CONDITIONS = frozenset({"after", "once", "when", "until", "if", "unless", "before"})
YEARS_APART = 2
HISTORY = 0.6
LADDER = 0.08
"""What the stage table adds to the rung it suggests, where a draft is plain."""
SURE = 0.42
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
    doubts: tuple[Doubt, ...] = ()


def tellings(drafts: Sequence[Draft], judge: Judge) -> list[Telling]:
    """The rungs that a report tells, in the order of its text."""
    keys: dict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        keys[key_of(draft)].append(draft)
    features = all_features(keys)
    told = {key: _weigh_key(mine, features[key], judge) for key, mine in keys.items()}
    if max(told.values(), default=0.0) < judge.first_threshold:
        return []
    made = []
    for key, mine in keys.items():
        if told[key] >= judge.threshold:
            states = doubts_of_state(key, mine, told, keys, judge.threshold)
            made += [msgspec.structs.replace(t, doubts=(*t.doubts, *states)) for t in _rungs(mine, told[key], judge)]
    return sorted(made, key=lambda t: (not t.draft.frame.zone.is_title, t.draft.frame.anchor.start))


def _weigh_key(drafts: Sequence[Draft], features: frozenset[str], judge: Judge) -> float:
    """The share of votes for a key; what is said plainly needs none."""
    votes = judge.told.weigh(features)["yes"]
    return max(votes, SURE_AS_PLAIN) if any(map(is_plain, drafts)) else votes


def _rungs(drafts: Sequence[Draft], told: float, judge: Judge) -> list[Telling]:
    best = min(d.frame.rank for d in drafts)
    if all(act_mood(d) in (ASKED, "question") for d in drafts if d.frame.rank == best):
        return []  # an appeal by a third party is no act, nor is a question
    if any(m.value == "fiction" for d in drafts for m in d.frame.ops):
        return []  # what a novel or a game tells has not happened
    objects = {d.frame.object for d in drafts if d.frame.rank == best and d.frame.act}
    if objects == {OTHER}:
        return []  # who signs a letter or leaves a room has not acted on the treaty
    worded = any(_has_word(d) for d in drafts if d.frame.rank == best)
    rungs: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for draft in drafts:
        if worded and not _has_word(draft):
            continue  # where a word tells the step, a sentence without one tells no other
        if draft.frame.rank == best and not _is_rule(draft) and not _is_anybody(draft):
            telling = _weigh(draft, told, judge)
            rungs[telling.stage, _year(draft)].append(telling)
    merged = [_merge(same) for joined in _join_undated(rungs) for same in _apart_by_count(joined)]
    merged = _lend_counts(_one_loss(merged), [d for d in drafts if d.frame.rank == best])
    surest = max((t.sure for t in merged), default=0.0)
    return [t for t in merged if t.sure >= min(SURE, surest)]


def _has_word(draft: Draft) -> bool:
    """Whether a word for the act or the step stands in the draft's own clause."""
    return draft.frame.act is not None or draft.frame.rung is not None


def _weigh(draft: Draft, told: float, judge: Judge) -> Telling:
    stages, certainties = judge.stage.weigh(draft.traits), judge.certainty.weigh(draft.traits)
    if is_plain(draft):  # the ladder is sure of what is plain, and gives its word some weight
        hint = next(t.partition(":")[2] for t in draft.traits if t.startswith("suggested:"))
        stages = {**stages, hint: stages.get(hint, 0.0) + LADDER}
    clear = next((t.partition(":")[2] for t in draft.traits if t.startswith("telltale:")), "")
    if clear:  # actor and step leave no choice
        stages = {**stages, clear: max(*stages.values(), SURE)}
    stage = clear or max(stages, key=lambda name: (stages[name], name))
    if stage == "parliament_vote" and _is_lost(draft):
        stage = "rejected"
    certainty = max(certainties, key=lambda name: (certainties[name], name))
    if certainty in FIRM and stage not in LOST and (act_mood(draft) in ABSENT or is_retracted(draft)):
        certainty = "denied"
    if certainty in FIRM and (is_chance(draft) or is_conditional(draft)):
        certainty = "hypothetical"
    return Telling(
        draft=draft,
        stage=stage,
        certainty=certainty,
        background=is_before(draft.frame) or judge.history.weigh(draft.traits)["yes"] >= HISTORY,
        told=told,
        sure=max(stages.values()),
        doubts=doubt_of("stage", stages, stage) + doubt_of("certainty", certainties, certainty),
    )


def _one_loss(merged: list[Telling]) -> list[Telling]:
    """A vote lost, and its count in the same sentence ("failed, where 13 voted for and 9 against"), are one vote."""
    lost = [t for t in merged if t.stage == "rejected"]
    if len(lost) != 1:
        return merged
    (loss,) = lost
    counts = [
        t
        for t in merged
        if t.stage == "parliament_vote" and t.draft.frame.act is None and _place(t.draft) == _place(loss.draft)
    ]
    return [t for t in merged if t not in counts]


def _place(draft: Draft) -> tuple[bool, int]:
    return draft.frame.zone.is_title, draft.frame.clause.sentence


def _lend_counts(merged: list[Telling], drafts: Sequence[Draft]) -> list[Telling]:
    """A vote told without a count takes the only one that the report gives for its key."""
    counted = {count: d for d in drafts if (count := _count(d))}
    if len(counted) != 1 or any(t.draft.tally for t in merged if t.stage in VOTED):
        return merged
    (lender,) = counted.values()
    return [
        msgspec.structs.replace(
            t,
            draft=msgspec.structs.replace(t.draft, tally=lender.tally, tally_in_title=lender.tally_in_title),
        )
        if t.stage in VOTED
        else t
        for t in merged
    ]


def _is_rule(draft: Draft) -> bool:
    """Whether a draft restates the treaty, without a day: "takes effect six months after the notice is received"."""
    frame = draft.frame
    if frame.rung is None or frame.rung.value not in DEPOSITARY or draft.time is not None or frame.zone.is_title:
        return False
    if frame.clause.opener in CONDITIONS:
        return True
    return frame.rung.value == "effect" and not {"past", "pp"} & set(frame.rung.form.split("|"))


def _is_anybody(draft: Draft) -> bool:
    """Whether "whoever" or "a member" acts, so that the state last spoken of does not."""
    if draft.state.way not in ("focus", "title"):
        return False
    frame = draft.frame
    return any(m.value == "anybody" and m.start < frame.anchor.start for m in frame.clause.of("op"))


def _is_lost(draft: Draft) -> bool:
    """Whether fewer voted for than against; a count decides what became of a vote, whatever its words."""
    votes = draft.tally.votes if draft.tally else None
    return bool(votes and votes.for_ is not None and votes.against is not None and votes.for_ < votes.against)


def _apart_by_count(same: list[Telling]) -> list[list[Telling]]:
    """Two full counts are two votes, of two houses or two readings; what tells no count joins the first."""
    counts = dict.fromkeys(c for t in same if t.stage in VOTED and (c := _count(t.draft)))
    if len(counts) < 2:
        return [same]
    first = next(iter(counts))
    return [[t for t in same if (_count(t.draft) or first) == count] for count in counts]


def _count(draft: Draft) -> tuple[int, int] | None:
    votes = draft.tally.votes if draft.tally else None
    if votes is None or votes.for_ is None or votes.against is None:
        return None
    return votes.for_, votes.against


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
