"""Transitional: what ``cli.quick`` and ``engine.store`` still ask for; it goes with them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import adler32, crc32

INDEX = "index.pickle"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUNDLED = os.path.join(PACKAGE, "_rules")


@dataclass(frozen=True, slots=True)
class Head:
    """Needles as in ``needles.Needles``; ``version`` of the rules; ``verified_on`` as an ordinal day."""

    strong: tuple[bytes, ...]
    weak: tuple[bytes, ...]
    evidence: tuple[bytes, ...]
    whole: tuple[bytes, ...]
    version: str
    verified_on: int


def builtin_head() -> Head | None:
    """None: needles are derived from the rules, so every run goes the whole way."""
    return None


def cache_folder() -> str:
    """Where readings are kept: ``$XDG_CACHE_HOME/c42migrate``, else ``~/.cache/c42migrate``; nowhere without a home."""
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
