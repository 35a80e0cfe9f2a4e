"""What the files of a run came to, before it is judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from c42migrate.errors import Problem

if TYPE_CHECKING:
    from c42migrate.model import Finding


@dataclass(slots=True)
class Found:
    """Paths are those that the user is shown.

    ``within``: path → the same from the root of its project; ``roots``: path → that root. ``ways``: (kind, how it was
    read) → number of files. ``read``, ``unparsed``: how many files were, or could not be parsed. ``cut``: how many
    links to other files were left out.
    """

    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)
    unparsed: int = 0
    read: int = 0
    cut: int = 0
