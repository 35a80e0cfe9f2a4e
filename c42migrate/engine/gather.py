"""From paths to the bytes worth reading: discovery, reading from disk, prefilter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from c42migrate.catalogue.index import Catalogue, Needles
from c42migrate.engine.links import linked
from c42migrate.engine_types import CheckOptions
from c42migrate.files.discover import Candidate, Options, discover
from c42migrate.files.kinds import HEAD, kind_of
from c42migrate.files.prefilter import Prefilter
from c42migrate.usages import Problem

STDIN = "-"


@dataclass(slots=True)
class Gathered:
    """What a run looks at: bytes and kind of every file worth reading, and the counts for the summary."""

    contents: dict[str, bytes] = field(default_factory=dict)
    file_kinds: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    prefiltered: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    evidence: bool = False
    scanned_directory: bool = False


def gather(options: CheckOptions, catalogue: Catalogue) -> Gathered:
    """Read every candidate once; keep those with a needle, or with a weak one and a link to one that has more."""
    found = Gathered(scanned_directory=any(Path(path).is_dir() for path in options.paths))
    prefilter = _prefilter(catalogue.needles)
    weak: dict[str, tuple[bytes, str]] = {}
    for candidate, data in _read(options, found):
        found.files += 1
        found.kinds[candidate.kind] += 1
        strength = prefilter.scan(data)
        if strength == "strong":
            found.contents[candidate.path] = data
            found.file_kinds[candidate.path] = candidate.kind
        elif strength == "weak":
            weak[candidate.path] = (data, candidate.kind)
        else:
            found.prefiltered += 1
    found.evidence = bool(found.contents)
    _add_linked(found, weak)
    return found


@cache
def _prefilter(needles: Needles) -> Prefilter:
    """Compiled once for all looks at one file: fixes are tried by checking it again and again."""
    return Prefilter(needles)


def _add_linked(found: Gathered, weak: dict[str, tuple[bytes, str]]) -> None:
    chosen = linked(found.contents, {path: data for path, (data, _) in weak.items()})
    for path, (data, kind) in weak.items():
        if path in chosen:
            found.contents[path] = data
            found.file_kinds[path] = kind
        else:
            found.prefiltered += 1


def _read(options: CheckOptions, found: Gathered) -> Iterator[tuple[Candidate, bytes]]:
    if options.stdin is not None:
        name = options.stdin_filename
        data = options.contents.get(name, options.stdin)
        yield Candidate(name, kind_of(name, data[:HEAD], explicit=True) or "python"), data
        return
    listed = Options(options.exclude, options.root, options.max_size, options.respect_gitignore, options.include_kinds)
    for item in discover(options.paths, listed):
        if isinstance(item, Problem):
            found.problems.append(item)
        elif (data := _bytes(item.path, options, found)) is not None:
            yield item, data


def _bytes(path: str, options: CheckOptions, found: Gathered) -> bytes | None:
    if path in options.contents:
        return options.contents[path]
    try:
        return Path(path).read_bytes()
    except OSError as error:
        found.problems.append(Problem(path, "read", f"cannot be read: {error.strerror or error}"))
        return None
