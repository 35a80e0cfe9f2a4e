"""How much work may go into one set of modules: counted, not timed, so that every machine finds the same."""

from __future__ import annotations

MOST = 250_000
"""Evaluations and filled calls; some ten seconds. What people write takes some thousands."""


class OutOfSteps(Exception):  # noqa: N818  says what happened
    """The modules take more work than they are worth."""


class Steps:
    """Counts down. ``most``: so many are allowed."""

    __slots__ = ("_left",)

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self) -> None:
        """Count one step. Raises OutOfSteps when there is none left."""
        self._left -= 1
        if self._left < 0:
            raise OutOfSteps
