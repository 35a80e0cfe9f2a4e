"""``lsp``: the language server, for editors."""

from __future__ import annotations

import click

from c42migrate.errors import UsageError


@click.command()
def lsp() -> None:
    """Serve an editor over standard input and output: diagnostics, quick fixes, explanations on hover.

    Needs the extra: pip install "c42migrate[lsp]". Tell the editor to run "c42migrate lsp" for Python, shell,
    PowerShell and Markdown files.
    """
    try:
        from c42migrate.lsp.server import make
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise UsageError("the language server needs pygls 2", hint='pip install "c42migrate[lsp]"') from error
    try:
        make().start_io()
    except (MemoryError, OverflowError, ValueError) as error:  # what a message holds, pygls deals with: not its length
        raise UsageError("the editor announced a message of a length that cannot be read") from error


COMMANDS = {"lsp": lsp}
