"""A file as reports may quote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from c42migrate.files.kinds import kind_of
from c42migrate.policy.lines import Lines
from c42migrate.reports.masking import Mask, Spans, cover, python_names


class Quotes:
    """The lines of one file with what may not be shown hidden. ``data``: its bytes, in the codec ``encoding``."""

    def __init__(self, mask: Mask, path: str, data: bytes, encoding: str = "utf-8") -> None:
        self.lines = Lines(data, encoding)
        self._mask = mask
        self._path = path

    @property
    def numbers(self) -> range:
        """The numbers of the lines (1-based), without the empty one after the last newline."""
        lines = self.lines
        return range(1, len(lines) + (len(lines) == 1 or lines.starts[-1] < len(lines.data)))

    def hidden(self, number: int) -> Spans:
        """Return the ranges of a line (1-based) that are hidden."""
        return self._mask.hidden(self.lines.text(number), self._names.get(number, ()))

    def line(self, number: int, start: int = 0, end: int | None = None) -> str:
        """Return the part of a line between two columns (0-based code points) as it may be shown."""
        text = self.lines.text(number)
        high = len(text) if end is None else min(end, len(text))
        clipped = ((max(a, start) - start, min(b, high) - start) for a, b in self.hidden(number))
        return cover(text[start:high], tuple((a, b) for a, b in clipped if a < b))

    def between(self, start: int, end: int) -> str:
        """Return the text between two byte offsets as it may be shown."""
        return "\n".join(self._parts(start, end))

    def _parts(self, start: int, end: int) -> Iterator[str]:
        (first, column), (last, end_column) = self.lines.position(start), self.lines.position(end)
        for number in range(first, last + 1):
            yield self.line(number, column - 1 if number == first else 0, end_column - 1 if number == last else None)

    @cached_property
    def _names(self) -> Mapping[int, Spans]:
        if kind_of(self._path) != "python":
            return {}
        return python_names("\n".join(self.lines.text(number) for number in self.numbers))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the program, in a language whose names are told from its texts."""
        return frozenset(self.lines.text(n)[a:b] for n, spans in self._names.items() for a, b in spans)
