"""Folding of names, so that case, accents, articles and punctuation do not keep a state or treaty from being found."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents, punctuation and a leading "the"; words separated by one blank.

    Combining marks are dropped only from Latin, Greek and Cyrillic letters: in other scripts they carry the vowel.

    Example:
        >>> fold("  the Côte d’Ivoire ")
        'cote d ivoire'
    """
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in spread if not "\u0300" <= c <= "\u036f")
    words = _blanks(unicodedata.normalize("NFKC", bare)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _blanks(text: str) -> str:
    """Blanks for all that is neither letter, digit nor mark (a word to `re` would break at vowel signs)."""
    return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
