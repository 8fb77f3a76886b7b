"""Recorded reports by the words they hold, each with the place where the first of them stands."""

from collections.abc import Iterable
from typing import Any

AROUND = 80
"""Characters shown on either side of the first word found."""


def find_reports(text: str, rows: Iterable[dict[str, Any]], *, most: int) -> list[dict[str, Any]]:
    """Reports whose title and text hold every word asked for, the newest first, with an excerpt."""
    words = text.casefold().split()
    found: list[dict[str, Any]] = []
    if not words:
        return found
    for row in reversed(list(rows)):
        whole = f"{row.get('title') or ''}\n{row['text']}"
        if all(word in whole.casefold() for word in words):
            told = {name: row.get(name) for name in ("id", "title", "publisher", "published")}
            found.append({**told, "excerpt": _excerpt(whole, words[0])})
            if len(found) == most:
                break
    return found


def _excerpt(text: str, word: str) -> str:
    at = max(0, text.casefold().find(word))
    start, end = max(0, at - AROUND), at + len(word) + AROUND
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
