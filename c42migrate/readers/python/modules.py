"""Which file of a project an import names: by paths alone, nothing is read."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection


class ModuleNames:
    """The Python files of a project by the names under which they can be imported. ``paths``: joined with ``/``."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = paths
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            self._by_stem[(_parts(path) or [""])[-1]].append(path)

    def find(self, importer: str, module: str, level: int) -> str | None:
        """The path of the module that ``module`` names when imported from ``importer``, else None.

        Looks beside the importer first (scripts and Python 2), then in its parent folders, then for a single
        module of that dotted name anywhere.
        """
        folder = posixpath.dirname(importer)
        for _ in range(level - 1):
            folder = posixpath.dirname(folder)
        relative = module.replace(".", "/")
        if level:
            return self._at(posixpath.join(folder, relative) if relative else folder)
        while True:
            if found := self._at(posixpath.join(folder, relative)):
                return found
            if not folder or folder == posixpath.dirname(folder):
                break
            folder = posixpath.dirname(folder)
        return self._by_suffix(module)

    def _at(self, path: str) -> str | None:
        stem = posixpath.normpath(path) if path else path
        for candidate in (f"{stem}.py", posixpath.join(stem, "__init__.py"), f"{stem}.pyw"):
            if candidate in self._paths:
                return candidate
        return None

    def _by_suffix(self, module: str) -> str | None:
        wanted = module.split(".")
        found = [path for path in self._by_stem.get(wanted[-1], ()) if _parts(path)[-len(wanted) :] == wanted]
        return found[0] if len(found) == 1 else None


def _parts(path: str) -> list[str]:
    stem = path.removesuffix(".py").removesuffix(".pyw").removesuffix("/__init__")
    return [part for part in stem.split("/") if part not in {"", "."}]
