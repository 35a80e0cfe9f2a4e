"""Writes what was repaired: files that one fix changes together are written together, or none of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from c42migrate.edits import Failure, furthest
from c42migrate.engine.repair import Repair
from c42migrate.errors import FixError
from c42migrate.files.write import Change, check, replace_files, unfinished
from c42migrate.outcome import Outcome


def unwritable(outcome: Outcome, level: str, roots: Sequence[Path]) -> list[Failure]:
    """Return the files that fixes up to ``level`` would change and that cannot be written: no fix may count on them."""
    fixes = [fix for dated in outcome.active if (fix := furthest(dated, level)) is not None]
    edited = {edit.place.path for fix in fixes for edit in fix.edits}.intersection(outcome.contents)
    return [failure for path in sorted(edited) for failure in _refused(path, outcome.contents[path], roots)]


def _refused(path: str, data: bytes, roots: Sequence[Path]) -> Iterator[Failure]:
    try:
        check(Path(path), data, roots)
    except FixError as error:
        yield Failure(path, "", error.message)


def interrupted(paths: Iterable[str]) -> list[Failure]:
    """Return what an earlier run may have left half made beside ``paths``, for it was killed while it wrote several
    files."""
    left = unfinished({Path(path).parent for path in paths})
    message = "an earlier run was killed while it wrote files that belong together: look at what it changed"
    return [Failure(str(directory), "", message) for directory in sorted({file.parent for file in left})]


def write(done: Repair, roots: Sequence[Path]) -> set[str]:
    """Write ``done.after`` and give the paths that could not be written, all files of their group.

    Why is added to ``done.failures``.
    """
    lost: set[str] = set()
    for group in groups(done):
        changes = [Change(Path(path), done.before[path], done.after[path]) for path in group]
        try:
            replace_files(changes, roots)
        except FixError as error:
            lost.update(group)
            done.failures += [failure for failure in _failures(group, error) if failure not in done.failures]
    return lost


def _failures(group: Sequence[str], error: FixError) -> Iterator[Failure]:
    for path in group:
        if str(Path(path)) == error.path:
            yield Failure(path, "", error.message)
        else:
            yield Failure(path, "", f"left as it was, together with {error.path}")


def groups(done: Repair) -> list[list[str]]:
    """Return the paths of ``done.after``, in order; those that a fix changes together stand together."""
    home: dict[str, set[str]] = {path: {path} for path in sorted(done.after)}
    for chosen in done.made:
        joined = set[str]().union(*(home[path] for path in chosen.paths if path in home))
        home.update(dict.fromkeys(joined, joined))
    return [sorted(group) for group in {id(group): group for group in home.values()}.values()]
