"""Two commands in turn, A B A B, so that whatever else the machine does befalls both; the ratio of each pair."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@dataclass(frozen=True)
class Command:
    """A command line and the directory it is run in."""

    words: Sequence[str]
    directory: Path

    def seconds(self) -> float:
        """Wall time of one run. Raises CalledProcessError for exit codes that no finding explains."""
        started = time.perf_counter()
        done = subprocess.run(self.words, capture_output=True, check=False, cwd=self.directory)
        taken = time.perf_counter() - started
        if done.returncode not in {0, 1}:
            raise subprocess.CalledProcessError(done.returncode, list(self.words), done.stdout, done.stderr)
        return taken


@dataclass(frozen=True)
class Row:
    """One line of the table. ``ratios``: of each pair of runs; ``most``: what the median may be."""

    work: str
    against: str
    most: float
    ours: float
    theirs: float
    ratios: tuple[float, ...]

    def markdown(self) -> str:
        """The row of the table."""
        middle = statistics.median(self.ratios)
        verdict = "met" if middle <= self.most else "**missed**"
        span = f"{min(self.ratios):.2f}-{max(self.ratios):.2f}"
        return (
            f"| {self.work} | {self.against} | {self.ours:.2f} | {self.theirs:.2f} | {middle:.2f} | {span} "
            f"| ≤ {self.most:.2g} | {verdict} |"
        )


HEADER = (
    "| work | against | ours (s) | theirs (s) | ratio | min-max | may be | |",
    "|---|---|---|---|---|---|---|---|",
)


def compare(work: str, against: str, ours: Command, theirs: Command, most: float, rounds: int) -> Row:
    """Run both once to warm the disk's cache, then ``rounds`` times in turn."""
    ours.seconds()
    theirs.seconds()
    pairs = [(ours.seconds(), theirs.seconds()) for _ in range(rounds)]
    middle = [statistics.median(column) for column in zip(*pairs, strict=True)]
    return Row(work, against, most, middle[0], middle[1], tuple(mine / other for mine, other in pairs))


def growth(what: str, commands: Sequence[Command], most: float) -> str:
    """The best of three runs at each size, and whether each doubling takes at most ``most`` times as long."""
    times = [min(command.seconds() for _ in range(3)) for command in commands]
    factors = [after / before for before, after in pairwise(times)]
    verdict = "met" if max(factors) <= most else "**missed**"
    listed = ", ".join(f"{taken:.2f} s" for taken in times)
    return f"{what} at n, 2n, 4n: {listed}; {max(factors):.2f} times a doubling (may be {most:g}, {verdict})"


def peak_memory(what: str, command: Command, most: float) -> str:
    """The peak of the largest process of a run, in MB."""
    words = [sys.executable, "-c", _PEAK, *command.words]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=command.directory)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # getrusage(2): bytes there, kilobytes elsewhere
    size = float(done.stdout) / unit
    return f"memory on {what}: {size:.0f} MB (may be {most:g}, {'met' if size <= most else '**missed**'})"
