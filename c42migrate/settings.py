"""What a run is asked for: the command line first, then the configuration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from c42migrate.config import Config
from c42migrate.errors import UsageError
from c42migrate.files.kinds import KINDS
from c42migrate.options import CheckOptions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says about a run; None and () where it says nothing.

    ``select``, ``ignore`` and ``kinds`` are as typed: several words may stand in one, with commas.
    """

    paths: tuple[str, ...] = ()
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
    config_file: Path | None = None
    baseline: Path | None = None
    stdin_filename: str | None = None


def check_options(given: Given, config: Config, stdin: bytes | None = None) -> CheckOptions:
    """Return the options of a run. ``stdin``: bytes that are looked at in place of files. Raises UsageError."""
    return CheckOptions(
        paths=given.paths or (".",),
        as_of=given.as_of or date.today(),
        warn_days=_first(given.warn_days, config.warn_days),
        select=_words(given.select) or config.select,
        ignore=(*config.ignore, *_words(given.ignore)),
        exclude=(*config.exclude, *given.exclude),
        per_file_ignores=config.per_file_ignores,
        severities=config.severity,
        rules_dirs=(*(config.path(name) for name in config.rules), *given.rules_dirs),
        product=_auto(given.product or config.product),
        per_file_product=()
        if given.product
        else tuple((glob, _auto(product)) for glob, product in config.per_file_product),
        jobs=_first(given.jobs, config.jobs),
        stdin=stdin,
        stdin_filename=given.stdin_filename or "-",
        max_size=_first(given.max_size, config.max_size),
        include_kinds=_known_kinds(_words(given.kinds) or config.kinds),
        strict=_first(given.strict, config.strict),
        wrappers=config.wrappers,
        hosts=config.hosts,
        root=config.root,
        baseline=given.baseline or (config.path(config.baseline) if config.baseline else None),
        expire_with_item=config.suppressions_end_with_item,
        respect_gitignore=config.respect_gitignore,
    )


def warnings(given: Given, config: Config) -> Iterator[str]:
    """Yield a sentence on everything that was asked for and does not count as it stands."""
    yield from config.warnings
    if "any" in (given.product, config.product, *(product for _, product in config.per_file_product)):
        yield "the product any means auto: leave it out, or say incydr or crashplan"


def _auto(product: str) -> str:
    return "auto" if product == "any" else product


def _known_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return kinds as given. Raises UsageError for one that does not exist: it would make every run green."""
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"there is no kind {kind!r}; there are {', '.join(sorted(KINDS))}")
    return kinds


def _first(value: T | None, default: T) -> T:
    return default if value is None else value


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())
