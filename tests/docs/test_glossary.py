"""Each public noun of the model stands in the glossary."""

from pathlib import Path

import pytest

from servanda import model

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
NOUNS = [name for name in model.__all__ if name[0].isupper() and not name.isupper()]


@pytest.mark.parametrize("noun", NOUNS)
def test_noun_is_explained(noun):
    """A reader of the code finds every noun explained."""
    assert noun in PAGE
