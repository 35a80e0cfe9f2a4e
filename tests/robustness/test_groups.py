"""Files that one fix changes together are written together or not at all, whatever is in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from c42migrate.errors import FixError
from c42migrate.files import write
from c42migrate.files.write import Change, replace_files
from tests.robustness.trees import ROOT, unprivileged

FILES = {
    "settings.py": b'HOST = "https://console.us.code42.com"\nPATH = "/api/UserDeactivation/"\n',
    "main.py": b"# for Code42\nimport requests\nfrom settings import HOST, PATH\n\nrequests.put(HOST + PATH + uid)\n",
    "other.py": b'import requests\n\nrequests.get("https://console.us.code42.com/api/User")\n',
}
"""The fix of the endpoint changes the path here, the verb there."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / "a" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "a" / name).write_bytes(data)
    return tmp_path / "a"


def fix(tree: Path, before: str = "") -> subprocess.CompletedProcess[bytes]:
    """``fix --unsafe-fixes`` as a user whom modes bind; ``before``: Python to run first."""
    program = f"{before}\nimport sys\nsys.argv = ['c42migrate', 'fix', '--unsafe-fixes', '.']\nfrom c42migrate.cli import main\nmain()"
    environ = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tree.parent)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=tree, env=environ, capture_output=True, check=False, preexec_fn=unprivileged)


def contents(tree: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in tree.iterdir()}


def test_all_files_of_a_fix_are_written(tree: Path) -> None:
    done = fix(tree)
    after = contents(tree)
    assert b"requests.post(HOST + PATH" in after["main.py"], done.stderr
    assert b"/v1/users/" in after["settings.py"]
    assert b'/api/User"' not in after["other.py"]


POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX modes and signals")


@POSIX
@pytest.mark.parametrize("name", ["main.py", "settings.py"])
def test_a_read_only_file_keeps_the_others_of_its_fix(tree: Path, name: str) -> None:
    (tree / name).chmod(0o444)
    done = fix(tree)
    after = contents(tree)
    assert after[name] == FILES[name]
    assert b"requests.put(HOST" in after["main.py"]
    assert b"/v1/users/" not in after["settings.py"]
    assert after["other.py"] != FILES["other.py"]
    assert done.returncode == 3
    assert f"{name}: not fixed: is read-only".encode() in done.stderr


MEANWHILE: dict[str, tuple[str, bytes]] = {
    "vanishes": ("os.unlink('settings.py')", b"no longer exists"),
    "changes": ("open('settings.py', 'ab').write(b'# mine')", b"changed on disk"),
    "no space": ("raise OSError(28, 'No space left on device')", b"No space left on device"),
}


@POSIX
@pytest.mark.parametrize(("what", "says"), MEANWHILE.values(), ids=MEANWHILE)
def test_what_happens_between_the_first_rename_and_the_last_undoes_the_first(
    tree: Path, what: str, says: bytes
) -> None:
    before = f"""
import os, pathlib
rename = pathlib.Path.replace
def replace(self, target):
    if "settings" in str(target):
        {what}
    if "main" in str(target) and {what!r}[:5] != "raise":
        done = rename(self, target)
        {what}
        return done
    return rename(self, target)
pathlib.Path.replace = replace
"""
    done = fix(tree, before)
    after = contents(tree)
    assert after["main.py"] == FILES["main.py"], done.stderr
    assert b"/v1/users/" not in after.get("settings.py", b"")
    assert after["other.py"] != FILES["other.py"]
    assert says in done.stderr
    assert b"main.py: not fixed: left as it was, together with" in done.stderr
    assert done.returncode == 3
    assert not [name for name in after if name.startswith(".c42")]


@POSIX
def test_a_run_that_is_killed_between_two_files_is_told_about_by_the_next(tree: Path) -> None:
    before = """
import os, pathlib, signal
rename = pathlib.Path.replace
def replace(self, target):
    if "settings" in str(target):
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
pathlib.Path.replace = replace
"""
    assert fix(tree, before).returncode == -signal.SIGKILL
    assert any(name.startswith(".c42") for name in contents(tree))
    done = fix(tree)
    assert b"an earlier run was killed while it wrote files that belong together" in done.stderr
    assert done.returncode == 3


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_between_two_files_waits_for_the_second(tree: Path, number: signal.Signals) -> None:
    before = f"""
import os, pathlib, signal
if {number == signal.SIGINT}:  # ignored from birth where the tests run in the background of a shell
    signal.signal(signal.SIGINT, signal.default_int_handler)
rename = pathlib.Path.replace
def replace(self, target):
    if "settings" in str(target):
        os.kill(os.getpid(), {int(number)})
    return rename(self, target)
pathlib.Path.replace = replace
"""
    done = fix(tree, before)
    after = contents(tree)
    assert done.returncode == 128 + number
    assert b"requests.post(HOST" in after["main.py"]
    assert b"/v1/users/" in after["settings.py"]
    assert not [name for name in after if name.startswith(".c42")]


def changes(tree: Path) -> Iterator[Change]:
    for name, data in FILES.items():
        yield Change(tree / name, data, data + b"# new\n")


def failing(at: int) -> Callable[[Path, Path], Path]:
    """``Path.replace`` that fails at the n-th call, once."""
    real, count = Path.replace, iter(range(100))

    def replace(self: Path, target: Path) -> Path:
        if next(count) == at:
            raise OSError(5, "Input/output error")
        return real(self, target)

    return replace


@pytest.mark.parametrize("at", [0, 1, 2])
def test_whichever_rename_fails_all_are_as_before(tree: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr(Path, "replace", failing(at))
    with pytest.raises(FixError, match="Input/output error") as caught:
        replace_files(list(changes(tree)), [tree])
    assert caught.value.path == str(tree / list(FILES)[at])
    assert contents(tree) == FILES


def test_what_cannot_be_put_back_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", failing(1))
    monkeypatch.setattr(write, "_restored", lambda *_: False)
    with pytest.raises(FixError, match=r"settings\.py could not be put back"):
        replace_files(list(changes(tree)), [tree])
