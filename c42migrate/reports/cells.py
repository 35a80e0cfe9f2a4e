"""Where a place stands in a notebook: the cell, and the line in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from c42migrate.errors import ReadError
from c42migrate.files.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Cell:
    """``number``: of the cell among all cells, Markdown too; ``line``: within the cell. Both 1-based."""

    number: int
    line: int

    def __str__(self) -> str:
        """In words, for a person."""
        return f"cell {self.number}, line {self.line}"


class Cells:
    """The cells of one file. ``data``: its bytes; a file that is no notebook has none."""

    def __init__(self, path: str, data: bytes) -> None:
        self._starts: list[tuple[int, Cell]] = []
        if data and kind_of(path) == "notebook":
            self._find(path, data)

    def _find(self, path: str, data: bytes) -> None:
        from c42migrate.files.decode import decode
        from c42migrate.readers.containers.notebook import cell_lines

        try:
            source = decode(path, data, "notebook")
        except ReadError:
            return
        for number, line, start in cell_lines(source):
            self._starts.append((source.offset(start), Cell(number, line)))

    def at(self, start: int) -> Cell | None:
        """Return the cell that the byte ``start`` of the file is in, None outside of notebooks."""
        index = bisect_right(self._starts, start, key=lambda item: item[0]) - 1
        return self._starts[index][1] if index >= 0 else None
