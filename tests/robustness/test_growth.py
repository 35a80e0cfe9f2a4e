from __future__ import annotations

from tests.robustness.growth import measured

SQUARE = frozenset({"Python: one base, many paths", "Python: a package's client", "shell: variables"})
"""Known to grow by the square: hundreds of calls that share a text which a fix edits, fixes of a client each parsed
with its whole file, and a variable's long history."""


def test_time_does_not_grow_by_the_square() -> None:
    grown = [growth for growth in measured(100) if not growth.is_linear]
    assert [growth for growth in grown if growth.name not in SQUARE] == []
    assert all(growth.seconds[2] < 30 for growth in grown)
