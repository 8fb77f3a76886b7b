"""Names of territories that are no states of the catalog: Greenland, Hong Kong, Aruba, by code or English name.

The names are those of CLDR, read only when a question names a territory.
"""

from functools import cache

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
