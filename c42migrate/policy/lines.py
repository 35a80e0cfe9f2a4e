"""Bytes to lines and columns: the only place where offsets become what a person reads."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator

_NEWLINE = re.compile(rb"\r\n|\n|\r")
_WIDE_NEWLINE = re.compile("\r\n|\n|\r")
_BOMS = {
    "utf-8": (codecs.BOM_UTF8,),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
}


class Lines:
    """The lines of a file. Lines and columns are 1-based; columns count code points; offsets are bytes.

    ``encoding`` is a codec name; bytes it cannot decode become lone surrogates, so nothing here raises.
    """

    def __init__(self, data: bytes, encoding: str = "utf-8") -> None:
        self.data = data
        self.encoding, self._bom = _plain_encoding(data, encoding)
        self.starts = [self._bom, *self._breaks()]

    def __len__(self) -> int:
        return len(self.starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte offset; offsets past the end mean the end."""
        offset = min(max(offset, self._bom), len(self.data))
        line = bisect_right(self.starts, offset)
        return line, len(self.decode(self.data[self.starts[line - 1] : offset])) + 1

    def text(self, line: int) -> str:
        """Return the text of a line without its newline; ``""`` for a line that does not exist."""
        if not 1 <= line <= len(self.starts):
            return ""
        return self.decode(self.data[self.starts[line - 1] : self.end(line)]).rstrip("\r\n")

    def end(self, line: int) -> int:
        """Byte offset just after a line's newline."""
        return self.starts[line] if line < len(self.starts) else len(self.data)

    def offset(self, line: int, column: int) -> int:
        """Byte offset of a column (1-based) of a line."""
        before = self.text(line)[: column - 1]
        return self.starts[line - 1] + len(before.encode(self.encoding, _errors(self.encoding)))

    def decode(self, data: bytes) -> str:
        """Text of a part of the file."""
        return data.decode(self.encoding, _errors(self.encoding))

    def _breaks(self) -> Iterator[int]:
        if not self.encoding.startswith(("utf-16", "utf-32")):
            return (match.end() for match in _NEWLINE.finditer(self.data))
        unit = 2 if self.encoding.startswith("utf-16") else 4
        text = self.decode(self.data[self._bom :])
        return (self._bom + _width(text[: m.end()], unit) for m in _WIDE_NEWLINE.finditer(text))


def _width(text: str, unit: int) -> int:
    astral = sum(char > "\uffff" for char in text) if unit == 2 else 0
    return (len(text) + astral) * unit


def _plain_encoding(data: bytes, encoding: str) -> tuple[str, int]:
    """Return a codec that neither eats nor expects a byte-order mark, and the length of the mark."""
    name = encoding.lower().replace("_", "-")
    marks = next((marks for family, marks in _BOMS.items() if name.startswith(family)), ())
    bom = next((mark for mark in marks if data.startswith(mark)), b"")
    if name == "utf-8-sig":
        return "utf-8", len(bom)
    if name in {"utf-16", "utf-32"}:
        return name + ("-be" if bom in (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE) else "-le"), len(bom)
    return _known(name), len(bom)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _errors(encoding: str) -> str:
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
