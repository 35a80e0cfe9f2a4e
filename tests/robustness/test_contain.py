"""A fault in one file: said, counted, and the others finished. Two runs at once, and no space, leave files whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from c42migrate.catalogue import current
from c42migrate.engine.analyse import read
from c42migrate.engine.contain import contained
from c42migrate.errors import FixError, Problem
from c42migrate.files import write

ROOT = Path(__file__).parents[2]
OLD = b'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'
NEW = OLD.replace(b"/api/U", b"/api/v1/U")


def faulty(*_: object) -> None:
    raise KeyError("oops")


@pytest.mark.parametrize(
    ("reader", "bad", "kind"),
    [
        ("c42migrate.readers.shell.read", "a.sh", "shell"),
        ("c42migrate.readers.powershell.read", "a.ps1", "powershell"),
        ("c42migrate.readers.python.read", "a.py", "python"),
        ("c42migrate.readers.lexical.read", "a.rb", "text"),
        ("c42migrate.readers.requirements.read", "requirements.txt", "requirements"),
        ("c42migrate.readers.containers.parts", "a.md", "markdown"),
    ],
)
def test_a_fault_in_a_reader_is_contained(monkeypatch: pytest.MonkeyPatch, reader: str, bad: str, kind: str) -> None:
    monkeypatch.delenv("C42MIGRATE_DEBUG", raising=False)
    monkeypatch.setattr(reader, faulty)
    good, other = ("b.sh", "shell") if kind != "shell" else ("b.py", "python")
    url = b"https://console.us.code42.com/api/UserDeactivation/1"
    done = read(
        {bad: url, good: b"curl " + url if other == "shell" else OLD}, {bad: kind, good: other}, current().lexicon
    )
    assert ("internal", "KeyError: 'oops'") in [(p.kind, p.message) for p in done.problems if p.path == bad]
    assert not [problem for problem in done.problems if problem.path == good]
    assert [reading for reading in done.readings if reading.path == good and reading.usages]


def test_debugging_shows_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("C42MIGRATE_DEBUG", "1")
    with pytest.raises(KeyError):
        contained("a", [], faulty)


def test_nesting_is_the_files_own_doing() -> None:
    problems: list[Problem] = []

    def endless() -> None:
        endless()

    assert contained("a", problems, endless) is None
    assert problems == [Problem("a", "parse", "too deeply nested")]


@pytest.mark.skipif(os.name == "nt", reason="POSIX processes")
def test_two_processes_fix_one_tree(tmp_path: Path) -> None:
    for name in range(40):
        (tmp_path / f"a{name}.py").write_bytes(OLD)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "c42migrate", "fix", "-q", "."]
    runs = [subprocess.Popen(command, cwd=tmp_path, env=environ, stdout=-3, stderr=-3) for _ in range(2)]
    assert {run.wait(120) for run in runs} <= {0, 1, 3}
    assert {path.read_bytes() for path in tmp_path.iterdir() if path.suffix == ".py"} == {NEW}
    assert {path.suffix for path in tmp_path.iterdir()} == {".py"}


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.replace"])
def test_no_space_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(broken, full)
    with pytest.raises(FixError, match="No space left"):
        write.replace_file(file, OLD, NEW, [tmp_path])
    assert file.read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]
