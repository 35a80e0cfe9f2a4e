"""From the paths a user names to the files that may be read, in a stable order."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from c42migrate.errors import Problem
from c42migrate.files.globs import Glob
from c42migrate.files.ignores import Folder
from c42migrate.files.kinds import HEAD, is_opaque, kind_of, needs_head, words

Met: TypeAlias = "Candidate | Problem | LeftOut"

PRUNED = words(
    """.git .hg .svn .bzr .tox .nox .venv venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .eggs .idea .vscode
    .terraform .serverless __pycache__ __pypackages__ node_modules bower_components site-packages dist-packages"""
)
"""Directories that hold other people's code or none: never entered, unless named."""

DEEPEST = 100
"""Directories in directories that are entered."""

_ENVIRONMENT = "pyvenv.cfg"
"""Marks the root of a virtual environment."""


class Candidate:
    """A file to look at: ``path`` as the user reaches it, joined with ``/``; ``kind`` as in ``kinds``."""

    __slots__ = ("kind", "path")

    def __init__(self, path: str, kind: str) -> None:
        self.path = path
        self.kind = kind


class LeftOut:
    """A file or directory that is not looked at. ``why``: ``ignored`` (by git), ``excluded``, or ``nested``."""

    __slots__ = ("path", "why")

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        self.why = why


class Options:
    """``exclude``: globs relative to ``root``, for named files too. ``max_size`` in bytes. ``kinds``: empty is all."""

    __slots__ = ("exclude", "kinds", "max_size", "respect_gitignore", "root")

    def __init__(
        self,
        exclude: tuple[str, ...] = (),
        root: str | Path = "",
        max_size: int = 10_000_000,
        respect_gitignore: bool = True,
        kinds: tuple[str, ...] = (),
    ) -> None:
        self.exclude = exclude
        self.root = root
        self.max_size = max_size
        self.respect_gitignore = respect_gitignore
        self.kinds = kinds


def discover(paths: Iterable[str], options: Options) -> Iterator[Met]:
    """Yield the candidates under ``paths`` (files, directories), each once; what cannot be looked at is a ``Problem``.

    Symbolic links found in a directory are followed to files inside that directory only. In a git work tree what git
    ignores and repositories inside are left out, which is said, as is what an exclude glob matches. Nothing is started.
    """
    names = tuple(paths)
    if len(names) == 1:  # nothing is met twice then
        yield from _named(names[0], options)
        return
    seen: set[str] = set()
    for name in names:
        for found in _named(name, options):
            key = os.path.normpath(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _unreadable(path: str, error: OSError, otherwise: str = "cannot be read") -> Problem:
    return Problem(path, "read", error.strerror or otherwise)


def _named(name: str, options: Options) -> Iterator[Met]:
    shown = name.replace(os.sep, "/")
    if not os.path.lexists(name):
        yield Problem(shown, "read", "no such file or directory")
    elif is_excluded(shown, options):
        yield LeftOut(shown, "excluded")
    elif os.path.isdir(name):
        yield from _directory(name, shown, options)
    else:
        try:
            status = os.stat(name)
        except OSError as error:
            yield _unreadable(shown, error)
            return
        if found := _judged(name, shown, status, options, explicit=True):
            yield found


def _directory(directory: str, shown: str, options: Options) -> Iterator[Met]:
    prefix = "" if shown in {".", "./"} else shown.rstrip("/") + "/"
    yield from _walk(os.path.join(directory, ""), "", prefix, options, _folder(directory, options))


def _folder(directory: str, options: Options) -> Folder | None:
    """Return what git ignores in a directory that was named; None when that does not matter."""
    root = _work_tree(directory) if options.respect_gitignore else None
    if root is None:
        return None
    from c42migrate.files.ignores import folder_of

    return folder_of(os.path.realpath(directory), root)


def _met(start: str, name: str, shown: str, options: Options) -> Candidate | Problem | None:
    """Return a file met in the directory ``start``; what vanished, and links out of the directory, are passed over."""
    path = start + name
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            if not _is_inside(os.path.realpath(path), os.path.realpath(start)):
                return None
            status = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unreadable(shown, error)
    return _judged(path, shown, status, options, explicit=False)


def _is_inside(target: str, directory: str) -> bool:
    return os.path.isfile(target) and target.startswith(os.path.join(directory, ""))


def _work_tree(directory: str) -> str | None:
    """Return the resolved root of the work tree that a directory is in."""
    above = os.path.realpath(directory)
    while not os.path.lexists(os.path.join(above, ".git")):
        below, above = above, os.path.dirname(above)
        if below == above:
            return None
    return above


def _walk(start: str, inner: str, prefix: str, options: Options, folder: Folder | None) -> Iterator[Met]:
    """Yield what is below ``start`` + ``inner``, in sorted order; ``prefix``: how ``start`` is shown."""
    try:
        found = _entries(start, inner)
    except OSError as error:
        yield _unreadable(prefix + inner.rstrip("/"), error, "cannot be listed")
        return
    if inner and (_ENVIRONMENT, False) in found:  # a virtual environment under any name
        return
    if folder and inner and not {(".git", True), (".git", False)}.isdisjoint(found):
        yield LeftOut(prefix + inner.rstrip("/"), "nested")
        return
    if folder and (".gitignore", False) in found:
        folder = folder.reading(start + inner + ".gitignore")
    for last, is_directory in found:
        name = inner + last
        if (is_directory and last in PRUNED) or (not is_directory and is_opaque(prefix + name)):
            continue
        if why := _left_out(prefix + name, last, is_directory, options, folder):
            yield LeftOut(prefix + name, why)
        elif is_directory:
            yield from _walk(start, name + "/", prefix, options, folder and folder.below(last))
        elif file := _met(start, name, prefix + name, options):
            yield file


def _entries(start: str, inner: str) -> list[tuple[str, bool]]:
    """Return the names in a directory, and whether each is one itself. Raises OSError."""
    if inner.count("/") > DEEPEST:
        raise OSError(errno.ELOOP, "too deeply nested")
    with os.scandir(start + inner) as entries:
        return sorted([(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries])


def _left_out(shown: str, last: str, is_directory: bool, options: Options, folder: Folder | None) -> str:
    """Why an entry, whose last name is ``last``, is not looked at; "" when it is."""
    if options.exclude and is_excluded(shown, options):
        return "excluded"
    return "ignored" if folder and folder.ignores(last, is_directory=is_directory) else ""


def _judged(
    path: str, shown: str, status: os.stat_result, options: Options, *, explicit: bool
) -> Candidate | Problem | None:
    """Return the file as a candidate when it is of a kind that is wanted."""
    if not stat.S_ISREG(status.st_mode):
        return Problem(shown, "read", "not a regular file")
    try:
        kind = kind_of(shown) or kind_of(shown, _head(path, shown), explicit=explicit)
    except OSError as error:
        return _unreadable(shown, error)
    if not kind or (options.kinds and kind not in options.kinds):
        return None
    if status.st_size > options.max_size:
        return Problem(shown, "size", f"{status.st_size} bytes, more than the {options.max_size} that are read")
    return Candidate(shown, kind)


def _head(path: str, shown: str) -> bytes:
    if not needs_head(shown):
        return b""
    with open(path, "rb", buffering=0) as file:
        return file.read(HEAD) or b""


def is_excluded(shown: str, options: Options) -> bool:
    """Return True when ``shown`` (or a directory it is in) matches an exclude glob.

    A glob without a slash matches any one name; one with a slash is anchored at ``root``. ``*`` stays within a name,
    ``**`` does not. What was written on Windows, with backslashes, holds everywhere.
    """
    if not options.exclude:
        return False
    from c42migrate.files.globs import covers

    names = _relative(shown, options.root).split("/")
    return any(covers(_glob(pattern), names, whole=False) for pattern in options.exclude)


def _relative(shown: str, root: str | Path) -> str:
    relative = os.path.relpath(shown, root or ".").replace(os.sep, "/")
    return shown.lstrip("/") if relative.startswith("../") else relative


_GLOBS: dict[str, Glob] = {}


def _glob(pattern: str) -> Glob:
    """Match an exclude glob name by name. A scanned tree may bring its own, so nothing here may backtrack without
    end."""
    if pattern not in _GLOBS:
        import re
        from fnmatch import translate

        body = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
        words = body.lstrip("/").split("/") if "/" in body else ["**", body]
        _GLOBS[pattern] = tuple(None if word == "**" else re.compile(translate(word)).match for word in words)
    return _GLOBS[pattern]
