"""Options that commands share, and the way from them and the configuration to ``CheckOptions``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from c42migrate import config as configuration
from c42migrate.cli.sink import say
from c42migrate.config import PRODUCTS, Config
from c42migrate.engine_types import CheckOptions
from c42migrate.errors import UsageError
from c42migrate.files.kinds import KINDS
from c42migrate.reports.terminal import plain

_F = TypeVar("_F", bound=Callable[..., None])
EARLIEST = date(2010, 1, 1)
LATEST = date(2100, 1, 1)


def day_of(value: str | date) -> date:
    """A date as YYYY-MM-DD; BadParameter for anything that is none, or that no deprecation can have to do with."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date of the form YYYY-MM-DD.") from error
    if not EARLIEST <= day < LATEST:
        raise click.BadParameter(f"{day} is out of range: give a day from {EARLIEST} to {LATEST}.")
    return day


DAY = day_of
WRITING = frozenset({"--fix", "--unsafe-fixes", "--annotate", "--add-ignore", "--force", "--grow"})
"""Options that change files of the user: who mistypes another is never pointed to them."""
OWN_RULES_HELP = "Rule files of your own, beside the built-in ones."

_SCAN = (
    click.argument("paths", nargs=-1, type=click.Path()),
    click.option("--select", multiple=True, metavar="WORDS", help="Only these codes, prefixes, families or names."),
    click.option("--ignore", multiple=True, metavar="WORDS", help="Not these codes, prefixes, families or names."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out these files, even when named."),
    click.option("--as-of", type=DAY, metavar="DATE", help="Evaluate dates as of DATE (default: today)."),
    click.option("--warn-days", type=click.IntRange(0, 3650), help="'ending' begins so many days before (90)."),
    click.option(
        "--rules",
        "rules_dirs",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=OWN_RULES_HELP,
    ),
    click.option("--product", type=click.Choice(PRODUCTS), help="Whose API the scripts speak to (default: auto)."),
    click.option(
        "--include-kinds",
        "--kind",
        "kinds",
        multiple=True,
        metavar="WORDS",
        help="Only files of these kinds (python, shell, powershell, notebook, markdown, xml, yaml, text, ...).",
    ),
    click.option("--max-size", type=click.IntRange(1), metavar="BYTES", help="Skip larger files (5000000)."),
    click.option("--jobs", "-j", type=click.IntRange(0), help="Processes (default: as many as useful)."),
    click.option("--strict", is_flag=True, default=None, help="A file that cannot be read or parsed fails the run."),
    click.option("--no-cache", is_flag=True, help="Neither read nor write a cache."),
    click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file."),
    click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Excuse what this file lists."),
    click.option("--stdin-filename", metavar="NAME", help="Read standard input and call it NAME."),
)


def scan_options(command: _F) -> _F:
    """Adds paths and every option that decides what a run looks at and how it judges."""
    return reduce(lambda made, option: option(made), reversed(_SCAN), command)


@dataclass(frozen=True, slots=True)
class Scan:
    """The scan options as click hands them over (None = not given)."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    as_of: date | None = None
    warn_days: int | None = None
    rules_dirs: tuple[Path, ...] = ()
    product: str | None = None
    kinds: tuple[str, ...] = ()
    max_size: int | None = None
    jobs: int | None = None
    strict: bool | None = None
    no_cache: bool = False
    config_file: Path | None = None
    baseline: Path | None = None
    stdin_filename: str | None = None


def scan_of(params: dict[str, Any]) -> Scan:
    """The scan options among a command's parameters."""
    return Scan(**{item.name: params[item.name] for item in fields(Scan)})


def settings(scan: Scan) -> tuple[Config, CheckOptions]:
    """The configuration in effect and the options of the run. Raises ConfigError and UsageError."""
    config = configuration.load(scan.paths or (".",), scan.config_file)
    say(plain(warning) for warning in config.warnings)
    stdin = _stdin(scan)
    _all_exist(scan, stdin)
    return config, check_options(scan, config, stdin)


def check_options(scan: Scan, config: Config, stdin: bytes | None = None) -> CheckOptions:
    """The options of a run: what was given counts, then the configuration. ``stdin``: bytes in place of files."""
    return CheckOptions(
        paths=scan.paths or (".",),
        as_of=scan.as_of or date.today(),
        warn_days=_given(scan.warn_days, config.warn_days),
        select=_words(scan.select) or config.select,
        ignore=(*config.ignore, *_words(scan.ignore)),
        exclude=(*config.exclude, *scan.exclude),
        per_file_ignores=config.per_file_ignores,
        severities=config.severity,
        rules_dirs=(*(config.path(name) for name in config.rules), *scan.rules_dirs),
        product=scan.product or config.product,
        jobs=_given(scan.jobs, config.jobs),
        stdin=stdin,
        stdin_filename=scan.stdin_filename or "-",
        max_size=_given(scan.max_size, config.max_size),
        include_kinds=_known_kinds(_words(scan.kinds) or config.kinds),
        strict=_given(scan.strict, config.strict),
        wrappers=config.wrappers,
        hosts=config.hosts,
        root=config.root,
        baseline=_baseline(scan, config),
        expire_with_item=config.suppressions_end_with_item,
        respect_gitignore=config.respect_gitignore,
        cache=not scan.no_cache,
    )


def _known_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds as given; one that does not exist would make every run green."""
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"there is no kind {kind!r}; there are {', '.join(sorted(KINDS))}")
    return kinds


def _all_exist(scan: Scan, stdin: bytes | None) -> None:
    """A path that is not there is a mistake to be told at once: a green run would hide it."""
    for path in scan.paths if stdin is None else ():
        if not os.path.lexists(path):
            raise UsageError("there is no such file or directory", path=path)


def _stdin(scan: Scan) -> bytes | None:
    if scan.stdin_filename is None and "-" not in scan.paths:
        return None
    if any(path != "-" for path in scan.paths) and scan.stdin_filename is None:
        raise UsageError("standard input (-) cannot be mixed with paths")
    return sys.stdin.buffer.read()


def _baseline(scan: Scan, config: Config) -> Path | None:
    return scan.baseline or (config.path(config.baseline) if config.baseline else None)


_T = TypeVar("_T")


def _given(value: _T | None, default: _T) -> _T:
    return default if value is None else value


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    """Options may be repeated or hold several words with commas."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
