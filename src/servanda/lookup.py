"""Look something up by a name that may be misspelt: states, treaties, groups and chambers, best first. Pure.

The conductor of search for the API, the pages and the assistant; full text over recorded reports is asked beside it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from servanda.catalog import Catalog
from servanda.model import InputError, Treaty

ENOUGH = 72.0
"""Likeness, 0 to 100, below which a name is taken for another name."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """Something found.

    Args:
        kind: `state`, `treaty`, `group` or `chamber`.
        code: code or key; of a chamber, of its state.
        name: what it is called.
        matched: the name that was like the one asked for.
        score: likeness, 0 to 100.
    """

    kind: str
    code: str
    name: str
    matched: str
    score: float


def look_up(
    text: str, catalog: Catalog, *, treaties: Iterable[Treaty] = (), kinds: Iterable[str] = (), most: int = 20
) -> tuple[Hit, ...]:
    """What may be meant by a name, best first.

    Args:
        text: as typed.
        catalog: the world.
        treaties: treaties outside it.
        kinds: only these kinds; none means all.
        most: how many.
    """
    from rapidfuzz import fuzz, process, utils

    wanted = set(kinds)
    named = [*_named(catalog), *(one for treaty in treaties for one in _names_of_treaty(treaty))]
    named = [one for one in named if not wanted or one[0] in wanted]
    asked = utils.default_process(text)
    if not asked:
        return ()
    best: dict[tuple[str, str, str], Hit] = {}
    for hit in _exactly(text, catalog):
        if not wanted or hit.kind in wanted:
            best[hit.kind, hit.code, hit.name] = hit
    scorer = fuzz.WRatio if len(asked) > 3 else fuzz.ratio
    texts = [one[3] for one in named]
    for matched, score, number in process.extract(
        asked, texts, scorer=scorer, processor=utils.default_process, limit=most * 6, score_cutoff=ENOUGH
    ):
        kind, code, name, _ = named[number]
        hit = Hit(kind=kind, code=code, name=name, matched=matched, score=round(score, 1))
        best.setdefault((kind, code, name), hit)
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.kind, hit.code)))[:most]


def _exactly(text: str, catalog: Catalog) -> Iterator[Hit]:
    """What the catalog itself resolves, in any language and by any number."""
    try:
        state = catalog.state(text)
        yield Hit(kind="state", code=state.code, name=state.name, matched=text, score=100.0)
    except InputError:
        pass
    try:
        treaty = catalog.treaty(text)
        yield Hit(kind="treaty", code=treaty.key, name=treaty.title, matched=text, score=100.0)
    except InputError:
        pass


@lru_cache(maxsize=4)
def _named(catalog: Catalog) -> tuple[tuple[str, str, str, str], ...]:
    """Kind, code, name and a name to match, of everything in the catalog."""
    found = [
        ("state", state.code, state.name, name)
        for state in catalog.states.values()
        for name in dict.fromkeys((state.code, state.name, *(n.text for n in state.names)))
    ]
    found += [one for treaty in catalog.treaties.values() for one in _names_of_treaty(treaty)]
    found += [
        ("group", group.key, group.name, name)
        for group in catalog.groups.values()
        for name in dict.fromkeys((group.key, group.name, *group.aliases))
    ]
    found += [
        ("chamber", house.state, house.name, name)
        for house in catalog.chambers
        for name in dict.fromkeys((house.name, house.english))
    ]
    return tuple(found)


def _names_of_treaty(treaty: Treaty) -> list[tuple[str, str, str, str]]:
    names = dict.fromkeys((treaty.key, treaty.title, treaty.short or "", *treaty.aliases, *([treaty.mtdsg or ""])))
    return [("treaty", treaty.key, treaty.title, name) for name in names if name]


def each(texts: Iterable[str], resolve: Callable[[str], object]) -> list[str]:
    """Names as given; `LTU,LVA` is two where no one goes by that name."""
    found: list[str] = []
    for text in texts:
        try:
            resolve(text)
        except InputError:
            if "," not in text:
                raise
            found += [part.strip() for part in text.split(",") if part.strip()]
        else:
            found.append(text)
    return found
