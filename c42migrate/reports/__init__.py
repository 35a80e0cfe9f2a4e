"""Reports: one module per format. Each turns a ``View`` into text; nothing here prints or reads files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style
    from c42migrate.reports.view import View

FORMATS = (
    "text",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "markdown",
    "csv",
    "html",
    "ics",
)
"""Formats of ``check``; the module of a format is ``as_<format>``."""


class Renderer(Protocol):
    """What a format module offers."""

    def render(self, view: View, style: Style) -> str:
        """The report as text, newline at its end."""


def render(name: str, view: View, style: Style) -> str:
    """The report in format ``name`` (one of ``FORMATS``). Only the module of that format is imported."""
    from importlib import import_module

    module: Renderer = import_module(f"{__name__}.as_{name}")
    return module.render(view, style)
