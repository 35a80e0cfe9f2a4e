"""One style of errors, one switch for colours, and a standard output that can take anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from c42migrate.cli.group import COMMANDS
from tests.program import ROOT, run

SCRIPT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text(SCRIPT)
    (tmp_path / "żółw →.py").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "--nope"), "no such option '--nope'"),
        (("check", "--un-safe-fixes"), "no such option '--un-safe-fixes'"),
        (("chek",), "no such command 'chek'"),
        (("check", "--fail-on", "often"), "'often' is not one of"),
        (("check", "--as-of", "soon"), "'soon' is not a date"),
        (("check", "absent.py"), "no such file"),
        (("check", "-f", "jsn"), "no format 'jsn'"),
        (("check", "--select", "nothing-such"), "nothing-such"),
        (("explain",), "missing argument"),
        (("merge", "a.py"), "not JSON"),
        (("baseline", "crate"), "crate"),
        (("plan", "--fix"), "no such option '--fix'"),
    ],
)
def test_every_error_is_one_line_and_exit_code_2(project: Path, words: tuple[str, ...], says: str) -> None:
    done = run(*words, cwd=project)
    [line] = done.err.splitlines()
    assert line.startswith("c42migrate: error: ")
    assert says in line
    assert done.code == 2
    assert done.out == ""
    assert not any(f"did you mean {name!r}" in line for name in ("--unsafe-fixes", "--fix", "--annotate", "--no-cache"))


@pytest.mark.parametrize(
    ("choice", "environ", "coloured"),
    [
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_color(project: Path, choice: str, environ: dict[str, str], coloured: bool) -> None:
    done = run("rules", "users", "--color", choice, cwd=project, **{"NO_COLOR": "", **environ})
    assert ("\x1b[" in done.out) is coloured


@pytest.mark.parametrize("words", [("check", "a.py"), ("plan", "a.py"), ("report", "a.py"), ("explain", "C42-303")])
def test_color_everywhere(project: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--color", "always", cwd=project)
    assert "\x1b[" in done.out
    assert done.code in {0, 1}


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--diff", "-o", "page.html", "."),
        ("plan", "."),
        ("fix", "--show-fixes", "."),
        ("check", "absent →.py"),
    ],
)
def test_no_encoding_of_a_terminal_makes_it_fail(project: Path, words: tuple[str, ...], encoding: str) -> None:
    done = run(*words, cwd=project, encoding=encoding)
    assert done.code in {0, 1, 2}
    assert "internal error" not in done.err


SPAWNED = """
import multiprocessing, sys
from c42migrate.cli import main

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    main()
"""


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_workers_that_start_from_nothing(project: Path, method: str) -> None:
    (project / "main.py").write_text(SPAWNED)
    command = [sys.executable, "main.py", method, "check", "--jobs", "2", "-q", "-f", "concise", "a.py"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"error[C42-303]" in done.stdout


def test_the_manual_has_every_command(project: Path) -> None:
    page = run("man", cwd=project).out
    assert page.startswith(".TH C42MIGRATE 1 ")
    assert [name for name in COMMANDS if f"\n.SH {name.upper()}\n" not in page] == []
    inside = [line for line in page.splitlines() if line.startswith((".", "'"))]
    assert {line.split()[0] for line in inside} == {".TH", ".SH", ".B", ".nf", ".fi"}
