"""Worker processes: a time limit for each piece of work, and a worker that dies costs its piece and nothing else."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from concurrent.futures import TimeoutError as TimedOut
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MEMORY = 2 << 30
"""Bytes of address space that a worker may use beyond what it starts with."""

SLOWER = 4
"""A worker that shares its core with others may take so many times longer, by the clock, than it may compute."""

OFTEN = 0.1
"""Seconds between two looks at whether the results are still wanted."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A piece of work that came to no result: its worker took too long, or died."""

    reason: str


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """What workers do: ``function`` is called with each item; ``seconds`` is the limit of computing time for one."""

    function: Callable[[Item], Result]
    seconds: Callable[[Item], float]
    initializer: Callable[..., None] | None = None
    arguments: tuple[object, ...] = ()


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class UnwantedError(Exception):
    """Nobody waits for the results any more."""


def results(
    work: Work[Item, Result], items: Sequence[Item], jobs: int, wanted: Callable[[], bool] | None = None
) -> Iterator[Result | Failed]:
    """Yield the result of each item, in order; several workers take the items in that order.

    Raises UnwantedError, and ends the workers, when ``wanted`` returns False, and OSError when there can be no workers.
    """
    from pebble import ProcessPool

    # A worker that is started, not forked, must not import what the working directory holds.
    os.environ["PYTHONSAFEPATH"] = "1"
    begun = (work.function, work.initializer, work.arguments)
    with ProcessPool(max_workers=min(jobs, len(items)), initializer=_begin, initargs=begun) as pool:
        try:
            futures: list[Future[Result]] = [
                pool.schedule(_run, args=(item, work.seconds(item)), timeout=SLOWER * work.seconds(item))
                for item in items
            ]
            for future in futures:
                found: Result | Failed = _result(future, wanted)
                yield found
        except BrokenExecutor as error:
            raise OSError(errno.EAGAIN, "the system starts no more processes") from error
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def in_order(work: Work[Item, Result], items: Sequence[Item]) -> Iterator[Result]:
    """Yield the result of each item, worked on in this process: without a limit, and without the cost of another."""
    if work.initializer is not None:
        work.initializer(*work.arguments)
    for item in items:
        yield work.function(item)


def _result(future: Future[Result], wanted: Callable[[], bool] | None) -> Result | Failed:
    from pebble import ProcessExpired

    try:
        while wanted is not None and not wait([future], OFTEN).done:
            if not wanted():
                raise UnwantedError
        return future.result()
    except TimedOut:
        return Failed("took too long")
    except ProcessExpired:
        return Failed("the process that read it ended unexpectedly")
    except MemoryError:
        return Failed("needs too much memory")


_WORK: list[Callable[[Any], Any]] = []
_OBJECTS = 100_000
"""So many new objects before a worker looks for unreachable ones: trees live as long as their job, and going through
them every 700 objects takes a quarter of the time."""


def _begin(
    function: Callable[[Any], Any], initializer: Callable[..., None] | None, arguments: tuple[object, ...]
) -> None:
    """Make this process a worker: it ends with its parent, and its memory has a limit."""
    _WORK[:] = [function]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory()
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    if initializer is not None:
        initializer(*arguments)


def _run(item: object, seconds: float) -> Any:
    _limit_time(seconds)
    return _WORK[0](item)


def _end_with_parent() -> None:
    """Wait for the process that wanted the work, which need not be the one that started this: a server may have."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _limit_time(seconds: float) -> None:
    """Let the system end this process when it computes longer than ``seconds`` from now on, whatever holds it up."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        most = int(time.process_time() + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = used + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
