"""What a long run is doing, on standard error, for a person at a terminal and for nobody else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

DELAY = 1.0
"""Seconds before the first word: most runs are over by then."""

EVERY = 0.2
_CLEAR = "\r\x1b[K"


class Line:
    """One line that is written over again and again, and gone at the end."""

    def __init__(self, stream: IO[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._start = clock()
        self._stage = ""
        self._shown = False

    def tell(self, stage: str) -> None:
        """Take note of what is being done."""
        self._stage = stage

    def tick(self) -> None:
        """Show it, with the seconds so far, once the run has taken longer than ``DELAY``."""
        spent = self._clock() - self._start
        if self._stage and spent >= DELAY:
            self._stream.write(f"{_CLEAR}c42migrate: {self._stage} … {spent:.0f} s")
            self._stream.flush()
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()


def wanted(stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """Whether somebody watches ``stream``: a terminal that can clear a line, outside CI."""
    return stream.isatty() and environ.get("TERM", "dumb") != "dumb" and not environ.get("CI")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function to tell of stages; what it is told is shown while the block runs, if anybody watches."""
    if quiet or not wanted(sys.stderr):
        yield _unheard
        return
    import threading

    line, done = Line(sys.stderr), threading.Event()

    def show() -> None:
        while not done.wait(EVERY):
            line.tick()

    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    try:
        yield line.tell
    finally:
        done.set()
        thread.join()
        line.clear()


def _unheard(stage: str) -> None:  # noqa: ARG001  nobody watches
    return
