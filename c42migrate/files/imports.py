"""What the bytes of a file import or source, and which file of its project that is: by paths alone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SOURCE_FOLDERS = ("src", "lib", "python")
"""Folders of a project, or of a folder above a script, from which modules are imported as from that itself."""

_PYTHON = re.compile(
    rb"(?:^|[;:])[ \t\"]*(?:from\b[ \t]*([.\w]{1,200})[ \t\\\r\n]+import\b[ \t\\\r\n]*(\([^)]{0,8000}|[^\n#;]{0,2000})"
    rb"|import[ \t]+([^\n#;]{1,2000}))",
    re.MULTILINE,
)
_SOURCED = re.compile(
    rb"(?im)^[ \t]*(?:source|\.|import-module|using module|require|require_relative|include|load|use)"
    rb"[ \t(]+([^\n#;]{1,200})"
)
_DOTTED = re.compile(rb"[A-Za-z_][\w.]*")
_FILE = re.compile(rb"[\w./\\-]+(?=[\"')\s,;}]|\Z)")
_NOT_NAMES = frozenset({"import", "from", "as"})
_PYTHON_KINDS = frozenset({"python", "notebook", "markdown", "rst"})
_SCRIPT_ENDINGS = ("", ".sh", ".bash", ".zsh", ".ps1", ".psm1", ".psd1", ".rb", ".php", ".pl")


@dataclass(frozen=True, slots=True)
class Module:
    """An import of Python: ``level`` is the number of leading dots, ``name`` is dotted ("" for ``from . import``)."""

    level: int
    name: str


@dataclass(frozen=True, slots=True)
class Sourced:
    """A script that another one runs in its own scope, by the path as written (``/`` between folders)."""

    name: str


Reference = Module | Sourced


def references(data: bytes, kind: str) -> set[Reference]:
    """Return what a file of the given kind refers to; names of objects count as modules, for they may be some."""
    if kind in _PYTHON_KINDS:
        return set(_modules(data))
    return {
        Sourced(name.decode("utf-8", "replace").replace("\\", "/"))
        for match in _SOURCED.finditer(data)
        for name in _FILE.findall(match[1])
    }


def _modules(data: bytes) -> Iterator[Module]:
    for match in _PYTHON.finditer(data):
        origin, names, modules = match.groups()
        if origin is None:
            yield from (Module(0, name) for name in _names(modules))
            continue
        module = origin.decode("ascii", "replace").lstrip(".")
        level = len(origin) - len(module)
        yield Module(level, module)
        yield from (Module(level, f"{module}.{name}".lstrip(".")) for name in _names(names))


def _names(data: bytes) -> Iterator[str]:
    return (name for found in _DOTTED.findall(data) if (name := found.decode()) not in _NOT_NAMES)


def resolve(importer: str, reference: Reference, exists: Callable[[str], bool]) -> str | None:
    """Return the file that ``reference`` means in the file ``importer``, or None when the project has none.

    Paths are relative to the root of the project and joined with ``/``. A module is looked for beside the importer,
    in the folders above it up to the root, and in their source folders. A sourced script is looked for beside
    the script that names it, then below the root.
    """
    if isinstance(reference, Sourced):
        return _script(importer, reference.name, exists)
    return module_path(importer, reference.name, reference.level, exists)


def module_path(importer: str, name: str, level: int, exists: Callable[[str], bool]) -> str | None:
    """Return the path of the Python module that ``name`` (with ``level`` leading dots) means in ``importer``."""
    folder = posixpath.dirname(importer)
    relative = name.replace(".", "/")
    if level:
        for _ in range(level - 1):
            folder = posixpath.dirname(folder)
        return _module_at(posixpath.join(folder, relative), exists)
    places = (posixpath.join(base, inner) for base in _upwards(folder) for inner in ("", *SOURCE_FOLDERS))
    found = (_module_at(posixpath.join(place, relative), exists) for place in places)
    return next((path for path in found if path), None)


def _upwards(folder: str) -> Iterator[str]:
    while folder and folder != "/":
        yield folder
        folder = posixpath.dirname(folder)
    yield folder


def _module_at(stem: str, exists: Callable[[str], bool]) -> str | None:
    candidates = (f"{stem}.py", posixpath.join(stem, "__init__.py"), f"{stem}.pyw")
    return next((path for path in candidates if exists(path)), None) if stem else None


def _script(importer: str, name: str, exists: Callable[[str], bool]) -> str | None:
    tail = name.lstrip("/") if name.startswith("/") else name
    for folder in dict.fromkeys((posixpath.dirname(importer), "")):
        for ending in _SCRIPT_ENDINGS:
            path = posixpath.normpath(posixpath.join(folder, tail + ending))
            if exists(path):
                return path
    return None


def stem_of(path: str) -> str:
    """Return the word that every file has in it which imports or sources ``path``."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    return folder.rpartition("/")[2] if stem == "__init__" else stem
