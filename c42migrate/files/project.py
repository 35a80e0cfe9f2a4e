"""The project that a file belongs to: what is read beside the file itself, and where paths begin."""

from __future__ import annotations

import os
from functools import cache

CONFIGURATION = ".c42migrate.toml"
PYPROJECT = "pyproject.toml"


def project_root(path: str, named: str) -> str:
    """Return the absolute root of the project of the file ``path``, which was found below ``named``.

    It is the directory of the nearest configuration within the git work tree, else that work tree, else the working
    directory when it holds the path, else what was named (for a file: its folder).
    """
    folder = os.path.dirname(os.path.abspath(path))
    if (found := _marked(folder)) is not None:
        return found
    here = os.getcwd()
    if is_below(folder, here):
        return here
    return os.path.abspath(named) if os.path.isdir(named) else folder


@cache
def _marked(folder: str) -> str | None:
    """Return the nearest directory with a configuration, else with ``.git``, at or above ``folder``."""
    if _is_configured(folder) or os.path.lexists(os.path.join(folder, ".git")):
        return folder
    above = os.path.dirname(folder)
    return None if above == folder else _marked(above)


def _is_configured(folder: str) -> bool:
    if os.path.isfile(os.path.join(folder, CONFIGURATION)):
        return True
    try:
        with open(os.path.join(folder, PYPROJECT), "rb") as file:
            return b"[tool.c42migrate" in file.read(1_000_000)
    except OSError:
        return False


def is_confined(root: str) -> bool:
    """Tell whether all below ``root`` may be its project: a home directory or the root of a disk holds much else."""
    return os.path.dirname(root) != root and root != os.path.expanduser("~")


def is_below(path: str, folder: str) -> bool:
    """Tell whether an absolute path is ``folder`` or lies below it."""
    return path == folder or path.startswith(os.path.join(folder, ""))
