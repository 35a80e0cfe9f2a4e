"""Keeps secrets out of reports: quoted source goes through here first.

It hides too much rather than too little, except for URLs and paths, which are what a report is about.
"""

from __future__ import annotations

MASK = "***"
PROSE = ".py"
"""Stands for a path whose text is read as a program: only literals after ``password=`` are secrets, not words."""


def secret_spans(text: str, path: str = "") -> tuple[tuple[int, int], ...]:
    """Half-open ranges (code points) of ``text`` that hold a secret; sorted, not overlapping.

    ``path`` tells programs, where a bare word after ``password=`` is a variable, from scripts, where it is the word.
    """
    from c42migrate.reports.masking_spans import found  # many patterns, and most runs of a hook quote nothing

    spans = sorted((start, end) for start, end in found(text, path) if start < end)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def mask(text: str, path: str = PROSE) -> str:
    """``text`` with every secret as ``***``. Without a path it is prose, where bare words are words."""
    return cover(text, secret_spans(text, path))


def cover(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """``text`` with the given ranges as ``***``."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], MASK]
        at = end
    return "".join([*parts, text[at:]])


def column_after(column: int, spans: tuple[tuple[int, int], ...]) -> int:
    """Where the 0-based ``column`` of a text stands in ``cover(text, spans)``; inside a secret: at its start."""
    shift = 0
    for start, end in spans:
        if end <= column:
            shift += len(MASK) - (end - start)
        elif start < column:
            return start + shift
    return column + shift
