"""The catalogue at run time: the wheel's compiled index, or rule files through a cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from c42migrate.catalogue import head
from c42migrate.catalogue.codec import dumps, loads
from c42migrate.catalogue.index import Catalogue

KEPT = 8
"""So many compiled rule sets stay in the cache; the oldest make room."""

BUNDLED = Path(head.BUNDLED)
CHECKOUT = Path(head.CHECKOUT)


def current(extra: Sequence[Path] = ()) -> Catalogue:
    """The built-in catalogue with the custom rule directories ``extra`` merged in. Raises CatalogueError.

    Rule files are parsed only when neither the wheel's index nor the cache holds exactly these files.
    """
    return _current(tuple(extra))


def builtin_rules() -> Path:
    """The directory of the built-in rule files: inside an installed package, or the checkout's ``rules/``."""
    return BUNDLED if BUNDLED.is_dir() else CHECKOUT


@cache
def _current(extra: tuple[Path, ...]) -> Catalogue:
    stored = _with(extra) if extra else Path(head.builtin_index(str(BUNDLED), str(CHECKOUT)))
    with suppress(OSError):
        if (catalogue := loads(stored.read_bytes())) is not None:
            return catalogue
    from c42migrate.catalogue.load import load

    catalogue = load([builtin_rules(), *extra])
    if stored.parent != BUNDLED:
        with suppress(OSError):
            _store(stored, dumps(catalogue))
    return catalogue


def _with(extra: Sequence[Path]) -> Path:
    """Where the built-in rules with others are kept: rule files of a user's own are told apart by what they say."""
    from c42migrate.catalogue.rulefiles import fingerprint, rule_files

    files = [path for directory in (builtin_rules(), *extra) for path in rule_files(directory)]
    return cache_directory() / f"rules-{fingerprint(files)}-{head.program()}.bin"


def cache_directory() -> Path:
    """Where compiled rule files are kept."""
    return Path(head.cache_folder())


def _store(path: Path, data: bytes) -> None:
    """Write so that another process sees the whole file or none. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    for old in sorted(path.parent.glob("rules-*.bin"), key=lambda other: other.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
