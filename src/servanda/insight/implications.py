"""What an event means for others, computed from catalog, record and law; every line says from what.

Unknown stays unknown: a state of which the record says nothing is counted as such, never as not bound.
"""

from collections.abc import Iterable, Iterator, Sequence

from servanda.insight.case import BOUND, NOT_BOUND, Case
from servanda.insight.law_view import supposed_notice
from servanda.model import Act, Action, Implication, StatusValue, parse_edtf
from servanda.model.group import Group

ALLIED = frozenset({"alliance", "union"})
"""Kinds of group whose members plan or act together, so that unlike commitments matter."""

EXITS_SHOWN = 8


def draw_implications(
    case: Case, elsewhere: Sequence[Act] = (), obligations: Sequence[Implication] = ()
) -> tuple[Implication, ...]:
    """All implications of one event.

    Args:
        case: the event beside record, law and chamber.
        elsewhere: acts on other treaties of the same family, for comparable exits.
        obligations: what becomes of the obligations; see `insight.owed`.
    """
    if case.treaty is None:
        return ()
    return (
        *_allies(case),
        *_neighbours(case),
        *_exit(case),
        *_tail(case),
        *obligations,
        *_precedents(case, elsewhere),
        *_parties(case),
    )


def _allies(case: Case) -> Iterator[Implication]:
    state = case.event.state
    for group in case.catalog.groups_of(state, case.on):
        if group.kind in ALLIED:
            others = [s for s in group.members_on(case.on) if s != state]
            yield from _sorted_by_status(case, others, "allies", group.short or group.name, _group_basis(group, case))


def _neighbours(case: Case) -> Iterator[Implication]:
    near = case.catalog.neighbours(case.event.state)
    living = [s for s in near if s in case.catalog.states and case.catalog.states[s].exists_on(case.on.isoformat())]
    yield from _sorted_by_status(case, living, "neighbours", "neighbours by land", "catalog: land borders")


def _sorted_by_status(case: Case, states: Iterable[str], kind: str, name: str, basis: str) -> Iterator[Implication]:
    """One line each for the bound, the not bound, the unclear and those of whom the record says nothing."""
    found: dict[str, list[str]] = {"bound": [], "not_bound": [], "unclear": [], "unknown": []}
    for code in states:
        found[_side(case, code)].append(code)
    words = {
        "bound": "bound by",
        "not_bound": "not bound by",
        "unclear": "in an unclear position under",
        "unknown": "not on record for",
    }
    total = sum(map(len, found.values()))
    for side, codes in found.items():
        if codes:
            names = ", ".join(case.name(c) for c in codes)
            yield Implication(
                kind=f"{kind}_{side}",
                text=f"{name}: {len(codes)} of {total} {words[side]} {case.treaty_name} on {case.on}: {names}",
                states=tuple(codes),
                basis=f"{basis}; {case.coverage or 'ledger'}; law engine on {case.on}",
            )


def _side(case: Case, code: str) -> str:
    found = case.status(code, case.on)
    if found is None or found.status is StatusValue.NOT_COVERED:
        return "unknown"
    if found.status in BOUND:
        return "bound"
    return "not_bound" if found.status in NOT_BOUND else "unclear"


def _group_basis(group: Group, case: Case) -> str:
    return f"catalog: members of {group.key} on {case.on}"


def _exit(case: Case) -> Iterator[Implication]:
    """What the treaty makes of the notice, or that it has no clause for it."""
    found = supposed_notice(case)
    if found is None:
        return
    day, supposed = found
    answer = supposed.if_party or supposed
    readings = [r for r in answer.effective_readings if r.preferred] or list(answer.effective_readings)
    what = "leaves" if case.leaving else "is bound"
    lead = "notice" if case.notified_on else "if notice were given"
    if readings and answer.effective:
        text = f"{lead} on {day}: {case.name(case.event.state)} {what} on {answer.effective} ({readings[0].why})"
    elif case.leaving and "no_exit_clause" in answer.findings:
        text = f"{case.treaty_name} has no exit clause: no date follows from it"
    else:
        return
    if supposed.if_party:
        text += "; provided that it is a party, which the record does not say"
    yield Implication(
        kind="exit_clause" if case.leaving else "entry_clause",
        text=text,
        states=(case.event.state,),
        basis=f"clauses of {case.treaty_name}; law engine",
    )


def _tail(case: Case) -> Iterator[Implication]:
    """What holds the state back, what outlives the exit, and what goes with it."""
    clauses = case.treaty.clauses if case.treaty else None
    if not case.leaving or clauses is None or case.treaty is None:
        return
    rule, name = clauses.withdrawal_of(case.event.state), case.treaty_name
    if rule.conflict:
        tested = "the notice period ends" if rule.conflict.tested == "expiry" else "notice is given"
        text = f"the exit waits for {rule.conflict.until} if, when {tested}: {rule.conflict.condition}"
        yield _clause(case, "conflict", text, rule.conflict.article)
    for tail in rule.survival:
        yield _clause(case, "survives", f"{tail.what}{f' for {tail.period}' if tail.period else ''}", tail.article)
    if rule.below:
        text = f"fewer than {rule.below.parties} parties: {rule.below.effect or 'the treaty ends'}"
        yield _clause(case, "below_number", text, rule.below.article)
    for child in sorted(case.catalog.treaties.values(), key=lambda t: t.key):
        if child.parent == case.treaty.key and child.clauses and child.clauses.parent_exit:
            text = f"leaving {name} leaves {child.short or child.title} as well"
            yield _clause(case, "leaves_with_it", text, child.clauses.parent_exit, child.key)


def _clause(case: Case, kind: str, text: str, article: str | None, key: str | None = None) -> Implication:
    basis = f"catalog: clauses of {key or case.event.treaty}" + (f", {article}" if article else "")
    return Implication(kind=kind, text=text, states=(case.event.state,), basis=basis)


def _precedents(case: Case, elsewhere: Sequence[Act]) -> Iterator[Implication]:
    """Exits on record from this treaty, then from its family."""
    if not case.leaving:
        return
    own = [a for a in case.acts if a not in case.recorded]
    for acts, name, kind in ((own, case.treaty_name, "exits"), (elsewhere, "treaties of its family", "exits_family")):
        gone = [a for a in _exits(acts, case) if (a.state, a.treaty) != (case.event.state, case.event.treaty)]
        if gone:
            told = "; ".join(_exit_line(case, a) for a in gone[:EXITS_SHOWN])
            yield Implication(
                kind=kind,
                text=f"{len(gone)} exit{'s' if len(gone) > 1 else ''} on record from {name}: {told}",
                states=tuple(dict.fromkeys(a.state for a in gone)),
                basis="acts " + ", ".join(a.id for a in gone[:EXITS_SHOWN]),
            )


def _exits(acts: Iterable[Act], case: Case) -> list[Act]:
    """Notices of withdrawal not taken back, newest first."""
    acts = list(acts)
    kept = [a for a in acts if a.kind is Action.WITHDRAWAL and a.territory is None and not _revoked(a, acts)]
    past = [a for a in kept if parse_edtf(a.date).first <= case.on]
    return sorted(past, key=lambda a: (parse_edtf(a.date).first, a.id), reverse=True)


def _revoked(act: Act, acts: Iterable[Act]) -> bool:
    return any(
        a.kind is Action.REVOCATION
        and (a.state, a.treaty) == (act.state, act.treaty)
        and a.of in {None, Action.WITHDRAWAL}
        and parse_edtf(a.date).first >= parse_edtf(act.date).first
        for a in acts
    )


def _exit_line(case: Case, act: Act) -> str:
    where = "" if act.treaty == case.event.treaty else f" from {_short(case, act.treaty)}"
    effect = f", out on {act.effective}" if act.effective else ""
    return f"{case.name(act.state)}{where} by notice of {act.date}{effect}"


def _short(case: Case, key: str) -> str:
    treaty = case.catalog.treaties.get(key)
    return (treaty.short or treaty.title) if treaty else key


def _parties(case: Case) -> Iterator[Implication]:
    """How many parties the record knows on the day."""
    states = sorted({a.state for a in case.acts})
    bound = [s for s in states if _side(case, s) == "bound"]
    if bound:
        whole = "" if case.covered else "; the record of this treaty is not complete, so there may be more"
        count = f"{len(bound)} {'party' if len(bound) == 1 else 'parties'}"
        yield Implication(
            kind="parties",
            text=f"{count} on record to {case.treaty_name} on {case.on}{whole}",
            states=tuple(bound),
            basis=f"{case.coverage or 'ledger'}; law engine on {case.on}",
        )
