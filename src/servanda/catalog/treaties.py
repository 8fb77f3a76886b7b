"""The reader of treaties: identity (`treaties/`) joined with clauses (`clauses/`) on the key.

Aliases are written as templates, "{Convention|Treaty} on Cluster Munitions", and leave here written out.
"""

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from servanda.catalog.yamlfile import line_of, read_yaml
from servanda.model.errors import DataError, ServandaError
from servanda.model.group import Group
from servanda.model.treaty import Treaty

_TEMPLATED = ("aliases", "organ_aliases", "ambiguous_aliases")
_CHOICE = re.compile(r"\{([^{}]*)\}")

Rows = list[dict[str, Any]]


def read_treaties(folder: Path, groups: Mapping[str, Group] | None = None) -> dict[str, Treaty]:
    """Treaties by key, in the order of files and rows; a row of clauses belongs to the treaty of its key.

    Args:
        folder: holds `treaties/` and `clauses/`.
        groups: by key; a part of a count that names one ("member states of the Council of Europe") gets its members.

    Raises:
        DataError: naming file and line, for a key that stands twice, a row the noun refuses, a group that is none, or
            clauses of no treaty.
    """
    clauses = _read_clauses(folder / "clauses", groups or {})
    treaties: dict[str, Treaty] = {}
    for path, steps, row in _rows(folder / "treaties"):
        key = row["key"]
        if key in treaties:
            raise _fault(path, steps, f"treaty {key} stands twice")
        if strange := sorted(set(row) - set(Treaty.__struct_fields__)):
            raise _fault(path, steps, f"treaty {key}: unknown key “{strange[0]}”")
        written = {field: expand_all(row[field]) for field in _TEMPLATED if field in row}
        try:
            treaties[key] = msgspec.convert(row | written | {"clauses": clauses.get(key)}, Treaty)
        except (msgspec.ValidationError, ServandaError) as error:
            raise _fault(path, steps, f"treaty {key}: {error}") from error
    if homeless := sorted(set(clauses) - set(treaties)):
        raise DataError(f"clauses of treaties that treaties/ does not name: {', '.join(homeless)}", where="clauses")
    return treaties


def expand_all(templates: list[str]) -> list[str]:
    """Every alias the templates stand for, once each, in order."""
    return list(dict.fromkeys(text for template in templates for text in expand(template)))


def expand(template: str) -> list[str]:
    """Write a template out; "{a|b|}" is a, b or nothing, and blanks are set right.

    Example:
        >>> expand("{mine ban|landmine} {treaty|}")
        ['mine ban treaty', 'mine ban', 'landmine treaty', 'landmine']
    """
    parts = _CHOICE.split(template)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*choices)))


def _read_clauses(folder: Path, groups: Mapping[str, Group]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path, steps, row in _rows(folder):
        if row["key"] in found:
            raise _fault(path, steps, f"clauses of {row['key']} stand twice")
        for part in (row.get("entry") or {}).get("parts", ()):
            if (key := part.get("group")) and key not in groups:
                raise _fault(path, [*steps, "entry"], f"clauses of {row['key']}: no group “{key}”")
            if key:
                part["among"] = sorted({member.state for member in groups[key].memberships})
        found[row["key"]] = {k: v for k, v in row.items() if k != "key"}
    return found


def _rows(folder: Path) -> list[tuple[Path, list[str | int], dict[str, Any]]]:
    """Each row of each file with its place; a file is a list of rows, or holds one under `treaties`."""
    schema = folder / "schema.json"
    rows: list[tuple[Path, list[str | int], dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yaml")):
        raw = read_yaml(path, schema if schema.is_file() else None) or []
        inner: list[str | int] = ["treaties"] if isinstance(raw, dict) else []
        members: Rows = raw.get("treaties", []) if isinstance(raw, dict) else raw
        rows += [(path, [*inner, index], row) for index, row in enumerate(members)]
    return rows


def _fault(path: Path, steps: list[str | int], message: str) -> DataError:
    return DataError(message, where=f"{path.name}:{line_of(path.read_text(encoding='utf-8'), steps)}")
