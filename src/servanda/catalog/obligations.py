"""The reader of obligations: `data/obligations/*.yaml` -> Duties by treaty, checked against the catalog's keys.

Kept beside the Catalog and not in it: few commands ask for them, and a start must not pay for what it does not read.
Rows under a treaty's own `stays` are what it says of every exit; those of an obligation are for it alone.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from servanda.catalog.store import fetch, fingerprint, keep
from servanda.catalog.yamlfile import line_of, read_yaml
from servanda.model.errors import DataError, InputError
from servanda.model.obligation import Duties, Obligation

_CODE = (Path(__file__), Path(__file__).parents[1] / "model" / "obligation.py")


@cache
def load_obligations() -> dict[str, Duties]:
    """The shipped obligations by treaty key, read once a process.

    Raises:
        DataError: naming file and line of the first mistake.
    """
    folder = Path(__file__).parent / "data" / "obligations"
    files = [*sorted(folder.iterdir()), *_CODE]
    name = f"obligations-{fingerprint(files, msgspec.__version__)}.msgpack"
    if (data := fetch(name)) is not None:
        try:
            return msgspec.msgpack.decode(data, type=dict[str, Duties])
        except (msgspec.DecodeError, InputError):
            pass
    found = read_obligations(folder)
    keep(name, msgspec.msgpack.encode(found))
    return found


def read_obligations(folder: Path) -> dict[str, Duties]:
    """Obligations of every file under `folder`, by treaty key.

    Raises:
        DataError: for a treaty or number that stands twice, or a ground that stands on nothing.
    """
    found: dict[str, Duties] = {}
    for path in sorted(folder.glob("*.yaml")):
        for key, row in read_yaml(path, folder / "schema.json").items():
            if key in found:
                raise _fault(path, [key], f"treaty {key} stands twice")
            try:
                found[key] = _duties(key, row)
            except (InputError, msgspec.ValidationError) as error:
                raise _fault(path, [key], f"{key}: {error}") from error
    return found


def check_keys(found: Mapping[str, Duties], treaties: Mapping[str, object]) -> None:
    """Refuse obligations and grounds of treaties that the catalog does not hold.

    Raises:
        DataError: naming the treaty and the key.
    """
    for key, duties in found.items():
        grounds = (*duties.stays, *(ground for one in duties.obligations for ground in one.stays))
        named = {key, *(ground.treaty for ground in grounds if ground.treaty)}
        if unknown := sorted(named - set(treaties)):
            raise DataError(f"obligations of {key} name no treaty of the catalog: {', '.join(unknown)}", value=unknown)


def _duties(key: str, row: dict[str, Any]) -> Duties:
    obligations = [_obligation(key, one, row["sources"]) for one in row["obligations"]]
    ids = [one.id for one in obligations]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise InputError(f"obligation {twice[0]} stands twice", value=twice[0])
    return msgspec.convert({**row, "treaty": key, "obligations": obligations}, Duties)


def _obligation(key: str, row: dict[str, Any], sources: list[str]) -> Obligation:
    told = {name: value for name, value in row.items() if name != "n"}
    return msgspec.convert({"sources": sources, **told, "id": f"{key}/{row['n']}", "treaty": key}, Obligation)


def _fault(path: Path, steps: list[str], message: str) -> DataError:
    return DataError(message, where=f"{path.name}:{line_of(path.read_text(encoding='utf-8'), steps)}")
