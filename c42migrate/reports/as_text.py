"""The report for a person at a terminal: a block per finding or, when there are many, a line per use by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from c42migrate.reports.closing import plural
from c42migrate.reports.schedule import by_rule, first_end
from c42migrate.reports.terminal import SEVERITY_COLOURS, Style, fact, plain, shortened, underline, wrapped
from c42migrate.reports.words import (
    certainty,
    confidence,
    generally,
    instead,
    lifetime,
    manual_reasons,
    product,
    review,
)

if TYPE_CHECKING:
    from c42migrate.reports.parts import Item, Spot
    from c42migrate.reports.view import View

MANY = 30
"""So many findings are shown in full; more are grouped."""
_RELATED = 5
_NARROW = 30
"""Columns that a use must have beside its place to stand on the same line."""
_TABLE = ("code", "what", "uses", "files", "safe", "unsafe", "manual", "end")


def render(view: View, style: Style) -> str:
    """Blocks for few findings, groups and a table for many; "" without findings."""
    return full(view, style) if len(view.items) <= MANY else _grouped(view, style)


def full(view: View, style: Style) -> str:
    """One block per finding, a blank line between them."""
    return "\n".join("\n".join(_block(view, item, style)) + "\n" for item in view.items)


def _block(view: View, item: Item, style: Style) -> Iterator[str]:
    spot, dated = item.spot, item.dated
    where = style.link(style(f"{plain(spot.path)}:{spot.line}:{spot.column}", "bold"), spot.path) + plain(item.where)
    label = style(f"{dated.severity}[{item.code}]", SEVERITY_COLOURS[dated.severity], "bold")
    yield f"{where}: {label} {style(item.name, 'bold')}"
    yield from _source(view, item, style)
    yield from wrapped(plain(item.message.rstrip(".")), "  ", style.width)
    for name, text in _facts(item):
        yield from fact(name, text, style)


def _source(view: View, item: Item, style: Style) -> Iterator[str]:
    snippets = view.snippet(item)
    gutter = max((len(str(snippet.line)) for snippet in snippets), default=1) + 2
    limit = max(40, min(200, style.width - gutter - 5))
    for snippet in snippets:
        line, carets = underline(*_window(snippet.text, snippet.start, snippet.end, limit))
        yield f"{style(f'{snippet.line:>{gutter}} |', 'dim')} {line}".rstrip()
        yield f"{style(' ' * gutter + ' |', 'dim')} {style(carets, SEVERITY_COLOURS[item.dated.severity])}"
    hidden = item.spot.end_line - item.spot.line + 1 - len(snippets)
    if hidden > 1:
        yield style(" " * gutter + f" | … {hidden} more lines", "dim")


def _window(text: str, start: int, end: int, limit: int) -> tuple[str, int, int]:
    """Return the part of a long line (minified, one-line JSON) around the range."""
    if len(text) <= limit:
        return text, start, end
    end = min(end, start + limit // 2)
    low = max(0, start - limit // 4)
    high = min(len(text), low + limit)
    left, right = "…" if low else "", "…" if high < len(text) else ""
    return left + text[low:high] + right, start - low + len(left), end - low + len(left)


def _most_telling(related: Sequence[tuple[Spot, str]]) -> tuple[list[tuple[Spot, str]], int]:
    """Return the first few places in order, and how many others there are; those where a value only passes through a
    variable are told where there is room."""
    telling = [place for place in related if not place[1].endswith((" is set here", " is used here"))]
    setting = [place for place in related if place[1].endswith(" is set here")]
    chosen = [*telling, *setting][:_RELATED]
    return [place for place in related if place in chosen], max(len(telling) - _RELATED, 0)


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    """(label, sentence) lines under the source."""
    if item.rule is not None:
        announced = f", announced {item.announced.date}" if item.announced else ""
        yield "when", f"{lifetime(item.dated)}{announced}"
        yield "instead", instead(item)
        yield "certainty", certainty(item.dated)
        known = (("confidence", confidence(item)), ("product", product(item)))
        yield from ((name, text) for name, text in known if text)
    yield from _fixes(item)
    if not item.fixes and item.rule is not None:
        yield "fix", f"no automatic fix: {'; '.join(manual_reasons(item))} (c42migrate explain {item.code})"
    for note in item.dated.finding.notes:
        if item.fixes or not note.startswith("not rewritten: "):
            yield "note", note
    shown, others = _most_telling(item.related)
    for spot, message in shown:
        yield "see", f"{spot.path}:{spot.line}:{spot.column} {message}"
    if others:
        yield "see", f"… and {plural(others, 'more place')}"
    if item.chain:
        yield "via", " → ".join((item.code, *item.chain))


def _fixes(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what can be rewritten, and what a person must look at then."""
    for fix in item.fixes:
        command = "c42migrate fix" if fix.applicability == "safe" else "c42migrate fix --unsafe-fixes"
        yield "fix", f"{fix.applicability}: {fix.description} ({command})"
        if (reason := review(item, fix)) and f"unsafe here: {reason}" not in item.dated.finding.notes:
            yield "review", reason


def _grouped(view: View, style: Style) -> str:
    groups = by_rule(view)
    lines = [line for group in groups for line in (*_group(view, group, style), "")]
    return "\n".join([*lines, *_table(groups, style), ""])


def _group(view: View, group: Sequence[Item], style: Style) -> Iterator[str]:
    """Yield what a rule is about, once, and a line for each use."""
    first = group[0]
    files = len({item.spot.path for item in group})
    label = style(f"{first.dated.severity}[{first.code}]", SEVERITY_COLOURS[first.dated.severity], "bold")
    yield f"{label} {style(first.name, 'bold')}  {plural(len(group), 'use')} in {plural(files, 'file')}"
    yield from wrapped(plain(first.summary), "  ", style.width)
    if first.rule is not None:
        ends = dict.fromkeys(lifetime(item.dated) for item in group)
        yield from fact("when", "; ".join(ends) if len(ends) < 4 else "see the table", style)
        yield from fact("instead", generally(group), style)
        reasons = dict.fromkeys(reason for item in group if not item.fixes for reason in manual_reasons(item))
        if reasons:
            yield from fact("manual", "; ".join(list(reasons)[:3]), style)
        for whose in dict.fromkeys(filter(None, map(product, group))):
            yield from fact("product", whose, style)
    for item in group:
        yield from _use(view, item, style)


def _use(view: View, item: Item, style: Style) -> Iterator[str]:
    """``path:line  PUT /api/UserBlock/… → /api/v1/UserBlock/…  [safe]``; on two lines after a long path."""
    spot = item.spot
    where = f"{plain(spot.path)}:{spot.line}{plain(item.where)}"
    level = f"  [{item.levels[0] if item.levels else 'manual'}]" if item.rule is not None else ""
    old, new = view.change(item)
    new = new or item.successor
    what = plain(f"{old} → {new}" if new else old)
    place = f"  {style.link(style(where, 'bold'), spot.path)}"
    room = style.width - len(where) - len(level) - 4
    if room < min(len(what), _NARROW):
        yield place
        place, room = "    ", style.width - len(level) - 6
    yield f"{place}  {shortened(what, room)}{style(level, 'dim')}"


def _table(groups: Sequence[Sequence[Item]], style: Style) -> Iterator[str]:
    rows = [_TABLE, *(_row(group) for group in groups)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_TABLE))]
    spare = style.width - sum(widths) - 2 * (len(widths) - 1)
    widths[1] = max(12, widths[1] + min(0, spare))
    for number, row in enumerate(rows):
        cells = [
            shortened(cell, width).ljust(width) if column in {0, 1, 7} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield style("  ".join(cells).rstrip(), *([] if number else ["bold"]))


def _row(group: Sequence[Item]) -> tuple[str, ...]:
    levels = [item.levels[0] if item.levels else "manual" for item in group]
    end = first_end(group)
    files = len({item.spot.path for item in group})
    counts = (len(group), files, levels.count("safe"), levels.count("unsafe"), levels.count("manual"))
    return (group[0].code, plain(group[0].name), *map(str, counts), end.isoformat() if end else "-")
