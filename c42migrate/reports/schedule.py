"""What of a project ends when: the findings grouped by date, by rule and by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c42migrate.reports.parts import Item
    from c42migrate.reports.view import View


GROUPINGS = ("date", "rule", "file")


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that share a date, a rule or a file. ``items`` keep the order of the report."""

    title: str
    items: tuple[Item, ...]

    @property
    def files(self) -> int:
        """How many files it touches."""
        return len({item.spot.path for item in self.items})

    @property
    def first_end(self) -> date | None:
        """The earliest end-of-life date in it."""
        return first_end(self.items)


def first_end(items: Iterable[Item]) -> date | None:
    """Return the earliest end-of-life date of all."""
    return min((end for item in items if (end := item.dated.end_of_life)), default=None)


def grouped(view: View, by: str) -> list[Group]:
    """Return groups by ``by`` (one of ``GROUPINGS``), in order of what ends first; what has no date comes last."""
    keys: dict[str, Callable[[Item], str]] = {
        "date": lambda item: item.dated.end_of_life.isoformat() if item.dated.end_of_life else "no date",
        "rule": lambda item: f"{item.code} {item.name}",
        "file": lambda item: item.spot.path,
    }
    found: dict[str, list[Item]] = {}
    for item in view.items:
        if item.rule is not None:  # the tool's own findings never end
            found.setdefault(keys[by](item), []).append(item)
    groups = [Group(title, tuple(items)) for title, items in found.items()]
    return sorted(groups, key=lambda group: (group.first_end or date.max, group.title))


def by_rule(view: View) -> list[Sequence[Item]]:
    """Return the findings of each rule: what ends soonest in the future first, then what has ended, then what has no
    end."""
    found: dict[str, list[Item]] = {}
    for item in view.items:
        found.setdefault(item.code, []).append(item)

    def rank(group: Sequence[Item]) -> tuple[int, date, str]:
        end = first_end(group)
        is_future = end is not None and end > view.outcome.as_of
        return 0 if is_future else 1 if end else 2, end or date.max, group[0].code

    return sorted(found.values(), key=rank)
