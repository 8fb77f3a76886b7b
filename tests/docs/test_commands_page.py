"""The page of commands is what the commands say of themselves, and every command has help and an example."""

import importlib.util
from pathlib import Path

import click
import pytest

from servanda.cli.app import COMMANDS, root

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("commands_page", ROOT / "script" / "commands_page.py")
commands_page = importlib.util.module_from_spec(spec)
spec.loader.exec_module(commands_page)


def test_page_is_current():
    """`script/docs` has been run since the last change of a command."""
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page()


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help(name):
    """Each command says what it does."""
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.help
