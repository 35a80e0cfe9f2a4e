"""Patterns of path names, followed name by name and in all ways side by side: nothing here backtracks without end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

Glob = Sequence[Callable[[str], object] | None]
"""What tells whether one name fits each; None stands for any number of names (``**``)."""


def fits(path: str, pattern: str) -> bool:
    """Tell whether a path fits a glob: ``*`` crosses ``/``; a pattern without ``/`` may match the file name alone."""
    name = path.rpartition("/")[2]
    pattern = pattern.replace("\\", "/")  # written on Windows, it holds everywhere
    return fnmatchcase(path, pattern) or ("/" not in pattern and fnmatchcase(name, pattern))


def covers(glob: Glob, names: Sequence[str], *, whole: bool) -> bool:
    """Whether ``names`` fit ``glob``: all of them, or (not ``whole``) the first of them, one or more."""
    at = _opened({0}, glob)
    for name in names:
        ahead = {i + 1 for i in at if i < len(glob) and ((fits := glob[i]) is None or fits(name))}
        if not whole and len(glob) in ahead:
            return True
        at = _opened(ahead | {i for i in at if i < len(glob) and glob[i] is None}, glob)
        if not at:
            return False
    return whole and len(glob) in at


def _opened(at: set[int], glob: Glob) -> set[int]:
    """``at`` with what follows a ``**`` that stands for no name; the last one stands for one at least."""
    for i, part in enumerate(glob[:-1]):
        if part is None and i in at:
            at.add(i + 1)
    return at
