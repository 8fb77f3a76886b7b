"""`servanda config`: the settings of serving, checked before anybody is served by them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.shell import Shell, emit, emit_json, ledger_options

if TYPE_CHECKING:
    from servanda.settings import Settings


@click.group("config", epilog="Example: servanda config check servanda.toml")
def command() -> None:
    """Check the settings of `servanda serve`."""


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the settings that hold as JSON.")
@ledger_options
@click.pass_obj
def check(shell: Shell, /, file: Path | None, *, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Read FILE (else $SERVANDA_CONFIG) and the environment as `serve` would, and print what holds."""
    import msgspec

    settings = read_settings(file)
    named = shell.with_options(options["ledger"], no_register=options["no_register"]).ledger
    settings = msgspec.structs.replace(settings, ledger=named or settings.ledger)

    told = msgspec.to_builtins(settings)
    if settings.ledger:
        told["ledger"] = _without_password(settings.ledger)
    if as_json:
        emit_json(told)
        return 0
    emit(f'ledger = "{told["ledger"]}"' if told["ledger"] else "# ledger: your data folder")
    for section in ("serve", "limits", "links"):
        emit(f"\n[{section}]")
        for key, value in told[section].items():
            emit(f"{key} = {msgspec.json.encode(value).decode()}")
    return 0


def read_settings(file: Path | None) -> "Settings":
    """The settings in a file, else in the one that $SERVANDA_CONFIG names, under those of the environment."""
    from servanda.settings import load_settings

    named = os.environ.get("SERVANDA_CONFIG")
    return load_settings(file or (Path(named) if named else None), os.environ)


def _without_password(address: str) -> str:
    import re

    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1@", address)
