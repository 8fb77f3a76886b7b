"""Corroboration: claims and reports enter, events leave, each with its origins and every field's sides.

Pure: no network, no files, no clock. Never decides what the law makes of an event, and never averages a contradiction
away.
"""

from servanda.corroboration.corroborate import Corroborator, corroborate

__all__ = ["Corroborator", "corroborate"]
