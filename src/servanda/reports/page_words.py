"""What is clutter on a page, where the report and its fields are: the words of `data/html.yaml`, loaded once."""

import re
from functools import cache

import msgspec

from servanda.model import DataError

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


class Clutter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of class and id that mark what is not the report."""

    stems: tuple[str, ...]
    words: tuple[str, ...]
    pairs: tuple[str, ...]


class PageWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file, key by key."""

    drop_tags: list[str]
    clutter: Clutter
    byline_selectors: list[str]
    meta_blocks: list[str]
    content_selectors: list[str]
    teaser_lines: frozenset[str]
    teaser_starts: tuple[str, ...]
    meta: dict[str, list[str]]


@cache
def load_page_words() -> PageWords:
    """The words, once a process.

    Raises:
        DataError: when the file does not have that shape.
    """
    from importlib.resources import files

    import yaml

    raw = (files("servanda.reports") / "data" / "html.yaml").read_text("utf-8")
    try:
        return msgspec.convert(yaml.load(raw, yaml.CSafeLoader), PageWords)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataError(str(error), where="reports/data/html.yaml") from error


def is_clutter(marks: str) -> bool:
    """Whether the class and id of an element mark it as not the report.

    Args:
        marks: class and id, separated by a blank.

    Example:
        >>> is_clutter("c-relatedArticles"), is_clutter("unrelated article-commentary")
        (True, False)
    """
    stems, words, pairs = _clutter()
    parts = [part.lower() for part in _WORD.findall(marks)]
    if any(part in words or part.startswith(stems) for part in parts):
        return True
    return bool(pairs.search(" ".join(parts)))


@cache
def _clutter() -> tuple[tuple[str, ...], frozenset[str], re.Pattern[str]]:
    clutter = load_page_words().clutter
    single = frozenset(word for word in clutter.words if "-" not in word)
    several = [word.replace("-", " ") for word in clutter.words if "-" in word] + list(clutter.pairs)
    return clutter.stems, single, re.compile(rf"\b(?:{'|'.join(map(re.escape, several))})\b")
