"""``config``: the settings in effect and where each comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

import click

from c42migrate import config as configuration
from c42migrate.cli import sink
from c42migrate.cli.examples import epilog
from c42migrate.config import Config
from c42migrate.reports.terminal import plain

_HIDDEN = {"root", "file", "origins", "warnings"}


@click.group(epilog=epilog("config"))
def config() -> None:
    """Show the settings in effect and where each comes from."""


@config.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file.")
def show(paths: tuple[str, ...], config_file: Path | None) -> None:
    """Print every setting for a run on PATHS, its value and where it comes from."""
    style = sink.style()
    found = configuration.load(paths or (".",), config_file)
    for item in fields(Config):
        if item.name not in _HIDDEN:
            key = item.name.replace("_", "-")
            value = getattr(found, item.name)
            shown = _TABLES[item.name](value) if item.name in _TABLES else _toml(value)
            origin = style(f"# {found.origins.get(key, 'default')}", "dim")
            sink.show(f"{plain(key)} = {plain(shown)}  {origin}\n", style)


def _table(pairs: Iterable[tuple[str, object]]) -> str:
    inside = ", ".join(f"{_toml(key)} = {_toml(value)}" for key, value in pairs)
    return f"{{{inside}}}"


def _wrappers(specs: Iterable[tuple[str, str, str]]) -> str:
    inside = ", ".join(
        f"{_toml(name)} = {{method = {_toml(verb)}, path = {_toml(path)}}}" for name, verb, path in specs
    )
    return f"{{{inside}}}"


_TABLES: dict[str, Callable[..., str]] = {"per_file_ignores": _table, "severity": _table, "wrappers": _wrappers}
"""Settings that are tables in the file, so that what is shown can be put into one."""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


COMMANDS = {"config": config}
