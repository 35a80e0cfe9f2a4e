"""Finds what stands at or around a place, without looking at everything."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Generic, TypeVar

from c42migrate.model import Place

Who = TypeVar("Who")


class Crowd(Generic[Who]):
    """Places with something attached to each."""

    def __init__(self) -> None:
        self._at: dict[Place, list[Who]] = {}
        self._sorted: dict[str, list[tuple[int, int]]] = {}
        self._longest = 0

    def add(self, place: Place | None, who: Who) -> None:
        """Put ``who`` at ``place``; nothing happens when there is no place."""
        if place is None:
            return
        if place not in self._at:
            insort(self._sorted.setdefault(place.path, []), (place.start, place.end))
            self._longest = max(self._longest, place.end - place.start)
        self._at.setdefault(place, []).append(who)

    def touching(self, place: Place) -> Iterator[Who]:
        """All whose bytes ``place`` overlaps; an empty ``place`` touches what it borders on."""
        for start, end in self._near(place):
            empty = place.start == place.end
            if (start <= place.start <= end) if empty else (start < place.end and place.start < end):
                yield from self._at[Place(place.path, start, end)]

    def covers(self, place: Place) -> bool:
        """Whether something holds all of ``place``."""
        return any(Place(place.path, start, end).holds(place) for start, end in self._near(place))

    def _near(self, place: Place) -> Iterator[tuple[int, int]]:
        ordered = self._sorted.get(place.path, [])
        index = bisect_left(ordered, (place.start - self._longest, 0))
        while index < len(ordered) and ordered[index][0] <= place.end:
            yield ordered[index]
            index += 1
