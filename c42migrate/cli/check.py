"""``check`` and ``fix``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import click

from c42migrate import engine, reports
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import scan_of, scan_options, settings
from c42migrate.cli.progress import progress
from c42migrate.cli.repairs import Asked, Done, repaired
from c42migrate.config import FAIL_ON
from c42migrate.engine_types import CheckOptions, Outcome
from c42migrate.errors import UsageError
from c42migrate.fixes.apply_verify import Cause, Repair
from c42migrate.model import Problem
from c42migrate.overlays.dates import SEVERITIES
from c42migrate.reports import closing
from c42migrate.reports.diff import base_of, exact, masked, painted
from c42migrate.reports.quotes import Quotes
from c42migrate.reports.repairs import changes, not_made, total, unsilenced
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View

_Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _writes(_ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Refuse an option that writes: only ``fix`` does."""
    if value:
        name = option.opts[0]
        raise UsageError(f"{name} writes into files, which check does not", hint=f"use c42migrate fix {name}")


_ONLY_FIX = "An option of fix."
_ANNOTATE = "Put a comment above what only a person can change."
_COMMON = (
    click.option("--show-fixes", is_flag=True, help="List each fix (on stderr)."),
    click.option("--diff", is_flag=True, help="Print what fixing would change, masked; write nothing."),
    click.option(
        "--format",
        "--output-format",
        "-f",
        "format_name",
        metavar="FORMAT",
        help=f"One of {', '.join(reports.FORMATS)}.",
    ),
    click.option(
        "--output",
        "-o",
        "outputs",
        multiple=True,
        metavar="[FORMAT=]FILE",
        help="Write here; repeatable. diff=FILE: a patch.",
    ),
    click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 from this severity on (note)."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings."),
    click.option("--trend", type=click.Path(path_type=Path), metavar="FILE", help="Compare with this JSON report."),
    click.option("--with-source", is_flag=True, help="Quotations and diffs in JSON, for merge."),
    click.option("--statistics", is_flag=True, help="Say how often each rule was found (on stderr)."),
    click.option("--quiet", "-q", is_flag=True, help="No summary on stderr."),
)
_CHECK = (
    click.option("--fix", is_flag=True, help="Rewrite what can be rewritten safely: the command fix."),
    click.option("--unsafe-fixes", is_flag=True, help="Show the rewrites a person must review too (--fix: make them)."),
    click.option("--annotate", is_flag=True, hidden=True, expose_value=False, callback=_writes, help=_ONLY_FIX),
    click.option("--add-ignore", hidden=True, expose_value=False, callback=_writes, help=_ONLY_FIX),
    *_COMMON,
)
_FIX = (
    click.option("--fix", is_flag=True, hidden=True, expose_value=False, help="What this command does anyway."),
    click.option("--unsafe-fixes", is_flag=True, help="Also make the rewrites a person must review."),
    click.option("--annotate", is_flag=True, help=_ANNOTATE),
    click.option(
        "--add-ignore", metavar="REASON", help="Suppress what is left, with a comment that gives this reason."
    ),
    *_COMMON,
)


def _options(options: Sequence[_Decorator]) -> _Decorator:
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


@click.command(epilog=epilog("check"))
@scan_options
@_options(_CHECK)
def check(**params: Any) -> None:
    """Report uses of deprecated Code42 APIs in PATHS (default: the current directory). Only --fix writes.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, configuration or rules;
    3 a file that was named could not be read (--strict: or any file could not be read or parsed); 4 nothing to
    scan in the directories given. With --fix those of fix.
    """
    click.get_current_context().exit(_run({**params, "annotate": False, "add_ignore": None}))


@click.command(epilog=epilog("fix"))
@scan_options
@_options(_FIX)
def fix(**params: Any) -> None:
    """Rewrite deprecated uses in PATHS; the same as check --fix. What remains is reported.

    Exit codes: 0 nothing at or above --fail-on is left; 1 some is left, or a fix could not be verified and was not
    made; 2 wrong usage, configuration or rules; 3 a file could not be written, or one that was named could not be
    read; 4 nothing to scan in the directories given.
    """
    click.get_current_context().exit(_run({**params, "fix": True}))


COMMANDS = {"check": check, "fix": fix}


def _run(params: dict[str, Any]) -> int:
    """Run once and return the exit code."""
    reason = _reason(params["add_ignore"])
    config, options = settings(scan_of(params))
    wanted = output.targets(params["format_name"], params["outputs"], config.format, (*reports.FORMATS, "diff"))
    with progress(quiet=params["quiet"]) as tell:
        checker = engine.Checker(options)
        outcome = checker.check(tell)
    done = Done(Repair(outcome))
    has_diff = params["diff"] or any(target.format == "diff" for target in wanted)
    if params["fix"] or params["unsafe_fixes"] or has_diff or params["show_fixes"]:
        level = "unsafe" if params["unsafe_fixes"] else "safe"
        writes = params["fix"] and not params["diff"] and options.stdin is None
        done = repaired(outcome, options, checker, Asked(level, writes, params["annotate"], reason))
    outcome = done.repair.remaining if params["fix"] and not params["diff"] else outcome
    view = _view(outcome, params)
    _report(view, wanted, done.repair, options, params)
    said = [*_closing(view, done, params), *_stale(outcome, options)]
    lines = list(not_made(done.repair.failures, view.mask)) if params["quiet"] else said
    sink.say(lines)
    return _exit_code(outcome, done.repair, options, params, params["fail_on"] or config.fail_on)


def _reason(given: str | None) -> str:
    """The reason for suppressions: one line of text. Raises UsageError."""
    reason = " ".join((given or "").split())
    if given is not None and (not reason or not reason.isprintable()):
        raise UsageError("--add-ignore needs a reason in words")
    return reason


def _stale(outcome: Outcome, options: CheckOptions) -> Iterator[str]:
    if options.baseline is not None:
        from c42migrate.cli.baseline import stale_entries

        yield from stale_entries(outcome, options)


def _view(outcome: Outcome, params: dict[str, Any]) -> View:
    view = View(outcome)
    view.with_source = params["with_source"]
    if params["trend"] is not None:
        from c42migrate.reports.reading import load
        from c42migrate.reports.trend import compare

        view.trend = compare(view.items, load(params["trend"]))
    return view


def _report(
    view: View, wanted: list[output.Target], done: Repair, options: CheckOptions, params: dict[str, Any]
) -> None:
    """Write the reports. Standard output carries one thing only: the diff, the fixed standard input, or a report."""
    taken = params["diff"] or (options.stdin is not None and params["fix"])
    if params["diff"]:
        style = sink.style()
        sink.show(painted(_masked_diff(view, done), style), style)
    elif taken:
        _hand_over(done.after.get(options.stdin_filename, options.stdin or b""))
    for target in wanted:
        if target.format == "diff":
            output.write_patch(target, exact(done.before, done.after, base_of(done.after)))
        elif target.path != "-" or not taken:
            output.write(target, reports.render(target.format, view, output.style_for(target)))


def _masked_diff(view: View, done: Repair) -> str:
    encodings = {**done.remaining.encodings, **view.outcome.encodings}
    before, after = (
        {path: Quotes(view.mask, path, data, encodings.get(path, "utf-8")) for path, data in side.items()}
        for side in (done.before, done.after)
    )
    return masked(before, after, base_of(done.after))


def _hand_over(data: bytes) -> None:
    """A script goes out byte for byte; on a screen it cannot steer it."""
    if sink.is_terminal():
        sink.show(data.decode("utf-8", "surrogateescape"), sink.style())
    else:
        sink.hand_over(data)


def _closing(view: View, done: Done, params: dict[str, Any]) -> Iterator[str]:
    for problem in view.errors:
        yield f"{plain(problem.path)}: {plain(problem.message)} ({problem.kind})"
    made, comments, after = done.repair.made, done.comments, done.repair.after
    wrote = params["fix"] and not params["diff"]
    each = params["show_fixes"] or (params["unsafe_fixes"] and not params["fix"] and not params["diff"])
    yield from changes(made, comments, after, wrote=wrote, each=each)
    yield from not_made(done.repair.failures, view.mask)
    if params["add_ignore"]:
        yield from unsilenced(view, params["add_ignore"])
    yield from total(made, comments, len(view.items), wrote=wrote)
    if after and (base := base_of(after)) != "." and (params["diff"] or not wrote):
        yield f"Names in the diff start at {plain(base)}: apply it there."
    if params["statistics"]:
        yield from _statistics(view)
    yield from closing.summary(view)


def _statistics(view: View) -> Iterator[str]:
    counts = Counter((item.code, item.name) for item in view.items)
    for (code, name), count in counts.most_common():
        yield f"{count:>6}  {code}  {name}"


def _exit_code(outcome: Outcome, done: Repair, options: CheckOptions, params: dict[str, Any], fail_on: str) -> int:
    """The exit code of ``check`` or ``fix``. A fix that did not survive its verification counts as left."""
    unwritable = any(failure.cause is Cause.UNWRITABLE for failure in done.failures)
    if unwritable or any(_is_fatal(problem, options) for problem in outcome.errors):
        return 3
    if output.nothing_to_scan(outcome):
        return 4
    levels = SEVERITIES[SEVERITIES.index(fail_on) :] if fail_on in SEVERITIES else ()
    left = any(dated.severity in levels for dated in outcome.active) or (params["fix"] and bool(done.failures))
    return int(left and not params["exit_zero"])


def _is_fatal(problem: Problem, options: CheckOptions) -> bool:
    """Whether a problem fails the run: always the tool's own, for the rest see the help of ``check``."""
    if options.strict or problem.kind == "internal":
        return True
    return problem.kind == "read" and problem.path in (*options.paths, options.stdin_filename)
