"""Names of territories that are no states of the catalog: Greenland, Hong Kong, Aruba, by code or English name.

The names are those of CLDR, and of `data/territories.yaml` for parts of states without a code; they are read only when
a question names a territory.
"""

from functools import cache
from importlib.resources import files

from servanda.catalog.yamlfile import read_yaml

_TAIL = " SAR China"


def territory_names(text: str) -> tuple[str, ...]:
    """Every name one territory goes by in a record: as asked, then lower case its codes and English names.

    Args:
        text: alpha-2, alpha-3 or an English name; what CLDR does not know stands for itself.

    Example:
        >>> territory_names("GRL")
        ('GRL', 'grl', 'gl', 'greenland')
    """
    asked = text.strip()
    codes, names = _index()
    code = codes.get(asked.lower())
    return tuple(dict.fromkeys([asked, asked.lower(), *(names[code] if code else ())]))


def is_territory(text: str) -> bool:
    """Whether a name or code is that of a territory at all, whoever acts for it.

    Example:
        >>> is_territory("Greenland"), is_territory("Mars")
        (True, False)
    """
    asked = text.strip().lower()
    return asked in _index()[0] or asked in _parts()


@cache
def _parts() -> frozenset[str]:
    """Parts of states that have no code, in lower case."""
    rows = read_yaml(files("servanda.catalog") / "data" / "territories.yaml")
    return frozenset(name.lower() for row in rows for name in row["names"])


@cache
def _index() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Any name -> alpha-2 code, and the code -> every name."""
    from babel import Locale
    from babel.core import get_global

    long = {v[0]: k for k, v in get_global("territory_aliases").items() if len(k) == 3 and k.isalpha() and len(v) == 1}
    codes: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    for code, name in Locale("en").territories.items():
        if len(code) != 2:
            continue
        known = [code, long.get(code, ""), name, name.removesuffix(_TAIL)]
        names[code] = tuple(dict.fromkeys(n.lower() for n in known if n))
        codes |= dict.fromkeys(names[code], code)
    return codes, names
