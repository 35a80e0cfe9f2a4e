"""Two commands in turn, A B A B, so that whatever else the machine does befalls both; the ratio of each pair."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A command line; ``before`` is done ahead of every run and not measured."""

    words: Sequence[str]
    before: Callable[[], object] = lambda: None
    cache: str = ""

    def seconds(self) -> float:
        """Wall time of one run. Raises CalledProcessError for exit codes that no finding explains."""
        self.before()
        environment = os.environ | ({"XDG_CACHE_HOME": self.cache} if self.cache else {})
        started = time.perf_counter()
        done = subprocess.run(self.words, capture_output=True, check=False, env=environment)
        taken = time.perf_counter() - started
        if done.returncode not in {0, 1}:
            raise subprocess.CalledProcessError(done.returncode, list(self.words), done.stdout, done.stderr)
        return taken


@dataclass(frozen=True)
class Row:
    """One line of the table. ``ratios``: of each pair of runs; ``commit`` and ``aim``: what the median may be."""

    work: str
    against: str
    commit: float
    aim: float
    ours: float
    theirs: float
    ratios: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle ratio."""
        return statistics.median(self.ratios)

    def markdown(self) -> str:
        """The row of the table."""
        verdict = "aim" if self.median <= self.aim else "commit" if self.median <= self.commit else "missed"
        low, high = min(self.ratios), max(self.ratios)
        return (
            f"| {self.work} | {self.against} | {self.ours:.3f} | {self.theirs:.3f} | {low:.2f} | **{self.median:.2f}** "
            f"| {high:.2f} | ≤ {self.commit:g} | ≤ {self.aim:g} | {verdict} |"
        )


def compare(work: str, against: str, ours: Command, theirs: Command, goals: tuple[float, float], rounds: int) -> Row:
    """Run both once to warm the disk's cache, then ``rounds`` times in turn."""
    ours.seconds()
    theirs.seconds()
    pairs = [(ours.seconds(), theirs.seconds()) for _ in range(rounds)]
    middle = [statistics.median(column) for column in zip(*pairs, strict=True)]
    return Row(work, against, *goals, middle[0], middle[1], tuple(mine / other for mine, other in pairs))


HEADER = (
    "| work | against | ours (s) | theirs (s) | min | **median** | max | commit | aim | met |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
