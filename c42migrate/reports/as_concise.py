"""One finding a line, for editors and grep."""

from __future__ import annotations

from c42migrate.reports.parts import Item
from c42migrate.reports.terminal import SEVERITY_COLOURS, Style, plain
from c42migrate.reports.view import View
from c42migrate.reports.words import one_line


def render(view: View, style: Style) -> str:
    """``path:line:column: severity[code] sentence``, one line per finding."""
    return "".join(f"{_line(item, style)}\n" for item in view.items)


def _line(item: Item, style: Style) -> str:
    spot, dated = item.spot, item.dated
    mark = " [*]" if "safe" in item.levels else " [-]" if item.levels else ""
    where = style.link(style(f"{plain(spot.path)}:{spot.line}:{spot.column}", "bold"), spot.path) + plain(item.where)
    label = style(f"{dated.severity}[{item.code}]", SEVERITY_COLOURS[dated.severity])
    return f"{where}: {label} {plain(item.name)}: {plain(one_line(item))}{mark}"
