"""Settings: the defaults, what the project's file says, what the command line says; each with where it comes from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from c42migrate.errors import ConfigError
from c42migrate.files.whole import read_whole
from c42migrate.overlays.dates import SEVERITIES
from c42migrate.overlays.selection import did_you_mean

PYPROJECT = "pyproject.toml"
OWN_FILE = ".c42migrate.toml"

Value = Any
"""A value as TOML gives it; every use goes through one of the checks below."""

PRODUCTS = ("auto", "incydr", "crashplan", "any")
FAIL_ON = (*SEVERITIES, "never")

MOST = {"max_size": 20_000_000, "jobs": 16}
"""As much as a file may ask for that came with what is looked at: bytes per file, and processes."""


@dataclass(frozen=True, slots=True)
class Config:
    """The effective settings. Relative paths and globs are relative to ``root``, the directory of ``file``.

    ``origins``: key as written in the file → file name; a key that is missing has its default.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    warn_days: int = 90
    fail_on: str = "note"
    format: str = "text"
    rules: tuple[str, ...] = ()
    product: str = "auto"
    hosts: tuple[str, ...] = ()
    wrappers: tuple[tuple[str, str, str], ...] = ()
    baseline: str = ""
    jobs: int = 0
    max_size: int = 5_000_000
    kinds: tuple[str, ...] = ()
    strict: bool = False
    respect_gitignore: bool = True
    suppressions_end_with_item: bool = True
    root: Path = field(default_factory=Path)
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    trusted: bool = False
    """The file was named on the command line; else it came with what is looked at."""

    warnings: tuple[str, ...] = ()
    """What of the file does not count, a sentence each."""

    def path(self, name: str) -> Path:
        """``name`` as written in the file, from the file's directory.

        Raises ConfigError when it, or a rule file in it, lies outside of the project, unless the file was named on the
        command line.
        """
        path = self.root / name
        project = _work_tree(self.root) or self.root
        if not self.trusted and not all(_is_below(each, project) for each in _with_rules(path)):
            hint = "name it on the command line instead, or this file with --config"
            raise ConfigError(f"{name} is outside of the project", path=str(self.file or self.root), hint=hint)
        return path


def _work_tree(directory: Path) -> Path | None:
    """The root of the work tree that a directory belongs to."""
    return next((above for above in (directory, *directory.parents) if os.path.lexists(above / ".git")), None)


def _with_rules(path: Path) -> Iterator[Path]:
    """``path`` and, when it is a directory, the rule files in it, which may be links."""
    yield path
    yield from path.glob("*.y*ml")


def _is_below(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name with a NUL
        return False


class _Reader:
    """Checks the values of one file; every error names the file and the key."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def error(self, key: str, wanted: str) -> ConfigError:
        return ConfigError(f"{key} must be {wanted}", path=str(self.file))

    def strings(self, key: str, value: Value) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, "a list of strings")
        return tuple(value)

    def string(self, key: str, value: Value) -> str:
        if not isinstance(value, str):
            raise self.error(key, "a string")
        return value

    def number(self, key: str, value: Value) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(key, "a whole number, zero or more")
        return value

    def flag(self, key: str, value: Value) -> bool:
        if not isinstance(value, bool):
            raise self.error(key, "true or false")
        return value

    def one_of(self, choices: Iterable[str]) -> Callable[[str, Value], str]:
        allowed = tuple(choices)

        def check(key: str, value: Value) -> str:
            if value not in allowed:
                raise self.error(key, f"one of {', '.join(allowed)}")
            return str(value)

        return check

    def table(self, key: str, value: Value) -> dict[str, Value]:
        if not isinstance(value, dict):
            raise self.error(key, "a table")
        return value

    def ignores(self, key: str, value: Value) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((glob, self.strings(f"{key}.{glob}", words)) for glob, words in self.table(key, value).items())

    def severities(self, key: str, value: Value) -> tuple[tuple[str, str], ...]:
        check = self.one_of(SEVERITIES)
        return tuple((word, check(f"{key}.{word}", level)) for word, level in self.table(key, value).items())

    def wrappers(self, key: str, value: Value) -> tuple[tuple[str, str, str], ...]:
        """``"module.function" = {method = 0, path = "url"}``: positions or names of the two arguments."""
        found = []
        for name, spec in self.table(key, value).items():
            entry = self.table(f"{key}.{name}", spec)
            unknown = set(entry) - {"method", "path"}
            if unknown or "path" not in entry:
                raise self.error(f"{key}.{name}", "a table with the keys path and method")
            found.append((name, str(entry.get("method", "")), str(entry["path"])))
        return tuple(found)


def _checks(reader: _Reader) -> dict[str, Callable[[str, Value], object]]:
    """Key of the file → the check of its value. The keys are the fields of ``Config`` with dashes."""
    return {
        "select": reader.strings,
        "ignore": reader.strings,
        "exclude": reader.strings,
        "per-file-ignores": reader.ignores,
        "severity": reader.severities,
        "warn-days": reader.number,
        "fail-on": reader.one_of(FAIL_ON),
        "format": reader.string,
        "rules": reader.strings,
        "product": reader.one_of(PRODUCTS),
        "hosts": reader.strings,
        "wrappers": reader.wrappers,
        "baseline": reader.string,
        "jobs": reader.number,
        "max-size": reader.number,
        "kinds": reader.strings,
        "strict": reader.flag,
        "respect-gitignore": reader.flag,
        "suppressions-end-with-item": reader.flag,
    }


def load(paths: Iterable[str], explicit: Path | None = None) -> Config:
    """The settings for a run on ``paths``: those of ``explicit``, else of the nearest file above the paths.

    Looked for up to the root of their work tree; without one, up to the current directory when they are below it, else
    only in a directory that was named. What stands above belongs to somebody else.

    Raises ConfigError for a file that cannot be read, an unknown key or a value of the wrong kind.
    """
    if explicit is not None:
        return replace(_parse(explicit, _section(explicit, required=True) or {}), trusted=True)
    for directory in _places(_absolute(paths)):
        for name in (OWN_FILE, PYPROJECT):
            file = directory / name
            section = _section(file) if _is_candidate(file) else None
            if section is not None:
                return _moderate(_parse(file, section))
    return Config(root=Path.cwd())


def _is_candidate(file: Path) -> bool:
    """Whether there is something other than a directory, and it does not link out of the project."""
    if not file.exists() or file.is_dir():
        return False
    if _is_below(file, _work_tree(file.parent) or file.parent):
        return True
    if file.name == PYPROJECT:
        return False
    raise ConfigError("links to a file outside of the project", path=str(file), hint="name it with --config")


def _absolute(paths: Iterable[str]) -> list[Path]:
    """The directories that are named or hold what is named; the current one without paths."""
    given = [Path(path) for path in paths if path != "-"]
    resolved = [path.resolve() if ".." in path.parts else path.absolute() for path in given] or [Path.cwd()]
    return [path if path.is_dir() else path.parent for path in resolved]


def _places(directories: list[Path]) -> Iterator[Path]:
    """Where settings for all ``directories`` may stand, nearest first."""
    first, *others = directories
    common = [d for d in (first, *first.parents) if all(other.is_relative_to(d) for other in others)]
    highest = _highest(common[0], directories)
    yield from (directory for directory in common if highest and directory.is_relative_to(highest))


def _highest(start: Path, directories: list[Path]) -> Path | None:
    """The topmost directory that belongs to the project of ``start``."""
    if root := _work_tree(start):
        return root
    here = Path.cwd()
    if start.is_relative_to(here):
        return here
    return start if start in directories else None


def _moderate(config: Config) -> Config:
    """``config`` as far as a file may go that came with what is looked at."""
    for key, most in MOST.items():
        if (asked := getattr(config, key)) > most:
            name = key.replace("_", "-")
            why = f"{config.file}: {name} = {asked} counts as {most}; for more, give --{name} or name the file"
            config = _with(config, {key: most, "warnings": (*config.warnings, why)})
    return config


def _section(file: Path, *, required: bool = False) -> dict[str, Value] | None:
    import tomllib

    try:
        data = tomllib.loads(read_whole(file).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"cannot read the configuration: {error.strerror}", path=str(file)) from error
    except (ValueError, RecursionError) as error:  # beside TOMLDecodeError: not UTF-8, a number of 5000 digits, nesting
        if file.name == PYPROJECT and not required:
            return None  # a broken pyproject.toml is somebody else's to report, unless it was asked for
        raise ConfigError(f"this is not TOML: {error}", path=str(file)) from error
    if file.name != PYPROJECT:
        return data
    section: object = data.get("tool", {}).get("c42migrate")
    if section is not None and not isinstance(section, dict):
        raise ConfigError("[tool.c42migrate] must be a table", path=str(file))
    return section


def _parse(file: Path, section: Mapping[str, Value]) -> Config:
    checks = _checks(_Reader(file))
    values: dict[str, Value] = {}
    for key, value in section.items():
        if key not in checks:
            raise ConfigError(f"unknown key {key!r}", path=str(file), hint=did_you_mean(key, checks))
        values[key.replace("-", "_")] = checks[key](key, value)
    config = Config(root=file.absolute().parent, file=file, origins=dict.fromkeys(section, str(file)))
    return _with(config, values)


def _with(config: Config, values: Mapping[str, Value]) -> Config:
    """``config`` with checked values put in."""
    changed: Config = replace(config, **values)  # checked one by one above
    return changed
