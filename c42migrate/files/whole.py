"""Reads a file whole, when it is one: what stands in a repository may be a pipe, a device, or grow while it is read."""

from __future__ import annotations

import os
import stat

LARGEST = 20_000_000
"""Bytes of a settings, baseline or rule file; far more than any has."""

_INVALID, _TOO_BIG = 22, 27  # EINVAL and EFBIG
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def read_whole(path: str | os.PathLike[str], limit: int = LARGEST) -> bytes:
    """Return the bytes of a regular file of at most ``limit`` bytes. Raises OSError for anything else; never waits."""
    descriptor = os.open(path, _FLAGS)
    try:
        return _whole(descriptor, limit)
    finally:
        os.close(descriptor)


def _whole(descriptor: int, limit: int) -> bytes:
    """All bytes: nearly always in one go, into a buffer that fits."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(_INVALID, "not a regular file")
    data = os.read(descriptor, min(status.st_size, limit) + 1)
    if len(data) == status.st_size:
        return data
    parts = [data]
    while (data := os.read(descriptor, 1 << 20)) and (size := sum(map(len, parts)) + len(data)) <= limit:
        parts.append(data)
    if data:
        raise OSError(_TOO_BIG, f"more than the {limit} bytes that are read ({size} by now)")
    return b"".join(parts)
