"""CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from c42migrate.reports.parts import Item
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View
from c42migrate.reports.words import deprecated, instead

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

HEADER = (
    "path", "line", "column", "code", "name", "family", "severity", "status", "end_of_life", "basis", "days_left",
    "deprecated", "instead", "certainty", "product", "fixes", "message", "fingerprint",
)  # fmt: skip


def render(view: View, _style: Style) -> str:
    """Return a header and one row per finding."""
    return table(HEADER, [_row(item) for item in view.items])


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """CSV text with CRLF as RFC 4180 has it; cells that a spreadsheet would run as a formula are quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([tuple(_harmless(cell) for cell in row) for row in rows])
    return stream.getvalue()


def _harmless(cell: str) -> str:
    shown = plain(cell)
    number = shown.removeprefix("-").isdigit()
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@")) and not number else shown


def _row(item: Item) -> tuple[str, ...]:
    dated = item.dated
    return (
        item.spot.path,
        str(item.spot.line),
        str(item.spot.column),
        item.code,
        item.name,
        item.family,
        dated.severity,
        dated.status,
        dated.end_of_life.isoformat() if dated.end_of_life else "",
        dated.basis,
        "" if dated.days_left is None else str(dated.days_left),
        deprecated(item),
        instead(item),
        str(dated.finding.certainty),
        dated.finding.product,
        " ".join(item.levels),
        item.message,
        dated.finding.fingerprint,
    )
