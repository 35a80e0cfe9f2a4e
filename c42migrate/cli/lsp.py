"""``lsp``: the language server, for editors."""

from __future__ import annotations

import multiprocessing

import click

from c42migrate.errors import UsageError


@click.command()
def lsp() -> None:
    """Start the language server on standard input and output: diagnostics, quick fixes and explanations on hover.

    Needs the extra "lsp": pip install "c42migrate[lsp]". Have the editor run "c42migrate lsp" for Python, shell,
    PowerShell and Markdown files.
    """
    try:
        from c42migrate.lsp.server import make
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise UsageError("the language server needs pygls 2", hint='pip install "c42migrate[lsp]"') from error
    server = make()
    _start_workers_from_a_server()
    try:
        server.start_io()
    except (MemoryError, OverflowError, ValueError) as error:  # what a message holds, pygls deals with: not its length
        raise UsageError("the editor sent a message with an invalid length") from error
    finally:
        server.stop()


def _start_workers_from_a_server() -> None:
    """Fork workers from a process of their own: in this one a thread waits for the editor, and holds a lock."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("forkserver")
        multiprocessing.set_forkserver_preload(
            ["c42migrate.engine.analyse", "c42migrate.matching", "c42migrate.readers"]
        )


COMMANDS = {"lsp": lsp}
