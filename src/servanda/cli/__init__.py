"""The command line: one thin file a command. Data goes to stdout, talk to stderr; exit codes as in the contract.

This room reads the clock and the environment so that no other room has to; it holds no rule of law or reading.
"""

from servanda.cli.app import main

__all__ = ["main"]
