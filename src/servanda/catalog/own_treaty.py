"""A user's own treaty: one file, identity and clauses together, held to the schemas of the shipped ones."""

import sys
from importlib.resources import files
from pathlib import Path

import msgspec

from servanda.catalog.treaties import expand_all
from servanda.catalog.yamlfile import check_yaml, parse_yaml
from servanda.model.errors import DataError, InputError, ServandaError
from servanda.model.treaty import Treaty

LARGEST = 1_000_000
"""Bytes taken from standard input: far more than any treaty needs."""

_ALIASES = ("aliases", "organ_aliases", "ambiguous_aliases")


def read_own_treaty(path: Path) -> Treaty:
    """Read and check a treaty; the file is a mapping of the fields of `treaties/*.yaml` and `clauses`.

    The path `-` is standard input.

    Raises:
        InputError: when the file cannot be read.
        DataError: naming file and line of the first mistake.
    """
    try:
        text = sys.stdin.buffer.read(LARGEST).decode("utf-8") if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path), hint="give a YAML file in UTF-8") from error
    raw = parse_yaml(text, path.name)
    if not isinstance(raw, dict) or "key" not in raw:
        raise DataError(
            "a treaty is a mapping with a key", where=f"{path.name}:1", hint="see docs/how-to/add-a-treaty.md"
        )
    identity = {name: value for name, value in raw.items() if name != "clauses"}
    data = files("servanda.catalog") / "data"
    check_yaml([identity], text, path.name, (data / "treaties" / "schema.json").read_text(encoding="utf-8"))
    clauses = raw.get("clauses")
    if clauses is not None:
        row = [{"key": raw["key"], **clauses}] if isinstance(clauses, dict) else clauses
        check_yaml(row, text, path.name, (data / "clauses" / "schema.json").read_text(encoding="utf-8"))
    written = {name: expand_all(identity[name]) for name in _ALIASES if name in identity}
    try:
        return msgspec.convert(identity | written | {"clauses": clauses}, Treaty)
    except (msgspec.ValidationError, ServandaError) as error:
        raise DataError(str(error), where=f"{path.name}:1") from error
