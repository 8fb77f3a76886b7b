"""Whether two spellings are one person's name: the same across accents and transliterations, or near and wrong.

A name is compared part by part. Letters that NFKD does not take apart (ł, ø, đ) and the usual ways of writing
Slavic, Turkic and Arabic sounds in Latin letters are brought to one form first, so that Zelensky, Zelenskyy and
Zelenskiy are one name. What still differs by a letter or two is a slip of the pen.
"""

import re
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from servanda.catalog.text import fold
from servanda.model.person import Tenure

NEAR = 80.0
"""rapidfuzz ratio, 0 to 100, from which a part is a slip for another (nausedas, nauseda: 93; lavrov, pavlov: 67)."""

NEAR_WHOLE = 88.0
"""rapidfuzz ratio from which a whole name is a slip for another, whichever part the surname is (Xi Jingping)."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_SOUNDS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"kh", "h"),
        (r"sch|sh|sz|ch|cz|tch", "s"),
        (r"zh|dzh|dj", "z"),
        (r"ts|tz|cs", "c"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"yo|jo|io", "o"),
        (r"ya|ja|ia", "a"),
        (r"[yij]+", "i"),
        (r"ie", "e"),
        (r"th", "t"),
        (r"(.)\1", r"\1"),
        (r"[h’']", ""),
    )
)


@lru_cache(maxsize=16_384)
def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name in the form that is compared; initials are left out.

    Example:
        >>> parts_of("Volodymyr Zelenskyy") == parts_of("Volodymyr Zelensky")
        True
    """
    folded = fold(name.lower().translate(_LETTERS))
    return tuple(_sound(part) for part in folded.split() if len(part) > 1)


def _sound(part: str) -> str:
    for pattern, form in _SOUNDS:
        part = pattern.sub(form, part)
    return part


def is_same(name: str, tenure: Tenure) -> bool:
    """Whether a name as printed is the office-holder's: surname alone, or nothing but parts of the full name."""
    given = set(parts_of(name))
    for spelling in (tenure.name, *tenure.variants):
        whole = parts_of(spelling)
        surname = parts_of(tenure.surname) if spelling == tenure.name else whole[-1:]
        if given and given <= set(whole) and (given & set(surname) or len(given) > 1):
            return True
        if whole and given and set(whole) <= given:
            return True
    return False


def is_near(name: str, tenure: Tenure) -> bool:
    """Whether a name as printed is a slip for the office-holder's: a near surname, or another given name."""
    given = parts_of(name)
    if not given:
        return False
    return any(_near(given, parts_of(spelling)) for spelling in (tenure.name, *tenure.variants))


def _near(given: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    if ratio(" ".join(given), " ".join(whole)) >= NEAR_WHOLE and len(given) > 1:
        return True
    last, first = given[-1], given[0]
    if last == whole[-1]:
        return len(given) > 1 and len(whole) > 1
    if min(len(last), len(whole[-1])) < 4 or ratio(last, whole[-1]) < NEAR:
        return False
    return len(given) == 1 or len(whole) == 1 or ratio(first, whole[0]) >= NEAR
