"""Markdown for a pull request's comment or a job's summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from c42migrate.files.own_reports import MARKDOWN
from c42migrate.reports.closing import summary
from c42migrate.reports.parts import Item
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View
from c42migrate.reports.words import deprecated, instead, lifetime, product

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

LIMIT = 60_000
"""Characters: a comment may hold 65536."""


def render(view: View, _style: Style) -> str:
    """Summary, then one table per file; cut short, and said so, before it is too long for a comment."""
    lines: list[str] = []
    size = shown = 0
    for line, findings in _lines(view):
        size += len(line) + 1
        if size > LIMIT:
            lines += ["", f"… {len(view.items) - shown} more findings are left out here."]
            break
        lines.append(line)
        shown += findings
    return "\n".join(lines) + "\n"


def _lines(view: View) -> Iterator[tuple[str, int]]:
    """(line, number of findings it shows)."""
    yield MARKDOWN, 0
    yield "## Deprecated Code42 APIs", 0
    yield "", 0
    for line in summary(view):
        yield f"{sentence(line)}  ", 0
    for path, items in groupby(view.items, key=lambda item: item.spot.path):
        for line in ("", f"### {code(path)}", "", "| Line | What | Ends | Instead | Fix |", "|--:|---|---|---|---|"):
            yield line, 0
        for item in items:
            yield _row(item), 1


def _row(item: Item) -> str:
    what = f"**{item.code}** {escape(item.name)}<br>{code(deprecated(item)) if deprecated(item) else ''}"
    fix = ", ".join(item.levels) or ("manual" if item.rule else "")
    whose = f"<br>product {escape(product(item))}" if product(item) else ""
    cells = (str(item.spot.line), what + whose, escape(lifetime(item.dated)), escape(instead(item)), fix)
    return "| " + " | ".join(cells) + " |"


def escape(text: str) -> str:
    """Text that Markdown and HTML leave alone, on one line of a table."""
    shown = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~#@])", r"\\\1", shown)


def sentence(text: str) -> str:
    """Return a sentence of ours; what stands between backticks is code."""
    parts = text.split("`")
    return "".join(code(part) if at % 2 and at < len(parts) - 1 else escape(part) for at, part in enumerate(parts))


def code(text: str) -> str:
    """Text as code, whatever backticks it holds."""
    shown = plain(text).replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if "`" in shown else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"
