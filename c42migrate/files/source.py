"""A text to be read, and the way from its characters back to the bytes on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from c42migrate.model import Literal, Place, Text


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded text of a file, or of a part of one (a notebook cell, a fenced block, a ``run:`` block).

    ``text`` keeps every character, newlines included, BOM excluded. ``offsets`` has ``len(text) + 1`` byte offsets
    in the file, one per code-point boundary, or is None when each character is one byte and the text starts
    at byte ``base``. ``escaped`` is True when characters may stand for several bytes (JSON, XML): replacement texts
    must then need no escaping. ``kind`` names the language (``python``, ``shell``, ``powershell``, ``text`` …).
    """

    path: str
    text: str
    kind: str
    encoding: str = "utf-8"
    base: int = 0
    offsets: Sequence[int] | None = field(default=None, repr=False)
    escaped: bool = False

    def offset(self, index: int) -> int:
        """Byte offset in the file of the boundary before code point ``index`` of ``text``."""
        return self.offsets[index] if self.offsets is not None else self.base + index

    def place(self, start: int, end: int) -> Place:
        """Return the bytes of ``text[start:end]``."""
        return Place(self.path, self.offset(start), self.offset(end))

    def literal(self, start: int, end: int, *, token: int = -1, whole: bool = False) -> Literal:
        """``text[start:end]`` as a literal that stands there unescaped."""
        bounds = tuple(self.offsets[start : end + 1]) if self.offsets is not None else None
        return Literal(self.text[start:end], self.place(start, end), bounds, True, token, whole)

    def piece(self, start: int, end: int) -> Text:
        """``literal(start, end)`` as a text."""
        return Text((self.literal(start, end),)) if start < end else Text()
