"""One look at the bytes of a file: is it worth reading at all?"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Protocol

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Needles(Protocol):
    """What to look for: lower-case byte strings (``c42migrate.catalogue.index.Needles``)."""

    @property
    def strong(self) -> tuple[bytes, ...]:
        """Each makes a file a candidate."""

    @property
    def weak(self) -> tuple[bytes, ...]:
        """Each makes a file a candidate when its project has other evidence."""


class Prefilter:
    """Looks for needles in any case (of ASCII letters)."""

    def __init__(self, needles: Needles) -> None:
        self._strong = _pattern(needles.strong)
        self._weak = _pattern(needles.weak)

    def scan(self, data: bytes) -> str:
        """``strong``, ``weak`` or "" for the bytes of a file (UTF-16 with a byte order mark is understood)."""
        text = _narrow(data).lower()
        if self._strong.search(text):
            return "strong"
        return "weak" if self._weak.search(text) else ""


class _Tree(dict[int, "_Tree"]):
    """Needles by their bytes; where one ends, nothing follows (a longer one adds nothing)."""


def _pattern(needles: Iterable[bytes]) -> re.Pattern[bytes]:
    """One expression for all needles, as a tree: four times faster than a search for each of a few hundred."""
    tree = _Tree()
    for needle in sorted({needle.lower() for needle in needles if needle}, key=len):
        _grow(tree, needle)
    return re.compile(_written(tree) if tree else rb"(?!)")


def _grow(tree: _Tree, needle: bytes) -> None:
    for at, byte in enumerate(needle):
        if byte in tree and not tree[byte]:
            return
        tree = tree.setdefault(byte, _Tree()) if at < len(needle) - 1 else tree
    tree[needle[-1]] = _Tree()


def _written(tree: _Tree) -> bytes:
    branches = [re.escape(bytes([byte])) + _written(rest) for byte, rest in tree.items()]
    return b"(?:" + b"|".join(branches) + b")" if len(branches) > 1 else b"".join(branches)


def _narrow(data: bytes) -> bytes:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data
