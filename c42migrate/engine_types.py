"""What a run is asked for, and what it gives back: the plain data between the command line and the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from c42migrate.model import Dated, Problem

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """One run. Paths are as the user gave them; ``root`` is the directory that globs are relative to.

    ``select`` / ``ignore`` / ``per_file_ignores`` / ``severities`` hold codes, code prefixes, families or names as
    written (resolved by ``overlays.selection``). ``product``: ``auto``, ``incydr``, ``crashplan`` or ``any``.
    ``jobs`` 0 = as many as there are cores. ``max_size`` in bytes. ``include_kinds`` empty = all.
    ``wrappers``: (dotted name, verb argument, path argument). ``hosts``: more console or API hosts of the user's own.
    ``stdin`` not None: these bytes are the only file, named ``stdin_filename``.
    ``contents``: path → bytes that stand in for what is on disk (how fixes are tried before they are written).
    ``baseline`` not None: an existing baseline file. ``expire_with_item``: a suppression without ``until`` stops
    counting when the item's stated end of life is past.
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
    cache: bool = True
    contents: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found.

    ``findings`` are sorted by path, position and code, suppressed and baselined ones included (and marked).
    ``contents``: raw bytes of every file with a finding, a related place, an edit or a suppression comment;
    ``encodings``: their codecs where not UTF-8.
    ``files`` seen, ``parsed`` read by a parser, ``prefiltered`` dropped by the byte search, ``unparsed`` whose
    parser failed (then read lexically). ``kinds``: file kind → number of candidates. ``read``: the same split by how
    they were read: ``parsed``, ``lexical`` (searched by wording) or ``skipped`` (nothing in them speaks of Code42).
    ``evidence``: whether anything of Code42 was met at all. ``left_out``: why paths are not looked at → how many.
    ``turned_off``: findings that the selection leaves out.
    ``own_reports``: files that the tool wrote itself, in none of these counts.
    """

    catalogue: Catalogue
    as_of: date
    findings: tuple[Dated, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[Problem, ...] = ()
    files: int = 0
    parsed: int = 0
    prefiltered: int = 0
    unparsed: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    read: Mapping[tuple[str, str], int] = field(default_factory=dict)
    own_reports: int = 0
    evidence: bool = True
    left_out: Mapping[str, int] = field(default_factory=dict)
    turned_off: int = 0
    scanned_directory: bool = False
    """True when at least one of the paths given was a directory (exit 4 when nothing was found in it)."""

    @property
    def active(self) -> tuple[Dated, ...]:
        """The findings that count: neither suppressed nor in the baseline."""
        return tuple(d for d in self.findings if not d.suppressed and not d.baselined)
