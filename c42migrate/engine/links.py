"""Which files with weak needles belong to files that speak of Code42: those they import, and the other way round.

``USER = "/api/User"`` in ``consts.py`` means nothing by itself; it does when a script that talks to Code42 imports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

_REFERENCE = re.compile(
    rb"(?m)^[ \t]*(?:from|import|source|\.|require|require_relative|include|load|use)\b[ \t(]+([^\n#;]{1,200})"
)
_WORD = re.compile(rb"[A-Za-z_]\w{2,}")
_COMMON = frozenset(
    [
        "import",
        "from",
        "os",
        "sys",
        "re",
        "json",
        "time",
        "requests",
        "logging",
        "datetime",
        "argparse",
        "typing",
        "utils",
        "util",
        "main",
        "init",
        "config",
        "__init__",
        "test",
        "tests",
    ]
)


def linked(strong: Mapping[str, bytes], weak: Mapping[str, bytes]) -> set[str]:
    """The paths of ``weak`` that a file of ``strong`` refers to, or that refer to one, directly or through each
    other."""
    if not strong or not weak:
        return set()
    mentions = {path: _mentions(data) for path, data in weak.items()}
    stems = {path: _stem(path) for path in weak}
    known = {_stem(path) for path in strong}
    wanted = set().union(*(_mentions(data) for data in strong.values()))
    chosen: set[str] = set()
    while fresh := [
        path for path in weak if path not in chosen and _belongs(stems[path], mentions[path], wanted, known)
    ]:
        chosen.update(fresh)
        wanted.update(*(mentions[path] for path in fresh))
        known.update(stems[path] for path in fresh)
    return {path for path in chosen if _near(path, strong)}


def _belongs(stem: str, mentions: set[str], wanted: set[str], known: set[str]) -> bool:
    return stem in wanted or bool(mentions & (known - _COMMON))


def _mentions(data: bytes) -> set[str]:
    words = {word.decode() for match in _REFERENCE.finditer(data) for word in _WORD.findall(match[1])}
    return words - {"import", "from", "as"}


def _stem(path: str) -> str:
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem == "__init__" else pure.stem


def _near(path: str, strong: Iterable[str]) -> bool:
    """True when a strong file stands under the same first folder."""
    top = PurePosixPath(path).parts[:-1][:1]
    return any(PurePosixPath(other).parts[:-1][:1] == top for other in strong)
