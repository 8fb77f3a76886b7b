"""The index of foreign names, kept compiled beside the catalog: building it reads all of CLDR, which takes seconds."""

from collections.abc import Mapping

import msgspec

from servanda.catalog.store import fetch, fingerprint, keep
from servanda.model.state import State

_SHAPE = "1"
"""Changes when the folding of names or the shape of the index does."""

_ready: dict[str, dict[str, tuple[str, ...]]] = {}


def language_codes(states: Mapping[str, State]) -> dict[str, tuple[str, ...]]:
    """Folded name in any language of CLDR -> codes; of states that exist and have an alpha-2 code."""
    from importlib.metadata import version

    codes = {s.iso2: code for code, s in states.items() if s.iso2 and s.until is None}
    key = fingerprint((), f"{_SHAPE}|{version('babel')}|{sorted(codes.items())}")
    if key not in _ready:
        name = f"names-{key}.msgpack"
        _ready[key] = _decode(fetch(name)) or _build(codes, name)
    return _ready[key]


def _decode(data: bytes | None) -> dict[str, tuple[str, ...]]:
    try:
        return msgspec.msgpack.decode(data, type=dict[str, tuple[str, ...]]) if data else {}
    except msgspec.DecodeError:
        return {}


def _build(codes: Mapping[str, str], name: str) -> dict[str, tuple[str, ...]]:
    from servanda.catalog.languages import build_names

    names = build_names(codes)
    keep(name, msgspec.msgpack.encode(names))
    return names
