"""Workers: one that dies, computes or takes too much costs its piece of work and nothing else."""

from __future__ import annotations

import os

import pytest

from c42migrate.engine.pool import Failed, Work, results

DIES, ENDLESS, GREEDY = -1, -2, -3


def _work(item: int) -> int:
    if item == DIES:
        os._exit(1)
    while item == ENDLESS:
        pass
    return len(bytearray(3 << 30)) if item == GREEDY else item + 1


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_the_others_are_finished() -> None:
    found = list(results(Work(_work, lambda _: 0.1), [1, DIES, ENDLESS, GREEDY, 2], 2))
    assert [one for one in found if not isinstance(one, Failed)] == [2, 3]
    assert [isinstance(one, Failed) for one in found] == [False, True, True, True, False]


def test_the_order_is_that_of_the_work() -> None:
    assert list(results(Work(_work, lambda _: 9.0), range(20), 2)) == list(range(1, 21))
