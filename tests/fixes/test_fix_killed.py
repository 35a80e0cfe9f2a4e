"""A run that is killed leaves every file as it was or as it was to be, and the next run tidies up."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

OLD = b"import requests\n" + b"# padding\n" * 200 + b'requests.get("https://console.us.code42.com/api/Computer/%d")\n'
FILES = 200
ROOT = Path(__file__).parents[2]
FIX = [sys.executable, "-m", "c42migrate", "fix", "--quiet", "--exit-zero", "--format", "concise", "--no-cache"]


def _command() -> list[str]:
    helped = subprocess.run([*FIX[:4], "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return FIX if "--no-cache" in helped else FIX[:-1]


def _old(number: int) -> bytes:
    return OLD % number


def _new(number: int) -> bytes:
    return _old(number).replace(b"/api/", b"/api/v1/")


def _run(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    path = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([*command, str(folder)], cwd=folder, env=path, stdout=subprocess.DEVNULL)


def _wait_for(process: subprocess.Popen[bytes], folder: Path, count: int) -> None:
    """Until ``count`` files have changed, or the run has ended."""
    while process.poll() is None and sum(p.read_bytes() == _new(int(p.stem)) for p in folder.glob("*.py")) < count:
        time.sleep(0.001)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_every_file_is_old_or_new(tmp_path: Path) -> None:
    command, choose = _command(), random.Random(42)
    states = set()
    for attempt in range(4):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        for number in range(FILES):
            (folder / f"{number}.py").write_bytes(_old(number))
        process = _run(command, folder)
        _wait_for(process, folder, choose.randrange(1, FILES - 20))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for number in range(FILES):
            data = (folder / f"{number}.py").read_bytes()
            assert data in {_old(number), _new(number)}
            states.add(data == _new(number))
    assert states == {True, False}
    left = folder / f".c42migrate-{process.pid}-left.tmp"
    left.write_bytes(b"half of a fi")
    assert _run(command, folder).wait() == 0
    assert [p.name for p in folder.iterdir() if p.suffix == ".tmp"] == []
    assert all((folder / f"{n}.py").read_bytes() == _new(n) for n in range(FILES))
    shutil.rmtree(tmp_path)
