"""What changed since an earlier report: by fingerprint, so a finding that only moved to another line remains."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c42migrate.reports.parts import Entry, Item, Key, Report


@dataclass(frozen=True, slots=True)
class Trend:
    """``new``: keys of the findings that the report of ``since`` did not have; ``fixed``: what it had and is gone."""

    since: date
    new: frozenset[Key]
    fixed: tuple[Entry, ...]
    remaining: int

    def sentence(self) -> str:
        """One line for summaries."""
        return f"Since {self.since}: {len(self.new)} new, {len(self.fixed)} fixed, {self.remaining} remaining."


def compare(items: Iterable[Item], old: Report) -> Trend:
    """Pair equal fingerprints one to one, those of the same path first (two repositories may hold one file)."""
    new = {item.key: item.dated.finding.fingerprint for item in items}
    gone, count = dict(enumerate(old.entries)), len(new)
    for is_same_path in (True, False):
        waiting: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
        for number, entry in gone.items():
            waiting[entry.dated.finding.fingerprint, entry.spot.path if is_same_path else ""].append(number)
        for key, mark in tuple(new.items()):
            if found := waiting[mark, key[1].path if is_same_path else ""]:
                del new[key], gone[found.popleft()]
    return Trend(old.as_of, frozenset(new), tuple(gone.values()), remaining=count - len(new))
