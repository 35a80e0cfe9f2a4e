"""The files whose calls of an SDK are rewritten: what stands where, and edits that keep to their lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

from c42migrate.edits import splice
from c42migrate.files.decode import decode
from c42migrate.files.source import Source
from c42migrate.fixes.plan import Data
from c42migrate.fixes.sdk_errors import Handlers
from c42migrate.model import Edit, Place
from c42migrate.readers.containers import parts

NOTEBOOK = ".ipynb"
_DOCUMENTS = {".md": "markdown", ".markdown": "markdown", ".rst": "rst"}
_IMPORT = re.compile(
    r"(?:import[ ]+py42[\w.]*(?:[ ]+as[ ]+\w+)?|from[ ]+py42[\w.]*[ ]+import[ ]+[\w, *]+)(?=\s*(?:(?:\\n)?\",?)?$)"
)
_CATCHES = re.compile(rb"\bexcept\b[^\n]*\b(?:Py42|exceptions\b)")
_BEFORE = re.compile(rb"(?P<json>[ \t]*\")?(?P<blanks>[ \t]*)")


class Sources:
    """The files of a run. In a notebook each line of a program is a quoted text of its own."""

    def __init__(self, texts: Data) -> None:
        self.texts = texts
        self._files: dict[str, Handlers] = {}

    def data(self, path: str) -> bytes:
        """Return the bytes of a file, none for one that is not there."""
        return self.texts.get(path, b"")

    def handlers(self, path: str) -> Handlers:
        """Return the handlers and imports of a file, read once."""
        if path not in self._files:
            self._files[path] = Handlers(path, self.data(path))
        return self._files[path]

    def catches(self, place: Place) -> bool:
        """Whether there are handlers of py42's errors, which cannot be edited, in the program around a place.

        Each block of a document is a program of its own, all cells of a notebook are one.
        """
        data = self.data(place.path)
        if not _CATCHES.search(data) or self.handlers(place.path).is_parsed:
            return False
        block = self._block(place)
        return block is None or _CATCHES.search(block.text.encode()) is not None

    def are_together(self, first: Place, second: Place) -> bool:
        """Whether two places are in the same function and the same loops of it, as far as the program can be read."""
        handlers = self.handlers(first.path)
        if handlers.is_parsed:
            return handlers.are_together(first, second)
        block = self._block(first)
        is_whole = block is not None and block.place(0, len(block.text)).holds(second)
        return block is not None and is_whole and Handlers("", block.text.encode()).is_straight

    def _block(self, place: Place) -> Source | None:
        """Return the block of a document that a place is in."""
        kind = _DOCUMENTS.get(PurePosixPath(place.path).suffix)
        blocks = parts(decode(place.path, self.data(place.path), kind)) if kind is not None else []
        return next((block for block in blocks if block.place(0, len(block.text)).holds(place)), None)

    def text(self, place: Place | None) -> str:
        """Return what stands in a place, "" for none."""
        return self.data(place.path)[place.start : place.end].decode("utf-8", "replace") if place is not None else ""

    def edit(self, place: Place, text: str) -> Edit:
        """Put ``text`` in a place."""
        return Edit(place, text, self.data(place.path)[place.start : place.end])

    def without_line(self, place: Place) -> Edit:
        """Delete a statement with its line; in a notebook with the comma between it and the line before it."""
        data, start, end = self.data(place.path), self.line_start(place), self.line_end(place)
        if place.path.endswith(NOTEBOOK) and not data[:end].endswith(b","):
            before = data[:start].rstrip()
            return self.edit(Place(place.path, len(before.removesuffix(b",")), end), "")
        return self.edit(Place(place.path, start, min(end + 1, len(data))), "")

    def import_at(self, first: Place) -> Place | None:
        """Return the statement that imports py42 and nothing else around a place; None for one that is written
        otherwise."""
        handlers = self.handlers(first.path)
        if handlers.is_parsed:
            return handlers.import_at(first.start)
        line = Place(first.path, self.line_start(first) + len(self.opening(first)), self.line_end(first))
        text = self.text(line)
        written = _IMPORT.match(text.lstrip())
        start = line.start + len(text) - len(text.lstrip())
        return Place(first.path, start, start + written.end()) if written is not None and text.isascii() else None

    def rendered(self, place: Place, edits: Iterable[Edit]) -> str:
        """Return what stands in a place once the edits in it are made."""
        inside = [edit for edit in edits if place.holds(edit.place)]
        moved = [replace(e, place=Place("", e.place.start - place.start, e.place.end - place.start)) for e in inside]
        data = self.data(place.path)[place.start : place.end]
        return splice(data, without_inner(moved)).decode("utf-8", "replace")

    def parses(self, edits: Iterable[Edit]) -> bool:
        """Whether the Python files that could be parsed still can once the edits are made."""
        by_path: dict[str, list[Edit]] = defaultdict(list)
        for edit in edits:
            by_path[edit.place.path].append(edit)
        return all(
            Handlers(path, splice(self.data(path), own)).is_parsed
            for path, own in by_path.items()
            if path.endswith(".py") and self.handlers(path).is_parsed
        )

    # -- lines -----------------------------------------------------------------------------------

    def line_start(self, place: Place) -> int:
        """Where the line begins that a place begins in."""
        return self.data(place.path).rfind(b"\n", 0, place.start) + 1

    def line_end(self, place: Place) -> int:
        """Where the line that a place ends in ends, without its line end."""
        data = self.data(place.path)
        found = data.find(b"\n", place.end)
        end = found if found >= 0 else len(data)
        return end - 1 if data[end - 1 : end] == b"\r" and end > place.end else end

    def before(self, place: Place) -> bytes:
        """Return what stands before a place on its line."""
        return self.data(place.path)[self.line_start(place) : place.start]

    def indent(self, statement: Place) -> str | None:
        """Return what stands before a statement on its line, None when that is more than blanks."""
        found = _BEFORE.fullmatch(self.before(statement))
        is_notebook = statement.path.endswith(NOTEBOOK)
        return found["blanks"].decode() if found and bool(found["json"]) == is_notebook else None

    def opening(self, place: Place) -> bytes:
        """Return what a line begins with that is none of the program's: the quote of a notebook."""
        found = _BEFORE.match(self.before(place))
        return found["json"] or b"" if found and place.path.endswith(NOTEBOOK) else b""

    def newline(self, place: Place) -> str:
        """Return what ends a line near a place."""
        if place.path.endswith(NOTEBOOK):
            return f'\\n",\n{self.opening(place).decode()}'
        return "\r\n" if b"\r\n" in self.data(place.path) else "\n"


def without_inner(edits: Sequence[Edit]) -> list[Edit]:
    """Without those that lie in a larger one, which has made them already."""
    return [
        one
        for one in dict.fromkeys(edits)
        if not any(
            other.place.holds(one.place) and other.place != one.place and _is_wide(other, one) for other in edits
        )
    ]


def _is_wide(other: Edit, one: Edit) -> bool:
    """Whether an edit replaces bytes around another; an insertion at its very edge stays."""
    return other.place.start < other.place.end and not (
        one.place.start == one.place.end and one.place.start in {other.place.start, other.place.end}
    )


def joined(edits: Iterable[Edit]) -> tuple[Edit, ...] | None:
    """Make insertions in one place one; None when two edits want the same bytes."""
    inserted: dict[Place, list[str]] = defaultdict(list)
    others: list[Edit] = []
    for edit in dict.fromkeys(edits):
        if edit.place.start == edit.place.end:
            inserted[edit.place].append(edit.text)
        else:
            others.append(edit)
    made = sorted([*others, *(Edit(place, "".join(parts)) for place, parts in inserted.items())])
    for first, second in pairwise(made):
        if first.place.path == second.place.path and first.place.end > second.place.start:
            return None
    return tuple(made)
