"""`servanda serve`: API and pages, until it is told to stop."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click
import msgspec

from servanda.cli.config import read_settings
from servanda.cli.shell import Shell, ledger_options, now, talk, today


@click.command("serve", epilog="Examples: servanda serve · servanda serve --host 0.0.0.0 --port 80 --config prod.toml")
@click.option("--host", metavar="ADDRESS", default=None, help="The address to listen on; default 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), default=None, help="The port there; default 8000, 0 any free.")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    default=None,
    help="Settings in TOML; else $SERVANDA_CONFIG; see servanda config check.",
)
@ledger_options
@click.pass_obj
def command(shell: Shell, /, host: str | None, port: int | None, config: Path | None, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Serve the API (/api/openapi.json) and the pages over the ledger."""
    settings = read_settings(config)
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = msgspec.structs.replace(settings, serve=msgspec.structs.replace(settings.serve, **given))
    shell = shell.with_options(options["ledger"], no_register=options["no_register"])
    if settings.ledger and not shell.ledger:
        shell = shell.with_options(settings.ledger, no_register=False)
    serve = import_module("servanda.web.server").serve  # rooms side by side: the shell starts it, and knows no more
    with shell.open() as ledger:
        serve(ledger, shell.catalog, settings, today=today, now=now, tell=talk)
    return 0
