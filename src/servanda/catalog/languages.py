"""Names of states in the languages of CLDR, through Babel. Loaded only when a name is not one of our own English ones.

A name that means different states in different languages goes to the one most languages mean by it, if that is at
least three times as many as mean the next; otherwise it stays with all of them and the caller is asked.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from servanda.catalog.text import fold


def build_names(codes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Folded name -> codes, over every language of CLDR.

    Args:
        codes: ISO 3166-1 alpha-2 -> code of the catalog.
    """
    from babel import Locale, UnknownLocaleError
    from babel.localedata import locale_identifiers

    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for identifier in locale_identifiers():
        try:
            locale = Locale.parse(identifier)
        except (UnknownLocaleError, ValueError):
            continue
        if locale.territory:
            continue
        for iso2, name in locale.territories.items():
            code = codes.get(iso2)
            if code and (key := fold(name)):
                votes[key][code] += 1
    return {key: _winners(count) for key, count in votes.items()}


def display_name(iso2: str, language: str) -> str | None:
    """The name of a state in a language (`lt`, `zh_Hant`), None where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language.replace("-", "_")).territories.get(iso2)
    except (UnknownLocaleError, ValueError):
        return None
    return str(name) if name else None


def _winners(count: Counter[str]) -> tuple[str, ...]:
    ranked = count.most_common()
    if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]:
        return (ranked[0][0],)
    return tuple(sorted(code for code, _ in ranked))
