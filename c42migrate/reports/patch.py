"""The lines one fix changes, as a diff for people: cheap, for only the lines of the edits are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.model import Edit
from c42migrate.policy.lines import Lines
from c42migrate.reports.masking import cover, mask

LIMIT = 40
"""Lines shown of one block."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """An edit as a person sees it: 1-based lines, 0-based columns in code points."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def patch(
    edits: Iterable[Edit], lines: Callable[[str], Lines], secrets: Callable[[str], Mapping[int, Spans]]
) -> Iterator[str]:
    """``@@ path:line @@`` and the lines before (``-``) and after (``+``), secrets masked; nothing for unknown files."""
    known = (edit for edit in edits if lines(edit.place.path).data)
    changes = sorted((_change(e, lines(e.place.path)) for e in known), key=lambda c: (c.path, c.line, c.column))
    for block in _blocks(changes):
        path = block[0].path
        yield from _shown(block, lines(path), secrets(path))


def _change(edit: Edit, lines: Lines) -> _Change:
    (line, column), (end_line, end_column) = (lines.position(at) for at in (edit.place.start, edit.place.end))
    return _Change(edit.place.path, line, column - 1, end_line, end_column - 1, edit.text)


def _blocks(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Changes of the same or neighbouring lines together."""
    block: list[_Change] = []
    for change in changes:
        if block and (block[-1].path != change.path or change.line > block[-1].end_line + 1):
            yield block
            block = []
        block.append(change)
    if block:
        yield block


def _shown(block: Sequence[_Change], lines: Lines, secrets: Mapping[int, Spans]) -> Iterator[str]:
    first, last = block[0].line, max(change.end_line for change in block)
    texts = {number: lines.text(number) for number in range(first, last + 1)}
    old = [cover(text, secrets.get(number, ())) for number, text in texts.items()]
    new = mask(_spliced(block, texts, secrets), block[0].path).splitlines()
    yield f"@@ {block[0].path}:{first} @@"
    yield from _cut([f"-{line}" for line in old])
    yield from _cut([f"+{line}" for line in new])


def _cut(lines: list[str]) -> list[str]:
    return lines if len(lines) <= LIMIT else [*lines[:LIMIT], f"… {len(lines) - LIMIT} more lines"]


def _spliced(block: Sequence[_Change], texts: Mapping[int, str], secrets: Mapping[int, Spans]) -> str:
    parts, at = [], (block[0].line, 0)
    for change in block:
        parts += [_between(at, (change.line, change.column), texts, secrets), change.text]
        at = (change.end_line, change.end_column)
    last = max(texts)
    return "".join([*parts, _between(at, (last, len(texts[last])), texts, secrets)])


def _between(
    start: tuple[int, int], end: tuple[int, int], texts: Mapping[int, str], secrets: Mapping[int, Spans]
) -> str:
    """The old text between two points, its secrets covered."""
    pieces = []
    for number in range(start[0], end[0] + 1):
        low = start[1] if number == start[0] else 0
        high = end[1] if number == end[0] else len(texts[number])
        spans = tuple(
            (max(a, low) - low, min(b, high) - low) for a, b in secrets.get(number, ()) if a < high and b > low
        )
        pieces.append(cover(texts[number][low:high], spans))
    return "\n".join(pieces)
