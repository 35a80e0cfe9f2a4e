"""What changed since an earlier report: by fingerprint, so a finding that only moved to another line remains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

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
    """Pairs equal fingerprints one to one, those of the same path first (two repositories may hold one file)."""
    now = {item.key: item.dated.finding.fingerprint for item in items}
    before = dict(enumerate(old.entries))
    marks = {number: entry.dated.finding.fingerprint for number, entry in before.items()}
    at_home = {key: (mark, key[1].path) for key, mark in now.items()}
    matched_now, matched_old = _paired(at_home, {n: (mark, before[n].spot.path) for n, mark in marks.items()})
    rest_now = {key: mark for key, mark in now.items() if key not in matched_now}
    rest_old = {number: mark for number, mark in marks.items() if number not in matched_old}
    also_now, also_old = _paired(rest_now, rest_old)
    return Trend(
        since=old.as_of,
        new=frozenset(rest_now) - also_now,
        fixed=tuple(before[number] for number in rest_old if number not in also_old),
        remaining=len(matched_now) + len(also_now),
    )


_A = TypeVar("_A", bound=Hashable)
_B = TypeVar("_B", bound=Hashable)


def _paired(now: Mapping[_A, Hashable], old: Mapping[_B, Hashable]) -> tuple[set[_A], set[_B]]:
    """The keys on both sides whose marks can be paired, each once."""
    left = Counter(now.values()) & Counter(old.values())
    return _taken(now, Counter(left)), _taken(old, Counter(left))


def _taken(marks: Mapping[_A, Hashable], budget: Counter[Hashable]) -> set[_A]:
    found = set()
    for key, mark in marks.items():
        if budget[mark] > 0:
            budget[mark] -= 1
            found.add(key)
    return found
