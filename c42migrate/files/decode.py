"""Bytes to text, with the way back to the bytes: encodings are found as the language finds them."""

from __future__ import annotations

import codecs
import re
import string
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

from c42migrate.errors import ReadError
from c42migrate.files.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)")
_NO_CODE = re.compile(rb"[ \t\f]*(?:#.*)?\Z", re.DOTALL)
_LINE_END = re.compile(rb"\r\n?|\n")
_HEAD = 2000
_CONTINUATION, _CONTINUES = 0xC0, 0x80


def decode(path: str, data: bytes, kind: str) -> Source:
    """Return the text of a file with its byte offsets; every character and newline is kept, a byte order mark is left
    out.

    Encodings, in this order: a byte order mark; for ``python`` the cookie of PEP 263 where it is true; UTF-8; Latin-1
    (in which old scripts were written before anyone said so). Raises ReadError when the data are binary.
    """
    mark, encoding = _mark(data)
    if mark:
        return _source(path, data, kind, encoding, len(mark))
    if b"\0" in data:
        raise ReadError("binary file", path=path)
    cookie = _cookie(data) if kind == "python" else ""
    for name in (cookie, "utf-8"):
        if name and (source := _attempt(path, data, kind, name)) is not None:
            return source
    return Source(path, data.decode("latin-1"), kind, "latin-1")


def _mark(data: bytes) -> tuple[bytes, str]:
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))


def _source(path: str, data: bytes, kind: str, encoding: str, base: int) -> Source:
    """Return a file whose byte order mark says its encoding."""
    try:
        text = data[base:].decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"not {encoding} as its byte order mark says", path=path) from error
    if "\0" in text:
        raise ReadError("binary file", path=path)
    return Source(path, text, kind, encoding, base, _offsets(text, data, encoding, base))


def _attempt(path: str, data: bytes, kind: str, encoding: str) -> Source | None:
    """Return the source, or None when the encoding is unknown, wrong, or not one whose characters own their bytes."""
    try:
        if string.printable.encode(encoding) != string.printable.encode("ascii"):
            return None
        text = data.decode(encoding)
        return Source(path, text, kind, codecs.lookup(encoding).name, 0, _offsets(text, data, encoding, 0))
    except (LookupError, UnicodeError, ValueError):
        return None


def _offsets(text: str, data: bytes, encoding: str, base: int) -> Sequence[int] | None:
    """Return a byte offset per boundary, None when each character is one byte; ValueError when there is no such map."""
    if len(text) == len(data) - base:
        return None
    if encoding == "utf-8":
        starts = (i for i, byte in enumerate(data[base:], base) if byte & _CONTINUATION != _CONTINUES)
        return array("L", [*starts, len(data)])
    parts = [character.encode(encoding) for character in text]
    if b"".join(parts) != data[base:]:
        raise ValueError(f"{encoding} does not map characters to bytes one by one")
    return array("L", accumulate(map(len, parts), initial=base))


def _cookie(data: bytes) -> str:
    """Return the encoding a Python file declares in a comment on one of its first two lines, "" when it does not."""
    for line in _first_lines(data):
        if found := _COOKIE.match(line):
            return found[1].decode("ascii")
        if not _NO_CODE.match(line):
            return ""
    return ""


def _first_lines(data: bytes) -> Iterator[bytes]:
    yield from _LINE_END.split(data[:_HEAD], 2)[:2]
