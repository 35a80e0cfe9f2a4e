"""Settings: the defaults, what the project's file says, what the command line says; each with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from c42migrate.errors import ConfigError, did_you_mean
from c42migrate.files.project import PYPROJECT, common_root, configuration_in, is_inside, leads_out, work_tree
from c42migrate.files.whole import read_whole
from c42migrate.options import SEVERITIES

Value = Any
"""A value as TOML gives it; every use goes through one of the checks below."""

PRODUCTS = ("auto", "incydr", "crashplan", "any")
"""``any`` is an older word for ``auto``."""

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
    fail_on: str = "warning"
    format: str = "text"
    rules: tuple[str, ...] = ()
    product: str = "auto"
    per_file_product: tuple[tuple[str, str], ...] = ()
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
        project = work_tree(str(self.root.absolute())) or str(self.root)
        if not self.trusted and not all(is_inside(str(each), project) for each in _with_rules(path)):
            hint = "name it on the command line instead, or this file with --config"
            raise ConfigError(f"{name} is outside the project", path=str(self.file or self.root), hint=hint)
        return path


def _with_rules(path: Path) -> Iterator[Path]:
    """``path`` and, when it is a directory, the rule files in it, which may be links."""
    yield path
    yield from path.glob("*.y*ml")


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

    def products(self, key: str, value: Value) -> tuple[tuple[str, str], ...]:
        check = self.one_of(PRODUCTS)
        return tuple((glob, check(f"{key}.{glob}", product)) for glob, product in self.table(key, value).items())

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
        "per-file-product": reader.products,
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


def load(paths: Sequence[str], explicit: Path | None = None) -> Config:
    """Return the settings for a run on ``paths``: those of ``explicit``, else of the project they all belong to.

    Raises ConfigError for a file that cannot be read, an unknown key or a value of the wrong kind.
    """
    if explicit is not None:
        return replace(_parse(explicit, _section(explicit)), trusted=True)
    root = common_root([path for path in paths if path != "-"] or ["."])
    file = configuration_in(root) if root is not None else None
    if file is None:
        return Config(root=Path(root) if root is not None else Path.cwd())
    if leads_out(file):
        raise ConfigError("links to a file outside the project", path=file, hint="name it with --config")
    return _moderate(_parse(Path(file), _section(Path(file))))


def _moderate(config: Config) -> Config:
    """``config`` as far as a file may go that came with what is looked at."""
    for key, most in MOST.items():
        if (asked := getattr(config, key)) > most:
            name = key.replace("_", "-")
            why = f"{config.file}: {name} = {asked} counts as {most}; for more, give --{name} or name the file"
            config = _with(config, {key: most, "warnings": (*config.warnings, why)})
    return config


def _section(file: Path) -> Mapping[str, Value]:
    """Return our table of a file: ``[tool.c42migrate]``, which our own file may leave out."""
    import tomllib

    try:
        data = tomllib.loads(read_whole(file).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"cannot read the configuration: {error.strerror}", path=str(file)) from error
    except (ValueError, RecursionError) as error:  # beside TOMLDecodeError: not UTF-8, a number of 5000 digits, nesting
        raise ConfigError(f"not valid TOML: {error}", path=str(file)) from error
    tool = data.get("tool", {})
    section: object = tool.get("c42migrate") if isinstance(tool, dict) else None
    if section is None:
        return {} if file.name == PYPROJECT else data
    if not isinstance(section, dict):
        raise ConfigError("[tool.c42migrate] must be a table", path=str(file))
    if file.name != PYPROJECT and (beside := [key for key in data if key != "tool"]):
        raise ConfigError(f"{beside[0]} is outside [tool.c42migrate]", path=str(file), hint="use one or the other")
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
