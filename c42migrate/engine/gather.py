"""From paths to the bytes worth reading: those that speak of Code42, and those that belong to them."""

from __future__ import annotations

import os

from c42migrate.engine.survey import Survey, in_pieces, prefilter_of, read_bytes, survey

# Every run comes through here: see ``files.discover``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from c42migrate.engine.read import Read
    from c42migrate.engine.survey import Wanted
    from c42migrate.files.prefilter import Needles
    from c42migrate.model import Problem

DISTANCE = 2
"""Over so many imports a wrapper or a constant is followed."""


LARGEST = 200_000
"""A file of more bytes that only belongs to others is data, or made by a program."""

COMPANY = 400_000
COMPANIONS = 100_000
"""Bytes of files that only belong to others: in all, and more for each file with evidence. Reading takes seconds."""


class Gathered:
    """What a run looks at: bytes and kind of every file worth reading, and the counts for the summary.

    ``kinds``: kind → number of files, in the order in which they were met. ``done``: the readings, once there are any.
    ``left_out``: why paths are not looked at → how many.
    """

    __slots__ = (
        *("contents", "done", "evidence", "file_kinds", "files", "kinds", "left_out", "problems"),
        "scanned_directory",
    )

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.file_kinds: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.files = 0
        self.kinds: dict[str, int] = {}
        self.left_out: dict[str, int] = {}
        self.evidence = False
        self.scanned_directory = False
        self.done: Read | None = None

    @property
    def prefiltered(self) -> int:
        """How many files need no reading."""
        return self.files - len(self.contents)


def gather(options: Wanted, needles: Needles) -> Gathered:
    """Look at every file, and keep those with evidence and those of their projects that belong to them."""
    seen = survey(options, needles)
    found = Gathered()
    found.problems, found.files, found.left_out = seen.problems, len(seen.listed), seen.left_out
    for kind in seen.listed.values():
        found.kinds[kind] = found.kinds.get(kind, 0) + 1
    found.scanned_directory = any(os.path.isdir(path) for path in options.paths)
    found.evidence = bool(seen.evidence)
    if seen.evidence:
        kept = _kept(seen, _linked(seen, options, needles), options)
        found.contents = {path: kept[path] for path in seen.listed if path in kept}
        found.file_kinds = {path: seen.listed[path] for path in found.contents}
    return found


def _kept(seen: Survey, linked: Iterable[str], options: Wanted) -> dict[str, bytes]:
    """The bytes of all files with evidence and, nearest first, of as many linked ones as are worth reading."""
    kept = dict(_readable(seen.evidence, options))
    room = COMPANY + COMPANIONS * len(kept)
    for path, data in _readable((path for path in linked if path not in kept), options):
        if len(data) <= min(LARGEST, room):
            kept[path] = data
            room -= len(data)
    return kept


def _linked(seen: Survey, options: Wanted, needles: Needles) -> list[str]:
    """The files without evidence that belong to files with it, what these import first.

    Those with strong needles in the same project; those that such files import; those with weak needles that lead to,
    or are led to from, any of these.
    """
    from c42migrate.engine.links import Project, Scopes

    scopes = Scopes(seen.evidence, seen.listed, options.paths)
    near = [path for path in seen.listed if scopes.holds(path)]
    first = {*seen.evidence, *(path for path in seen.strong if scopes.holds(path))}
    project = Project(near)
    refers = dict(_references(near, first, seen.listed, options, needles))
    targets = {path: project.targets(path, found) for path, found in refers.items()}
    order = {path: number for number, path in enumerate(seen.listed)}
    direct = set[str]().union(*(targets.get(path, ()) for path in seen.evidence))
    return sorted(
        first | _reached(first, targets), key=lambda path: (path not in direct, path not in first, order[path])
    )


def _reached(first: set[str], targets: Mapping[str, set[str]]) -> set[str]:
    """What ``first`` imports, what imports it, and what either imports in turn; ``targets`` has the files that count.

    What else uses a module that ``first`` imports is not related by that.
    """
    users = set(first)
    for _ in range(DISTANCE):
        users |= {path for path, found in targets.items() if not found.isdisjoint(users)}
    reached = set(users)
    for _ in range(DISTANCE):
        reached |= {path for user in reached for path in targets.get(user, ()) if path in targets}
    return reached.union(*(targets.get(path, ()) for path in first))


def _references(
    paths: Sequence[str], first: set[str], kinds: Mapping[str, str], options: Wanted, needles: Needles
) -> Iterable[tuple[str, list[tuple[int, str]]]]:
    """What each file of ``first`` and each with a weak needle refers to."""
    from c42migrate.engine.links import references

    prefilter = prefilter_of(needles)

    def look(piece: Sequence[str]) -> list[tuple[str, list[tuple[int, str]]]]:
        return [
            (path, list(references(data, kinds[path])))
            for path, data in _readable(piece, options)
            if path in first or prefilter.is_weak(data)
        ]

    return in_pieces(look, paths, options.jobs)


def _readable(paths: Iterable[str], options: Wanted) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        try:
            data = read_bytes(path, options)
        except OSError:
            continue
        yield path, data
