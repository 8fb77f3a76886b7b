"""Hold published days of effect on record against what the treaty's clauses give; for `servanda ledger check`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from servanda.catalog import Catalog
from servanda.law import spells
from servanda.ledger import Doubt, LedgerView
from servanda.model import Act, Treaty, parse_edtf


def doubts_of_law(asked: Iterable[Act], view: LedgerView, catalog: Catalog, *, on: date) -> Iterator[Doubt]:
    """Doubt each act whose published day of effect the clauses do not give, where they give one at all."""
    for act in asked:
        treaty = catalog.treaties.get(act.treaty)
        if act.effective and treaty and treaty.clauses and not act.territory:
            days = _days_without(act, treaty, view.acts(treaty=act.treaty), on)
            if days and not any(span.first <= day <= span.last for day in days for span in [parse_edtf(act.effective)]):
                given = " or ".join(day.isoformat() for day in days)
                said = f"{act.state} {act.treaty}: {act.kind} of {act.date}: published effect {act.effective}"
                text = f"{said}, where the clauses give {given}"
                yield Doubt(code="effect_differs", act=act.id, state=act.state, treaty=act.treaty, text=text)


def _days_without(act: Act, treaty: Treaty, acts: Sequence[Act], on: date) -> list[date]:
    """The first days of the spells that this act brings when its published day of effect is not told."""
    blind = tuple(msgspec.structs.replace(a, effective=None) if a.id == act.id else a for a in acts)
    found = spells(act.state, treaty, blind, on=max(on, parse_edtf(act.effective or act.date).last), covered=True)
    named = [spell for spell in found if any(reason.act == act.id for reason in spell.reasons)]
    return [spell.from_ for spell in named if spell.from_ and spell.from_ > parse_edtf(act.date).first]
