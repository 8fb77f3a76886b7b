"""Servanda: an evidence-based monitor of states' treaty commitments (*pacta sunt servanda*)."""

__version__ = "0.1.0"
