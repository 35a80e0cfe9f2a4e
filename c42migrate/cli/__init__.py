"""The command line. Commands are imported when they are run: ``--version`` costs no more than click."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType, TracebackType

import click

from c42migrate import __version__
from c42migrate.cli.examples import epilog
from c42migrate.errors import C42MigrateError, UsageError

COMMANDS = {
    "check": ("check", "Report uses of deprecated Code42 APIs (and fix them with --fix)."),
    "fix": ("check", "Rewrite what can be rewritten safely; the same as check --fix."),
    "report": ("report", "Say when what a project uses ends: by date, by rule or by file."),
    "merge": ("merge", "Join the JSON reports of many repositories or CI shards; show the trend."),
    "rules": ("rules", "List every deprecation the tool knows."),
    "explain": ("explain", "Explain a code, a name, a request, a symbol or a header."),
    "baseline": ("baseline", "Accept today's findings, and only ever fewer of them."),
    "validate-rules": ("validate", "Check rule files of your own, with their tests."),
    "config": ("config", "Show the settings in effect and where each comes from."),
    "lsp": ("lsp", "Serve an editor: diagnostics, quick fixes, explanations."),
    "completion": ("completion", "Print the shell code that completes commands and options."),
}
"""Command → module of this package and the line that ``--help`` shows, so that listing commands imports none."""


class LazyGroup(click.Group):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The commands, in the order they are best read."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=epilog(""),
)
@click.version_option(__version__, prog_name="c42migrate")
def group() -> None:
    """Find and rewrite uses of deprecated Code42 (Incydr) APIs."""


def _internal(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Says that the program is wrong, not the user; exit code 3, for 1 would mean findings."""
    if os.environ.get("C42MIGRATE_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        hint = "please report it, with what C42MIGRATE_DEBUG=1 shows"
        sys.stderr.write(f"c42migrate: internal error: {kind.__name__}: {error} ({hint})\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(C42MigrateError.exit_code)


def _terminated(number: int, _frame: FrameType | None) -> None:
    """Leave as after an error: temporary files go, no file is half written."""
    sys.exit(128 + number)


def _check_directory() -> None:
    """Raises UsageError when the working directory is gone: nothing relative to it can be named."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise UsageError("the working directory does not exist any more") from error


def main() -> None:
    """The entry point. Every expected error becomes one line on stderr and an exit code, never a traceback."""
    sys.excepthook = _internal
    signal.signal(signal.SIGTERM, _terminated)
    try:
        _check_directory()
        sys.exit(group.main(standalone_mode=False, prog_name="c42migrate") or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except C42MigrateError as error:
        click.echo(f"c42migrate: error: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
