"""Large files are read only where they speak of the API: data of many megabytes would take a hundred times that."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.files.prefilter import Prefilter

CHUNK = 16_000
"""Bytes that are looked at together: all of them are read when one needle is in them."""

DISTANCE = 4_000
"""So many bytes around a chunk are read too, up to the ends of lines if there are any in these."""

_OVERLAP = 100
"""A needle may stand on the border of two chunks."""

_BLANK = bytes(byte if byte in b"\r\n" else 0x20 for byte in range(256))
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def only_near(data: bytes, prefilter: Prefilter) -> bytes:
    """``data`` with blanks for what is far from every needle; no byte moves, and line ends stay.

    Wide encodings, in which no needle is seen, stay as they are.
    """
    if data.startswith(_WIDE):
        return data
    parts, at = [], 0
    for start, end in _windows(data, prefilter):
        parts += [data[at:start].translate(_BLANK), data[start:end]]
        at = end
    return b"".join([*parts, data[at:].translate(_BLANK)])


def _windows(data: bytes, prefilter: Prefilter) -> Iterator[tuple[int, int]]:
    """The ranges to read, in order, none touching another."""
    window: tuple[int, int] | None = None
    for at in range(0, len(data), CHUNK):
        chunk = data[max(0, at - _OVERLAP) : at + CHUNK]
        if not prefilter.scan(chunk) and not prefilter.is_weak(chunk):
            continue
        start, end = _around(data, at, min(at + CHUNK, len(data)))
        if window is not None and start > window[1]:
            yield window
            window = None
        window = (window[0] if window else start), end
    if window is not None:
        yield window


def _around(data: bytes, start: int, end: int) -> tuple[int, int]:
    """From the beginning of a line to the end of one, or else where characters begin."""
    lowest, highest = max(0, start - DISTANCE - _OVERLAP), min(len(data), end + DISTANCE)
    first, last = data.find(b"\n", lowest, start) + 1, data.rfind(b"\n", end, highest)
    return _character(data, first or lowest), _character(data, highest if last < 0 else last)


def _character(data: bytes, at: int) -> int:
    """The beginning of the UTF-8 character at or after ``at``."""
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at
