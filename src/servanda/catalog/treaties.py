"""The reader of treaties: identity (`treaties/`) joined with clauses (`clauses/`) on the key."""

from pathlib import Path
from typing import Any

import msgspec

from servanda.catalog.yamlfile import line_of, read_yaml
from servanda.model.errors import DataError, ServandaError

try:
    from servanda.model.treaty import Treaty
except ModuleNotFoundError:  # the noun is being written
    Treaty = Any  # type: ignore[misc,assignment]

Rows = list[dict[str, Any]]


def read_treaties(folder: Path) -> dict[str, Treaty]:
    """Treaties by key; a file of identities is a list of rows, a row of clauses belongs to the treaty of its key."""
    clauses = _read_clauses(folder)
    treaties: dict[str, Treaty] = {}
    for path, index, row in _rows(folder / "treaties"):
        key = row["key"]
        if key in treaties:
            raise _fault(path, index, f"treaty {key} stands twice")
        try:
            treaties[key] = msgspec.convert(row | {"clauses": clauses.pop(key, None)}, Treaty)
        except (msgspec.ValidationError, ServandaError) as error:
            raise _fault(path, index, f"treaty {key}: {error}") from error
    if clauses and treaties:
        raise DataError(f"clauses of treaties nobody names: {', '.join(sorted(clauses))}", where="clauses/")
    return treaties


def _read_clauses(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, index, row in _rows(folder / "clauses"):
        if row["key"] in found:
            raise _fault(path, index, f"clauses of {row['key']} stand twice")
        found[row["key"]] = {k: v for k, v in row.items() if k != "key"}
    return found


def _rows(folder: Path) -> list[tuple[Path, int, dict[str, Any]]]:
    """Each row of each file with its place; a file is a list, or holds one under its only key."""
    schema = folder / "schema.json"
    rows: list[tuple[Path, int, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yaml")):
        raw = read_yaml(path, schema if schema.is_file() else None) or []
        members: Rows = next((v for v in raw.values() if isinstance(v, list)), []) if isinstance(raw, dict) else raw
        rows += [(path, index, row) for index, row in enumerate(members)]
    return rows


def _fault(path: Path, index: int, message: str) -> DataError:
    return DataError(message, where=f"{path.name}:{line_of(path.read_text(encoding='utf-8'), [index])}")
