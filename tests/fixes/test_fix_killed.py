"""A run that is killed leaves every file as it was or as it was to be, whenever that is, and the next run tidies up."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import warnings
from pathlib import Path

import pytest

from c42migrate.cli import main
from tests.program import run

OLD = b'import requests\nrequests.get("https://console.us.code42.com/api/Computer/1")\n'
NEW = OLD.replace(b"/api/", b"/api/v1/")
FILES = ("a.py", "b.py")
FIX = ("fix", "--quiet", "--exit-zero", ".")
TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.chmod", "os.chown", "os.setxattr", "os.utime"})
"""Events of the interpreter that say what is done to a file."""


def _fix(folder: Path, number: signal.Signals, moment: int) -> None:
    """Fix ``folder``, in a process that gets a signal the ``moment``-th time it touches a file of its own."""
    left = moment

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHES and ".c42migrate-" in str(arguments[:2]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), number)

    sys.addaudithook(look)
    os.chdir(folder)
    sys.argv = ["c42migrate", *FIX]
    main()


def _ended(folder: Path, number: signal.Signals, moment: int) -> int:
    """How such a process ended."""
    child = multiprocessing.get_context("fork").Process(target=_fix, args=(folder, number, moment))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 does not like forks beside threads
        child.start()
    child.join()
    assert child.exitcode is not None
    return child.exitcode


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGKILL, -signal.SIGKILL),
        pytest.param(signal.SIGINT, 130, marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow),
    ],
)
def test_every_file_is_old_or_new(number: signal.Signals, code: int, tmp_path: Path) -> None:
    states = set()
    for moment in range(1, 100):
        for name in FILES:
            (tmp_path / name).write_bytes(OLD)
        ended = _ended(tmp_path, number, moment)
        contents = [(tmp_path / name).read_bytes() for name in FILES]
        assert set(contents) <= {OLD, NEW}, moment
        if ended == 0:  # it was done before that moment
            break
        assert ended == code, moment
        states.add(contents.count(NEW))
        left = {path.name for path in tmp_path.iterdir()} - set(FILES)
        assert not left or number == signal.SIGKILL, moment
        assert run(*FIX, cwd=tmp_path).code == 0
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(FILES, NEW), moment
    assert moment > 2 * len(FILES)
    assert states == {0, 1, 2}
