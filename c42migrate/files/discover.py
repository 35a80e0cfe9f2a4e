"""From the paths a user names to the files that may be read, in a stable order."""

from __future__ import annotations

import os
import stat

from c42migrate.files.kinds import HEAD, is_opaque, kind_of, needs_head, words

# Every run comes through here: dataclasses, paths and expressions are imported only where something is the matter.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from c42migrate.model import Problem

PRUNED = words(
    """.git .hg .svn .bzr .tox .nox .venv venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .eggs .idea .vscode
    .terraform .serverless __pycache__ __pypackages__ node_modules bower_components site-packages dist-packages"""
)
"""Directories that hold other people's code or none: never entered, unless named."""

_GIT_READS = ("HEAD", "config", "config.worktree", "commondir", "index", "info/exclude", "packed-refs")
_GIT_SECONDS = 15

_ENVIRONMENT = "pyvenv.cfg"
"""Marks the root of a virtual environment."""


class Candidate:
    """A file to look at: ``path`` as the user reaches it, joined with ``/``; ``kind`` as in ``kinds``."""

    __slots__ = ("kind", "path")

    def __init__(self, path: str, kind: str) -> None:
        self.path = path
        self.kind = kind


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


def _problem(path: str, kind: str, message: str) -> Problem:
    from c42migrate.model import Problem

    return Problem(path, kind, message)


def _unreadable(path: str, error: OSError, otherwise: str = "cannot be read") -> Problem:
    return _problem(path, "read", error.strerror or otherwise)


def _named(name: str, options: Options) -> Iterator[Candidate | Problem]:
    shown = name.replace(os.sep, "/")
    if os.path.isdir(name):
        if not is_excluded(shown, options):
            yield from _directory(name, shown, options)
    elif not os.path.lexists(name):
        yield _problem(shown, "read", "no such file or directory")
    elif not is_excluded(shown, options):
        try:
            status = os.stat(name)
        except OSError as error:
            yield _unreadable(shown, error)
            return
        if found := _judged(name, shown, status, options, explicit=True):
            yield found


def _directory(directory: str, shown: str, options: Options) -> Iterator[Candidate | Problem]:
    prefix = "" if shown in {".", "./"} else shown.rstrip("/") + "/"
    start = os.path.join(directory, "")
    if options.respect_gitignore and (listed := _git_files(directory)) is not None:
        for name in _listed(listed):
            if not is_excluded(prefix + name, options) and (found := _met(start, name, prefix + name, options)):
                yield found
    else:
        yield from _walk(start, "", prefix, options)


def _met(start: str, name: str, shown: str, options: Options) -> Candidate | Problem | None:
    """A file met in the directory ``start``; what vanished, and links out of the directory, are passed over."""
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


def _git_files(directory: str) -> list[str] | None:
    """Tracked and new files below ``directory``, relative to it; None when in no work tree (or wholly ignored)."""
    if not _is_in_work_tree(directory):
        return None
    import subprocess

    # A repository may name a program to run for file-system events; looking at it must run nothing of its own.
    command = ["git", "-C", directory, "-c", "core.fsmonitor=false", "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_GIT_SECONDS)  # noqa: S603
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


def _is_in_work_tree(directory: str) -> bool:
    """Whether git may find a work tree: asking it costs more than looking at a thousand files."""
    if "GIT_DIR" in os.environ:
        return True
    above = os.path.realpath(directory)
    while not os.path.lexists(os.path.join(above, ".git")):
        below, above = above, os.path.dirname(above)
        if below == above:
            return False
    asked = (*(os.path.join(above, ".git", name) for name in _GIT_READS), os.path.join(above, ".gitignore"))
    return all(map(_is_file, asked))


def _is_file(path: str) -> bool:
    """Whether there is a file, or nothing: git waits for what is written into a pipe."""
    return os.path.isfile(path) or not os.path.lexists(path)


def _walk(start: str, inner: str, prefix: str, options: Options) -> Iterator[Candidate | Problem]:
    """What is below ``start`` + ``inner``, in sorted order; ``prefix``: how ``start`` is shown."""
    try:
        with os.scandir(start + inner) as entries:
            found = sorted([(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries])
    except OSError as error:
        yield _unreadable(prefix + inner.rstrip("/"), error, "cannot be listed")
        return
    if inner and (_ENVIRONMENT, False) in found:  # a virtual environment under any name
        return
    for last, is_directory in found:
        name = inner + last
        if (is_directory and last in PRUNED) or (options.exclude and is_excluded(prefix + name, options)):
            continue
        if is_directory:
            yield from _walk(start, name + "/", prefix, options)
        elif not is_opaque(prefix + name) and (file := _met(start, name, prefix + name, options)):
            yield file


def _judged(
    path: str, shown: str, status: os.stat_result, options: Options, *, explicit: bool
) -> Candidate | Problem | None:
    """The file as a candidate when it is of a kind that is wanted."""
    if not stat.S_ISREG(status.st_mode):
        return _problem(shown, "read", "not a regular file")
    try:
        kind = kind_of(shown) or kind_of(shown, _head(path, shown), explicit=explicit)
    except OSError as error:
        return _unreadable(shown, error)
    if not kind or (options.kinds and kind not in options.kinds):
        return None
    if status.st_size > options.max_size:
        return _problem(shown, "size", f"{status.st_size} bytes, more than the {options.max_size} that are read")
    return Candidate(shown, kind)


def _head(path: str, shown: str) -> bytes:
    if not needs_head(shown):
        return b""
    with open(path, "rb", buffering=0) as file:
        return file.read(HEAD) or b""


def is_excluded(shown: str, options: Options) -> bool:
    """True when ``shown`` (or a directory it is in) matches an exclude glob.

    A glob without a slash matches any one name; one with a slash is anchored at ``root``. ``*`` stays within a name,
    ``**`` does not. What was written on Windows, with backslashes, holds everywhere.
    """
    if not options.exclude:
        return False
    names = _relative(shown, options.root).split("/")
    return any(_covers(_glob(pattern), names) for pattern in options.exclude)


def _relative(shown: str, root: str | Path) -> str:
    relative = os.path.relpath(shown, root or ".").replace(os.sep, "/")
    return shown.lstrip("/") if relative.startswith("../") else relative


_GLOBS: dict[str, tuple[re.Pattern[str] | None, ...]] = {}


def _glob(pattern: str) -> tuple[re.Pattern[str] | None, ...]:
    """An exclude glob name by name: what matches one name each, None for any number of names.

    A scanned tree may bring its own, so nothing here may backtrack without end.
    """
    if pattern not in _GLOBS:
        import re
        from fnmatch import translate

        body = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
        words = body.lstrip("/").split("/") if "/" in body else ["**", body]
        _GLOBS[pattern] = tuple(None if word == "**" else re.compile(translate(word)) for word in words)
    return _GLOBS[pattern]


def _covers(glob: Sequence[re.Pattern[str] | None], names: Sequence[str]) -> bool:
    """Whether the first of ``names``, one or more, match the whole of ``glob``: all ways are followed side by side."""
    at = _opened({0}, glob)
    for name in names:
        ahead = {i + 1 for i in at if (part := glob[i]) is None or part.match(name)}
        if len(glob) in ahead:
            return True
        at = _opened(ahead | {i for i in at if glob[i] is None}, glob)
    return False


def _opened(at: set[int], glob: Sequence[re.Pattern[str] | None]) -> set[int]:
    """``at`` with what follows a ``**`` that stands for no name; the last one stands for one at least."""
    for i, part in enumerate(glob[:-1]):
        if part is None and i in at:
            at.add(i + 1)
    return at
