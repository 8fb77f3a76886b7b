"""Rows to acts: a plan of what an import would write, and all that stands in its way. Pure; the ledger writes it."""

import difflib
import re
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.ledger.identity import identified
from servanda.ledger.rows import Row
from servanda.ledger.tables.numbers import by_number
from servanda.ledger.view import COLLECTED, OUTSIDE
from servanda.model import Act, Action, InputError, Reject, Treaty, is_edtf

_NUMBER = re.compile(r"untc:\s*([ivxlc]+(?:[-.][a-e])?)[-.](\d{1,3})[-.]?([a-z0-9-]*)", re.IGNORECASE)
_COLLECTED = re.compile(rf"{COLLECTED}[a-z0-9-]+")
_DATES = ("date", "effective", "known_from", "stated")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Acts that may be written, and the rows that may not with where and why."""

    acts: tuple[Act, ...] = ()
    rejects: tuple[Reject, ...] = ()


def plan_import(
    rows: Iterable[Row], catalog: Catalog, *, recorded: Sequence[Act] = (), treaties: Mapping[str, Treaty] | None = None
) -> Plan:
    """Resolve the names in each row and make acts of them.

    Args:
        rows: what the files say.
        catalog: for names of states and treaties.
        recorded: acts on record, which a row may correct.
        treaties: treaties outside the catalog that the ledger holds, by key in lower case.
    """
    acts: dict[str, Act] = {}
    known = {act.id: act for act in recorded}
    on_record = ChainMap(acts, known)
    rejects = []
    for row in rows:
        try:
            act = _act(row, catalog, on_record, treaties or {})
        except InputError as error:
            rejects.append(Reject(where=row.where, reason=error.message, hint=error.hint))
        else:
            acts[act.id] = act
    return Plan(acts=tuple(acts.values()), rejects=tuple(rejects))


def _act(row: Row, catalog: Catalog, known: Mapping[str, Act], treaties: Mapping[str, Treaty]) -> Act:
    if row.problem:
        raise InputError(row.problem)
    cells = dict(row.cells)
    for column in ("state", "treaty", "act", "date"):
        if column not in cells:
            raise InputError(f"has no {column}")
    for column in _DATES:
        if column in cells and not is_edtf(cells[column]):
            hint = "write 2024, 2024-07 or 2024-07-18"
            raise InputError(f"{column} “{cells[column]}” is not a date", value=cells[column], hint=hint)
    cells["state"] = catalog.state(cells["state"]).code
    if "towards" in cells:
        cells["towards"] = catalog.state(cells["towards"]).code
    cells["treaty"] = find_key(cells["treaty"], catalog, treaties)
    kind, of = _action(cells.pop("act")), cells.pop("of", None)
    corrects = cells.pop("corrects", None)
    fields: dict[str, Any] = {key: cell for key, cell in cells.items() if key not in ("id", "recorded_at")}
    act = Act(id="-", kind=kind, of=_action(of) if of else None, **fields)
    if corrects:
        act = msgspec.structs.replace(act, corrects=_corrected(corrects, act, known))
    return identified(act)


def find_key(text: str, catalog: Catalog, treaties: Mapping[str, Treaty]) -> str:
    """The key of a treaty of catalog or ledger; `untc:IV-8` or a data set's `many:…` stands for one neither knows.

    Raises:
        InputError: with the nearest names.
    """
    number = _NUMBER.fullmatch(text.strip())
    if text.strip().lower() in treaties:
        return treaties[text.strip().lower()].key
    if _COLLECTED.fullmatch(text.strip()):
        return text.strip()
    if not number:
        return catalog.treaty(text).key
    rest = f"-{number[3]}" if number[3] else ""
    mtdsg = f"{number[1].upper().replace('.', '-')}-{number[2]}{rest}"
    return by_number(mtdsg, catalog) or f"{OUTSIDE}{mtdsg}"


def _action(text: str) -> Action:
    word = text.strip().lower().replace(" ", "_").replace("-", "_")
    try:
        return Action(word)
    except ValueError:
        near = difflib.get_close_matches(word, list(Action), n=3, cutoff=0.6)
        hint = f"nearest: {', '.join(near)}" if near else f"acts are {', '.join(Action)}"
        raise InputError(f"no act “{text}”", value=text, hint=hint) from None


def _corrected(text: str, act: Act, known: Mapping[str, Act]) -> str:
    """The id that `corrects` means: an id, or the date of the same state's act of that kind on that treaty."""
    if text in known:
        return text
    alike = [
        a.id for a in known.values() if (a.state, a.treaty, a.kind, a.date) == (act.state, act.treaty, act.kind, text)
    ]
    if alike:
        return alike[-1]
    raise InputError(f"corrects “{text}”, which is not on record", value=text, hint="see: servanda ledger log")
