"""``man``: the manual page, made of what ``--help`` says."""

from __future__ import annotations

from collections.abc import Iterator

import click

from c42migrate import __version__
from c42migrate.cli import sink


@click.command(epilog="Example: c42migrate man > c42migrate.1 && man ./c42migrate.1")
@click.pass_context
def man(ctx: click.Context) -> None:
    """Print the manual page."""
    sink.show("\n".join(_page(ctx.find_root())) + "\n")


def _page(root: click.Context) -> Iterator[str]:
    about = (root.command.help or "").rstrip(".")
    yield from (f'.TH C42MIGRATE 1 "" "c42migrate {__version__}"', ".SH NAME", f"c42migrate \\- {_escaped(about)}")
    yield from (".SH SYNOPSIS", ".B c42migrate", "[OPTIONS] COMMAND [ARGS]...", ".SH DESCRIPTION", *_shown(root))
    if isinstance(root.command, click.Group):
        for name in root.command.list_commands(root):
            if command := root.command.get_command(root, name):
                yield from (f".SH {name.upper()}", *_shown(click.Context(command, root, name)))


def _shown(ctx: click.Context) -> Iterator[str]:
    yield from (".nf", *map(_escaped, ctx.get_help().splitlines()), ".fi")


def _escaped(line: str) -> str:
    """Return a line of text as the formatter leaves it alone."""
    shown = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown


COMMANDS = {"man": man}
