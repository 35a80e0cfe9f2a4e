"""Settings as they may be written into a configuration file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

import tomlkit
from tomlkit.items import InlineTable

from c42migrate.config import Config

_HIDDEN = {"root", "file", "origins", "warnings", "trusted"}


def lines(config: Config) -> Iterator[tuple[str, str]]:
    """Yield every setting, ``key = value`` in TOML, and where it comes from."""
    for item in fields(Config):
        if item.name not in _HIDDEN:
            key, value = item.name.replace("_", "-"), getattr(config, item.name)
            shown = _TABLES[item.name](value) if item.name in _TABLES else value
            yield f"{key} = {tomlkit.item(shown).as_string()}", config.origins.get(key, "default")


def _table(values: Mapping[str, object]) -> InlineTable:
    made = tomlkit.inline_table()
    made.update(values)
    return made


def _wrappers(specs: tuple[tuple[str, str, str], ...]) -> InlineTable:
    return _table({name: _table({"method": verb, "path": path}) for name, verb, path in specs})


_TABLES: dict[str, Callable[..., InlineTable]] = {
    "per_file_ignores": lambda pairs: _table(dict(pairs)),
    "per_file_product": lambda pairs: _table(dict(pairs)),
    "severity": lambda pairs: _table(dict(pairs)),
    "wrappers": _wrappers,
}
"""Settings that are tables in the file, so that what is shown can be put into one."""
