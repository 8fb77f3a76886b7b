"""The lexicon of a language: the sections of `data/lexicon/<language>/*.yaml`, by file name.

Extraction takes a Lexicon as an argument; this loader is for the shell.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from servanda.model.errors import DataError


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one language: `sections` maps a file's name, without its ending, to what it holds."""

    language: str
    sections: dict[str, Any]


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Load the lexicon of a language.

    Raises:
        DataError: for a language without a lexicon, or a file that is no YAML.
    """
    folder = files("servanda.catalog") / "data" / "lexicon" / language
    if not folder.is_dir():
        raise DataError(f"there is no lexicon for “{language}”", value=language, where="catalog/data/lexicon")
    sections = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            try:
                sections[file.name.removesuffix(".yaml")] = yaml.load(
                    file.read_text(encoding="utf-8"),
                    Loader=yaml.CSafeLoader,
                )
            except yaml.YAMLError as error:
                raise DataError(f"not YAML: {error}", where=f"lexicon/{language}/{file.name}") from error
    return Lexicon(language=language, sections=sections)
