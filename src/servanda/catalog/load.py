"""The loader: data files -> Catalog, checked file by file, joined on their keys, and kept compiled.

The only door to the data files of states, groups, chambers, borders and treaties. Everything is checked when it is
parsed; the compiled form is trusted because it is keyed by the files it came from.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from servanda.catalog.catalog import Catalog
from servanda.catalog.store import fetch, fingerprint, keep
from servanda.model import errors

PARTS = ("states.yaml", "borders.yaml", "approvals.yaml", "groups", "chambers", "persons", "treaties", "clauses")
_SHAPE = "1"
"""Changes when the compiled form must be made anew although no file changed; the nouns' fields are added to it."""


@cache
def load_catalog() -> Catalog:
    """The shipped catalog, read once a process.

    Raises:
        DataError: naming file and line of the first mistake.
    """
    return load_from(Path(__file__).parent / "data")


def load_from(folder: Path, *, compiled: bool = True) -> Catalog:
    """A catalog of the data files under `folder`.

    Args:
        folder: holds `states.yaml`, `borders.yaml`, `approvals.yaml`, `groups/`, `chambers/`, `persons/`,
            `treaties/`, `clauses/`.
        compiled: use and keep the compiled form.
    """
    if not compiled:
        return parse_catalog(folder)
    name = f"catalog-{fingerprint(data_files(folder), _SHAPE + _shape())}.msgpack"
    if (data := fetch(name)) is not None:
        try:
            return msgspec.msgpack.decode(data, type=Catalog)
        except (msgspec.DecodeError, errors.InputError):
            pass
    catalog = parse_catalog(folder)
    keep(name, msgspec.msgpack.encode(catalog))
    return catalog


def parse_catalog(folder: Path) -> Catalog:
    """Parse, check and join the data files under `folder`."""
    from servanda.catalog.persons import read_persons
    from servanda.catalog.treaties import read_treaties
    from servanda.catalog.world import read_borders, read_chambers, read_groups, read_states

    states = read_states(folder)
    chambers = read_chambers(folder, states)
    groups = read_groups(folder, states)
    return Catalog(
        states=states,
        treaties=read_treaties(folder, groups),
        groups=groups,
        chambers=chambers,
        borders=read_borders(folder, states),
        persons=read_persons(folder, states),
    )


def data_files(folder: Path) -> Iterator[Path]:
    """Every file the catalog is made of, sorted."""
    for part in PARTS:
        path = folder / part
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix in {".yaml", ".json"})
        elif path.is_file():
            yield path


def _shape() -> str:
    """The code the compiled form depends on: the size and time of the modules of nouns and of this room."""
    room = Path(__file__).parent
    modules = sorted([*room.glob("*.py"), *(room.parent / "model").glob("*.py")])
    return fingerprint(modules, msgspec.__version__)
