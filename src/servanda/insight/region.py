"""Who of a circle of states is bound by a treaty on a day, the day before it and ten years before.

A circle is a group with dated members, the states a state borders, or those they border. Members are taken as of the
day told, so a change may come from a treaty or from a group that grew; both counts are kept. Borders are those of
today. What the record does not say is counted as unknown and left out of shares.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from servanda.catalog import Catalog
from servanda.insight.turns import StatusOf, hold_of
from servanda.model import StatusValue
from servanda.model.group import Group
from servanda.model.obligation import Duties, Obligation

REGIONAL = frozenset({"alliance", "union", "region", "organisation"})
WORLDWIDE = 100
"""Members from which a group is no region: the UN, the Commonwealth is just below it."""

DECADE = 10


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """A circle's states by what they are to a treaty on a day; codes, sorted.

    Args:
        bound: parties, those that gave notice of leaving among them.
        leaving: those of the bound that gave notice.
        not_bound: no party, whatever they signed.
        unclear: suspended or contested.
        unknown: the record does not say.
    """

    bound: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    not_bound: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All states of the circle."""
        return len(self.bound) + len(self.not_bound) + len(self.unclear) + len(self.unknown)

    @property
    def share(self) -> float | None:
        """The part of the circle that is bound, 0 to 1, of those whom the record knows; None where it knows none."""
        known = self.total - len(self.unknown)
        return len(self.bound) / known if known else None


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """A circle of states around one state, by side, on the day, on the day before it and ten years before it.

    Args:
        key: of the group, or `neighbours`, `second_neighbours`, `region`.
        kind: `alliance`, `union`, `organisation`, `region`, `neighbours`.
        around: the state it is drawn around, itself left out.
        basis: where its members come from.
    """

    key: str
    name: str
    kind: str
    around: str
    treaty: str
    day: date
    now: Sides
    eve: Sides
    decade: Sides
    basis: str

    @property
    def gained(self) -> tuple[str, ...]:
        """States bound now and not ten years before."""
        return tuple(s for s in self.now.bound if s not in self.decade.bound)

    @property
    def lost(self) -> tuple[str, ...]:
        """States bound ten years before and not now."""
        return tuple(s for s in self.decade.bound if s not in self.now.bound)


class Joint(msgspec.Struct, frozen=True, kw_only=True):
    """A clause on acting together with states that are not bound, and whom it concerns in one alliance.

    Args:
        obligation: the clause.
        group: key of the alliance.
        owed_by: allies who are bound, and so must heed it.
        towards: allies who are not, with whom they may act.
        text: a sentence.
        basis: where it stands.
    """

    obligation: Obligation
    group: str
    owed_by: tuple[str, ...]
    towards: tuple[str, ...]
    text: str
    basis: str


def sides_of(states: Iterable[str], treaty: str, day: date, status_of: StatusOf) -> Sides:
    """Sort states by what they are to a treaty on a day."""
    found: dict[str, list[str]] = {"bound": [], "free": [], "unclear": [], "unknown": []}
    leaving = []
    for code in sorted(set(states)):
        value = status_of(code, treaty, day).status
        hold = hold_of(value)
        found[hold if hold in found else "unclear"].append(code)
        if value is StatusValue.PARTY_LEAVING:
            leaving.append(code)
    return Sides(
        bound=tuple(found["bound"]),
        leaving=tuple(leaving),
        not_bound=tuple(found["free"]),
        unclear=tuple(found["unclear"]),
        unknown=tuple(found["unknown"]),
    )


def circles(state: str, treaty: str, day: date, status_of: StatusOf, catalog: Catalog) -> tuple[Circle, ...]:
    """The alliances, unions and regional groups of a state on a day, its neighbours, theirs, and all of them together.

    A state without land borders has no circles of neighbours.
    """
    found = [
        _circle(group.key, group.short or group.name, group.kind, state, treaty, day, status_of, group=group)
        for group in catalog.groups_of(state, day)
        if group.kind in REGIONAL and len(group.members_on(day)) < WORLDWIDE
    ]
    first, second = rings(state, day, catalog)
    basis = "catalog: land borders of today"
    for key, name, states in (
        ("neighbours", "neighbours by land", first),
        ("second_neighbours", "neighbours of neighbours", second),
        ("region", "neighbours and their neighbours", first + second),
    ):
        if states:
            found.append(_circle(key, name, "neighbours", state, treaty, day, status_of, states=states, basis=basis))
    order = ("alliance", "union", "neighbours", "region", "organisation")
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def rings(state: str, day: date, catalog: Catalog) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The states that one borders by land, and those they border, as far as they existed on the day."""

    def there(codes: Iterable[str]) -> tuple[str, ...]:
        known = (code for code in sorted(set(codes)) if code in catalog.states)
        return tuple(code for code in known if catalog.states[code].exists_on(day.isoformat()))

    first = there(catalog.neighbours(state))
    second = there(code for near in first for code in catalog.neighbours(near))
    return first, tuple(code for code in second if code != state and code not in first)


def _circle(  # noqa: PLR0913 - a circle is drawn once, by what it is made of
    key: str,
    name: str,
    kind: str,
    state: str,
    treaty: str,
    day: date,
    status_of: StatusOf,
    *,
    group: Group | None = None,
    states: Sequence[str] = (),
    basis: str = "",
) -> Circle:
    def sides(on: date) -> Sides:
        members = group.members_on(on) if group else states
        return sides_of((code for code in members if code != state), treaty, on, status_of)

    return Circle(
        key=key,
        name=name,
        kind=kind,
        around=state,
        treaty=treaty,
        day=day,
        now=sides(day),
        eve=sides(day - timedelta(days=1)),
        decade=sides(years_before(day, DECADE)),
        basis=basis or f"catalog: members of {key} on {day}; {'; '.join(group.sources) if group else ''}".rstrip("; "),
    )


def years_before(day: date, years: int) -> date:
    """The same day some years before; 29 February falls back to the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def joint_duties(
    state: str, found: Iterable[Circle], duties: Duties | None, *, bound: bool, catalog: Catalog
) -> tuple[Joint, ...]:
    """Clauses on joint operations with whom they concern, in each alliance or union of a state.

    Args:
        state: the state of the event.
        found: its circles on the day the change takes effect.
        duties: of the treaty; None where the catalog has none.
        bound: whether the state is bound on that day: it then stands among those who owe, else among the others.
        catalog: for names.
    """
    clauses = [one for one in duties.obligations if one.joint] if duties else []
    return tuple(
        joint
        for circle in found
        if circle.kind in ("alliance", "union")
        for clause in clauses
        if (joint := _joint(state, circle, clause, bound=bound, catalog=catalog))
    )


def _joint(state: str, circle: Circle, clause: Obligation, *, bound: bool, catalog: Catalog) -> Joint | None:
    owed_by = tuple(sorted({*circle.now.bound, *([state] if bound else [])}))
    owed_by = tuple(code for code in owed_by if clause.concerns(code))
    towards = tuple(sorted({*circle.now.not_bound, *([] if bound else [state])}))
    if not owed_by or not towards:
        return None
    names = ", ".join(catalog.states[code].name if code in catalog.states else code for code in towards)
    text = (
        f"art. {clause.article}, {clause.what}: binds {len(owed_by)} of {circle.name}'s members "
        f"when they act with {len(towards)} that are not bound: {names}"
    )
    basis = (
        f"catalog: obligations of {clause.treaty}, art. {clause.article}; {circle.basis}; law engine on {circle.day}"
    )
    return Joint(obligation=clause, group=circle.key, owed_by=owed_by, towards=towards, text=text, basis=basis)
