"""The context of a file is its project: what it imports or sources, and what imports or sources it.

Which files are read together depends on the project alone, not on what else was named: so a file has the same findings
wherever it is checked from.

A group of more than ``TOGETHER`` bytes is not read as one: each of its files is read with all that it is linked to or,
where that is too much as well, with what is nearest. A project that grows beyond the limit so loses what is only
linked over several files; such links are counted, and no fix is safe where one was cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from c42migrate.files.imports import Reference, references, resolve, stem_of
from c42migrate.files.prefilter import Strength

ROUNDS = 8
"""Over so many imports callers and callees are followed."""

LARGEST = 300_000
"""A file of more bytes is data, or made by a program: it is no context for others."""

TOGETHER = 500_000
"""So many bytes are read together. Where a project links more, each file is read with what is nearest to it."""

NEAREST = 80_000
"""So many bytes that is, at the most: it is done for each file anew."""

_ALIKE = frozenset({".rb", ".cs", ".php", ".java", ".go", ".groovy", ".pl", ".pm", ".js", ".ts", ".kt", ".vb"})
"""Languages whose files find each other without paths: all of a project that speak of the API belong together."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are read together, by path from the root of their project; ``reported``: whose findings count.

    ``cut``: how many links lead to files that were left out for their size.
    """

    root: str
    files: tuple[str, ...]
    reported: frozenset[str]
    cut: int = 0


CONFTEST = "conftest.py"
"""What pytest reads before the tests of its folder, who need not name it."""


def is_test(path: str) -> bool:
    """Whether pytest takes a file for tests."""
    name = path.rpartition("/")[2]
    return name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py"))


@dataclass(slots=True)
class Tree:
    """The files of one project. ``kinds``: path from ``root`` → kind; ``read``: the bytes of a path, b"" if unreadable.

    ``strength``: how clearly a file speaks of Code42. ``holding``: the paths that have one of some words in them.
    ``named``: the paths that the user asked about; ``whole``: these are all there are. ``first``: those of them that
    speak of Code42, clearly so when they are all there are.
    """

    root: str
    kinds: Mapping[str, str]
    read: Callable[[str], bytes]
    strength: Callable[[str], Strength]
    holding: Callable[[Iterable[str], frozenset[str]], list[str]]
    named: frozenset[str]
    first: frozenset[str]
    whole: bool
    _references: dict[str, tuple[Reference, ...]] = field(default_factory=dict)

    def targets(self, path: str) -> set[str]:
        """Return the files of the project that ``path`` imports or sources."""
        if path not in self._references:
            self._references[path] = tuple(references(self.read(path), self.kinds[path]))
        found = (resolve(path, reference, self.kinds.__contains__) for reference in self._references[path])
        return {target for target in found if target is not None and target != path} | set(self._conftests(path))

    def _conftests(self, path: str) -> Iterator[str]:
        """Yield what pytest reads before a test: the ``conftest.py`` of its folder and of those above."""
        folder, _, name = path.rpartition("/")
        if not is_test(path) and (name != CONFTEST or not folder):
            return
        folders = folder.split("/") if folder else []
        for depth in range(len(folders) - (name == CONFTEST), -1, -1):
            above = "/".join([*folders[:depth], CONFTEST])
            if above in self.kinds:
                yield above


def units(tree: Tree) -> Iterator[Unit]:
    """Yield the units that the named files of a project are read in; files that nothing links to Code42 are in none."""
    links = _Links(tree)
    for component in links.components():
        reported = frozenset(path for path in component if path in tree.named and tree.strength(path))
        if not reported or not any(tree.strength(path) is Strength.EVIDENCE for path in component):
            continue
        if links.size(component) <= TOGETHER:
            yield Unit(tree.root, tuple(component), reported, links.left_out(component))
        else:
            yield from links.apart(sorted(reported))


class _Links:
    """The imports between the files that matter, in both directions.

    These are the files with evidence, what imports them, and what any of these import. Two that import the same
    file belong together when that file, or one it imports, has words of the API; other helpers join nobody.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._to: dict[str, set[str]] = {}
        self._from: dict[str, set[str]] = defaultdict(set)
        self._large: dict[str, int] = {}
        self._spoken: dict[str, list[str]] = {}
        self._explore({*tree.first, *self._alike(tree.first)})
        self._restrict()

    def _explore(self, new: set[str]) -> None:
        """Take note of the links of ``new`` and of all that belongs together with them."""
        explored: set[str] = set()
        while new:
            self._follow(self._users(new))
            explored |= new
            new = set() if self._tree.whole else self._joining() - explored

    def _joining(self) -> set[str]:
        """Return the files that have words of the API, or import one that has, directly or over others."""
        return _closure({path for path in self._to if self._tree.strength(path)}, self._from)

    def _restrict(self) -> None:
        """Leave out what has nothing to do with a file with evidence."""
        evidence = {path for path in self._to if self._tree.strength(path) is Strength.EVIDENCE}
        kept = _closure(_closure(evidence, self._from), self._to)
        self._to = {path: targets for path, targets in self._to.items() if path in kept}
        self._from = defaultdict(set, {path: users & kept for path, users in self._from.items() if path in kept})

    def _users(self, first: set[str]) -> set[str]:
        """Return ``first`` and the files that import or source any of them, directly or over others."""
        users, new = set(first), set(first)
        for _ in range(ROUNDS):
            words = frozenset(stem_of(path) for path in new)
            held = set(self._tree.holding((path for path in self._tree.kinds if path not in users), words))
            folders = [path.removesuffix(CONFTEST) for path in new if path.rpartition("/")[2] == CONFTEST]
            held |= {path for path in self._tree.kinds if is_test(path) and path.startswith(tuple(folders))} - users
            targets = {path: self._targets(path) for path in held}
            new = {path for path, found in targets.items() if not found.isdisjoint(new)}
            if not new:
                break
            users |= new
        return users

    def _targets(self, path: str) -> set[str]:
        targets = self._tree.targets(path)
        small = {target for target in targets if self._is_small(target)}
        self._large[path] = len(targets) - len(small)
        return small

    def _is_small(self, path: str) -> bool:
        return len(self._tree.read(path)) <= LARGEST

    def _follow(self, users: Iterable[str]) -> None:
        """Take note of what ``users`` import, and what that imports in turn."""
        todo = set(users) - self._to.keys()
        for _ in range(ROUNDS):
            self._to.update({path: self._targets(path) | self._neighbours(path) for path in todo})
            todo = {target for path in todo for target in self._to[path]} - self._to.keys()
        self._to.update({path: set() for path in todo})
        self._from.clear()
        for path, targets in self._to.items():
            for target in targets:
                self._from[target].add(path)

    def _alike(self, paths: Iterable[str]) -> set[str]:
        return {other for path in paths for other in self._neighbours(path)}

    def _neighbours(self, path: str) -> set[str]:
        """Return the files in the same language that speak of the API, where these find each other without paths."""
        ending = path[path.rfind(".") :]
        if ending not in _ALIKE:
            return set()
        alike = (other for other in self._tree.kinds if other.endswith(ending) and other != path)
        return {other for other in alike if self._tree.strength(other) and self._is_small(other)}

    def components(self) -> list[list[str]]:
        """Return the files that belong together, each group with all it imports, sorted."""
        joining = self._joining()
        home = {path: [path] for path in joining}
        for path in joining:
            for other in self._to[path] & joining:
                if home[other] is not home[path]:
                    small, large = sorted((home[path], home[other]), key=len)
                    large.extend(small)
                    home.update((moved, large) for moved in small)
        groups = {id(group): group for group in home.values()}.values()
        return sorted(sorted(_closure(group, self._to)) for group in groups)

    def size(self, paths: Iterable[str]) -> int:
        """Return the number of bytes of several files."""
        return sum(len(self._tree.read(path)) for path in paths)

    def left_out(self, paths: Iterable[str]) -> int:
        """Return how often one of several files is linked to a file that is too large to be read with it."""
        return sum(self._large.get(path, 0) for path in paths)

    def apart(self, paths: Iterable[str]) -> Iterator[Unit]:
        """Yield the units of some files of a large group: each with all it is linked to, as if it was named alone."""
        together: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for path in paths:
            if (linked := self._linked(path)) is not None:
                together[linked].append(path)
            else:
                yield self.alone(path)
        for linked, reported in together.items():
            yield Unit(self._tree.root, linked, frozenset(reported), self.left_out(linked))

    def _linked(self, path: str) -> tuple[str, ...] | None:
        """Return what imports a file, with all that these import; None for more than ``TOGETHER`` bytes of it."""
        linked, room = {path}, TOGETHER - self.size([path])
        for links in (self._from, self._to):
            todo = list(linked)
            while todo and room >= 0:
                new = links.get(todo.pop(), set()) - linked
                room -= self.size(new)
                linked |= new
                todo.extend(new)
        return tuple(sorted(linked)) if room >= 0 else None

    def alone(self, path: str) -> Unit:
        """Return the unit of one file and its own context, nearest first and within ``NEAREST`` bytes."""
        kept, room, context = [path], NEAREST, self._context(path)
        for other in context:
            size = self.size([other])
            if size <= room:
                kept.append(other)
                room -= size
            elif room < self._smallest:
                break
        cut = len(context) - len(kept) + 1
        return Unit(self._tree.root, tuple(sorted(kept)), frozenset({path}), cut + self.left_out(kept))

    @cached_property
    def _smallest(self) -> int:
        return min(self.size([path]) for path in self._to)

    def _context(self, path: str) -> list[str]:
        """Return what a file imports and what imports it; then, over one other, what speaks of Code42."""
        near = self._beside(path)
        further = (other for each in near for other in self._speaking(each))
        return [each for each in dict.fromkeys([*near, *further]) if each != path]

    def _speaking(self, path: str) -> list[str]:
        """Return what is linked to a file and speaks of Code42."""
        if path not in self._spoken:
            self._spoken[path] = [other for other in self._beside(path) if self._tree.strength(other)]
        return self._spoken[path]

    def _beside(self, path: str) -> list[str]:
        """Return what is linked to a file directly; what speaks of Code42 clearly comes first."""
        linked = self._from.get(path, set()) | self._to.get(path, set())
        return sorted(linked, key=lambda other: (-self._tree.strength(other), other))


def _closure(start: Iterable[str], links: Mapping[str, set[str]]) -> set[str]:
    """Return ``start`` and all that follows from it along ``links``."""
    seen = set(start)
    todo = list(seen)
    while todo:
        new = links.get(todo.pop(), set()) - seen
        seen |= new
        todo.extend(new)
    return seen
