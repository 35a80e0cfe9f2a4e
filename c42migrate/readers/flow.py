"""The state of a script that is being followed: variables, what is printed, and branches.

Shared by the shell and the PowerShell reader; ``V`` is what a variable holds, ``P`` what a command prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar

from c42migrate.readers.choices import Arms, Choice, Choices, merge, on_arm, only, together, union

V = TypeVar("V")
P = TypeVar("P")
T = TypeVar("T")
Arm = tuple[Callable[[], None], Arms]
ANYWHERE: Arms = frozenset()


class Flow(Generic[V, P]):
    """``values``: alternatives by variable name. ``unknown`` is what stands for output that is not known."""

    def __init__(self, unknown: P) -> None:
        self.values: dict[str, Choices[V]] = {}
        self._unknown = unknown
        self._output: list[Choices[P]] | None = None
        self._branches = 0

    def assign(self, name: str, value: Choices[V] | None) -> None:
        """Set a variable (None: forget it)."""
        if value is None:
            self.values.pop(name, None)
        else:
            self.values[name] = value

    def number(self) -> int:
        """Return a new branch number."""
        self._branches += 1
        return self._branches

    def branch(self, arms: Sequence[Arm]) -> None:
        """Run each arm from the same state, then go on with what any of them may have left.

        An arm comes with the arms of the alternative it was made for (``ANYWHERE`` for a plain branch).
        """
        number, before, printed = self.number(), self.values, self._output
        states: list[dict[str, Choices[V]]] = []
        outputs: list[list[Choices[P]]] = []
        for arm, given in arms:
            self.values = dict(before)
            self._output = None if printed is None else []
            arm()
            states.append({n: v if before.get(n) is v else _given(v, given) for n, v in self.values.items()})
            outputs.append([_given(text, given) for text in self._output or ()])
        self.values, self._output = merge(states, number), printed
        if printed is not None and any(outputs):
            printed.append(self._merged(outputs, number))

    def _merged(self, outputs: Sequence[Sequence[Choices[P]]], number: int) -> Choices[P]:
        """Return what one of several arms prints: known when each prints at most one text."""
        if any(len(output) > 1 for output in outputs):
            return only(self._unknown)
        return union(on_arm(output[0], number, arm) for arm, output in enumerate(outputs) if output)

    def print(self, value: Choices[P]) -> None:
        """Note what a command prints, when somebody listens."""
        if self._output is not None:
            self._output.append(value)

    def printed(self, action: Callable[[], None]) -> Choices[P] | None:
        """Return what ``action`` prints: None for nothing, unknown for several things."""
        with self._capture() as output:
            action()
        return None if not output else output[0] if len(output) == 1 else only(self._unknown)

    @contextmanager
    def _capture(self) -> Iterator[list[Choices[P]]]:
        before, output = self._output, list[Choices[P]]()
        self._output = output
        try:
            yield output
        finally:
            self._output = before


def _given(values: Choices[T], arms: Arms) -> Choices[T]:
    if not arms:
        return values
    joined = ((choice, together(choice.arms, arms)) for choice in values)
    return tuple(Choice(choice.value, both) for choice, both in joined if both is not None)
