"""Indentation as Python 2 counts it (a tab goes to the next multiple of 8), rewritten to plain spaces.

Also mends what Python 2 itself refuses but people paste: a stray deeper line, a dedent to no level,
a block without a body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from c42migrate.readers.python.normalise_tokens import Edit, Token, significant

TAB = 8


def rewrite_indentation(lines: Sequence[Sequence[Token]]) -> Iterator[Edit]:
    """Edits to the leading blanks of the logical ``lines``."""
    levels = [0]
    opener: Token | None = None
    for line in lines:
        words = significant(line)
        if not words:
            yield from _lead(line, _column(line))
            continue
        column = _column(line)
        if opener is not None and column <= levels[-1]:
            yield Edit(opener.end, opener.end, " pass")
        yield from _lead(line, _settle(levels, column, opens=opener is not None))
        opener = words[-1] if words[-1].text == ":" and words[-1].depth == 0 else None
    if opener is not None:
        yield Edit(opener.end, opener.end, " pass")


def _settle(levels: list[int], column: int, *, opens: bool) -> int:
    """The level a line at ``column`` belongs to; ``levels`` is brought up to date."""
    if column > levels[-1] and opens:
        levels.append(column)
    while column < levels[-1]:
        levels.pop()
    return levels[-1]


def _column(line: Sequence[Token]) -> int:
    column = 0
    for char in line[0].text if line[0].kind == "blank" else "":
        if char == "\t":
            column += TAB - column % TAB
        elif char == "\f":
            column = 0
        elif char in " \u00a0":
            column += 1
    return column


def _lead(line: Sequence[Token], column: int) -> Iterator[Edit]:
    first = line[0]
    lead = first.text if first.kind == "blank" else ""
    if lead != " " * column:
        yield Edit(first.start, first.start + len(lead), " " * column)
