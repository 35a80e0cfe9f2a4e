"""Which files belong together: what they import or source, and the folder that is their project.

``USER = "/api/User"`` in ``consts.py`` means nothing by itself; it does when a script that talks to Code42 imports it.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict

from c42migrate.readers.python.modules import ModuleNames

# A run that is answered from the cache comes through here: see ``files.discover``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Reference = tuple[int, str]
"""An import as (dots before it, dotted name), or (``SOURCED``, file name)."""

SOURCED = -1
_PYTHON = re.compile(
    rb"""(?:^|[;:])[ \t"]*(?:from\b[ \t]*([.\w]{1,200})[ \t\\\r\n]+import\b[ \t\\\r\n]*(\([^)]{0,8000}|[^\n#;]{0,2000})
    |import[ \t]+([^\n#;]{1,2000}))""".replace(b"\n    ", b""),
    re.MULTILINE,
)
_SOURCED = re.compile(
    rb"(?im)^[ \t]*(?:source|\.|import-module|using module|require|require_relative|include|load|use)"
    rb"[ \t(]+([^\n#;]{1,200})"
)
_DOTTED = re.compile(rb"[A-Za-z_][\w.]*")
_FILE = re.compile(rb"[\w.-]+(?=[\"')\s,;}]|\Z)")
_NOT_NAMES = frozenset({"import", "from", "as"})
_MARKERS = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "package.json", "go.mod", "pom.xml"})
_SOURCE_FOLDERS = frozenset({"src", "lib", "python"})


def references(data: bytes, kind: str) -> set[Reference]:
    """What the bytes of a file import or source."""
    if kind in {"python", "notebook", "markdown", "rst"}:
        return set(_imports(data))
    return {(SOURCED, name.decode()) for match in _SOURCED.finditer(data) for name in _FILE.findall(match[1])}


def _imports(data: bytes) -> Iterator[Reference]:
    for match in _PYTHON.finditer(data):
        origin, names, modules = match.groups()
        if origin is None:
            yield from ((0, name) for name in _names(modules))
            continue
        module = origin.decode("ascii", "replace").lstrip(".")
        level = len(origin) - len(module)
        yield level, module
        yield from ((level, f"{module}.{name}".lstrip(".")) for name in _names(names))


def _names(data: bytes) -> list[str]:
    return [name for name in (found.decode() for found in _DOTTED.findall(data)) if name not in _NOT_NAMES]


class Project:
    """The files that references may lead to. ``paths``: joined with ``/``."""

    def __init__(self, paths: Collection[str]) -> None:
        self._modules = ModuleNames(frozenset(paths))
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            name = posixpath.basename(path)
            for spelling in {name, name.partition(".")[0]}:
                self._by_name[spelling].append(path)

    def targets(self, path: str, refers: Iterable[Reference]) -> set[str]:
        """The files that ``path`` refers to."""
        return {found for level, name in refers for found in self._found(path, level, name)} - {path}

    def _found(self, path: str, level: int, name: str) -> Iterable[str]:
        if level != SOURCED:
            found = self._modules.find(path, name, level)
            return (found,) if found else ()
        named = self._by_name.get(name, [])
        beside = [other for other in named if posixpath.dirname(other) == posixpath.dirname(path)]
        return beside or (named if len(named) == 1 else ())


class Scopes:
    """The folders within which files can belong to one of the files ``paths``.

    ``listed``: all files of the run; ``named``: the paths that the user gave, above which nothing is looked at.
    """

    def __init__(self, paths: Iterable[str], listed: Iterable[str], named: Iterable[str]) -> None:
        self._named = {path.rstrip("/") for path in named} | {"", "."}
        folders: dict[str, set[str]] = defaultdict(set)
        for path in listed:
            folder, _, name = path.rpartition("/")
            if name in _MARKERS or name == "__init__.py":
                folders[folder].add(name)
        self._folders = folders
        self._inside = dict.fromkeys(map(self._root, {path.rpartition("/")[0] for path in paths}), True)

    def holds(self, path: str) -> bool:
        """Whether the file stands below one of the folders."""
        return self._is_inside(path.rpartition("/")[0])

    def _is_inside(self, folder: str) -> bool:
        if folder not in self._inside:
            above = folder.rpartition("/")[0]
            self._inside[folder] = self._is_inside(above) if folder != above else False
        return self._inside[folder]

    def _root(self, folder: str) -> str:
        """The nearest folder that is a project by its looks, else the one from which the file would be imported."""
        for above in self._upwards(folder):
            if _MARKERS & self._folders.get(above, set()) or os.path.exists(os.path.join(above, ".git")):
                return above
        while folder and "__init__.py" in self._folders.get(folder, ()):
            folder = folder.rpartition("/")[0]
        head, _, last = folder.rpartition("/")
        return head if last in _SOURCE_FOLDERS else folder

    def _upwards(self, folder: str) -> Iterator[str]:
        while folder and folder not in self._named:
            yield folder
            folder = folder.rpartition("/")[0]
        yield folder


_ROOTS = (".git", *sorted(_MARKERS), "Gemfile", "composer.json", "build.gradle")


def same_program(kinds: Mapping[str, str]) -> dict[str, set[str]]:
    """For each file in a language that is read by wording the first one of its language in its project.

    A client's base, and the names that are joined to it, stand in files that do not import each other. The project is
    the nearest folder that is one by its looks, else the file's own.
    """
    first: dict[tuple[str, str], str] = {}
    roots: dict[str, str] = {}
    edges: dict[str, set[str]] = {}
    for path, kind in kinds.items():
        if kind == "text":
            folder = path.rpartition("/")[0]
            root = roots.setdefault(folder, _project_of(folder))
            edges[path] = {first.setdefault((root, path.rpartition(".")[2].lower()), path)} - {path}
    return edges


def _project_of(folder: str) -> str:
    above = folder
    while True:
        if any(os.path.exists(os.path.join(above, name)) for name in _ROOTS):
            return above
        if not above.strip("/"):
            return folder
        above = above.rpartition("/")[0]


def components(paths: Iterable[str], edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """``paths`` in groups that are connected by ``edges`` in either direction, everything in the given order."""
    home: dict[str, list[str]] = {path: [path] for path in paths}
    for path in list(home):
        for other in edges.get(path, ()):
            if other in home and home[other] is not home[path]:
                small, large = sorted((home[path], home[other]), key=len)
                large.extend(small)
                home.update((moved, large) for moved in small)
    order = {path: number for number, path in enumerate(home)}
    return [sorted(group, key=order.__getitem__) for group in {id(group): group for group in home.values()}.values()]


def bounded(
    group: list[str], edges: Mapping[str, Iterable[str]], sizes: Mapping[str, int], most: int
) -> list[list[str]]:
    """``group`` in parts of at most ``most`` bytes (a larger file is a part of its own), in its order.

    Each part grows from its first file over ``edges``, nearest first, so that a script stays with what it imports.
    """
    if sum(sizes[path] for path in group) <= most:
        return [group]
    left = dict.fromkeys(group)
    parts = []
    while left:
        parts.append(_grown(left, edges, sizes, most))
    order = {path: number for number, path in enumerate(group)}
    return [sorted(part, key=order.__getitem__) for part in parts]


def _grown(left: dict[str, None], edges: Mapping[str, Iterable[str]], sizes: Mapping[str, int], most: int) -> list[str]:
    """One part, taken out of ``left``."""
    first = next(iter(left))
    del left[first]
    part, size = [first], sizes[first]
    for path in part:  # grows while it is walked
        for other in sorted(edges.get(path, ())):
            if other in left and size + sizes[other] <= most:
                del left[other]
                part.append(other)
                size += sizes[other]
    return part
