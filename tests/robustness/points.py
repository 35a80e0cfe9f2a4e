"""The battery by what is promised: for each point the tests that attack it, and how many inputs they try."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Point:
    """``tests``: files and tests below ``tests/``. ``each``: how many inputs one passing test stands for."""

    title: str
    tests: tuple[str, ...]
    each: int = 1


def points() -> dict[int, Point]:
    """Each point of what must hold, by its number."""
    from c42migrate import reports

    from .growth import KINDS
    from .secrets import forms
    from .test_log_commands import PAYLOADS

    here, formats = "robustness/", len(reports.FORMATS)
    secrets = len(list(forms())) * (3 * formats + 10)
    return {
        1: Point("repositories that try to start a program", (f"{here}test_no_program.py", f"{here}test_workers.py::test_a_worker_imports_nothing_of_the_tree")),
        2: Point("the supply: action, snippets, workflow, dependencies", (f"{here}test_supply.py", f"{here}test_reproducible.py")),
        3: Point("settings, baselines and rules that a repository brings", (f"{here}test_untrusted.py",)),
        4: Point("secret forms x outputs", (f"{here}test_secrets.py::test_no_output_shows_one",), secrets),
        5: Point("commands of CI systems x formats of check and merge", (f"{here}test_log_commands.py::test_check", f"{here}test_log_commands.py::test_merge"), len(PAYLOADS)),
        6: Point("reports over links and on full disks", ("files/test_write.py", f"{here}test_streams.py")),
        7: Point("files that change while fix writes, groups of files", (f"{here}test_groups.py", f"{here}test_trees.py", f"{here}test_contain.py")),
        8: Point("texts at n, 2 n and 4 n: growth", (f"{here}test_growth.py",), 3 * len(KINDS)),
        9: Point("streams, limits of the system, hostile files, depth", (f"{here}test_streams.py", f"{here}test_cases.py", f"{here}test_depth.py", f"{here}test_endless.py")),
        10: Point("the language server", ("lsp/test_lsp_input.py",)),
        11: Point("two runs on one tree", (f"{here}test_contain.py::test_two_processes_fix_one_tree",)),
        12: Point("workers by every way to start them, and their end", (f"{here}test_workers.py",)),
    }  # fmt: skip


def rows() -> Iterator[tuple[int, str, int, int]]:
    """Number, title, inputs and failures of each point, each as soon as it is known."""
    for number, point in points().items():
        passed, failed = _counted(point.tests)
        yield number, point.title, (passed + failed) * point.each, failed


def _counted(tests: tuple[str, ...]) -> tuple[int, int]:
    """How many tests passed and failed; one has failed when none was run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["-q", "-n0", "-m", "slow or not slow", "-p", "no:cacheprovider", f"--junitxml={report}"]
        command = [sys.executable, "-m", "pytest", *options, *(f"tests/{test}" for test in tests)]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if not report.exists():
            return 0, 1
        (suite,) = ElementTree.parse(report).getroot()
    total, skipped = int(suite.attrib["tests"]), int(suite.attrib["skipped"])
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    return total - skipped - failed, failed if total > skipped else 1
