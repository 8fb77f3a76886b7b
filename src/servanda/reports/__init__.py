"""The room `reports`: bytes in, Reports out.

Enters: files, folders, standard input or bytes, of plain text, Markdown, HTML, PDF, RSS/Atom, JSON and JSON Lines, in
any encoding. Leaves: a Report for each text, and a Reject for each member that could not be read, in the order met.
Never: fetches anything, executes anything, expands an entity, cuts a text off, or says what a text means.
"""

from servanda.reports.agency import find_agency
from servanda.reports.language import detect_language
from servanda.reports.limits import Limits
from servanda.reports.reading import read_bytes, read_paths

__all__ = ["Limits", "detect_language", "find_agency", "read_bytes", "read_paths"]
