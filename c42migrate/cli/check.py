"""``check`` and ``fix``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Any

import click

from c42migrate import engine, reports
from c42migrate.cli import output, sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import scan_of, scan_options, settings
from c42migrate.cli.progress import progress
from c42migrate.cli.quick import Quick
from c42migrate.config import FAIL_ON
from c42migrate.engine_types import CheckOptions, Outcome
from c42migrate.fixes.apply_verify import Failure, Repair, repair
from c42migrate.model import Problem
from c42migrate.overlays.dates import SEVERITIES
from c42migrate.reports import closing
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View

_OPTIONS = (
    click.option("--fix", is_flag=True, help="Rewrite what can be rewritten safely."),
    click.option("--unsafe-fixes", is_flag=True, help="Also make the rewrites a person must review (implies --fix)."),
    click.option("--annotate", is_flag=True, help="Put a comment above what only a person can change (Python)."),
    click.option("--diff", is_flag=True, help="Print what fixing would change; write nothing."),
    click.option("--format", "-f", "format_name", metavar="FORMAT", help=f"One of {', '.join(reports.FORMATS)}."),
    click.option("--output", "-o", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Write here; repeatable."),
    click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 from this severity on (note)."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings."),
    click.option("--trend", type=click.Path(path_type=Path), metavar="FILE", help="Compare with this JSON report."),
    click.option("--with-source", is_flag=True, help="Quotations and diffs in JSON, for merge."),
    click.option("--statistics", is_flag=True, help="Say how often each rule was found (on stderr)."),
    click.option("--quiet", "-q", is_flag=True, help="No summary on stderr."),
)


def _check_options(command: Callable[..., None]) -> Callable[..., None]:
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


@click.command(epilog=epilog("check"))
@scan_options
@_check_options
@click.pass_context
def check(ctx: click.Context, /, **params: Any) -> None:
    """Report uses of deprecated Code42 APIs in PATHS (default: the current directory).

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, configuration or rules;
    3 a fix could not be made, or a file that was named could not be read (--strict: or any file could not be
    read or parsed); 4 nothing to scan in the directories given.
    """
    ctx.exit(_run(params, ctx.obj))


@click.command(epilog=epilog("fix"))
@scan_options
@_check_options
@click.pass_context
def fix(ctx: click.Context, /, **params: Any) -> None:
    """Rewrite deprecated uses in PATHS; the same as check --fix. What remains is reported."""
    ctx.exit(_run({**params, "fix": True}, ctx.obj))


COMMANDS = {"check": check, "fix": fix}


def _run(params: dict[str, Any], quick: Quick | None = None) -> int:
    """Runs once and returns the exit code. ``quick``: the same run as far as it got before click was imported."""
    config, options = settings(scan_of(params))
    wanted = output.targets(params["format_name"], params["outputs"], config.format, reports.FORMATS)
    with progress(quiet=params["quiet"]) as tell:
        outcome = engine.check(options, tell, quick.found if quick else None)
    done = _repaired(outcome, options, params)
    outcome = outcome if params["diff"] else done.remaining
    view = _view(outcome, params)
    report = _report(view, wanted, done, options, params)
    lines = [] if params["quiet"] else [*_closing(view, done, params), *_stale(outcome, options)]
    sink.say(lines)
    code = _exit_code(outcome, done.failures, options, params, params["fail_on"] or config.fail_on)
    if quick and not outcome.errors:
        quick.keep(report, "".join(f"{line}\n" for line in lines), code)
    return code


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


def _repaired(outcome: Outcome, options: CheckOptions, params: dict[str, Any]) -> Repair:
    """The fixes asked for, made in memory and, unless a diff or standard input is meant, on disk."""
    done = Repair(outcome)
    if not (params["fix"] or params["unsafe_fixes"] or params["diff"] or params["annotate"]):
        return done
    from c42migrate.fixes import apply_write

    writes = not params["diff"] and options.stdin is None
    roots = [Path(name) if Path(name).is_dir() else Path(name).parent for name in options.paths]
    if params["fix"] or params["unsafe_fixes"] or (params["diff"] and not params["annotate"]):
        level = "unsafe" if params["unsafe_fixes"] else "safe"
        barred = apply_write.unwritable(outcome, level, roots) if writes else ()
        done = repair(outcome, level, lambda new: engine.check(replace(options, contents=new)), barred)
    if params["annotate"]:
        _annotate(done, options)
    if writes:
        done.failures += apply_write.interrupted(outcome.contents)
        apply_write.write(done, roots)
        _take_back({failure.path for failure in done.failures}.intersection(done.after), done, options)
    return done


def _take_back(paths: set[str], done: Repair, options: CheckOptions) -> None:
    """What could not be written was not made: it does not count, and what it was to mend remains."""
    if paths:
        done.after = {path: data for path, data in done.after.items() if path not in paths}
        done.made = [chosen for chosen in done.made if chosen.paths.isdisjoint(paths)]
        done.remaining = engine.check(replace(options, contents=done.after))


def _annotate(done: Repair, options: CheckOptions) -> None:
    from c42migrate.fixes.annotate import annotated

    for path, data in annotated(done.remaining).items():
        done.before.setdefault(path, done.remaining.contents[path])
        done.after[path] = data
    if done.after:
        done.remaining = engine.check(replace(options, contents=done.after))


def _report(
    view: View, wanted: list[output.Target], done: Repair, options: CheckOptions, params: dict[str, Any]
) -> bytes:
    """Standard output carries one thing only, which is returned: the diff, the fixed standard input, or the report."""
    on_stdout: bytes | None = None
    if params["diff"]:
        from c42migrate.reports.diff import base_of, unified

        on_stdout = unified(done.before, done.after, base_of(done.after))
    elif options.stdin is not None and (params["fix"] or params["unsafe_fixes"] or params["annotate"]):
        on_stdout = done.after.get(options.stdin_filename, options.stdin)
    if on_stdout is not None:
        _shown(on_stdout, is_diff=params["diff"])
    for target in wanted:
        if target.path != "-" or on_stdout is None:
            written = output.write(target, reports.render(target.format, view, output.style_for(target)))
            on_stdout = written if target.path == "-" else on_stdout
    return on_stdout or b""


def _shown(data: bytes, *, is_diff: bool) -> None:
    """A diff or a script goes out byte for byte; on a screen it is coloured, and cannot steer it."""
    style = sink.style()
    if not (sink.is_terminal() or (is_diff and style.colour)):
        sink.hand_over(data)
        return
    text = data.decode("utf-8", "surrogateescape")
    if is_diff:
        from c42migrate.reports.diff import painted

        text = painted(text, style)
    sink.show(text, style)


def _closing(view: View, done: Repair, params: dict[str, Any]) -> Iterator[str]:
    for problem in view.errors:
        yield f"{plain(problem.path)}: {plain(problem.message)} ({problem.kind})"
    for failure in done.failures:
        yield f"{plain(failure.path)}: {failure.code} not fixed: {plain(failure.message)}"
    if done.made:
        verb = "can be made" if params["diff"] else "made"
        count = f"{len(done.made)} fix{'es' if len(done.made) > 1 else ''}"
        yield f"{count} {verb} in {closing.plural(len(done.after), 'file')}."
    if params["diff"] and done.after:
        from c42migrate.reports.diff import base_of

        base = base_of(done.after)
        yield from [] if base == "." else [f"Names in the diff start at {plain(base)}: apply it there."]
    if params["statistics"]:
        yield from _statistics(view)
    yield from closing.summary(view)


def _statistics(view: View) -> Iterator[str]:
    counts = Counter((item.code, item.name) for item in view.items)
    for (code, name), count in counts.most_common():
        yield f"{count:>6}  {code}  {name}"


def _exit_code(
    outcome: Outcome, failures: list[Failure], options: CheckOptions, params: dict[str, Any], fail_on: str
) -> int:
    if failures or any(_is_fatal(problem, options) for problem in outcome.errors):
        return 3
    if output.nothing_to_scan(outcome):
        return 4
    levels = SEVERITIES[SEVERITIES.index(fail_on) :] if fail_on in SEVERITIES else ()
    found = any(dated.severity in levels for dated in outcome.active)
    return int(found and not params["exit_zero"])


def _is_fatal(problem: Problem, options: CheckOptions) -> bool:
    """Whether a problem fails the run: always the tool's own, for the rest see the help of ``check``."""
    if options.strict or problem.kind == "internal":
        return True
    return problem.kind == "read" and problem.path in (*options.paths, options.stdin_filename)
