"""The register we ship: acts of flagship treaties as facts with sources, a read-only layer under every ledger."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from servanda.catalog.yamlfile import read_yaml
from servanda.ledger.coverage import Coverage
from servanda.ledger.identity import identified
from servanda.model import Act, DataError, InputError


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """Every act of the register by treaty, and what is said of each treaty's record."""

    acts: dict[str, tuple[Act, ...]] = {}
    coverage: dict[str, Coverage] = {}


@cache
def load_register() -> Register:
    """Read the register's files, once a process.

    A treaty may have a record in several files, exits in one and parties in another; the last file by name says how
    far the whole record goes.

    Raises:
        DataError: naming file and record, where a file of ours is wrong.
    """
    acts: dict[str, tuple[Act, ...]] = {}
    coverage: dict[str, Coverage] = {}
    folder = files("servanda.ledger") / "register"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        for treaty, record in read_yaml(file).items():
            read = tuple(
                _act(treaty, {"source": record.get("source", ""), **row}, file.name) for row in record.get("acts", ())
            )
            twice = {act.id for act in read} & {act.id for act in acts.get(treaty, ())}
            if twice:
                raise DataError(f"act {min(twice)} of {treaty} stands in two files", where=file.name)
            acts[treaty] = acts.get(treaty, ()) + read
            kept = {k: v for k, v in record.items() if k not in ("acts", "source")}
            coverage[treaty] = msgspec.convert({"treaty": treaty, **kept}, Coverage)
    return Register(acts=acts, coverage=coverage)


def _act(treaty: str, row: dict[str, Any], name: str) -> Act:
    """Make an act of one row; its keys are the fields of Act, so that a wrong one is an error."""
    where = f"{name}: {treaty}/{row.get('state')}"
    unknown = row.keys() - set(Act.__struct_fields__)
    if unknown:
        raise DataError(f"unknown key {min(unknown)}", where=where)
    try:
        return identified(msgspec.convert({"id": "-", "treaty": treaty, **row}, Act))
    except (msgspec.ValidationError, InputError) as error:
        raise DataError(str(error), where=where) from error
