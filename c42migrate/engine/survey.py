"""A look at every file of a run: which files there are, whose project each belongs to, and which have needles."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from c42migrate.errors import Problem
from c42migrate.files.discover import Candidate, LeftOut, Options, discover
from c42migrate.files.kinds import HEAD, kind_of
from c42migrate.files.own_reports import is_own_report
from c42migrate.files.prefilter import Needles, Prefilter, Strength, Words
from c42migrate.files.project import absolute, is_below, is_confined, project_root, within
from c42migrate.files.whole import read_whole
from c42migrate.options import CheckOptions

if TYPE_CHECKING:
    from c42migrate.engine.context import Tree

SERIAL = 800
"""So many files are looked at sooner than another process is started."""

PIECE = 200
"""Files in one piece of a worker's work."""

SECONDS = 120.0
"""Time limit for such a piece."""


Files = Sequence[tuple[str, str]]
"""Paths from the root of a project with the absolute path of each."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Bytes:
    """Reads the files of a run by absolute path; ``stand_ins`` are read in place of what is on disk."""

    stand_ins: dict[str, bytes]
    max_size: int

    def read(self, path: str) -> bytes:
        """Return the bytes of a regular file. Raises OSError for anything else, and for what grew too large."""
        return self.stand_ins[path] if path in self.stand_ins else read_whole(path, self.max_size)


@dataclass(slots=True)
class Project:
    """The files of one project. ``named``: path from the root → how the user's path is shown; ``kinds`` likewise.

    ``own_reports``: how many files the tool wrote itself, which are in neither.
    """

    root: str
    named: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    own_reports: int = 0

    def forget(self, path: str) -> None:
        """Leave out a file that the tool wrote itself."""
        del self.named[path], self.kinds[path]
        self.own_reports += 1


@dataclass(slots=True)
class Survey:
    """What there is. ``projects``: by root; ``problems`` with single files, by the path shown.

    ``left_out``: why paths are not looked at (as in ``LeftOut``) → how many.
    """

    projects: dict[str, Project] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    _roots: dict[tuple[str, str], str] = field(default_factory=dict)

    def root(self, path: str, named: str) -> str:
        """Return the root of the project of a file that was found below ``named``; see ``project_root``."""
        key = (os.path.dirname(path), named)
        if key not in self._roots:
            self._roots[key] = project_root(path, named)
        return self._roots[key]

    @property
    def kinds(self) -> Counter[str]:
        """Kind → number of files."""
        return Counter(kind for project in self.projects.values() for kind in project.kinds.values())

    @property
    def own_reports(self) -> int:
        """The number of files that the tool wrote itself."""
        return sum(project.own_reports for project in self.projects.values())


def survey(options: CheckOptions) -> Survey:
    """List the files that ``options`` name, each with its project."""
    found = Survey()
    for name in options.paths if options.stdin is None else (options.stdin_filename,):
        for item in _discovered(name, options):
            if isinstance(item, Problem):
                found.problems.append(item)
            elif isinstance(item, LeftOut):
                found.left_out[item.why] = found.left_out.get(item.why, 0) + 1
            else:
                _add(item, name, found)
    return found


def _discovered(name: str, options: CheckOptions) -> Iterator[Candidate | Problem | LeftOut]:
    if options.stdin is not None:
        yield Candidate(name, kind_of(name, options.stdin[:HEAD], explicit=True) or "python")
        return
    wanted = Options(options.exclude, options.root, options.max_size, options.respect_gitignore, options.include_kinds)
    yield from discover((name,), wanted)


def _add(item: Candidate, name: str, found: Survey) -> None:
    path = absolute(item.path)
    root = found.root(path, name)
    project = found.projects.setdefault(root, Project(root))
    relative = within(path, root)
    if relative not in project.named:
        project.named[relative] = item.path
        project.kinds[relative] = item.kind


class Looker:
    """Looks into the files of one project for needles and other words; in several processes when they are many."""

    def __init__(self, project: Project, source: Bytes, needles: Needles, options: CheckOptions) -> None:
        self.project = project
        self._source = source
        self._needles = needles
        self._prefilter = prefilter_of(needles)
        self._options = options
        self._strengths: dict[str, Strength] = {}
        self._kept: dict[str, bytes] = {}
        self._unreadable: dict[str, str] = {}
        self._whole = is_whole(project, options)

    def tree(self) -> Tree:
        """Return the project with all its files."""
        from c42migrate.engine.context import Tree

        project = self.project
        kinds = project.kinds if self._whole else {**self._listed(), **project.kinds}
        level = Strength.EVIDENCE if self._whole else Strength.WEAK
        first = frozenset(path for path, strength in self._strengths.items() if strength >= level)
        named = frozenset(project.named)
        return Tree(project.root, kinds, self.read, self.strength, self.holding, named, first, self._whole)

    def problems(self) -> Iterator[Problem]:
        """Yield what went wrong with named files."""
        for path, message in self._unreadable.items():
            if path in self.project.named:
                yield Problem(self.project.named[path], "read", message)

    def _listed(self) -> dict[str, str]:
        root, wanted = self.project.root, self._options
        options = Options(wanted.exclude, wanted.root, wanted.max_size, wanted.respect_gitignore)
        names = (root,) if is_confined(root) else sorted(entry.path for entry in os.scandir(root) if entry.is_file())
        found = (item for item in discover(names, options) if isinstance(item, Candidate))
        return {within(item.path, root): item.kind for item in found}

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the project; b"" when it cannot be read."""
        if path not in self._kept:
            try:
                self._kept[path] = self._source.read(self._absolute(path))
            except OSError as error:
                self._unreadable[path] = f"cannot be read: {error.strerror or error}"
                self._kept[path] = b""
        return self._kept[path]

    def _absolute(self, path: str) -> str:
        return os.path.join(self.project.root, path)

    def strength(self, path: str) -> Strength:
        """Return how clearly a file speaks of Code42."""
        if path not in self._strengths:
            self._strengths[path] = self._prefilter.strength(path, self.read(path))
        return self._strengths[path]

    def speaking(self) -> bool:
        """Look into all named files; tell whether any has a needle (a strong one, when they are the whole project)."""
        whole = self._whole
        strengths = partial(_strengths, source=self._source, needles=self._needles, weak=not whole)
        for path, strength, problem in self._each(strengths, list(self.project.named)):
            if problem:
                self._unreadable[path] = problem
            if strength and is_own_report(path, self.project.kinds[path], partial(self.read, path)):
                self.project.forget(path)
            elif strength or problem or not whole:
                self._strengths[path] = strength
        return any(self._strengths.values())

    def holding(self, paths: Iterable[str], words: frozenset[str]) -> list[str]:
        """Return the paths of the files that have one of ``words`` in them."""
        wanted = Words(word.encode("utf-8", "surrogateescape") for word in words)
        return self._each(partial(_holding, source=self._source, words=wanted), list(paths))

    def _each(self, look: Callable[[Files], list[Found]], paths: Sequence[str]) -> list[Found]:
        """Return what ``look`` finds in all files, in order; several processes each take a piece at a time."""
        files = [(path, self._absolute(path)) for path in paths]
        if len(files) < 2 * SERIAL:
            return look(files)
        from c42migrate.engine import pool

        jobs = min(self._options.jobs or pool.cores(), len(files) // SERIAL)
        if jobs < 2:
            return look(files)
        pieces = [files[at : at + PIECE] for at in range(0, len(files), PIECE)]
        found: list[Found] = []
        for piece, result in zip(pieces, pool.results(pool.Work(look, lambda _: SECONDS), pieces, jobs), strict=True):
            # A piece whose process was killed (for want of memory, say) is looked at again, here.
            found += look(piece) if isinstance(result, pool.Failed) else result
        return found


_PREFILTERS: dict[Needles, Prefilter] = {}


def prefilter_of(needles: Needles) -> Prefilter:
    """Return what looks for ``needles``; it is built once in a process."""
    if needles not in _PREFILTERS:
        _PREFILTERS[needles] = Prefilter(needles)
    return _PREFILTERS[needles]


def _strengths(files: Files, *, source: Bytes, needles: Needles, weak: bool) -> list[tuple[str, Strength, str]]:
    """Return path, strength and what went wrong for each file; ``weak``: whether weak needles are looked for too."""
    prefilter, found = prefilter_of(needles), []
    named = prefilter.named(path for path, _ in files)
    for path, data, problem in _read(files, source):
        whole = weak or path in named
        found.append((path, prefilter.strength(path, data) if whole else prefilter.scan(data), problem))
    return found


def _holding(files: Files, *, source: Bytes, words: Words) -> list[str]:
    """Return the paths of files that have one of ``words`` in them."""
    return [path for path, data, _ in _read(files, source) if words.found_in(data)]


def _read(files: Files, source: Bytes) -> Iterator[tuple[str, bytes, str]]:
    """Yield path, bytes and what went wrong for each file."""
    for path, place in files:
        try:
            yield path, source.read(place), ""
        except OSError as error:
            yield path, b"", f"cannot be read: {error.strerror or error}"


def is_whole(project: Project, options: CheckOptions) -> bool:
    """Tell whether the named paths hold all of a project."""
    if options.alone:
        return True
    if options.stdin is not None or options.include_kinds:
        return False
    named = (absolute(path) for path in options.paths if os.path.isdir(path))
    return any(is_below(project.root, path) for path in named)
