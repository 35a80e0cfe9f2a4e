"""The server: four tools that read and never write. Paths lie below the directory it was started in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from c42migrate import __version__
from c42migrate import config as configuration
from c42migrate.catalogue import current
from c42migrate.engine import check as checked
from c42migrate.engine.explain import answer
from c42migrate.engine.forecast import forecast, proposed
from c42migrate.errors import C42MigrateError, UsageError
from c42migrate.options import CheckOptions
from c42migrate.reports.as_json import document, fix_data
from c42migrate.reports.explaining import explanation
from c42migrate.reports.plan_forms import document as plan_document
from c42migrate.reports.terminal import Style
from c42migrate.reports.view import View
from c42migrate.settings import Given, check_options

Product = Literal["auto", "incydr", "crashplan"]
INSTRUCTIONS = (
    "c42migrate finds deprecated Code42 (Incydr) API uses in scripts. Call plan first: it orders the work. edits gives "
    "the rewrites that were verified; apply them as byte ranges, or run `c42migrate fix`. Ask the user for the product "
    "when a finding says it is unknown. Nothing is written by these tools."
)


P = ParamSpec("P")
T = TypeVar("T")


def _answering(tool: Callable[P, T]) -> Callable[P, T]:
    """The same tool; what is wrong with a question comes back as its answer."""

    @wraps(tool)
    def answering(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return tool(*args, **kwargs)
        except C42MigrateError as error:
            raise ToolError(str(error)) from error

    return answering


def make(root: Path) -> MCPServer:
    """Return a server whose tools look at what lies below ``root``."""
    server = MCPServer("c42migrate", instructions=INSTRUCTIONS, version=__version__)

    @server.tool()
    @_answering
    def check(paths: list[str], product: Product = "auto") -> dict[str, Any]:
        """Report uses of deprecated Code42 APIs in files and directories, as c42migrate/1 JSON."""
        return document(View(checked(_options(root, paths, product))))

    @server.tool()
    @_answering
    def explain(query: str) -> str:
        """Explain a rule code, a line of a script, a URL, a symbol, a command, a header, a field or a family."""
        catalogue = current(())
        return explanation(query, answer(query, catalogue), catalogue, date.today(), Style())

    @server.tool()
    @_answering
    def plan(paths: list[str], product: Product = "auto") -> dict[str, Any]:
        """Say per script what ends when, what the safe and unsafe fixes do, and what is left by hand."""
        return plan_document(forecast(_options(root, paths, product))[1])

    @server.tool()
    @_answering
    def edits(
        paths: list[str], level: Literal["safe", "unsafe"] = "safe", product: Product = "auto"
    ) -> list[dict[str, Any]]:
        """Return the verified rewrites up to a level: byte ranges of the files as they are now, and why to review."""
        view, fixes = proposed(_options(root, paths, product), level)
        return [
            {"path": item.spot.path, "line": item.spot.line, "code": item.code, **fix_data(view, item, fix)}
            for item, fix in fixes
        ]

    return server


def _options(root: Path, paths: list[str], product: str) -> CheckOptions:
    """The options of ``check``. Raises UsageError for a path outside of ``root``, or none at all."""
    for path in paths:
        found = (root / path).resolve()
        if not found.is_relative_to(root.resolve()):
            raise UsageError("this path is outside of the directory that the server was started in", path=path)
        if not found.exists():
            raise UsageError("there is no such file or directory", path=path)
    given = Given(tuple(paths) or (".",), product=product)
    return check_options(given, configuration.load(given.paths))
