"""A look at every file of a run: what there is, and which files have needles. Only few bytes are kept."""

from __future__ import annotations

from itertools import islice

from c42migrate.files.discover import Candidate, LeftOut, Options, discover
from c42migrate.files.kinds import HEAD, kind_of
from c42migrate.files.prefilter import Prefilter
from c42migrate.files.whole import read_whole

# Every run comes through here: see ``files.discover``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol, TypeVar

    from c42migrate.files.discover import Met
    from c42migrate.files.prefilter import Needles
    from c42migrate.model import Problem

    Found = TypeVar("Found")
else:
    Protocol = object


class Wanted(Protocol):
    """What a look at files depends on: the part of ``CheckOptions`` that says which files there are."""

    @property
    def paths(self) -> tuple[str, ...]: ...  # noqa: D102  the words of CheckOptions
    @property
    def exclude(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def root(self) -> str | Path: ...  # noqa: D102
    @property
    def jobs(self) -> int: ...  # noqa: D102
    @property
    def stdin(self) -> bytes | None: ...  # noqa: D102
    @property
    def stdin_filename(self) -> str: ...  # noqa: D102
    @property
    def max_size(self) -> int: ...  # noqa: D102
    @property
    def include_kinds(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def respect_gitignore(self) -> bool: ...  # noqa: D102
    @property
    def contents(self) -> Mapping[str, bytes]: ...  # noqa: D102


SERIAL = 400
"""So many files are looked at sooner than another process is started."""

FIRST = 1000
"""So many files are looked at by other processes while more are found."""

PIECE = 64
"""Files per piece of work of a child process."""

TIME = 120.0
"""Seconds that a piece may take."""


class Survey:
    """``listed``: path → kind of every file; ``evidence`` and ``strong``: the paths with such needles.

    ``left_out``: why (as in ``LeftOut``) → number of paths.
    """

    __slots__ = ("evidence", "left_out", "listed", "problems", "strong")

    def __init__(self) -> None:
        self.listed: dict[str, str] = {}
        self.evidence: list[str] = []
        self.strong: list[str] = []
        self.problems: list[Problem] = []
        self.left_out: dict[str, int] = {}


def survey(options: Wanted, needles: Needles) -> Survey:
    """Find the files and look for strong needles in each; in many, while the rest of them is found."""
    found = Survey()
    discovered = _discovered(options)
    _list(islice(discovered, FIRST), found)
    first = list(found.listed)
    seen = scan(first, options, needles, lambda: _list(discovered, found))
    seen += scan(list(found.listed)[len(first) :], options, needles)
    for path, strength, message in seen:
        if message:
            from c42migrate.model import Problem

            found.problems.append(Problem(path, "read", message))
            del found.listed[path]
        else:
            (found.evidence if strength == "evidence" else found.strong).append(path)
    return found


def _list(discovered: Iterable[Met], found: Survey) -> None:
    for item in discovered:
        if isinstance(item, Candidate):
            found.listed[item.path] = item.kind
        elif isinstance(item, LeftOut):
            found.left_out[item.why] = found.left_out.get(item.why, 0) + 1
        else:
            found.problems.append(item)


def _discovered(options: Wanted) -> Iterator[Met]:
    if options.stdin is not None:
        name = options.stdin_filename
        data = read_bytes(name, options)
        return iter([Candidate(name, kind_of(name, data[:HEAD], explicit=True) or "python")])
    wanted = Options(options.exclude, options.root, options.max_size, options.respect_gitignore, options.include_kinds)
    return discover(options.paths, wanted)


def read_bytes(path: str, options: Wanted) -> bytes:
    """The bytes of a file of the run: those that stand in for it, else those on disk. Raises OSError.

    A file may have become something else since it was listed: a pipe is not waited for, and what has grown too large is
    not read.
    """
    if path in options.contents:
        return options.contents[path]
    if options.stdin is not None and path == options.stdin_filename:
        return options.stdin
    return read_whole(path, options.max_size)


Seen = tuple[str, str, str]
"""Path, strength of what was found, and what went wrong."""


def scan(
    paths: Sequence[str], options: Wanted, needles: Needles, meanwhile: Callable[[], object] = lambda: None
) -> list[Seen]:
    """The files of ``paths`` that have a strong needle or cannot be read; in several processes when they are many.

    ``meanwhile`` is done here while others look, or before.
    """
    prefilter = prefilter_of(needles)
    if len(paths) > SERIAL:
        prefilter.prepare()

    def look(piece: Sequence[str]) -> list[Seen]:
        return [seen for path in piece if (seen := _look(path, options, prefilter))]

    return in_pieces(look, paths, options.jobs, meanwhile)


def _look(path: str, options: Wanted, prefilter: Prefilter) -> Seen | None:
    try:
        data = read_bytes(path, options)
    except OSError as error:
        return path, "", f"cannot be read: {error.strerror or error}"
    strength = prefilter.scan(data)
    if strength != "evidence" and prefilter.scan(_name(path)) == "evidence" and (strength or prefilter.is_weak(data)):
        strength = "evidence"
    return (path, strength, "") if strength else None


def _name(path: str) -> bytes:
    """What a file and its folder are called, without the file's ending."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    return f"{folder.rpartition('/')[2]}/{name.partition('.')[0]}".encode("utf-8", "surrogateescape")


def in_pieces(
    look: Callable[[Sequence[str]], list[Found]],
    paths: Sequence[str],
    jobs: int,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Found]:
    """What ``look`` finds in ``paths``, in order; with several processes each looks at every n-th piece."""
    if len(paths) >= SERIAL:
        from c42migrate.engine import parallel

        jobs = min(jobs or parallel.cores(), len(paths) // SERIAL + 1)
        if jobs > 1 and parallel.CAN_FORK:
            return _apart(look, paths, jobs, meanwhile)
    meanwhile()
    return look(paths)


def _apart(
    look: Callable[[Sequence[str]], list[Found]], paths: Sequence[str], jobs: int, meanwhile: Callable[[], object]
) -> list[Found]:
    from c42migrate.engine import parallel

    pieces = [paths[start : start + PIECE] for start in range(0, len(paths), PIECE)]
    results = parallel.isolated(lambda number: look(pieces[number]), [1] * len(pieces), jobs, lambda _: TIME, meanwhile)
    found: list[Found] = []
    for piece, result in zip(pieces, results, strict=True):
        # A piece whose process was killed (for want of memory, say) is looked at again, here.
        found += result if isinstance(result, list) else look(piece)
    return found


_PREFILTERS: dict[Needles, Prefilter] = {}


def prefilter_of(needles: Needles) -> Prefilter:
    """Built once: fixes are tried by checking a file again and again."""
    if needles not in _PREFILTERS:
        _PREFILTERS[needles] = Prefilter(needles)
    return _PREFILTERS[needles]
