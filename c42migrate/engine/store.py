"""What was read from files, kept between runs: by a hash of everything it depends on, so that it is never out of date.

Files hold marshalled plain values behind a checksum: one of unknown origin may be wrong, but runs nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from c42migrate import __version__
from c42migrate.catalogue.head import cache_folder
from c42migrate.engine import codec

KEPT = 4096
"""So many entries stay; the oldest make room."""

LARGEST = 2_000_000
"""An entry of more bytes is not kept: reading it would take as long as the files it is about."""

_CHECK = 16
_PACKAGE = Path(__file__).resolve().parents[1]
_PARTS = ("engine", "files", "readers")
"""The parts of the program that a reading depends on."""


class Store:
    """The cache; when ``wanted`` is False it is always empty and keeps nothing. ``version``: of the rules and words."""

    def __init__(self, version: str, *, wanted: bool) -> None:
        self._folder = Path(cache_folder(), "readings") if wanted else None
        self._version = f"{__version__} {sys.implementation.cache_tag} {version} {codec.LAYOUT}"
        self._stored = 0

    def key(self, files: Iterable[tuple[str, str, bytes]]) -> str:
        """The name of the reading of ``files`` (path, kind, bytes)."""
        made = blake2b(f"{self._version} {_program()}".encode(), digest_size=20)
        for path, kind, data in files:
            made.update(f"\0{path}\0{kind}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            made.update(data)
        return made.hexdigest()

    def get(self, key: str) -> object:
        """The plain value kept under ``key``, or None."""
        if self._folder is None:
            return None
        with suppress(OSError, ValueError, EOFError, TypeError):
            data = (self._folder / key).read_bytes()
            if blake2b(data[_CHECK:], digest_size=_CHECK).digest() == data[:_CHECK]:
                return codec.loads(data[_CHECK:])
        return None

    def put(self, key: str, value: object) -> None:
        """Keep a plain value. Other processes see all of it or nothing; that it cannot be kept is no error."""
        data = codec.dumps(value)
        if self._folder is None or len(data) > LARGEST:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{key}.{os.getpid()}.tmp"
            draft.write_bytes(blake2b(data, digest_size=_CHECK).digest() + data)
            draft.replace(self._folder / key)
            self._stored += 1

    def prune(self) -> None:
        """Make room when something was stored."""
        if self._folder is None or not self._stored:
            return
        with suppress(OSError), os.scandir(self._folder) as entries:
            old = sorted(entries, key=lambda entry: entry.stat().st_mtime)[:-KEPT]
            for entry in old:
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108


@cache
def _program() -> str:
    """Tells one state of the program from another while it is being worked on, at the price of a few hundred stats."""
    made = blake2b(digest_size=8)
    for part in _PARTS:
        for folder, _, names in sorted(os.walk(_PACKAGE / part)):
            for name in sorted(names):
                if name.endswith(".py"):
                    status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
                    made.update(f"{folder}/{name} {status.st_mtime_ns} {status.st_size}\n".encode())
    return made.hexdigest()
