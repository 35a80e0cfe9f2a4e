"""The steps of ``fix`` in their order, in memory, then on disk; ``check`` shows what they would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from c42migrate.engine import rewrite
from c42migrate.engine.repair import Repair, repair
from c42migrate.engine.run import Checker
from c42migrate.fixes.annotate import Annotated
from c42migrate.fixes.comments import Placed
from c42migrate.options import CheckOptions


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done. ``level``: ``safe`` or ``unsafe``.

    ``ignore``: the reason for suppressing what is left, or "" when that is not wanted.
    ``writes``: whether the files themselves change.
    """

    level: str
    writes: bool
    annotate: bool = False
    ignore: str = ""


@dataclass(slots=True)
class Done:
    """The fixes and the comments that were made."""

    repair: Repair
    comments: list[Placed] = field(default_factory=list)


def repaired(options: CheckOptions, checker: Checker, asked: Asked) -> Done:
    """Make the fixes asked for. What could not be written was not made: it does not count, and its findings remain."""
    roots = [Path(name) if Path(name).is_dir() else Path(name).parent for name in options.paths]
    outcome = checker.check(contents={})
    barred = rewrite.unwritable(outcome, asked.level, roots) if asked.writes else ()
    done = Done(repair(outcome, asked.level, lambda new: checker.check(contents=new), barred))
    _comment(done, checker, asked)
    if asked.writes:
        done.repair.failures += rewrite.interrupted(outcome.contents)
        _take_back(done, rewrite.write(done.repair, roots), checker)
    return done


def _comment(done: Done, checker: Checker, asked: Asked) -> None:
    from c42migrate.fixes.annotate import annotated, ignored

    if asked.annotate:
        _add(done, annotated(done.repair.remaining), checker)
    if asked.ignore:
        before = dict(done.repair.after)
        made = ignored(done.repair.remaining, asked.ignore, lambda new: checker.check(contents={**before, **new}))
        _add(done, made, checker)


def _add(done: Done, made: Annotated, checker: Checker) -> None:
    result = done.repair
    for path, data in made.after.items():
        result.before.setdefault(path, result.remaining.contents[path])
        result.after[path] = data
    done.comments += made.added
    if made.after:
        result.remaining = checker.check(contents=result.after)


def _take_back(done: Done, paths: set[str], checker: Checker) -> None:
    if paths:
        result = done.repair
        result.after = {path: data for path, data in result.after.items() if path not in paths}
        result.made = [chosen for chosen in result.made if chosen.paths.isdisjoint(paths)]
        done.comments = [one for one in done.comments if one.comment.path not in paths]
        result.remaining = checker.check(contents=result.after)
