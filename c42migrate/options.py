"""What a run is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

SEVERITIES = ("note", "warning", "error")
"""How loud a finding may be, mildest first."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """One run. Paths are as the user gave them; ``root`` is the directory that globs are relative to.

    ``select`` / ``ignore`` / ``per_file_ignores`` / ``severities`` hold codes, code prefixes, families or names as
    written (resolved by ``policy.selection``). ``product``: whose API the scripts speak to, ``incydr`` or
    ``crashplan``; ``auto`` where the text itself must tell; ``per_file_product``: (glob, product) for some files, of
    which the last that fits counts.
    ``jobs`` 0 = as many as there are cores. ``max_size`` in bytes. ``include_kinds`` empty = all.
    ``wrappers``: (dotted name, verb argument, path argument). ``hosts``: more console or API hosts of the user's own.
    ``stdin`` not None: these bytes are the only file, named ``stdin_filename``.
    ``contents``: path → bytes that stand in for what is on disk (how fixes are tried before they are written).
    ``baseline`` not None: an existing baseline file. ``expire_with_item``: a suppression without ``until`` stops
    counting when the item's stated end of life is past. ``alone``: what is named is
    all there is, no project is looked at around it, and it is read in this process, without limits: for the tests that
    rules bring. ``wanted``: asked now and then while workers read; False ends the run (``UnwantedError`` is raised).
    """

    paths: tuple[str, ...]
    as_of: date
    warn_days: int = 90
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    rules_dirs: tuple[Path, ...] = ()
    product: str = "auto"
    per_file_product: tuple[tuple[str, str], ...] = ()
    jobs: int = 0
    stdin: bytes | None = None
    stdin_filename: str = "-"
    max_size: int = 5_000_000
    include_kinds: tuple[str, ...] = ()
    strict: bool = False
    wrappers: tuple[tuple[str, str, str], ...] = ()
    hosts: tuple[str, ...] = ()
    root: Path = field(default_factory=Path)
    baseline: Path | None = None
    expire_with_item: bool = True
    respect_gitignore: bool = True
    alone: bool = False
    contents: Mapping[str, bytes] = field(default_factory=dict)
    wanted: Callable[[], bool] | None = None
