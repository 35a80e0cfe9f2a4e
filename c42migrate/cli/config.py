"""``config``: the settings in effect and where each comes from."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click

from c42migrate import config as configuration
from c42migrate.config import Config

_HIDDEN = {"root", "file", "origins"}


@click.group()
def config() -> None:
    """Show the settings in effect and where each comes from."""


@config.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file.")
def show(paths: tuple[str, ...], config_file: Path | None) -> None:
    """Print every setting for a run on PATHS, its value and where it comes from."""
    found = configuration.load(paths or (".",), config_file)
    for item in fields(Config):
        if item.name not in _HIDDEN:
            key = item.name.replace("_", "-")
            click.echo(f"{key} = {_toml(getattr(found, item.name))}  # {found.origins.get(key, 'default')}")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return str(value) if isinstance(value, int) else f'"{value}"'


COMMANDS = {"config": config}
