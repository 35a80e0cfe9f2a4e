"""``check`` and ``fix``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from c42migrate import engine, reports
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import (
    BASELINE,
    EXIT_ZERO,
    FAIL,
    FILE,
    Output,
    scan,
    settings,
    takes,
)
from c42migrate.cli.options import output as output_options
from c42migrate.cli.progress import progress
from c42migrate.errors import Problem, UsageError
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from c42migrate.reports import closing
from c42migrate.reports.view import View
from c42migrate.settings import Given

if TYPE_CHECKING:
    from c42migrate.edits import Failure
    from c42migrate.engine.fix import Done
    from c42migrate.engine.repair import Repair


def _writes(_ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Refuse an option that writes: only ``fix`` does."""
    if value:
        name = option.opts[0]
        raise UsageError(f"{name} changes files, and check does not", hint=f"use c42migrate fix {name}")


@dataclass(frozen=True, slots=True)
class Flags:
    """What ``check`` and ``fix`` are to do beside reporting; ``add_ignore``: the reason for suppressions."""

    unsafe_fixes: bool
    show_fixes: bool
    diff: bool
    fail_on: str | None
    exit_zero: bool
    trend: Path | None
    with_source: bool
    statistics: bool
    fix: bool = True
    annotate: bool = False
    add_ignore: str | None = None

    @property
    def writes(self) -> bool:
        """Whether files, or what stands for them, are changed."""
        return self.fix and not self.diff


_ONLY_FIX = "An option of fix."
_COMMON = (
    click.option("--show-fixes", is_flag=True, help="List every fix on stderr."),
    click.option("--diff", is_flag=True, help="Show what fixing would change, with secrets masked; write nothing."),
    FAIL,
    EXIT_ZERO,
    click.option("--trend", type=FILE, metavar="FILE", help="Compare with an earlier JSON report."),
    click.option("--with-source", is_flag=True, help="Add quotations and diffs to JSON, for merge."),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule on stderr."),
)
_CHECK = takes(
    Flags,
    click.option("--fix", is_flag=True, help="Apply safe fixes, like the command fix."),
    click.option("--unsafe-fixes", is_flag=True, help="Show fixes that need a review, too; with --fix: apply them."),
    click.option("--annotate", is_flag=True, hidden=True, expose_value=False, callback=_writes, help=_ONLY_FIX),
    click.option("--add-ignore", hidden=True, expose_value=False, callback=_writes, help=_ONLY_FIX),
    *_COMMON,
)
_FIX = takes(
    Flags,
    click.option(
        "--fix", is_flag=True, hidden=True, expose_value=False, help="Accepted and ignored: this command fixes anyway."
    ),
    click.option("--unsafe-fixes", is_flag=True, help="Apply fixes that need a review, too."),
    click.option("--annotate", is_flag=True, help="Add a comment above what cannot be fixed automatically."),
    click.option("--add-ignore", metavar="REASON", help="Suppress what is left with comments that give REASON."),
    *_COMMON,
)
_OUTPUT = output_options(reports.FORMATS, " diff=FILE writes a patch.")


@click.command(epilog=epilog("check"))
@scan
@_CHECK
@_OUTPUT
def check(wanted: Output, flags: Flags, given: Given) -> None:
    """Report uses of deprecated Code42 APIs in PATHS (default: the current directory). Only --fix changes files.

    Exit codes: 0 no findings at or above --fail-on; 1 findings; 2 invalid usage, configuration or rules;
    3 a named file could not be read (with --strict: any file could not be read or parsed); 4 the directories
    contain nothing to scan. With --fix, those of fix.
    """
    click.get_current_context().exit(_run(wanted, flags, given))


@click.command(epilog=epilog("fix"))
@scan
@_FIX
@_OUTPUT
def fix(wanted: Output, flags: Flags, given: Given) -> None:
    """Rewrite deprecated uses in PATHS and report what remains; the same as check --fix.

    Exit codes: 0 no findings at or above --fail-on remain; 1 some remain, or a fix could not be verified and was not
    applied; 2 invalid usage, configuration or rules; 3 a file could not be written, or a named file could not be
    read; 4 the directories contain nothing to scan.
    """
    click.get_current_context().exit(_run(wanted, flags, given))


COMMANDS = {"check": check, "fix": fix}


def _run(wanted: Output, flags: Flags, given: Given) -> int:
    """Run once and return the exit code."""
    reason = _reason(flags.add_ignore)
    config, options = settings(given)
    flags = replace(flags, fail_on=flags.fail_on or config.fail_on)
    targets = output.targets(wanted, config.format, (*reports.FORMATS, "diff"))
    with progress(quiet=wanted.quiet) as tell:
        checker = engine.Checker(options)
        outcome = checker.check(tell)
    done = None
    has_diff = flags.diff or any(target.format == "diff" for target in targets)
    if outcome.findings and (flags.fix or flags.unsafe_fixes or has_diff or flags.show_fixes):
        from c42migrate.engine.fix import Asked, repaired

        level = "unsafe" if flags.unsafe_fixes else "safe"
        on_disk = flags.writes and options.stdin is None
        done = repaired(options, checker, Asked(level, on_disk, flags.annotate, reason))
    outcome = done.repair.remaining if done and flags.writes else outcome
    view = _view(outcome, flags)
    _report(view, targets, done.repair if done else None, options, flags)
    notes = list(_baseline_notes(outcome, options))
    said = [*_closing(view, done, flags, has_baseline=bool(notes) or options.baseline is not None), *notes]
    if wanted.quiet:
        sink.say(_not_made(view, done))
    else:
        sink.sum_up(said)
    return _exit_code(outcome, done.repair.failures if done else (), options, flags)


def _reason(given: str | None) -> str:
    """Return the reason for suppressions as one line of text. Raises UsageError."""
    reason = " ".join((given or "").split())
    if given is not None and (not reason or not reason.isprintable()):
        raise UsageError("--add-ignore needs a reason")
    return reason


def _baseline_notes(outcome: Outcome, options: CheckOptions) -> Iterator[str]:
    if options.baseline is not None or (options.root / BASELINE).is_file():
        from c42migrate.cli.baseline import about

        yield from about(outcome, options)


def _view(outcome: Outcome, flags: Flags) -> View:
    view = View(outcome)
    view.with_source = flags.with_source
    if flags.trend is not None:
        from c42migrate.reports.reading import load
        from c42migrate.reports.trend import compare

        view.trend = compare(view.items, load(flags.trend))
    return view


def _report(view: View, targets: list[output.Target], done: Repair | None, options: CheckOptions, flags: Flags) -> None:
    """Write the reports. Standard output carries one thing only: the diff, the fixed standard input, or a report."""
    taken = flags.diff or (options.stdin is not None and flags.fix)
    if flags.diff and done:
        from c42migrate.reports.diff import painted

        style = sink.style()
        sink.show(painted(_masked_diff(view, done), style), style)
    elif taken and not flags.diff:
        _hand_over((done.after if done else {}).get(options.stdin_filename, options.stdin or b""))
    for target in targets:
        if target.format == "diff":
            output.write_patch(target, _patch(done))
        elif target.path != "-" or not (taken or reports.is_silent(target.format, view)):
            output.write(target, reports.render(target.format, view, output.style_for(target)))


def _patch(done: Repair | None) -> bytes:
    """Return the exact patch of what was repaired."""
    if done is None:
        return b""
    from c42migrate.reports.diff import base_of, exact

    return exact(done.before, done.after, base_of(done.after))


def _masked_diff(view: View, done: Repair) -> str:
    from c42migrate.reports.diff import base_of, masked
    from c42migrate.reports.quotes import Quotes

    encodings = {**done.remaining.encodings, **view.outcome.encodings}
    before, after = (
        {path: Quotes(view.mask, path, data, encodings.get(path, "utf-8")) for path, data in side.items()}
        for side in (done.before, done.after)
    )
    return masked(before, after, base_of(done.after))


def _hand_over(data: bytes) -> None:
    """Write a script byte for byte; to a screen so that it cannot steer it."""
    if sink.is_terminal():
        sink.show(data.decode("utf-8", "surrogateescape"), sink.style())
    else:
        sink.hand_over(data)


def _closing(view: View, done: Done | None, flags: Flags, *, has_baseline: bool) -> Iterator[str]:
    if view.errors:
        from c42migrate.reports.terminal import plain

        yield from (f"{plain(one.path)}: {plain(one.message)} ({one.kind})" for one in view.errors)
    if done is not None:
        yield from _made(view, done, flags)
    if flags.statistics:
        yield from closing.statistics(view)
    taken = (("diff", flags.diff), ("unsafe", flags.unsafe_fixes and flags.writes), ("baseline", has_baseline))
    yield from closing.summary(view, [step for step, is_done in taken if is_done])


def _made(view: View, done: Done, flags: Flags) -> Iterator[str]:
    from c42migrate.reports.diff import base_of
    from c42migrate.reports.repairs import changes, total, unsilenced
    from c42migrate.reports.terminal import plain

    made, comments, after = done.repair.made, done.comments, done.repair.after
    wrote = flags.writes
    each = flags.show_fixes or (flags.unsafe_fixes and not flags.fix and not flags.diff)
    yield from changes(made, comments, after, wrote=wrote, each=each)
    yield from _not_made(view, done)
    if flags.add_ignore:
        yield from unsilenced(view, flags.add_ignore)
    yield from total(made, comments, len(view.items), wrote=wrote)
    if after and (base := base_of(after)) != "." and (flags.diff or not wrote):
        yield f"Names in the diff start at {plain(base)}: apply it there."


def _not_made(view: View, done: Done | None) -> Iterator[str]:
    if done is not None:
        from c42migrate.reports.repairs import not_made

        yield from not_made(done.repair.failures, view.mask)


def _exit_code(outcome: Outcome, failures: Sequence[Failure], options: CheckOptions, flags: Flags) -> int:
    """Return the exit code of ``check`` or ``fix``. A fix that did not survive its verification counts as left."""
    if _unwritten(failures) or any(_is_fatal(problem, options) for problem in outcome.errors):
        return 3
    if output.nothing_to_scan(outcome):
        return 4
    levels = output.at_least(flags.fail_on)
    left = any(dated.severity in levels for dated in outcome.active) or (flags.fix and bool(failures))
    return int(left and not flags.exit_zero)


def _unwritten(failures: Sequence[Failure]) -> bool:
    """Whether a file could not be written."""
    if not failures:
        return False
    from c42migrate.edits import Cause

    return any(failure.cause is Cause.UNWRITABLE for failure in failures)


def _is_fatal(problem: Problem, options: CheckOptions) -> bool:
    """Whether a problem fails the run: always the tool's own, for the rest see the help of ``check``."""
    if options.strict or problem.kind == "internal":
        return True
    return problem.kind == "read" and problem.path in (*options.paths, options.stdin_filename)
