"""``mcp``: the server for coding agents."""

from __future__ import annotations

from pathlib import Path

import click

from c42migrate.errors import UsageError


@click.command()
def mcp() -> None:
    """Serve a coding agent over standard input and output: check, explain, plan and proposed edits as tools.

    Needs the extra: pip install "c42migrate[mcp]". The tools look at what lies below the current directory, and write
    nothing.
    """
    try:
        from c42migrate.mcp.server import make
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise UsageError("the server for coding agents needs mcp 2", hint='pip install "c42migrate[mcp]"') from error
    make(Path.cwd()).run("stdio")


COMMANDS = {"mcp": mcp}
