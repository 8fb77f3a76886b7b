"""Folding of names, so that case, accents, articles and punctuation do not keep a state or treaty from being found."""

import unicodedata

_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""What each ASCII character folds to: most names are plain ASCII, and this path is ten times as fast."""


def fold(text: str) -> str:
    """Lower case, without accents, punctuation and a leading "the"; words separated by one blank.

    Combining marks are dropped only from Latin, Greek and Cyrillic letters: in other scripts they carry the vowel.

    Example:
        >>> fold("  the Côte d’Ivoire ")
        'cote d ivoire'
    """
    words = _words(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _words(text: str) -> list[str]:
    if text.isascii():
        return text.translate(_ASCII).split()
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in spread if not "\u0300" <= c <= "\u036f")
    return _blanks(unicodedata.normalize("NFKC", bare).casefold()).split()


def _blanks(text: str) -> str:
    """Blanks for all that is neither letter, digit nor mark (a word to `re` would break at vowel signs)."""
    return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
