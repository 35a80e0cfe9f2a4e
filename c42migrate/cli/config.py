"""``config``: the settings in effect and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

from c42migrate import config as configuration
from c42migrate.cli import sink
from c42migrate.cli.examples import epilog
from c42migrate.cli.options import COLOUR, CONFIG
from c42migrate.reports.settings import lines
from c42migrate.reports.terminal import plain


@click.group(epilog=epilog("config"))
def config() -> None:
    """Show the settings in effect and their origin."""


@config.command()
@click.argument("paths", nargs=-1, type=click.Path())
@CONFIG
@COLOUR
def show(paths: tuple[str, ...], config_file: Path | None) -> None:
    """Print every setting that applies to PATHS."""
    style = sink.style()
    for line, origin in lines(configuration.load(paths or (".",), config_file)):
        sink.show(f"{plain(line)}  {style(f'# {origin}', 'dim')}\n", style)


COMMANDS = {"config": config}
