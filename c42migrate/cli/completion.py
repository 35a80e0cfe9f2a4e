"""``completion``: the shell code that completes commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from c42migrate.cli import sink
from c42migrate.errors import UsageError

SHELLS = ("bash", "zsh", "fish")


@click.command(epilog='Example, for ~/.bashrc: eval "$(c42migrate completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the code that makes SHELL complete c42migrate."""
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"there is no completion for {shell}")
    sink.show(kind(ctx.find_root().command, {}, "c42migrate", "_C42MIGRATE_COMPLETE").source() + "\n")


COMMANDS = {"completion": completion}
