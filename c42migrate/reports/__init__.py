"""Reports: one module per format. Each turns a ``View`` into text; nothing here prints or reads files."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style
    from c42migrate.reports.view import View

FORMATS = (
    "text",
    "full",
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
"""Formats of ``check``; the module of a format is ``as_<format>``, but ``full`` is text too."""


def is_silent(name: str, view: View) -> bool:
    """Tell whether a report in format ``name`` is empty: those for people are where nothing is found."""
    return name in {"text", "full", "concise"} and not view.items


def render(name: str, view: View, style: Style) -> str:
    """Return the report in format ``name`` (one of ``FORMATS``). Only the module of that format is imported."""
    module, function = ("text", "full") if name == "full" else (name, "render")
    renderer: Callable[[View, Style], str] = getattr(import_module(f"{__name__}.as_{module}"), function)
    return renderer(view, style)
