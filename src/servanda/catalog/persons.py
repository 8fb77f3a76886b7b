"""The register of persons in office: rows of data -> dated tenures.

A row is one office of one state with its holders in order of time. A holder without an end stays until the next one
begins; the last one is open. What is not on record is not known: there is no row for guesses.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from servanda.catalog.world import fault
from servanda.catalog.yamlfile import read_yaml
from servanda.model.dates import earliest
from servanda.model.errors import InputError
from servanda.model.person import Tenure
from servanda.model.state import State

_CALLED = {
    "head_of_state": ("president", "head_of_state"),
    "head_of_government": ("prime_minister", "head_of_government"),
    "foreign_minister": ("foreign_minister",),
    "defence_minister": ("defence_minister",),
}
"""The titles an office goes by where its row names no others."""

_SMALL = frozenset(["al", "ben", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la", "le"])
_SMALL |= {"ter", "van", "von", "y", "zu"}
"""Little words that belong to the surname behind them."""


def read_persons(folder: Path, states: Mapping[str, State]) -> tuple[Tenure, ...]:
    """Tenures of all files, in the order of files, rows and holders.

    Args:
        folder: holds `persons/*.yaml` and `persons/schema.json`.
        states: of the catalog; a row of another state is refused.

    Raises:
        DataError: naming file and line.
    """
    found: list[Tenure] = []
    seen: set[tuple[str, str]] = set()
    for path in sorted((folder / "persons").glob("*.yaml")):
        content = read_yaml(path, folder / "persons" / "schema.json")
        for index, row in enumerate(content["offices"]):
            steps = ["offices", index]
            if row["state"] not in states:
                raise fault(path, [*steps, "state"], f"no state {row['state']} in states.yaml")
            if (row["state"], row["office"]) in seen:
                raise fault(path, steps, f"{row['office']} of {row['state']} stands twice")
            seen.add((row["state"], row["office"]))
            try:
                found += _tenures(row, content)
            except InputError as error:
                raise fault(path, steps, str(error)) from error
    return tuple(found)


def _tenures(row: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[Tenure]:
    holders = row["holders"]
    for holder, following in zip(holders, [*holders[1:], None], strict=True):
        if following and earliest(following["from"]) < earliest(holder["from"]):
            text = f"{following['name']} stands after {holder['name']}, yet begins before"
            raise InputError(text, value=row["state"])
        yield Tenure(
            state=row["state"],
            office=row["office"],
            called=tuple(row.get("called", _CALLED[row["office"]])),
            name=holder["name"],
            since=holder["from"],
            until=holder.get("to", following["from"] if following else None),
            vouched=row.get("looked_through", content["looked_through"]),
            surname=holder.get("surname", surname_of(holder["name"])),
            variants=tuple(holder.get("variants", ())),
            sources=(*row.get("sources", ()), *content["sources"]),
        )


def surname_of(name: str) -> str:
    """The last part of a name with the little words that belong to it.

    Example:
        >>> surname_of("Ursula von der Leyen"), surname_of("Gitanas Nausėda")
        ('von der Leyen', 'Nausėda')
    """
    parts = name.split()
    first = len(parts) - 1
    while first > 1 and parts[first - 1].lower() in _SMALL:
        first -= 1
    return " ".join(parts[first:])
