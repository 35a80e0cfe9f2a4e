"""Files that depend on each other are read together, everything else apart: in any order, by any process, or not again.

A unit that takes too long or crashes its process is read file by file; a file that does so is read lexically.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from c42migrate.engine import codec, lean, parallel
from c42migrate.engine.links import Project, bounded, components, references, same_program
from c42migrate.engine.near import only_near
from c42migrate.engine.read import Read, read, read_lexically
from c42migrate.engine.store import Store
from c42migrate.engine.survey import prefilter_of
from c42migrate.files.prefilter import Needles
from c42migrate.lexicon import Lexicon
from c42migrate.model import Problem, Reading

Unit = tuple[str, ...]

LARGEST = 600_000
"""So many bytes are read together at most: some seconds. Files that are linked beyond that are followed no further."""

_PATIENCE = 20.0
_BYTES_A_SECOND = 20_000
_MOST_BYTES = 2_000_000
"""A unit gets some seconds, and more for each of so many bytes: two minutes are enough for anything people write.

A larger file is read only near words of the API, and by wording if its language has a parser: a tree takes 300 times
its text in memory.
"""
_PARSED = frozenset({"python", "notebook", "shell", "powershell"})

_LEAN = frozenset({"python", "notebook", "markdown", "rst"})
"""Kinds that are likely to hold Python."""

_ALONE = 50_000
"""So many bytes are read sooner than another process is started."""

_READERS: tuple[Callable[[Mapping[str, bytes], Mapping[str, str], Lexicon], Read], ...] = (read, read, read_lexically)


class Units:
    """Reads the files of a run. ``contents`` and ``kinds`` by path; ``meanwhile``: what is done while others read."""

    def __init__(
        self,
        contents: Mapping[str, bytes],
        kinds: Mapping[str, str],
        lexicon: Lexicon,
        needles: Needles,
        store: Store,
        jobs: int,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        self._contents = contents
        self._kinds = kinds
        self._lexicon = lexicon
        self._needles = needles
        self._store = store
        self._jobs = jobs or parallel.cores()
        self._meanwhile = meanwhile

    def read(self) -> Read:
        """All readings, in the order of the files."""
        units = self._units()
        keys = {unit: self._key(unit) for unit in units}
        known = {unit: value for unit in units if (value := self._store.get(keys[unit])) is not None}
        results = {unit: done for unit, value in known.items() if (done := _opened(value))}
        for unit, value, done in self._read([unit for unit in units if unit not in results]):
            results[unit] = done
            if value is not None:
                self._store.put(keys[unit], value)
        self._store.prune()
        return _together(results[unit] for unit in units)

    def _key(self, unit: Unit) -> str:
        return self._store.key((path, self._kinds[path], self._contents[path]) for path in unit)

    def _units(self) -> list[Unit]:
        refers = {path: references(data, self._kinds[path]) for path, data in self._contents.items()}
        project = Project(self._contents)
        edges = {path: project.targets(path, found) for path, found in refers.items()}
        clients = self._clients()
        edges.update({path: edges[path] | clients for path in self._contents if self._takes_a_client(path)})
        for path, beside in same_program({path: self._kinds[path] for path in self._contents}).items():
            edges[path] = edges[path] | beside
        sizes = {path: len(data) for path, data in self._contents.items()}
        groups = components(self._contents, edges)
        return [tuple(part) for group in groups for part in bounded(group, edges, sizes, LARGEST)]

    def _clients(self) -> set[str]:
        """The files that name an SDK package: what a parameter called ``sdk`` is, they tell."""
        return {path for path, data in self._contents.items() if self._names_package(data)}

    def _names_package(self, data: bytes) -> bool:
        return any(package.encode() in data for package in self._lexicon.packages)

    def _takes_a_client(self, path: str) -> bool:
        data = self._contents[path]
        if self._kinds[path] != "python" or self._names_package(data):
            return False
        members = {member for found in self._lexicon.client_members.values() for member in found}
        return any(f".{member}".encode() in data for member in members)

    def _read(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, object, Read]]:
        """Each unit with its reading, as a plain value (None when it is not worth keeping) and as objects."""
        for unit, value in zip(units, self._attempt(units, 0), strict=True):
            if isinstance(value, parallel.Broken):
                yield unit, None, _together(self._apart(unit))
            else:
                yield unit, value, _opened(value) or Read()

    def _apart(self, unit: Unit) -> Iterator[Read]:
        """The files of a unit that could not be read as a whole, each alone, and lexically if that fails too."""
        for path in unit:
            (value,) = self._attempt([(path,)], 1) if len(unit) > 1 else [parallel.Broken("internal", "")]
            if not isinstance(value, parallel.Broken):
                yield _opened(value) or Read()
                continue
            (value,) = self._attempt([(path,)], 2)
            done = Read() if isinstance(value, parallel.Broken) else _opened(value) or Read()
            done.problems.append(Problem(path, "parse", "cannot be read by its parser in reasonable time or memory"))
            yield done

    def _attempt(self, units: Sequence[Unit], stage: int) -> list[object]:
        """The plain readings of units, ``Broken`` for those that failed."""
        if not units:
            return []
        costs = [sum(len(self._contents[path]) for path in unit) for unit in units]
        jobs = min(self._jobs, sum(costs) // _ALONE + 1)
        kinds = {self._kinds[path] for unit in units for path in unit}
        here = os.getpid()

        def ready() -> None:
            if jobs > 1 and kinds & _LEAN:
                lean.prepare(here)
                _load(kinds)

        def work(number: int) -> object:
            unit = units[number]
            if any(self._kinds[path] in _LEAN for path in unit):
                lean.prepare(here)
            contents = {path: self._contents[path] for path in unit}
            if costs[number] > _MOST_BYTES:
                contents = {path: only_near(data, prefilter_of(self._needles)) for path, data in contents.items()}
                if self._kinds[unit[0]] in _PARSED:
                    return _closed(_too_large(contents, self._kinds, self._lexicon))
            return _closed(_READERS[stage](contents, self._kinds, self._lexicon))

        return parallel.isolated(work, costs, jobs, _seconds(costs), self._meanwhile, ready)


def _too_large(contents: Mapping[str, bytes], kinds: Mapping[str, str], lexicon: Lexicon) -> Read:
    done = read_lexically(contents, kinds, lexicon)
    done.problems += [Problem(path, "parse", "too large for its parser, searched by wording only") for path in contents]
    return done


def _seconds(costs: Sequence[int]) -> Callable[[int], float]:
    return lambda number: _PATIENCE + min(costs[number], _MOST_BYTES) / _BYTES_A_SECOND


def _load(kinds: Iterable[str]) -> None:
    """Import what every process needs, so that it is done once."""
    if "python" in kinds:
        import c42migrate.readers.python.reader  # noqa: F401


def _closed(done: Read) -> object:
    plain = codec.Writer().plain
    return (
        plain(tuple(done.readings)), plain(tuple(done.problems)), done.encodings, sorted(done.parsed),
        sorted(done.unparsed),
    )  # fmt: skip


def _opened(value: object) -> Read | None:
    """The reading that a plain value was made from, None when it was made from none."""
    try:
        match value:
            case (readings, problems, dict() as encodings, list() as parsed, list() as unparsed):
                opened = codec.Reader()
                found = [item for item in _items(opened.object(readings)) if isinstance(item, Reading)]
                wrong = [item for item in _items(opened.object(problems)) if isinstance(item, Problem)]
                return Read(found, dict(encodings), wrong, set(parsed), set(unparsed))
    except (IndexError, TypeError, ValueError):
        pass
    return None


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _together(parts: Iterable[Read]) -> Read:
    whole = Read()
    for part in parts:
        whole.readings += part.readings
        whole.encodings.update(part.encodings)
        whole.problems += part.problems
        whole.parsed |= part.parsed
        whole.unparsed |= part.unparsed
    return whole
