"""Workers: they end with whoever wanted the work, compute no longer than they may, and import nothing of the tree."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.robustness.trees import OLD, ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches processes as Linux can")

METHODS = ["fork", "spawn", "forkserver"]
WORK = """
import os, re

def busy(_):
    os.write(1, b"%d\\n" % os.getpid())
    while True:
        pass

def stuck(_):
    re.match("(a*)*b", "a" * 64)

def greedy(_):
    bytearray(3 << 30)

def fine(item):
    return item + 1
"""
START = """
import multiprocessing, sys
from c42migrate.engine import pool
import work
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    what = pool.Work(work.{what}, lambda _: {seconds})
    print(list(pool.results(what, [1, 2], 2)), flush=True)
"""


def start(folder: Path, method: str, what: str, seconds: float) -> subprocess.Popen[bytes]:
    (folder / "work.py").write_text(WORK)
    (folder / "start.py").write_text(START.format(method=method, what=what, seconds=seconds))
    environ = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    return subprocess.Popen([sys.executable, "start.py"], cwd=folder, env=environ, stdout=subprocess.PIPE)


def ends(process: int) -> bool:
    """Whether a process ends within half a minute."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 30)[0])
    finally:
        os.close(watched)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM])
def test_workers_end_with_their_parent(tmp_path: Path, method: str, number: signal.Signals) -> None:
    parent = start(tmp_path, method, "busy", 60)
    with parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(number)
        assert parent.wait(30) != 0
        assert all(map(ends, workers))


@pytest.mark.parametrize("what", ["stuck", "greedy"])
def test_what_takes_too_much_fails_and_nothing_else(tmp_path: Path, what: str) -> None:
    with start(tmp_path, "fork", what, 1) as parent:
        assert parent.communicate(timeout=60)[0].count(b"Failed(") == 2
    assert parent.returncode == 0


@pytest.mark.parametrize("method", METHODS)
def test_a_worker_imports_nothing_of_the_tree(tmp_path: Path, method: str) -> None:
    """What is started looks for its modules in the working directory first, unless it is told not to."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("multiprocessing", "pickle", "re", "struct", "signal", "runpy", "tempfile", "selectors", "libcst"):
        (tree / f"{name}.py").write_text(f"open('ran-{name}', 'w')\n")
    (tree / "a.py").write_bytes(OLD)
    script = tmp_path / "c42migrate"  # as installers write it: its folder comes first for it, but not for its workers
    script.write_text(
        "import multiprocessing, sys\nfrom c42migrate.cli import main\n"
        f"if __name__ == '__main__':\n    multiprocessing.set_start_method({method!r})\n    sys.exit(main())\n"
    )
    environ = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    command = [sys.executable, str(script), "check", "."]
    done = subprocess.run(command, cwd=tree, env=environ, capture_output=True, timeout=120, check=False)
    assert not list(tree.glob("ran-*")), done.stderr
    assert b"C42-303" in done.stdout, done.stderr
