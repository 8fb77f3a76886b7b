"""Precedents: exits on record that compare to one, ranked by a stated likeness, each with its course.

Likeness is a sum of stated points, one for each thing two exits share, and every precedent lists them: nobody needs to
trust a score that cannot be added up by hand. Courses are told as distributions, never by the example that suits.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from servanda.catalog import Catalog
from servanda.model import Act, Action, Event, Stage, Treaty, parse_edtf

POINTS: dict[str, int] = {
    "treaty": 4,
    "family": 2,
    "clause": 2,
    "alliance": 1,
    "region": 1,
    "neighbour": 1,
    "stage": 1,
    "justification": 1,
}
"""What two exits may share, and what it counts; the same treaty counts most because the same clause, the same parties
and the same bodies answer."""

RUNGS = (Stage.ANNOUNCED, Stage.PARLIAMENT_VOTE, Stage.NOTIFIED, Stage.EFFECTIVE)
"""The rungs of a course that are timed, in order."""


class Exit(msgspec.Struct, frozen=True, kw_only=True):
    """One exit on record, or under way.

    Args:
        notified: day the notice was received, EDTF.
        effective: day of effect as published or stated, EDTF; None where the record has none.
        revoked: day the notice was taken back, EDTF.
        returned: day of the next consent after it, EDTF.
        acts: ids of the acts it is made of.
        rungs: stage -> day of rungs before and after the notice, from events.
        arguments: codes of what was said for it, from events.
    """

    state: str
    treaty: str
    notified: str
    effective: str | None = None
    revoked: str | None = None
    returned: str | None = None
    acts: tuple[str, ...] = ()
    rungs: dict[str, str] = {}
    arguments: tuple[str, ...] = ()

    @property
    def days(self) -> dict[str, int]:
        """Days between timed rungs that are known to the day: `notified_effective`, `announced_notified`, …."""
        known = {Stage.NOTIFIED.value: self.notified, **self.rungs}
        if self.effective and not self.revoked:
            known[Stage.EFFECTIVE.value] = self.effective
        days = {stage: parse_edtf(day).first for stage, day in known.items() if parse_edtf(day).is_day}
        timed = [stage.value for stage in RUNGS if stage.value in days]
        return {
            f"{first}_{then}": (days[then] - days[first]).days
            for n, first in enumerate(timed)
            for then in timed[n + 1 :]
            if days[then] >= days[first]
        }

    def end_on(self, day: date) -> str:
        """What has become of it by a day: `revoked`, `effective`, `returned` after effect, or `pending`."""

        def past(text: str | None) -> bool:
            return text is not None and parse_edtf(text).first <= day

        if past(self.revoked):
            return "revoked"
        if past(self.returned):
            return "returned"
        return "effective" if past(self.effective) else "pending"


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What an exit is compared by.

    Args:
        clause: type of the exit clause: its delay's style and period, and whether reasons are asked for.
        alliances, regions: keys of the state's groups on the day of the notice.
        near: the states it borders.
        stage: the furthest rung reached.
        arguments: codes of what was said for it.
    """

    state: str
    treaty: str
    family: str
    clause: str
    alliances: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    stage: str = ""
    arguments: frozenset[str] = frozenset()


class Precedent(msgspec.Struct, frozen=True, kw_only=True):
    """An exit that compares.

    Args:
        exit: what happened.
        shares: what it shares with the case, with the points each counts.
        score: their sum.
        end: what had become of it on the day asked about.
        text: a sentence.
        basis: ids of its acts.
    """

    exit: Exit
    shares: dict[str, int]
    score: int
    end: str
    text: str
    basis: str


def exits_on_record(acts: Iterable[Act], *, upto: date | None = None) -> tuple[Exit, ...]:
    """Every notice of leaving on record, with what became of it; by day.

    A revocation belongs to the last notice before it that took no effect before it; a consent after the day of effect
    is a return. Acts for a territory or towards one state are no exits.
    """
    courses: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        if act.territory is None and act.towards is None:
            courses.setdefault((act.state, act.treaty), []).append(act)
    found = [one for course in courses.values() for one in _exits_of(sorted(course, key=_day))]
    kept = [one for one in found if upto is None or parse_edtf(one.notified).first <= upto]
    return tuple(sorted(kept, key=lambda one: (parse_edtf(one.notified).first, one.treaty, one.state)))


def _day(act: Act) -> tuple[date, str]:
    return parse_edtf(act.date).first, act.id


def _exits_of(course: list[Act]) -> Iterable[Exit]:
    for n, act in enumerate(course):
        if act.kind is not Action.WITHDRAWAL:
            continue
        later = course[n + 1 :]
        effective = act.effective or act.stated
        revoked = next((a for a in later if _takes_back(a, effective)), None)
        following = next((a for a in later if a.kind is Action.WITHDRAWAL), None)
        if revoked and following and _day(following) < _day(revoked):
            revoked = None
        back = None if revoked else next((a for a in later if a.kind in _BACK and _after(a, effective)), None)
        parts = [a for a in (act, revoked, back) if a]
        yield Exit(
            state=act.state,
            treaty=act.treaty,
            notified=act.date,
            effective=effective,
            revoked=revoked.date if revoked else None,
            returned=back.date if back else None,
            acts=tuple(a.id for a in parts),
        )


_BACK = frozenset({Action.RATIFICATION, Action.ACCEPTANCE, Action.APPROVAL, Action.ACCESSION})


def _takes_back(act: Act, effective: str | None) -> bool:
    if act.kind is not Action.REVOCATION or act.of not in (None, Action.WITHDRAWAL):
        return False
    return effective is None or parse_edtf(act.date).first < parse_edtf(effective).first


def _after(act: Act, effective: str | None) -> bool:
    return effective is not None and parse_edtf(act.date).first >= parse_edtf(effective).first


def with_events(exits: Sequence[Exit], events: Iterable[Event]) -> tuple[Exit, ...]:
    """The exits with the rungs that standing events on the same state and treaty tell of them, up to the notice."""
    told: dict[tuple[str, str | None], list[Event]] = {}
    for event in events:
        if event.action is Action.WITHDRAWAL and event.stands and event.date:
            told.setdefault((event.state, event.treaty), []).append(event)
    return tuple(_told(one, told.get((one.state, one.treaty), ())) for one in exits)


def _told(one: Exit, events: Iterable[Event]) -> Exit:
    timed = {stage.value for stage in RUNGS} - {Stage.NOTIFIED.value, Stage.EFFECTIVE.value}
    rungs: dict[str, str] = {}
    for event in events:
        if event.date and event.stage in timed and parse_edtf(event.date).first <= parse_edtf(one.notified).last:
            rungs[event.stage.value] = min(rungs.get(event.stage.value, event.date), event.date)
    return msgspec.structs.replace(one, rungs={**one.rungs, **rungs})


def profile_of(
    state: str,
    treaty: str,
    day: date,
    catalog: Catalog,
    *,
    stage: str = Stage.NOTIFIED.value,
    arguments: Iterable[str] = (),
) -> Profile:
    """What an exit by a state from a treaty on a day is compared by."""
    groups = catalog.groups_of(state, day)
    what = catalog.treaties.get(treaty)
    return Profile(
        state=state,
        treaty=treaty,
        family=what.family if what else "",
        clause=clause_type(what, state),
        alliances=frozenset(g.key for g in groups if g.kind in ("alliance", "union")),
        regions=frozenset(g.key for g in groups if g.kind in ("region", "organisation") and g.key != "un"),
        near=frozenset(catalog.neighbours(state)),
        stage=stage,
        arguments=frozenset(arguments),
    )


def clause_type(treaty: Treaty | None, state: str) -> str:
    """The type of a treaty's exit clause: `silent`, `no`, or style and period of its delay; empty where unknown."""
    if treaty is None or treaty.clauses is None:
        return ""
    rule = treaty.clauses.withdrawal_of(state)
    if rule.delay is None:
        return rule.allowed
    reasons = " with reasons" if rule.reasons_required else ""
    return f"{rule.delay.style} {rule.delay.period or ''}".strip() + reasons


def likeness(one: Profile, other: Profile) -> dict[str, int]:
    """What two exits share, with the points each counts."""
    same = {
        "treaty": one.treaty == other.treaty,
        "family": bool(one.family) and one.family == other.family,
        "clause": bool(one.clause) and one.clause == other.clause,
        "alliance": bool(one.alliances & other.alliances),
        "region": bool(one.regions & other.regions),
        "neighbour": other.state in one.near,
        "stage": bool(one.stage) and one.stage == other.stage,
        "justification": bool(one.arguments & other.arguments),
    }
    return {name: POINTS[name] for name, shared in same.items() if shared}


def precedents(
    case: Profile, exits: Iterable[Exit], *, on: date, catalog: Catalog, least: int = 3
) -> tuple[Precedent, ...]:
    """Exits that compare to a case, the likest first, then the latest.

    Args:
        case: what the case is compared by; its own notices are left out when they are of the same state and treaty.
        exits: on record by the day.
        on: the day asked about; nothing after it is used.
        catalog: the world.
        least: points from which an exit compares.
    """
    found = []
    for one in exits:
        begun = parse_edtf(one.notified).first
        if begun > on or (one.state, one.treaty) == (case.state, case.treaty):
            continue
        end = one.end_on(on)
        stage = Stage.NOTIFIED if end == "pending" else Stage.EFFECTIVE
        reached = stage.value if end != "revoked" else Stage.REVOKED.value
        shares = likeness(
            case, profile_of(one.state, one.treaty, begun, catalog, stage=reached, arguments=one.arguments)
        )
        score = sum(shares.values())
        if score >= least:
            text, basis = _line(one, end, catalog), f"acts {', '.join(one.acts)}"
            found.append(Precedent(exit=one, shares=shares, score=score, end=end, text=text, basis=basis))
    return tuple(sorted(found, key=lambda p: (-p.score, -parse_edtf(p.exit.notified).first.toordinal(), p.exit.state)))


def _line(one: Exit, end: str, catalog: Catalog) -> str:
    state, treaty = catalog.states.get(one.state), catalog.treaties.get(one.treaty)
    name = (treaty.short or treaty.title) if treaty else one.treaty
    ends: Mapping[str, str] = {
        "pending": f"no effect yet{f', due on {one.effective}' if one.effective else ''}",
        "effective": f"out on {one.effective}",
        "revoked": f"taken back on {one.revoked}",
        "returned": f"out on {one.effective}, back by consent of {one.returned}",
    }
    return f"{state.name if state else one.state}, {name}: notice of {one.notified}, {ends[end]}"
