"""Readers of states, approvals, borders, groups and chambers: rows of data -> nouns, checked against each other."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from servanda.catalog.yamlfile import line_of, read_yaml
from servanda.model.chamber import Chamber, Seats
from servanda.model.dates import earliest
from servanda.model.errors import DataError, ServandaError
from servanda.model.group import Group, Membership
from servanda.model.state import Approval, Name, State, Succession

_FIELDS = (
    ("names", "name"),
    ("abbreviations", "abbreviation"),
    ("demonyms", "demonym"),
    ("capitals", "capital"),
    ("seats", "seat"),
    ("metonyms", "metonym"),
    ("former_names", "former_name"),
)
"""Field of a row -> kind of Name."""

T = TypeVar("T")
Rows = list[dict[str, Any]]


def read_states(folder: Path) -> dict[str, State]:
    """States by code, with who must approve; codes, alpha-2 codes and successors are checked."""
    path = folder / "states.yaml"
    if not path.is_file():
        return {}
    rows: Rows = read_yaml(path, folder / "states.schema.json")
    approvals = _read_approvals(folder)
    states: dict[str, State] = {}
    for index, row in enumerate(rows):
        if row["code"] in states:
            raise fault(path, [index, "code"], f"state {row['code']} stands twice")
        states[row["code"]] = _made(path, [index], partial(_state, row, approvals.get(row["code"])))
    for index, row in enumerate(rows):
        for successor in row.get("successors", {}):
            _known(path, [index, "successors"], successor, states)
    for code in approvals:
        if code not in states:
            raise DataError(f"no state {code}", value=code, where="approvals.yaml")
    return states


def read_borders(folder: Path, states: Mapping[str, State]) -> dict[str, tuple[str, ...]]:
    """Land neighbours by code; a border must stand on both sides."""
    path = folder / "borders.yaml"
    if not path.is_file():
        return {}
    borders: dict[str, list[str]] = read_yaml(path, folder / "borders.schema.json")["borders"]
    for code, others in borders.items():
        _known(path, ["borders", code], code, states)
        for other in others:
            _known(path, ["borders", code], other, states)
            if code not in borders.get(other, ()):
                raise fault(path, ["borders", code], f"{code} borders {other}, but {other} does not border {code}")
    return {code: tuple(sorted(others)) for code, others in sorted(borders.items())}


def read_groups(folder: Path, states: Mapping[str, State]) -> dict[str, Group]:
    """Groups by key, from one file a group."""
    groups: dict[str, Group] = {}
    for path in sorted((folder / "groups").glob("*.yaml")):
        row = read_yaml(path, folder / "groups" / "schema.json")
        if row["key"] != path.stem:
            raise fault(path, ["key"], f"key {row['key']} is not the name of the file")
        spells = _memberships(path, row, states)
        kept = {k: v for k, v in row.items() if k not in {"joined", "left"}}
        groups[row["key"]] = Group(**_tuples(kept), memberships=spells)
    return groups


def read_chambers(folder: Path, states: Mapping[str, State]) -> tuple[Chamber, ...]:
    """Chambers of all files, in the order of files and rows; ids are unique and states known."""
    found: dict[str, Chamber] = {}
    for path in sorted((folder / "chambers").glob("*.yaml")):
        rows: Rows = read_yaml(path, folder / "chambers" / "schema.json")
        for index, row in enumerate(rows):
            _known(path, [index, "state"], row["state"], states)
            if row["id"] in found or not row["id"].startswith(row["state"].lower() + "-"):
                raise fault(path, [index, "id"], f"id {row['id']} stands twice or does not begin with its state")
            found[row["id"]] = _made(path, [index], partial(_chamber, row))
    for code, state in states.items():
        approval = state.approval
        for chamber in (*(approval.ratification or ()), *(approval.exit or ())) if approval else ():
            if chamber not in found or found[chamber].state != code:
                raise DataError(f"{code} has no chamber {chamber}", value=chamber, where="approvals.yaml")
    return tuple(found.values())


def fault(path: Path, steps: list[Any], message: str) -> DataError:
    """A DataError that names file and line of the value at `steps`."""
    line = line_of(path.read_text(encoding="utf-8"), steps)
    return DataError(message, where=f"{path.name}:{line}")


def _read_approvals(folder: Path) -> dict[str, Approval]:
    path = folder / "approvals.yaml"
    if not path.is_file():
        return {}
    rows: dict[str, dict[str, Any]] = read_yaml(path, folder / "approvals.schema.json")
    return {code: Approval(**_tuples(row)) for code, row in rows.items()}


def _state(row: dict[str, Any], approval: Approval | None) -> State:
    doubtful = set(row.get("ambiguous", ()))
    pairs = [(row["name"], "name"), (row.get("official", ""), "name")]
    pairs += [(text, kind) for field, kind in _FIELDS for text in row.get(field, ())]
    pairs += [(plural(text), "demonym") for text in row.get("demonyms", ())]
    texts = dict.fromkeys((text, kind) for text, kind in pairs if text)
    if strange := doubtful - {text for text, _ in texts}:
        raise DataError(f"ambiguous names nobody gave: {', '.join(sorted(strange))}", value=row["code"])
    kept = {k: row[k] for k in ("code", "iso2", "name", "official", "kind", "since", "until", "note") if k in row}
    return State(
        **kept,
        names=tuple(Name(text=text, kind=kind, ambiguous=text in doubtful) for text, kind in texts),
        successors=tuple(Succession(state=k, mode=v) for k, v in row.get("successors", {}).items()),
        approval=approval,
        codes=tuple(row.get("codes", ())),
        sources=tuple(row.get("sources", ())),
    )


def plural(demonym: str) -> str:
    """The plural that follows by rule (Latvian, Iraqi, Czech), else nothing: irregular ones stand in the data."""
    return demonym + "s" if demonym.endswith(("an", "i", "ian", "ene")) else ""


def _memberships(path: Path, row: dict[str, Any], states: Mapping[str, State]) -> tuple[Membership, ...]:
    """Pair each leaving with the last joining before it."""
    joins = [(code, day) for day, codes in row["joined"].items() for code in codes]
    leaves = [(code, day) for day, codes in row.get("left", {}).items() for code in codes]
    for code, day in joins + leaves:
        _known(path, ["joined" if (code, day) in joins else "left", day], code, states)
    ends: dict[tuple[str, str], str] = {}
    for code, day in sorted(leaves, key=lambda pair: earliest(pair[1])):
        before = [j for c, j in joins if c == code and earliest(j) <= earliest(day) and (c, j) not in ends]
        if not before:
            raise fault(path, ["left", day], f"{code} leaves on {day} without having joined")
        ends[code, max(before, key=earliest)] = day
    ordered = sorted(joins, key=lambda pair: (earliest(pair[1]), pair[0]))
    return tuple(Membership(state=code, joined=day, left=ends.get((code, day))) for code, day in ordered)


def _chamber(row: dict[str, Any]) -> Chamber:
    history = tuple(Seats(**seats) for seats in row.get("history", ()))
    return Chamber(**_tuples({k: v for k, v in row.items() if k != "history"}), history=history)


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _known(path: Path, steps: list[Any], code: str, states: Mapping[str, State]) -> None:
    if code not in states:
        raise fault(path, steps, f"no state {code} in states.yaml")


def _made(path: Path, steps: list[Any], make: Callable[[], T]) -> T:
    """Make a noun; what it refuses is told with file and line."""
    try:
        return make()
    except ServandaError as error:
        raise fault(path, steps, error.message) from error
