"""Work done in child processes: side by side, with a time limit, and so that a crash costs one item and not the run.

Children are forked, so they start in no time and with everything loaded; where there is no fork, work is done here.
What all of them need besides, the first one loads before it forks the others. What they send back is marshalled plain
data.
"""

from __future__ import annotations

import gc
import marshal
import os
import selectors
import signal
import struct
import time
from contextlib import suppress

# A run over many files comes through here before anything is known to be in them: see ``files.discover``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Plain = object
"""What ``marshal`` takes: numbers, strings, bytes, tuples, lists, dictionaries of these."""

_LENGTH = struct.Struct("<Q")
CAN_FORK = hasattr(os, "fork")


class Broken:
    """An item that could not be worked on: ``kind`` is ``timeout`` or ``internal``."""

    __slots__ = ("kind", "message")

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        self.message = message


class _Crew:
    """Processes that come from one: ``pid`` is the first one's, and their process group. ``members``: still at work."""

    __slots__ = ("members", "pid")

    def __init__(self, pid: int, members: int) -> None:
        self.pid = pid
        self.members = members

    def kill(self) -> None:
        """End all of them, whatever they are doing."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def left(self) -> None:
        """Take note that one of them is done; the first one ends after all the others."""
        self.members -= 1
        if not self.members:
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)


class _Child:
    """A process with the numbers of the items it has still to do, and the bytes it has sent so far."""

    __slots__ = ("crew", "deadline", "pipe", "received", "todo")

    def __init__(self, crew: _Crew, pipe: int, todo: list[int], deadline: float) -> None:
        self.crew = crew
        self.pipe = pipe
        self.todo = todo
        self.deadline = deadline
        self.received = bytearray()


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shares(costs: Sequence[int], jobs: int) -> list[list[int]]:
    """The numbers of the items in at most ``jobs`` shares of about equal cost; in order within each."""
    loads: list[tuple[int, list[int]]] = [(0, []) for _ in range(max(1, min(jobs, len(costs))))]
    for number in sorted(range(len(costs)), key=lambda number: -costs[number]):
        least = min(range(len(loads)), key=lambda at: loads[at][0])
        loads[least] = (loads[least][0] + costs[number], [*loads[least][1], number])
    return [sorted(numbers) for _, numbers in loads if numbers]


def isolated(
    work: Callable[[int], Plain],
    costs: Sequence[int],
    jobs: int,
    limit: Callable[[int], float],
    meanwhile: Callable[[], object] = lambda: None,
    ready: Callable[[], object] = lambda: None,
) -> list[Plain | Broken]:
    """``work(number)`` for each number of ``costs``, in order; ``limit(number)`` is its time in seconds.

    ``meanwhile`` is done here while the others work, ``ready`` once by the others before they work.
    """
    if not CAN_FORK:
        return [work(number) for number in range(len(costs))]
    return _Pool(work, limit, ready).run(shares(costs, jobs), len(costs), meanwhile)


class _Pool:
    def __init__(
        self, work: Callable[[int], Plain], limit: Callable[[int], float], ready: Callable[[], object]
    ) -> None:
        self._ready = ready
        self._work = work
        self._limit = limit
        self._children = selectors.DefaultSelector()
        self._results: dict[int, Plain | Broken] = {}

    def run(self, parts: Sequence[list[int]], count: int, meanwhile: Callable[[], object]) -> list[Plain | Broken]:
        """The results of all numbers, in order."""
        gc.freeze()  # what is alive now need not be copied by the children's collections
        try:
            self._start(parts)
            meanwhile()
            while self._children.get_map():
                self._wait()
        finally:
            gc.unfreeze()
            for child in self._alive():
                child.crew.kill()
                self._end(child)
            self._children.close()
        return [self._results[number] for number in range(count)]

    def _alive(self) -> list[_Child]:
        return [key.data for key in self._children.get_map().values()]

    def _start(self, parts: Sequence[list[int]]) -> None:
        """A crew with a process for each part."""
        pipes = [os.pipe() for _ in parts]
        pid = os.fork() if parts else 0
        if pid == 0 and parts:
            for receiving, _ in pipes:
                os.close(receiving)
            _lead(self._work, self._ready, [(part, pipe) for part, (_, pipe) in zip(parts, pipes, strict=True)])
        with suppress(OSError):
            os.setpgid(pid, pid)
        crew = _Crew(pid, len(parts))
        for numbers, (receiving, sending) in zip(parts, pipes, strict=True):
            os.close(sending)
            child = _Child(crew, receiving, numbers, time.monotonic() + self._limit(numbers[0]))
            self._children.register(receiving, selectors.EVENT_READ, child)

    def _wait(self) -> None:
        now = time.monotonic()
        ready = self._children.select(max(0.0, min(child.deadline for child in self._alive()) - now))
        for child in [key.data for key, _ in ready]:
            if child in self._alive():  # else it has ended with one of its crew
                self._receive(child)
        late = next((child for child in self._alive() if child.deadline <= time.monotonic()), None)
        if late is not None:
            self._give_up(late, Broken("timeout", "took too long to read"))

    def _receive(self, child: _Child) -> None:
        data = os.read(child.pipe, 1 << 20)
        child.received += data
        for frame in _frames(child.received):
            self._results[child.todo.pop(0)] = frame
            child.deadline = time.monotonic() + (self._limit(child.todo[0]) if child.todo else 60.0)
        if data:
            return
        if child.todo:
            self._give_up(child, Broken("internal", "the process that read it ended unexpectedly"))
        else:
            self._end(child)

    def _give_up(self, child: _Child, reason: Broken) -> None:
        """End the crew of a child that hangs or has crashed, note the item it was at, and go on behind that."""
        if child.todo:
            self._results[child.todo.pop(0)] = reason
        child.crew.kill()
        crew = [other for other in self._alive() if other.crew is child.crew]
        for other in crew:
            self._end(other)
        self._start([other.todo for other in crew if other.todo])

    def _end(self, child: _Child) -> None:
        self._children.unregister(child.pipe)
        os.close(child.pipe)
        child.crew.left()


def _lead(
    work: Callable[[int], Plain], ready: Callable[[], object], parts: Sequence[tuple[Sequence[int], int]]
) -> None:
    """The life of a crew's first process, which does the first part. Never returns: nothing may run twice."""
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        ready()
        gc.freeze()
        (numbers, pipe), *others = parts
        pids = []
        while others:
            following, other = others.pop()
            pid = os.fork()
            if pid == 0:
                for _, unused in [*others, (numbers, pipe)]:
                    os.close(unused)
                _serve(work, following, other)
            os.close(other)
            pids.append(pid)
        _serve(work, numbers, pipe, pids)
    finally:
        os._exit(0)


def _serve(work: Callable[[int], Plain], numbers: Sequence[int], pipe: int, pids: Sequence[int] = ()) -> None:
    """The life of a process that does a part; ``pids`` are those it waits for. Never returns."""
    try:
        for number in numbers:
            write: Callable[..., bytes] = marshal.dumps
            data = write(work(number))
            _send(pipe, _LENGTH.pack(len(data)) + data)
        os.close(pipe)
        for pid in pids:
            os.waitpid(pid, 0)
    finally:
        os._exit(0)


def _send(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def _frames(received: bytearray) -> Iterator[Plain]:
    """The complete results at the beginning of ``received``, which are taken out of it."""
    while len(received) >= _LENGTH.size:
        end = _LENGTH.size + _LENGTH.unpack_from(received)[0]
        if len(received) < end:
            return
        frame = bytes(received[_LENGTH.size : end])
        del received[:end]
        yield marshal.loads(frame)  # noqa: S302 -- from a process of our own
