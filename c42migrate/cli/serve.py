"""``lsp`` and ``mcp``: the servers for editors and for coding agents, which need libraries that are optional."""

from __future__ import annotations

import multiprocessing
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from c42migrate.errors import UsageError


@click.command()
def lsp() -> None:
    """Start the language server on standard input and output: diagnostics, quick fixes and explanations on hover.

    Needs the extra "lsp": pip install "c42migrate[lsp]". Have the editor run "c42migrate lsp" for Python, shell,
    PowerShell and Markdown files.
    """
    server = _loaded("lsp", {"pygls", "lsprotocol"}, "the language server needs pygls 2").make()
    try:
        server.start_io()
    except (MemoryError, OverflowError, ValueError) as error:  # what a message holds, pygls deals with: not its length
        raise UsageError("the editor sent a message with an invalid length") from error
    finally:
        server.stop()


@click.command()
def mcp() -> None:
    """Start the MCP server on standard input and output; its tools are check, explain, plan and edits.

    Needs the extra "mcp": pip install "c42migrate[mcp]". The tools read files below the current directory and change
    none.
    """
    _loaded("mcp", {"mcp"}, "the MCP server needs mcp 2").make(Path.cwd()).run("stdio")


def _loaded(name: str, libraries: set[str], missing: str) -> ModuleType:
    """Return the module of a server, and let its workers start from a process of their own: in this one a thread waits
    for the client, and holds a lock. Raises UsageError where a library is missing."""
    try:
        server = import_module(f"c42migrate.{name}.server")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in libraries:
            raise
        raise UsageError(missing, hint=f'pip install "c42migrate[{name}]"') from error
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("forkserver")
        multiprocessing.set_forkserver_preload(
            ["c42migrate.engine.analyse", "c42migrate.matching", "c42migrate.readers"]
        )
    return server


COMMANDS = {"lsp": lsp, "mcp": mcp}
