"""Differences of large texts, in time that grows with their length: few lines differ, and not far from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

Code = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""As difflib has them: what happens, first line and line after the last (0-based) before, and the same after."""

_NEAR = 60
"""So many lines, of both texts together, are looked over for the place where the texts go on together."""
_ENOUGH = 3
"""So many equal lines show that they do."""


def opcodes(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[Code]:
    """What makes ``new`` of ``old``. Texts with as many lines as each other are compared line by line."""
    at, at_new = 0, 0
    while at < len(old) or at_new < len(new):
        length = _same(old, new, at, at_new)
        if length:
            yield "equal", at, at + length, at_new, at_new + length
            at, at_new = at + length, at_new + length
        end, end_new = _together(old, new, at, at_new)
        if end > at or end_new > at_new:
            kind: Literal["replace", "delete", "insert"] = "replace" if end > at else "insert"
            yield kind if end_new > at_new else "delete", at, end, at_new, end_new
        at, at_new = end, end_new


def _same(old: Sequence[bytes], new: Sequence[bytes], at: int, at_new: int) -> int:
    """The number of equal lines from here on: of growing pieces, then of the lines of the piece that differs."""
    start, step = at, 1
    shift = at_new - at
    while at < len(old) and old[at : at + step] == new[at + shift : at + shift + step]:
        at, step = min(at + step, len(old)), step * 2
    while step > 1:
        step //= 2
        if at < len(old) and old[at : at + step] == new[at + shift : at + shift + step]:
            at = min(at + step, len(old))
    return at - start


def _together(old: Sequence[bytes], new: Sequence[bytes], at: int, at_new: int) -> tuple[int, int]:
    """Where the texts, which differ here, go on together: near, or as far on in both, or at their ends."""
    if len(old) != len(new):
        for far in range(1, _NEAR):
            for skipped in range(max(0, far - len(new) + at_new), min(far, len(old) - at) + 1):
                if _alike(old, new, at + skipped, at_new + far - skipped):
                    return at + skipped, at_new + far - skipped
    enough = 1 if len(old) == len(new) else _ENOUGH
    for skipped in range(1, min(len(old) - at, len(new) - at_new)):
        if _alike(old, new, at + skipped, at_new + skipped, enough):
            return at + skipped, at_new + skipped
    return len(old), len(new)


def _alike(old: Sequence[bytes], new: Sequence[bytes], at: int, at_new: int, enough: int = _ENOUGH) -> bool:
    return old[at : at + enough] == new[at_new : at_new + enough]
