"""``baseline``: accept today's findings, and only ever fewer of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from c42migrate import engine
from c42migrate.cli import sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import BASELINE, COLOUR, FILE, scan, settings
from c42migrate.errors import ConfigError, FixError, UsageError
from c42migrate.files.write import put_file
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from c42migrate.policy import baseline as store
from c42migrate.reports.closing import plural
from c42migrate.reports.terminal import plain
from c42migrate.settings import Given


@click.group(epilog=epilog("baseline"))
def baseline() -> None:
    """Accept current findings, so that only new ones count. A baseline only ever shrinks by itself."""


@baseline.command()
@scan
@click.option("--force", is_flag=True, help="Replace an existing baseline.")
def create(given: Given, force: bool) -> None:
    """Accept all current findings."""
    options, file = _prepared(given)
    if file.exists() and not force:
        raise UsageError("the baseline already exists", path=_shown(file), hint="update it, or use --force")
    outcome = engine.check(replace(options, baseline=None))
    made = store.Baseline(store.entries(outcome.findings, options.root))
    _save(file, made)
    sink.say(
        [
            f"{plain(_shown(file))}: {plural(len(made.entries), 'accepted finding')}.",
            f"`c42migrate check --baseline {plain(_shown(file))}` reports new findings only.",
        ]
    )


@baseline.command()
@scan
@click.option("--grow", is_flag=True, help="Accept new findings, too.")
def update(given: Given, grow: bool) -> None:
    """Remove findings that are gone; with --grow, accept new ones."""
    _update(*_prepared(given), grow=grow)


@baseline.command()
@scan
def prune(given: Given) -> None:
    """Remove findings that are gone, like update without --grow."""
    _update(*_prepared(given), grow=False)


@baseline.command()
@click.option("--baseline", "file", type=FILE, default=BASELINE, metavar="FILE", help="The baseline.")
@COLOUR
def show(file: Path) -> None:
    """List what a baseline accepts."""
    style = sink.style()
    counts = Counter((entry.path, entry.code) for entry in store.load(file).entries)
    for (path, code), count in sorted(counts.items()):
        sink.show(f"{count:>6}  {style(code, 'bold')}  {plain(path)}\n", style)
    sink.show(f"{plural(counts.total(), 'accepted finding')}.\n", style)


def about(outcome: Outcome, options: CheckOptions) -> Iterator[str]:
    """Yield a line on a baseline that is not used, or on entries of it that excuse nothing any more; the latter only
    when the run would have found them."""
    if options.baseline is None:
        if outcome.findings:
            yield f"Not used: {plain(_shown(options.root / BASELINE))}; --baseline FILE hides the findings it accepts."
        return
    if options.stdin is not None or options.select or options.ignore or options.include_kinds:
        return
    unused = store.unused(store.load(options.baseline), outcome.findings, options.root, options.paths)
    if unused:
        count = f"{len(unused)} stale baseline {'entry' if len(unused) == 1 else 'entries'}"
        yield f"{count}; `c42migrate baseline prune` removes them."


def _shown(file: Path) -> str:
    """Return a path as a person would type it: from the working directory where it is below that."""
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _prepared(given: Given) -> tuple[CheckOptions, Path]:
    _, options = settings(given)
    return options, options.baseline or options.root / BASELINE


def _update(options: CheckOptions, file: Path, *, grow: bool) -> None:
    old = store.load(file)
    outcome: Outcome = engine.check(replace(options, baseline=None))
    findings, root = outcome.findings, options.root
    new = store.Baseline(store.entries(findings, root)) if grow else store.shrink(old, findings, root)
    _save(file, new)
    change = len(new.entries) - len(old.entries)
    sink.say([f"{plain(_shown(file))}: {plural(len(new.entries), 'accepted finding')} ({change:+d})."])


def _save(file: Path, baseline: store.Baseline) -> None:
    try:
        put_file(file, store.dump(baseline).encode())
    except OSError as error:
        raise ConfigError(f"cannot write the baseline: {error.strerror}", path=str(file)) from error
    except FixError as error:
        raise ConfigError(f"cannot write the baseline: {error.message}", path=str(file), hint=error.hint) from error


COMMANDS = {"baseline": baseline}
