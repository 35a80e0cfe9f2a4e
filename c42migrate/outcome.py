"""What a run gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from c42migrate.errors import Problem

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue
    from c42migrate.model import Dated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found.

    ``known``: gives the catalogue of the run, which is not read where nothing is found and no report asks for it;
    ``verified_on``: the newest day on which one of its rules was checked.
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

    known: Callable[[], Catalogue]
    verified_on: date
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
    """Tell whether at least one of the paths given was a directory (exit 4 when nothing was found in it)."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the run."""
        return self.known()

    @property
    def active(self) -> tuple[Dated, ...]:
        """The findings that count: neither suppressed nor in the baseline."""
        return tuple(d for d in self.findings if not d.suppressed and not d.baselined)
