"""Child processes: order, crashes, time limits."""

from __future__ import annotations

import os
import signal
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.engine.parallel import CAN_FORK, Broken, isolated, shares

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs fork")


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order(jobs: int) -> None:
    assert isolated(lambda n: (n, os.getpid() != parent), [1, 9, 3, 4], jobs, lambda _: 30) == [
        (n, True) for n in range(4)
    ]


parent = os.getpid()


def test_large_results() -> None:
    assert isolated(lambda n: bytes([n]) * 3_000_000, [1, 1], 2, lambda _: 30) == [b"\0" * 3_000_000, b"\1" * 3_000_000]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crash_costs_one_item(jobs: int) -> None:
    results = isolated(lambda n: os.kill(os.getpid(), signal.SIGKILL) if n == 1 else n, [1] * 4, jobs, lambda _: 30)
    assert isinstance(results[1], Broken)
    assert results[1].kind == "internal"
    assert [results[0], *results[2:]] == [0, 2, 3]


def test_an_exception_costs_one_item() -> None:
    results = isolated(lambda n: 1 // n, [1, 1], 1, lambda _: 30)
    assert isinstance(results[0], Broken)
    assert results[1] == 1


def test_an_item_that_takes_too_long_is_given_up() -> None:
    started = time.monotonic()
    results = isolated(lambda n: time.sleep(60) if n == 0 else n, [1, 1], 1, lambda n: 0.3 if n == 0 else 30)
    assert isinstance(results[0], Broken)
    assert (results[0].kind, results[0].message, results[1]) == ("timeout", "took too long to read", 1)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("ends", ["crash", "hang"])
@pytest.mark.parametrize("number", range(6))
def test_the_crew_of_one_that_ends_goes_on(number: int, ends: str) -> None:
    def work(n: int) -> object:
        if n == number:
            os.kill(os.getpid(), signal.SIGKILL if ends == "crash" else signal.SIGSTOP)
        return n * n

    results = isolated(work, [5, 1, 4, 1, 3, 1], 3, lambda n: 0.3 if n == number else 30)
    broken = results.pop(number)
    assert isinstance(broken, Broken)
    assert broken.kind == ("internal" if ends == "crash" else "timeout")
    assert results == [n * n for n in range(6) if n != number]


def test_what_all_need_is_made_ready_once() -> None:
    made: list[int] = []
    results = isolated(lambda n: (n, made[0]), [1] * 4, 4, lambda _: 30, ready=lambda: made.append(os.getpid()))
    assert [r[0] for r in results if isinstance(r, tuple)] == [0, 1, 2, 3]
    assert len({r[1] for r in results if isinstance(r, tuple)}) == 1
    assert not made


def test_no_process_is_left() -> None:
    isolated(lambda n: n, [1] * 4, 3, lambda _: 30)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@given(st.lists(st.integers(0, 1000)), st.integers(1, 5))
def test_every_item_has_one_share(costs: list[int], jobs: int) -> None:
    made = shares(costs, jobs)
    assert sorted(n for share in made for n in share) == list(range(len(costs)))
    assert len(made) <= jobs
    assert all(share == sorted(share) for share in made)
