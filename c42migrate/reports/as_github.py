"""Workflow commands that GitHub Actions turns into annotations."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from c42migrate.reports.parts import Item
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View
from c42migrate.reports.words import annotation

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(view: View, _style: Style) -> str:
    """One ``::error …`` line per finding."""
    return "".join(_line(item) for item in view.items)


def _line(item: Item) -> str:
    spot = item.spot
    values = {
        "file": plain(spot.path.replace(os.sep, "/")),
        "line": str(spot.line),
        "endLine": str(spot.end_line),
        "col": str(spot.column),
        "endColumn": str(spot.end_column),
        "title": plain(f"{item.code} {item.name}"),
    }
    if spot.line != spot.end_line:  # GitHub ignores columns of an annotation over several lines, and warns
        values.pop("endColumn")
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{_LEVELS[item.dated.severity]} {properties}::{_data(plain(annotation(item)))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
