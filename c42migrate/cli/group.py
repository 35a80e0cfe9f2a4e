"""The click group. Commands are imported when they are run: ``--version`` costs no more than click."""

from __future__ import annotations

import os
from importlib import import_module

import click

from c42migrate import __version__
from c42migrate.cli import sink
from c42migrate.cli.examples import epilog

COMMANDS = {
    "check": ("check", "Report uses of deprecated Code42 APIs."),
    "fix": ("check", "Apply safe fixes; the same as check --fix."),
    "plan": ("plan", "Plan the migration, script by script."),
    "report": ("report", "Show what ends when: by date, rule or file."),
    "merge": ("merge", "Merge JSON reports or plans of repositories."),
    "rules": ("rules", "List all known deprecations."),
    "explain": ("explain", "Explain a rule, request, symbol or command."),
    "baseline": ("baseline", "Accept current findings; only new ones count."),
    "validate-rules": ("validate", "Check your own rule files and their tests."),
    "config": ("config", "Show the settings in effect and their origin."),
    "lsp": ("serve", "Start the language server, for editors."),
    "mcp": ("serve", "Start the MCP server, for coding agents."),
    "schema": ("schema", "Print the JSON Schema of reports or of plans."),
    "man": ("man", "Print the manual page."),
    "completion": ("completion", "Print a shell completion script."),
}
"""Command → module of this package and the line that ``--help`` shows, so that listing commands imports none."""


WRITING = frozenset({"--fix", "--unsafe-fixes", "--annotate", "--add-ignore", "--force", "--grow", "--no-cache"})
"""Options that change files of the user, or mean nothing any more: who mistypes another is never pointed to them."""


class LazyGroup(click.Group):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the commands, in the order they are best read."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"c42migrate.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
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


def run() -> int:
    """Run the command line and return the exit code. Every expected error becomes one line on stderr."""
    if "_C42MIGRATE_COMPLETE" in os.environ:
        import c42migrate.cli.completion  # noqa: F401  click must know PowerShell
    try:
        return group.main(standalone_mode=False, prog_name="c42migrate") or 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        return _told(error)


def _told(error: click.ClickException) -> int:
    """Say what is wrong as every error is said; return the exit code."""
    ctx = getattr(error, "ctx", None)
    hint = f" (see {ctx.command_path} --help)" if ctx else ""
    sink.complain("error", message_of(error) + hint)
    return error.exit_code


def message_of(error: click.ClickException) -> str:
    """Return what is wrong, in our style; whoever mistypes an option is never pointed to one that writes."""
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        harmless = [name for name in error.possibilities or () if name not in WRITING]
        message = f"no such option {error.option_name!r}"
        message += f" (did you mean {' or '.join(map(repr, sorted(harmless)))}?)" if harmless else ""
    return message[:1].lower() + message[1:].rstrip(".")
