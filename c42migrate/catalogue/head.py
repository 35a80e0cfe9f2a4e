"""The beginning of a compiled index: what a run needs that finds nothing. And where the index is.

Every run comes through here, so nothing is imported that costs a millisecond: no paths, dataclasses or hashes.
"""

from __future__ import annotations

import marshal
import os
from zlib import adler32, crc32

from c42migrate import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

INDEX = "index.bin"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUNDLED = os.path.join(PACKAGE, "_rules")
CHECKOUT = os.path.join(os.path.dirname(PACKAGE), "rules")

MAGIC = f"c42migrate index 2 of {__version__}\n".encode()
"""An index made for another version of the program is not read."""

MARSHAL_VERSION = 4
"""The newest format that every supported Python reads."""

_LENGTH = 8


class Head:
    """Needles as in ``index.Needles``; ``version`` of the rules; ``verified_on`` as an ordinal day."""

    __slots__ = ("evidence", "strong", "verified_on", "version", "weak", "whole")

    def __init__(
        self,
        strong: tuple[bytes, ...],
        weak: tuple[bytes, ...],
        evidence: tuple[bytes, ...],
        whole: tuple[bytes, ...],
        version: str,
        verified_on: int,
    ) -> None:
        self.strong = strong
        self.weak = weak
        self.evidence = evidence
        self.whole = whole
        self.version = version
        self.verified_on = verified_on


def plain(value: object) -> bytes:
    """Plain values as bytes."""
    write: Callable[..., bytes] = marshal.dumps
    return write(value, MARSHAL_VERSION)


def section(payload: bytes) -> bytes:
    """A payload with its length and checksum before it."""
    return len(payload).to_bytes(_LENGTH, "big") + crc32(payload).to_bytes(4, "big") + payload


def opened(data: bytes, start: int) -> tuple[memoryview | None, int]:
    """The payload of the section at ``start`` (None when it is damaged), and where it ends."""
    body = start + _LENGTH + 4
    end = body + int.from_bytes(data[start : start + _LENGTH], "big")
    payload = memoryview(data)[body:end]
    whole = len(payload) == end - body and crc32(payload).to_bytes(4, "big") == data[body - 4 : body]
    return (payload if whole else None), end


def head_of(data: bytes) -> Head | None:
    """The head of an index file that begins with ``data``; None when it is damaged or of another version."""
    payload, _ = opened(data, len(MAGIC)) if data.startswith(MAGIC) else (None, 0)
    if payload is None:
        return None
    build: Callable[..., Head] = Head
    return build(*marshal.loads(payload))  # noqa: S302 -- checksummed, and marshal runs nothing


def builtin_head() -> Head | None:
    """The head of the built-in rules, None when they were not compiled yet."""
    try:
        with open(builtin_index(), "rb", buffering=0) as file:
            return head_of(file.read(1 << 16) or b"")
    except OSError:
        return None


def builtin_index(bundled: str = BUNDLED, checkout: str = CHECKOUT) -> str:
    """The compiled built-in rules: the wheel's, or for a checkout a file of the cache that may not be there yet."""
    shipped = os.path.join(bundled, INDEX)
    if os.path.isfile(shipped):
        return shipped
    name = f"rules-{stamp(_listing(checkout, '.yaml', '.yml'))}-{program()}.bin"
    return os.path.join(cache_folder(), name)


def program() -> str:
    """Tells the code that compiles rules from what it was before it was edited."""
    return stamp(_listing(os.path.join(PACKAGE, "catalogue"), ".py"))


def cache_folder() -> str:
    """Where compiled rules and readings are kept: ``$XDG_CACHE_HOME/c42migrate``, else ``~/.cache/c42migrate``.

    Nowhere without a home: what a repository holds under that name is not to be taken for the cache.
    """
    root = os.environ.get("XDG_CACHE_HOME", "")
    base = root if root and os.path.isabs(root) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base if os.path.isabs(base) else os.devnull, "c42migrate")


def stamp(files: Iterable[str]) -> str:
    """Sixteen digits that change when one of the files is changed."""
    listed = []
    for path in files:
        status = os.stat(path)
        listed.append(f"{path} {status.st_mtime_ns} {status.st_size}")
    text = "\n".join(listed).encode("utf-8", "surrogateescape")
    return f"{crc32(text):08x}{adler32(text):08x}"


def _listing(folder: str, *suffixes: str) -> list[str]:
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(suffixes))
    except OSError:
        return []
