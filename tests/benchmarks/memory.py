"""How much memory a run takes at the most, on what is meant to take much."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import corpus

HEADER = "| what | peak (MB) | seconds | exit code |\n|---|---|---|---|"
_PROGRAM = """
import resource, subprocess, sys, time
started = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, time.perf_counter() - started, code)
"""
_URL = "https://console.us.code42.com/api/UserDeactivation/1"
_LINE = f'requests.put("{_URL}")\n'


@dataclass(frozen=True)
class Peak:
    """``megabytes``: of the largest single process of the run."""

    what: str
    megabytes: float
    seconds: float
    code: int

    def markdown(self) -> str:
        """The row of the table."""
        return f"| {self.what} | {self.megabytes:.0f} | {self.seconds:.1f} | {self.code} |"


def _sized(line: str, size: int) -> str:
    return line * (size // len(line))


CASES: dict[str, tuple[str, Callable[[], str], list[str]]] = {
    "one file of 200 MB": ("a.py", lambda: _sized(_LINE, 200_000_000), []),
    "200 MB of text, --max-size 300000000": (
        "a.txt", lambda: _sized(_LINE, 200_000) + _sized("Nothing here.\n", 200_000_000), ["--max-size", "300000000"]
    ),
    "one line of 50 MB": ("a.json", lambda: f'["{_URL}", {_sized("1, ", 50_000_000)} 1]\n', ["--max-size", "60000000"]),
    "one line of 50 MB of Python": (
        "a.py", lambda: f'x = ["{_URL}", {_sized("1, ", 50_000_000)} 1]\n', ["--max-size", "60000000"]
    ),
    "one line of 50 MB of text": ("a.txt", lambda: f"{_URL} {_sized('1, ', 50_000_000)}\n", ["--max-size", "60000000"]),
    "5 MB of Python": ("a.py", lambda: _sized(_LINE, 4_900_000), []),
    "100,000 brackets deep": ("a.py", lambda: f"x = '{_URL}'\ny = {'[' * 100_000}{']' * 100_000}\n", []),
}  # fmt: skip
"""What → name of the file, its text, options."""


def peaks(program: Path, work: Path) -> list[Peak]:
    """Measure all cases, and a hundred thousand files."""
    made = [peak("100,000 files", program, corpus.many(work / "many100000", 100_000), [])]
    for what, (name, text, options) in CASES.items():
        file = work / "large" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text())
        made.append(peak(what, program, file, options))
        file.unlink()
    return made


def peak(what: str, program: Path, path: Path, options: list[str]) -> Peak:
    """Run ``check`` once."""
    command = [sys.executable, "-c", _PROGRAM, str(program), "check", "--no-cache", *options, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=1800)
    size, seconds, code = done.stdout.split()
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # getrusage(2): bytes there, kilobytes elsewhere
    return Peak(what, float(size) / unit, float(seconds), int(code))
