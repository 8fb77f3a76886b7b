"""The root command, the list of commands, and the one place where errors become exit codes.

Commands are imported when they are called, so that a small question does not pay for a large answer.
"""

import errno
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from servanda import __version__
from servanda.cli.shell import Shell, ledger_options
from servanda.model.errors import ServandaError

COMMANDS = {
    "read": "Read reports: what is claimed, how sure it is, what the law makes of it.",
    "status": "Legal status of a state under a treaty, with reasons.",
    "timeline": "Acts and spells of a state.",
    "what-if": "What would follow from an act.",
    "panel": "Status of many states under many treaties, on one day or many: CSV, Parquet, JSON, table.",
    "compare": "Commitment profiles of states: where they agree, what separates them.",
    "peers": "The closest commitment profiles to that of a state.",
    "brief": "What an event or a status means, on one to three pages: md, html, pdf.",
    "treaty": "What is known of a treaty; `treaty add FILE` takes in one of your own.",
    "state": "What is known of a state.",
    "calendar": "Legal dates ahead, also for your own calendar.",
    "ledger": "Import, export, propose, check, verify, log.",
    "serve": "API and pages for everybody else.",
    "token": "Who may write through the API.",
    "mcp": "The same answers as tools for an assistant (Model Context Protocol).",
    "config": "Check the settings of serving.",
    "backup": "Copy the whole record into one new file.",
    "restore": "Take a backup into an empty ledger.",
    "evaluate": "Figures on labelled reports.",
    "cite": "A stable reference that gives an answer again, and whether it is still the same.",
    "label": "Label your own reports in the terminal, to measure the reader on them.",
    "schema": "JSON Schema of claims, events, acts and statuses.",
}


class Commands(click.Group):
    """A group whose commands live one a module and load when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"servanda.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say which commands exist when the named one does not."""
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            from rapidfuzz import process

            near = process.extractOne(name, COMMANDS, score_cutoff=60)
            hint = f"did you mean “{near[2]}”?" if near else f"commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command “{name}”; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=False)
@click.version_option(__version__, message="servanda %(version)s")
@ledger_options
@click.pass_context
def root(ctx: click.Context, ledger: str | None, no_register: bool) -> None:
    """Servanda: an evidence-based monitor of states' treaty commitments."""
    ctx.obj = Shell(ledger=ledger, register=not no_register)


def main(args: list[str] | None = None) -> NoReturn:
    """Run the tool and leave with the contract's exit code; every exit but 0 says why in one line on stderr."""
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run the tool; return its exit code instead of leaving."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = root.main(args=args, prog_name="servanda", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click turns a reader that hung up into SystemExit, even when embedded
        _silence_stdout()
        return 0
    except (
        click.exceptions.Exit,
        click.Abort,
        KeyboardInterrupt,
        click.ClickException,
        ServandaError,
        OSError,
    ) as error:
        return _explain(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not show a traceback to a user
        return _fault(error)
    return result if isinstance(result, int) else 0


def _explain(error: BaseException) -> int:
    match error:
        case click.exceptions.Exit():
            code = error.exit_code
        case click.Abort() | KeyboardInterrupt():
            code = _say("interrupted; nothing half-written", 130)
        case click.exceptions.NoArgsIsHelpError():
            code = _say(f"what is missing is in {error.ctx.command_path if error.ctx else 'servanda'} --help", 2)
        case click.UsageError():
            where = error.ctx.command_path if error.ctx else "servanda"
            code = _say(f"{_sentence(error.format_message())}; see {where} --help", 2)
        case click.ClickException():
            code = _say(_sentence(error.format_message()), 3)
        case ServandaError():
            code = _say(str(error), error.exit_code)
        case OSError():
            code = _explain_system(error)
        case _:
            raise error
    return code


def _explain_system(error: OSError) -> int:
    """A full disk is the store's trouble, whatever else the system refuses is the input's."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = "; free some space and run it again" if full else ""
    if full:
        _silence_stdout()
    return _say(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}{hint}", 4 if full else 3)


def _fault(error: Exception) -> int:
    if os.environ.get("SERVANDA_DEBUG"):
        raise error
    kind = type(error).__name__
    return _say(f"a fault of Servanda's own ({kind}: {error}); run again with SERVANDA_DEBUG=1 and report it", 3)


def _sentence(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line[:1].lower() + line[1:]


def _say(text: str, code: int) -> int:
    click.echo(f"servanda: {' '.join(text.split())}", err=True)
    return code


def _silence_stdout() -> None:
    """Keep the interpreter from complaining about a stdout that is gone."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


__all__: list[Any] = ["COMMANDS", "main", "run"]
