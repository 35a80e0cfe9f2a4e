"""The report for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.reports.parts import Item, Snippet
from c42migrate.reports.terminal import SEVERITY_COLOURS, Style, plain, underline
from c42migrate.reports.view import View
from c42migrate.reports.words import certainty, instead, lifetime

_RELATED = 5


def render(view: View, style: Style) -> str:
    """One block per finding, a blank line between them; "" without findings."""
    return "\n".join("\n".join(_block(view, item, style)) + "\n" for item in view.items)


def _block(view: View, item: Item, style: Style) -> Iterator[str]:
    spot, dated = item.spot, item.dated
    where = style.link(style(f"{plain(spot.path)}:{spot.line}:{spot.column}", "bold"), spot.path) + plain(item.where)
    label = style(f"{dated.severity}[{item.code}]", SEVERITY_COLOURS[dated.severity], "bold")
    yield f"{where}: {label} {style(item.name, 'bold')}"
    yield from _source(view, item, style)
    yield f"  {plain(item.message)}"
    for name, text in _facts(item):
        yield f"  {style(f'{name:<8}', 'dim')} {plain(text)}"


def _source(view: View, item: Item, style: Style) -> Iterator[str]:
    snippets = view.snippet(item)
    gutter = max((len(str(snippet.line)) for snippet in snippets), default=1) + 2
    for snippet in snippets:
        line, carets = _drawn(snippet)
        yield f"{style(f'{snippet.line:>{gutter}} |', 'dim')} {line}".rstrip()
        yield f"{style(' ' * gutter + ' |', 'dim')} {style(carets, SEVERITY_COLOURS[item.dated.severity])}"
    hidden = item.spot.end_line - item.spot.line + 1 - len(snippets)
    if hidden > 1:
        yield style(" " * gutter + f" | … {hidden} more lines", "dim")


def _drawn(snippet: Snippet) -> tuple[str, str]:
    return underline(*_window(snippet.text, snippet.start, snippet.end))


def _window(text: str, start: int, end: int, limit: int = 200) -> tuple[str, int, int]:
    """The part of a very long line (minified, one-line JSON) around the range."""
    if len(text) <= limit:
        return text, start, end
    end = min(end, start + limit // 2)
    low = max(0, start - limit // 4)
    high = min(len(text), low + limit)
    left, right = "…" if low else "", "…" if high < len(text) else ""
    return left + text[low:high] + right, start - low + len(left), end - low + len(left)


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    """(label, sentence) lines under the source."""
    if item.rule is not None:
        yield "when", _when(item)
        yield "instead", instead(item)
        yield "sure", certainty(item.dated)
    for fix in item.fixes:
        command = "c42migrate fix" if fix.applicability == "safe" else "c42migrate fix --unsafe-fixes"
        yield "fix", f"{fix.applicability}: {fix.description} ({command})"
    if not item.fixes and item.rule is not None:
        yield "fix", f"by hand: c42migrate explain {item.code}"
    for note in item.dated.finding.notes:
        yield "note", note
    yield from _related(item)
    if item.chain:
        yield "via", " → ".join((item.code, *item.chain))


def _when(item: Item) -> str:
    announced = f", announced {item.announced.date}" if item.announced else ""
    return f"{lifetime(item.dated)}{announced}"


def _related(item: Item) -> Iterator[tuple[str, str]]:
    for spot, message in item.related[:_RELATED]:
        yield "see", f"{spot.path}:{spot.line}:{spot.column} {message}"
    if len(item.related) > _RELATED:
        yield "see", f"… and {len(item.related) - _RELATED} more places"
