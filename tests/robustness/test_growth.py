from __future__ import annotations

import pytest

from tests.robustness.growth import calls, measured

SQUARE = frozenset({"Python: a dict", "Python: one base, many paths", "Python: a package's client", "shell: variables"})
"""Known to grow by the square: hundreds of URLs in one mapping, hundreds of calls that share a text which a fix edits,
hundreds of calls of one client that move, and a variable's long history."""


@pytest.mark.slow
def test_the_work_does_not_grow_by_the_square() -> None:
    grown = {growth.name for growth in measured(60, calls) if not growth.is_linear}
    assert grown == SQUARE
