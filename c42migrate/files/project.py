"""The project that a file belongs to: what is read beside the file itself, where settings stand, where paths begin."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from c42migrate.files.whole import read_whole

CONFIGURATION = ".c42migrate.toml"
PYPROJECT = "pyproject.toml"


def project_root(path: str, named: str) -> str:
    """Return the absolute root of the project of ``path``, which was found below ``named``.

    It is the directory of the nearest configuration, else the git work tree, else the working directory when it holds
    the path, else what was named (for a file: its folder). Above the last three no configuration is looked for: what
    stands there belongs to somebody else.
    """
    folder = _folder(absolute(path))
    highest = _highest(folder, absolute(named))
    return next((each for each in _upwards(folder, highest) if configuration_in(each)), highest)


def common_root(paths: Sequence[str]) -> str | None:
    """Return the absolute root of the project that all ``paths`` belong to; None when there is no such project."""
    folders = [_folder(absolute(path)) for path in paths]
    try:
        common = os.path.commonpath(folders)
    except ValueError:  # on several drives
        return None
    if work_tree(common) or is_below(common, os.getcwd()) or common in folders:
        return project_root(common, common)
    return None


def absolute(path: str) -> str:
    """Return an absolute path; ``..`` after a link leads to the parent of what the link means."""
    return os.path.realpath(path) if os.pardir in path.replace(os.sep, "/").split("/") else os.path.abspath(path)


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def _highest(folder: str, named: str) -> str:
    """Return the topmost directory that belongs to the project of ``folder``."""
    if root := work_tree(folder):
        return root
    here = os.getcwd()
    if is_below(folder, here):
        return here
    return named if os.path.isdir(named) else folder


def work_tree(folder: str) -> str | None:
    """Return the root of the git work tree that an absolute path belongs to, or None."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _upwards(folder: str, highest: str) -> list[str]:
    found = [folder]
    while found[-1] != highest and is_below(found[-1], highest):
        found.append(os.path.dirname(found[-1]))
    return found if found[-1] == highest else []


def configuration_in(folder: str) -> str | None:
    """Return the path of the configuration in a folder, or None when there is none.

    A pyproject.toml counts when it has our table, or is broken and mentions it. One that links to somewhere outside of
    the project does not; of our own file that is for the reader to refuse.
    """
    own, shared = os.path.join(folder, CONFIGURATION), os.path.join(folder, PYPROJECT)
    if os.path.exists(own) and not os.path.isdir(own):
        return own
    if os.path.isfile(shared) and not leads_out(shared) and _has_table(shared):
        return shared
    return None


def leads_out(path: str) -> bool:
    """Tell whether a file is a link to somewhere outside of its project."""
    folder = os.path.dirname(path)
    return not is_inside(path, work_tree(folder) or folder)


def is_inside(path: str, root: str) -> bool:
    """Tell whether a path lies below ``root`` when all links are followed."""
    try:
        real = os.path.realpath(path)
        return is_below(real, os.path.realpath(root)) and not os.path.islink(real)  # still a link: they go in a circle
    except (OSError, ValueError):  # a name with a NUL
        return False


def _has_table(path: str) -> bool:
    try:
        data = read_whole(path)
    except OSError:
        return False
    if b"c42migrate" not in data:
        return False
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return re.search(rb"\btool[\s\"'.\]]+c42migrate\b", data) is not None  # however its name is written
    return isinstance(tool, dict) and "c42migrate" in tool


def is_confined(root: str) -> bool:
    """Tell whether all below ``root`` may be its project: a home directory or the root of a disk holds much else."""
    return os.path.dirname(root) != root and root != os.path.expanduser("~")


def within(path: str, root: str) -> str:
    """Return an absolute path as it is called from ``root``, joined with ``/``."""
    inner = path[len(root) + 1 :] if is_below(path, root) and root != os.sep else os.path.relpath(path, root)
    return inner.replace(os.sep, "/")


def is_below(path: str, folder: str) -> bool:
    """Tell whether an absolute path is ``folder`` or lies below it."""
    return path == folder or path.startswith(os.path.join(folder, ""))
