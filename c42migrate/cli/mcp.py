"""``mcp``: the server for coding agents."""

from __future__ import annotations

from pathlib import Path

import click

from c42migrate.errors import UsageError


@click.command()
def mcp() -> None:
    """Start the MCP server on standard input and output; its tools are check, explain, plan and edits.

    Needs the extra "mcp": pip install "c42migrate[mcp]". The tools read files below the current directory and change
    none.
    """
    try:
        from c42migrate.mcp.server import make
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise UsageError("the MCP server needs mcp 2", hint='pip install "c42migrate[mcp]"') from error
    make(Path.cwd()).run("stdio")


COMMANDS = {"mcp": mcp}
