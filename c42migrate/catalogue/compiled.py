"""The catalogue at run time: the wheel's compiled index, or rule files through a cache."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from c42migrate.catalogue.codec import dumps, loads
from c42migrate.catalogue.index import Catalogue

INDEX = "index.bin"
KEPT = 8
"""So many compiled rule sets stay in the cache; the oldest make room."""

PACKAGE = Path(__file__).resolve().parents[1]
BUNDLED = PACKAGE / "_rules"
CHECKOUT = PACKAGE.parent / "rules"


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
    bundled = BUNDLED / INDEX
    if not extra and bundled.is_file() and (catalogue := loads(bundled.read_bytes())) is not None:
        return catalogue
    return _cached([builtin_rules(), *extra])


def _cached(directories: Sequence[Path]) -> Catalogue:
    from c42migrate.catalogue.rulefiles import fingerprint, rule_files

    files = [path for directory in directories for path in rule_files(directory)]
    stored = cache_directory() / f"rules-{fingerprint(files)}-{_compiler()}.bin"
    with suppress(OSError):
        if (catalogue := loads(stored.read_bytes())) is not None:
            return catalogue
    from c42migrate.catalogue.load import load

    catalogue = load(directories)
    with suppress(OSError):
        _store(stored, dumps(catalogue))
    return catalogue


def _compiler() -> str:
    """A digest of the code that compiles rules, so that an index made by other code is not taken for this one's."""
    sources = sorted((PACKAGE / "catalogue").glob("*.py"))
    return f"{zlib.crc32(b''.join(path.read_bytes() for path in sources)):08x}"


def cache_directory() -> Path:
    """Where compiled rule files are kept: ``$XDG_CACHE_HOME/c42migrate``, else ``~/.cache/c42migrate``."""
    root = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(root) if root and Path(root).is_absolute() else Path(os.path.expanduser("~")) / ".cache"  # noqa: PTH111
    return base / "c42migrate"


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
