"""The days of the week on which a state rests, from CLDR's week data by way of Babel; nothing of it is written here."""

from functools import lru_cache


@lru_cache(maxsize=512)
def rest_days(alpha2: str) -> frozenset[int]:
    """ISO numbers (Monday 1) of a state's weekend; Saturday and Sunday where CLDR has no week of its own for it.

    Example:
        >>> sorted(rest_days("EE")), sorted(rest_days("EG"))
        ([6, 7], [5, 6])
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(f"und_{alpha2.upper()}")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + step) % 7 + 1 for step in range((last - first) % 7 + 1))
