"""Options that commands share. A command receives what was given as dataclasses, one for each group of options."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from c42migrate import config as configuration
from c42migrate.cli.sink import warn
from c42migrate.cli.words import kind_words, one_of, rule_words
from c42migrate.config import FAIL_ON, PRODUCTS, Config
from c42migrate.errors import UsageError
from c42migrate.options import CheckOptions
from c42migrate.settings import Given, check_options, warnings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

P = ParamSpec("P")
Group = TypeVar("Group", bound="DataclassInstance")
Option = Callable[[Callable[..., None]], Callable[..., None]]

EARLIEST = date(2010, 1, 1)
LATEST = date(2100, 1, 1)


def takes(kind: type[Group], *options: Option) -> Callable[[Callable[Concatenate[Group, P], None]], Callable[P, None]]:
    """Add options to a command, which receives their values as one ``kind`` before what else it takes."""
    names = [item.name for item in fields(kind)]

    def decorate(command: Callable[Concatenate[Group, P], None]) -> Callable[P, None]:
        @wraps(command)
        def taking(*args: P.args, **params: P.kwargs) -> None:
            values = {name: params.pop(name) for name in names if name in params}
            command(kind(**values), *args, **params)

        made: Callable[..., None] = taking
        for option in reversed(options):
            made = option(made)
        return made

    return decorate


def day(value: str | date) -> date:
    """Return a date given as YYYY-MM-DD. Raises BadParameter for one that no deprecation can have to do with."""
    try:
        found = value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date of the form YYYY-MM-DD.") from error
    if not EARLIEST <= found < LATEST:
        raise click.BadParameter(f"{found} is out of range: use a day from {EARLIEST} to {LATEST}.")
    return found


BASELINE = ".c42migrate-baseline.json"
"""The baseline, below the root of the project, where no other is named."""
FILE = click.Path(path_type=Path)
AS_OF = click.option("--as-of", type=day, metavar="DATE", help="Evaluate dates as of DATE (default: today).")
RULES = click.option(
    "--rules",
    "rules_dirs",
    multiple=True,
    type=FILE,
    metavar="DIR",
    help="Load the rule files in DIR too.",
)


def _colour(_ctx: click.Context, _option: click.Parameter, value: str) -> None:
    """Let the choice stand where the terminal is asked for colours."""
    if value != "auto":
        os.environ["NO_COLOR"] = "" if value == "always" else "1"
        os.environ["FORCE_COLOR"] = "1" if value == "always" else "0"


COLOUR = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    expose_value=False,
    callback=_colour,
    help="Use colours; auto follows NO_COLOR, FORCE_COLOR and the terminal.",
)
EXIT_ZERO = click.option("--exit-zero", is_flag=True, help="Exit 0 even when there are findings.")
FAIL = click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 at this severity or above (default: warning)."
)
CONFIG = click.option("--config", "config_file", type=FILE, metavar="FILE", help="Use this configuration file.")


@dataclass(frozen=True, slots=True)
class Output:
    """Where reports go and in which format; ``quiet``: nothing else is said."""

    format_name: str | None
    outputs: tuple[str, ...]
    quiet: bool


def output(
    formats: Sequence[str], also: str = ""
) -> Callable[[Callable[Concatenate[Output, P], None]], Callable[P, None]]:
    """Add the options of commands that write reports in ``formats``. ``also``: what more ``--output`` can do."""
    return takes(
        Output,
        click.option(
            "--format",
            "--output-format",
            "-f",
            "format_name",
            metavar="FORMAT",
            help=f"Output format: {', '.join(formats)}.",
            shell_complete=one_of(formats),
        ),
        click.option(
            "--output",
            "-o",
            "outputs",
            multiple=True,
            metavar="[FORMAT=]FILE",
            help=f"Write to FILE, in the format of its suffix or in FORMAT; repeatable.{also}",
        ),
        click.option("--quiet", "-q", is_flag=True, help="Print no summary on stderr."),
        COLOUR,
    )


scan = takes(
    Given,
    click.argument("paths", nargs=-1, type=click.Path()),
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_words,
        help="Check only these rules, given by code, code prefix, family or name.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_words,
        help="Skip these rules.",
    ),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out matching files, even when named."),
    AS_OF,
    click.option(
        "--warn-days",
        type=click.IntRange(0, 3650),
        metavar="DAYS",
        help="Report 'ending' so many days before an end (default: 90).",
    ),
    RULES,
    click.option("--product", type=click.Choice(PRODUCTS), help="The product the scripts talk to (default: auto)."),
    click.option(
        "--include-kinds",
        "--kind",
        "kinds",
        multiple=True,
        metavar="KINDS",
        shell_complete=kind_words,
        help="Check only these kinds of files (python, shell, powershell, notebook, markdown, xml, yaml, text, ...).",
    ),
    click.option("--max-size", type=click.IntRange(1), metavar="BYTES", help="Skip larger files (default: 5000000)."),
    click.option(
        "--jobs", "-j", type=click.IntRange(0), metavar="N", help="Run N worker processes (default: as many as useful)."
    ),
    click.option("--strict", is_flag=True, default=None, help="Fail when a file cannot be read or parsed."),
    click.option(
        "--no-cache", is_flag=True, hidden=True, expose_value=False, help="Accepted and ignored: there is no cache."
    ),
    CONFIG,
    click.option("--baseline", type=FILE, metavar="FILE", help="Hide the findings that FILE accepts."),
    click.option("--stdin-filename", metavar="NAME", help="Check standard input as if it were the file NAME."),
)
"""Paths and every option that decides what a run looks at and how it judges."""


def settings(given: Given) -> tuple[Config, CheckOptions]:
    """Return the configuration in effect and the options of the run. Raises ConfigError and UsageError."""
    named = (given.stdin_filename,) if given.stdin_filename is not None else given.paths
    config = configuration.load(named, given.config_file)
    for warning in warnings(given, config):
        warn(warning)
    stdin = _stdin(given)
    for path in given.paths if stdin is None else ():
        if not os.path.lexists(path):  # to be told at once: a green run would hide it
            raise UsageError("there is no such file or directory", path=path)
    return config, check_options(given, config, stdin)


def _stdin(given: Given) -> bytes | None:
    if given.stdin_filename is None and "-" not in given.paths:
        return None
    if any(path != "-" for path in given.paths) and given.stdin_filename is None:
        raise UsageError("standard input (-) cannot be mixed with paths")
    return sys.stdin.buffer.read()
