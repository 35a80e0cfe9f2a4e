"""From the paths a user names to the files that may be read, in a stable order."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path

from c42migrate.files.kinds import HEAD, kind_of, needs_head
from c42migrate.usages import Problem

PRUNED = frozenset(
    re.findall(
        r"\S+",
        """.git .hg .svn .bzr .tox .nox .venv venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .eggs .idea .vscode
        .terraform .serverless __pycache__ __pypackages__ node_modules bower_components site-packages dist-packages""",
    )
)
"""Directories that hold other people's code or none: never entered, unless named."""

_ENVIRONMENT = "pyvenv.cfg"
"""Marks the root of a virtual environment."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to look at: ``path`` as the user reaches it, joined with ``/``; ``kind`` as in ``kinds``."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Options:
    """``exclude``: globs relative to ``root``, for named files too. ``max_size`` in bytes. ``kinds``: empty is all."""

    exclude: tuple[str, ...] = ()
    root: Path = field(default_factory=Path)
    max_size: int = 10_000_000
    respect_gitignore: bool = True
    kinds: tuple[str, ...] = ()


def discover(paths: Iterable[str], options: Options) -> Iterator[Candidate | Problem]:
    """The candidates under ``paths`` (files, directories), each once; what cannot be looked at is a ``Problem``.

    Symbolic links found in a directory are followed to files inside that directory only. In a git work tree what git
    ignores is left out.
    """
    seen: set[str] = set()
    for name in paths:
        for found in _named(name, options):
            key = os.path.normpath(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _named(name: str, options: Options) -> Iterator[Candidate | Problem]:
    path = Path(name)
    shown = _joined(name)
    if path.is_dir():
        if not is_excluded(shown, options):
            yield from _directory(path, shown, options)
    elif not os.path.lexists(path):
        yield Problem(shown, "read", "no such file or directory")
    elif not is_excluded(shown, options):
        yield from _file(path, shown, options, explicit=True)


def _joined(name: str) -> str:
    return name.replace(os.sep, "/")


def _directory(directory: Path, shown: str, options: Options) -> Iterator[Candidate | Problem]:
    listed = _git_files(directory) if options.respect_gitignore else None
    prefix = "" if shown in {".", "./"} else shown.rstrip("/") + "/"
    start = os.path.join(directory, "")  # noqa: PTH118 -- plain strings: a path object for each file costs more than it
    names: Iterable[str | Problem] = _listed(listed) if listed is not None else _walk(start, "", prefix, options)
    for name in names:
        if isinstance(name, Problem):
            yield name
        elif not is_excluded(prefix + name, options):
            yield from _met(start, name, prefix + name, options)


def _met(start: str, name: str, shown: str, options: Options) -> Iterator[Candidate | Problem]:
    """A file met in the directory ``start``; what vanished, and links out of the directory, are passed over."""
    path = start + name
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            target = os.path.realpath(path)
            if not (Path(target).is_file() and Path(target).is_relative_to(os.path.realpath(start))):
                return
            status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return
    except OSError as error:
        yield Problem(shown, "read", error.strerror or "cannot be read")
        return
    yield from _judged(path, shown, status, options, explicit=False)


def _git_files(directory: Path) -> list[str] | None:
    """Tracked and new files below ``directory``, relative to it; None when in no work tree (or wholly ignored)."""
    import subprocess  # a hook names its files

    # A repository may name a program to run for file-system events; looking at it must run nothing of its own.
    command = ["git", "-C", str(directory), "-c", "core.fsmonitor=false", "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    names = [os.fsdecode(name).replace(os.sep, "/") for name in done.stdout.split(b"\0") if name]
    return sorted(set(names)) or None


def _listed(names: Sequence[str]) -> Iterator[str]:
    """What git lists, without vendored trees; a nested repository is listed as a directory and stays out."""
    environments = tuple(name.removesuffix(_ENVIRONMENT) for name in names if name.endswith("/" + _ENVIRONMENT))
    for name in names:
        vendored = name.startswith(environments) or not PRUNED.isdisjoint(name.split("/")[:-1])
        if not vendored and not name.endswith("/"):
            yield name


def _walk(start: str, inner: str, prefix: str, options: Options) -> Iterator[str | Problem]:
    """The files below ``start`` + ``inner``, as names relative to ``start``, in sorted order."""
    try:
        with os.scandir(start + inner) as entries:
            found = sorted([(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries])
    except OSError as error:
        yield Problem(prefix + inner.rstrip("/"), "read", error.strerror or "cannot be listed")
        return
    if inner and (_ENVIRONMENT, False) in found:  # a virtual environment under any name
        return
    for last, is_directory in found:
        name = inner + last
        if not is_directory:
            yield name
        elif last not in PRUNED and not is_excluded(prefix + name, options):
            yield from _walk(start, name + "/", prefix, options)


def _file(path: Path, shown: str, options: Options, *, explicit: bool) -> Iterator[Candidate | Problem]:
    try:
        status = path.stat()
    except OSError as error:
        yield Problem(shown, "read", error.strerror or "cannot be read")
        return
    yield from _judged(str(path), shown, status, options, explicit=explicit)


def _judged(
    path: str, shown: str, status: os.stat_result, options: Options, *, explicit: bool
) -> Iterator[Candidate | Problem]:
    """The file as a candidate when it is of a kind that is wanted."""
    if not stat.S_ISREG(status.st_mode):
        yield Problem(shown, "read", "not a regular file")
        return
    try:
        kind = kind_of(shown) or kind_of(shown, _head(path, shown), explicit=explicit)
    except OSError as error:
        yield Problem(shown, "read", error.strerror or "cannot be read")
        return
    if not kind or (options.kinds and kind not in options.kinds):
        return
    if status.st_size > options.max_size:
        yield Problem(shown, "size", f"{status.st_size} bytes, more than the {options.max_size} that are read")
        return
    yield Candidate(shown, kind)


def _head(path: str, shown: str) -> bytes:
    if not needs_head(shown):
        return b""
    with Path(path).open("rb") as file:
        return file.read(HEAD)


def is_excluded(shown: str, options: Options) -> bool:
    """True when ``shown`` (or a directory it is in) matches an exclude glob.

    A glob without a slash matches any one name; one with a slash is anchored at ``root``. ``*`` stays within a name,
    ``**`` does not.
    """
    if not options.exclude:
        return False
    names = _relative(shown, options.root).split("/")
    return any(_covers(_glob(pattern), names) for pattern in options.exclude)


def _relative(shown: str, root: Path) -> str:
    relative = os.path.relpath(shown, root).replace(os.sep, "/")
    return shown.lstrip("/") if relative.startswith("../") else relative


_Names = tuple[re.Pattern[str] | None, ...]
"""What matches one name each; None stands for any number of names."""


@lru_cache(maxsize=256)
def _glob(pattern: str) -> _Names:
    """An exclude glob name by name. A scanned tree may bring its own, so nothing here may backtrack without end."""
    body = pattern.replace(os.sep, "/").removeprefix("./").rstrip("/")
    words = body.lstrip("/").split("/") if "/" in body else ["**", body]
    return tuple(None if word == "**" else re.compile(translate(word)) for word in words)


def _covers(glob: _Names, names: Sequence[str]) -> bool:
    """Whether the first of ``names``, one or more, match the whole of ``glob``: all ways are followed side by side."""
    at = _opened({0}, glob)
    for name in names:
        ahead = {i + 1 for i in at if (part := glob[i]) is None or part.match(name)}
        if len(glob) in ahead:
            return True
        at = _opened(ahead | {i for i in at if glob[i] is None}, glob)
    return False


def _opened(at: set[int], glob: _Names) -> set[int]:
    """``at`` with what follows a ``**`` that stands for no name; the last one stands for one at least."""
    for i, part in enumerate(glob[:-1]):
        if part is None and i in at:
            at.add(i + 1)
    return at
