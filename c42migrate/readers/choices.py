"""Alternatives: the few values a variable may have, and which branch of the program each one belongs to.

``PUT`` with ``UserBlock`` on one branch and ``DELETE`` with ``UserDeactivation`` on the other must never be
read as ``DELETE UserBlock``: every alternative carries the arms it was made on, and only alternatives that
can occur in one run are combined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

LIMIT = 8
"""The most alternatives that are followed; further ones are dropped."""

T = TypeVar("T")
Arms = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One alternative: a value, and the (branch, arm) pairs on which it exists (none: on every path)."""

    value: T
    arms: Arms = frozenset()


Choices = tuple[Choice[T], ...]


def only(value: T) -> Choices[T]:
    """Return the single alternative ``value``."""
    return (Choice(value),)


def together(left: Arms, right: Arms) -> Arms | None:
    """Both sets of arms, or None when no run takes them all."""
    both = left | right
    return both if len({branch for branch, _ in both}) == len(both) else None


def product(parts: Iterable[Choices[T]]) -> Choices[tuple[T, ...]]:
    """Every possible combination of one alternative from each of ``parts``, at most ``LIMIT``."""
    rows: list[Choice[tuple[T, ...]]] = [Choice(())]
    parts = list(parts)
    if all(len(part) == 1 and not part[0].arms for part in parts):
        return (Choice(tuple(part[0].value for part in parts)),)  # a command may have thousands of words
    for part in parts:
        rows = [
            Choice((*row.value, item.value), arms)
            for row in rows
            for item in part
            if (arms := together(row.arms, item.arms)) is not None
        ][:LIMIT]
    return tuple(rows)


def union(groups: Iterable[Choices[T]]) -> Choices[T]:
    """All alternatives of all groups, each once, at most ``LIMIT``."""
    seen: list[Choice[T]] = []
    for group in groups:
        seen.extend(choice for choice in group if choice not in seen)
    return tuple(seen[:LIMIT])


def on_arm(choices: Choices[T], branch: int, arm: int) -> Choices[T]:
    """``choices`` as they are after branch number ``branch`` was left by its arm number ``arm``."""
    tagged = ((c, together(c.arms, frozenset({(branch, arm)}))) for c in choices)
    return tuple(replace(c, arms=arms) for c, arms in tagged if arms is not None)


def merge(arms: Sequence[Mapping[str, Choices[T]]], branch: int) -> dict[str, Choices[T]]:
    """Return the variables after a branch, given the variables at the end of each of its arms."""
    names = dict.fromkeys(name for arm in arms for name in arm)
    return {name: _merged([arm.get(name) for arm in arms], branch) for name in names}


def _merged(values: Sequence[Choices[T] | None], branch: int) -> Choices[T]:
    known = [value for value in values if value is not None]
    if all(value is known[0] or value == known[0] for value in known):
        return known[0]
    return union(on_arm(value, branch, arm) for arm, value in enumerate(values) if value is not None)
