"""From paths to the bytes worth reading: those that speak of Code42, and those that belong to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from c42migrate.catalogue.index import Catalogue, Needles
from c42migrate.engine.survey import Survey, in_pieces, prefilter_of, read_bytes, survey
from c42migrate.engine_types import CheckOptions
from c42migrate.usages import Problem

DISTANCE = 2
"""Over so many imports a wrapper or a constant is followed."""


LARGEST = 200_000
"""A file of more bytes that only belongs to others is data, or made by a program."""

COMPANY = 400_000
COMPANIONS = 100_000
"""Bytes of files that only belong to others: in all, and more for each file with evidence. Reading takes seconds."""


@dataclass(slots=True)
class Gathered:
    """What a run looks at: bytes and kind of every file worth reading, and the counts for the summary."""

    contents: dict[str, bytes] = field(default_factory=dict)
    file_kinds: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    evidence: bool = False
    scanned_directory: bool = False

    @property
    def prefiltered(self) -> int:
        """How many files need no reading."""
        return self.files - len(self.contents)


def gather(options: CheckOptions, catalogue: Catalogue) -> Gathered:
    """Look at every file, and keep those with evidence and those of their projects that belong to them."""
    seen = survey(options, catalogue.needles)
    found = Gathered(problems=seen.problems, files=len(seen.listed), kinds=Counter(seen.listed.values()))
    found.scanned_directory = any(Path(path).is_dir() for path in options.paths)
    found.evidence = bool(seen.evidence)
    if seen.evidence:
        kept = _kept(seen, _linked(seen, options, catalogue.needles), options)
        found.contents = {path: kept[path] for path in seen.listed if path in kept}
        found.file_kinds = {path: seen.listed[path] for path in found.contents}
    return found


def _kept(seen: Survey, linked: Iterable[str], options: CheckOptions) -> dict[str, bytes]:
    """The bytes of all files with evidence and, nearest first, of as many linked ones as are worth reading."""
    kept = dict(_readable(seen.evidence, options))
    room = COMPANY + COMPANIONS * len(kept)
    for path, data in _readable((path for path in linked if path not in kept), options):
        if len(data) <= min(LARGEST, room):
            kept[path] = data
            room -= len(data)
    return kept


def _linked(seen: Survey, options: CheckOptions, needles: Needles) -> list[str]:
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
    paths: Sequence[str], first: set[str], kinds: Mapping[str, str], options: CheckOptions, needles: Needles
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


def _readable(paths: Iterable[str], options: CheckOptions) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        with suppress(OSError):
            yield path, read_bytes(path, options)
