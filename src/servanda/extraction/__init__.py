"""Extraction: a Report and the words of its language enter, Claims with character spans leave.

Pure: no file, no network, no clock; catalog, lexicon and weights are arguments. Never says what the law makes of a
claim, and never joins two reports.
"""

from servanda.extraction.light import Subject, read_in_light
from servanda.extraction.reader import Reader

__all__ = ["Reader", "Subject", "read_in_light"]
