"""Settings as they may be written into a configuration file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from c42migrate.config import Config

_HIDDEN = {"root", "file", "origins", "warnings"}


def lines(config: Config) -> Iterator[tuple[str, str]]:
    """Yield every setting, ``key = value`` in TOML, and where it comes from."""
    for item in fields(Config):
        if item.name not in _HIDDEN:
            key, value = item.name.replace("_", "-"), getattr(config, item.name)
            shown = _TABLES[item.name](value) if item.name in _TABLES else _toml(value)
            yield f"{key} = {shown}", config.origins.get(key, "default")


def _table(pairs: Iterable[tuple[str, object]]) -> str:
    inside = ", ".join(f"{_toml(key)} = {_toml(value)}" for key, value in pairs)
    return f"{{{inside}}}"


def _wrappers(specs: Iterable[tuple[str, str, str]]) -> str:
    inside = ", ".join(
        f"{_toml(name)} = {{method = {_toml(verb)}, path = {_toml(path)}}}" for name, verb, path in specs
    )
    return f"{{{inside}}}"


_TABLES: dict[str, Callable[..., str]] = {
    "per_file_ignores": _table,
    "per_file_product": _table,
    "severity": _table,
    "wrappers": _wrappers,
}
"""Settings that are tables in the file, so that what is shown can be put into one."""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)
