"""Where nothing can be written or opened: said in one line, exit code 3, never taken for findings or a fault of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.trees import OLD, ROOT

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux")

FULL = "cannot write to standard output: No space left on device"
CASES = {
    "closed stdout": ("check . >&-", 3, "cannot write to standard output"),
    "closed stdout, quietly": ("check -q . >&-", 3, "cannot write to standard output"),
    "full stdout": ("check . >/dev/full", 3, FULL),
    "full stdout, quietly": ("check -q . >/dev/full", 3, FULL),
    "full stdout, a report": ("report . >/dev/full", 3, FULL),
    "full stdout, help": ("--help >/dev/full", 3, "No space left on device"),
    "full stdout, a rewritten script": ("fix --stdin-filename a.py - <a.py >/dev/full", 3, FULL),
    "closed stderr": ("check . 2>&-", 1, ""),
    "full stderr": ("check . 2>/dev/full", 1, ""),
    "a report for a full disk": ("check -o json=/dev/full .", 2, "/dev/full: cannot write the report"),
    "no files to be had": ("check .", 3, "Too many open files"),
    "no process to be had": ("check .", 3, "the system starts no more processes"),
    "nobody reads": ("check -f full . | true", 0, ""),
    "deep directories": ("check deep .", 1, "too deeply nested"),
}
LIMITS = {"no files to be had": 6, "no process to be had": 9}
"""How many files a case may have open."""


@pytest.mark.parametrize("name", CASES)
def test_it_is_said(tmp_path: Path, name: str) -> None:
    words, code, says = CASES[name]
    (tmp_path / "a.py").write_bytes(OLD)
    if "deep" in words:
        (tmp_path / "deep" / "/".join("d" * 150)).mkdir(parents=True)
    limit = f"ulimit -n {LIMITS[name]}; " if name in LIMITS else ""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = ["bash", "-c", f"{limit}{sys.executable} -m c42migrate {words}"]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "internal" not in done.stderr
    assert "Traceback" not in done.stderr
