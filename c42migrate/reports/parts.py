"""What reports are made of: places, quoted lines, findings with all there is to say, reports read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from c42migrate.errors import Problem

if TYPE_CHECKING:
    from c42migrate.catalogue.model import Milestone, Replacement, Rule
    from c42migrate.model import Dated, Fix
    from c42migrate.reports.cells import Cell

SCHEMA = "c42migrate/1"
"""What a JSON report calls its shape."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a person reads it: 1-based lines and columns, columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


Key = tuple[str, Spot, str]
"""Code, place and fingerprint."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with all that a report may say. ``rule`` is None for the tool's own findings.

    ``cell``: in notebooks, which cell it is in.
    """

    dated: Dated
    name: str
    family: str
    summary: str
    spot: Spot
    message: str
    related: tuple[tuple[Spot, str], ...]
    fixes: tuple[Fix, ...]
    chain: tuple[str, ...]
    replacement: Replacement | None
    announced: Milestone | None
    rule: Rule | None
    cell: Cell | None = None
    successor: str = ""
    """What the rule says of exactly this symbol or command: one phrase on what takes its place."""

    @property
    def where(self) -> str:
        """The cell of a notebook in brackets, with a blank before; "" elsewhere."""
        return f" ({self.cell})" if self.cell else ""

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.dated.finding.code

    @property
    def key(self) -> Key:
        """What tells this finding from every other of the same report."""
        return self.code, self.spot, self.dated.finding.fingerprint

    @property
    def levels(self) -> tuple[str, ...]:
        """Applicabilities of the fixes, safest first."""
        return tuple(fix.applicability for fix in self.fixes)


@dataclass(frozen=True, slots=True)
class Snippet:
    """One quoted line as it may be shown; ``start``/``end``: the deprecated part (0-based code points)."""

    line: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding of a report. Byte offsets of the finding itself are not in a report: its ``Place`` is empty.

    ``source`` and ``diffs`` (one per fix, "" when missing) are there when the report was made with ``--with-source``.
    """

    dated: Dated
    name: str
    family: str
    spot: Spot
    related: tuple[tuple[Spot, str], ...]
    chain: tuple[str, ...]
    replacement: tuple[str, str, str] | None
    source: tuple[Snippet, ...] = ()
    diffs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One JSON report; ``counts`` is its summary, ``read`` how many files of which kind were read in which way,
    ``left_out`` why paths and the like do not count → how many."""

    path: Path
    as_of: date
    catalogue: str
    counts: Mapping[str, int]
    entries: tuple[Entry, ...]
    errors: tuple[Problem, ...]
    read: Mapping[tuple[str, str], int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
