"""Hold the acts on record against the treaty's clauses and the law of treaties; for `servanda ledger check`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from servanda.catalog import Catalog
from servanda.enquiry import acts_under, find_treaty, scope_of
from servanda.law.doubts import Finding, findings_under
from servanda.law.scope import Scope
from servanda.ledger import Doubt, LedgerView, find_doubts
from servanda.model import Act, InputError, Treaty, earliest, latest
from servanda.presentation.findings import CONTRADICTIONS


def doubts_of_law(asked: Iterable[Act], view: LedgerView, catalog: Catalog, *, on: date) -> Iterator[Doubt]:
    """Doubt each act that contradicts the treaty, and each treaty whose own entry the instruments do not give.

    Args:
        asked: acts to doubt.
        view: the record they stand in.
        catalog: treaties and states.
        on: the day up to which a record may claim to be whole.
    """
    groups: dict[str, dict[str, Act]] = {}
    for act in asked:
        groups.setdefault(act.treaty, {})[act.id] = act
    for key, acts in sorted(groups.items()):
        try:
            treaty = find_treaty(key, catalog, view)
        except InputError:
            continue
        if treaty.clauses is not None or treaty.opened or treaty.adopted:
            yield from _under(treaty, acts, view, catalog, on)


def _under(treaty: Treaty, acts: dict[str, Act], view: LedgerView, catalog: Catalog, on: date) -> Iterator[Doubt]:
    known: dict[str, Scope] = {}

    def scope_for(state: str) -> Scope:
        if state not in known:
            who = catalog.states.get(state)
            known[state] = scope_of(who, treaty, catalog=catalog, view=view, on=on) if who else Scope()
        return known[state]

    states = sorted({act.state for act in acts.values()})
    record = acts_under(treaty, scope_for(states[0]), view)
    covered = view.coverage(treaty.key).complete
    told = _told_already(record, acts)
    for found in findings_under(treaty, record, states, scope_for, covered=covered, same=dict(catalog.continued)):
        doubt = _doubt(found, treaty, acts)
        if doubt and not (found.code in {"already_party", "second_consent"} and found.act in told):
            yield doubt


def _told_already(record: Sequence[Act], acts: dict[str, Act]) -> set[str]:
    """Acts of which the record alone says that they are a second consent."""
    return {d.act for d in find_doubts(record) if d.code == "second_consent" and d.act in acts}


def _doubt(found: Finding, treaty: Treaty, acts: dict[str, Act]) -> Doubt | None:
    if found.act is None:
        return Doubt(code=found.code, act="", state="", treaty=treaty.key, text=f"{treaty.key}: {found.why}")
    act, said = acts.get(found.act), CONTRADICTIONS.get(found.code)
    if act is None or said is None or (found.code == "effect_differs" and _told_by_the_record(act)):
        return None
    why = f": {found.why}" if found.why and found.code in {"effect_differs", "too_early", "outside_window"} else ""
    text = f"{act.state} {act.treaty}: {act.kind} of {act.date} {said}{why}"
    return Doubt(code=found.code, act=act.id, state=act.state, treaty=act.treaty, text=text)


def _told_by_the_record(act: Act) -> bool:
    """Whether the record itself doubts the effect: it lies before the act."""
    return act.effective is not None and latest(act.effective) < earliest(act.date)
