"""Every command line and every configuration in the README works as it is written."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from c42migrate import config

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
LINES = [
    line
    for language, text in BLOCKS
    if language == "sh"
    for line in text.splitlines()
    if line.startswith("c42migrate ")
]
TABLES = [text for language, text in BLOCKS if language == "toml"]
SCRIPT = 'import requests\nrequests.put("https://console.us.code42.com/api/UserDeactivation/" + uid)\n'


def shell(line: str, directory: Path) -> subprocess.CompletedProcess[str]:
    env = {"PATH": f"{directory.parent / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(["sh", "-c", line], cwd=directory, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("readme")
    for name in ("project/src/a.py", "project/block.py", "project/a.py", "bin/c42migrate"):
        (made / name).parent.mkdir(exist_ok=True, parents=True)
        (made / name).write_text(SCRIPT)
    (made / "bin/c42migrate").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m c42migrate "$@"\n')
    (made / "bin/c42migrate").chmod(0o755)
    directory = made / "project"
    shell("c42migrate check -f json -o pay.json --exit-zero a.py; c42migrate baseline create .", directory)
    for name in ("bill.json", "last.json"):
        shutil.copy(directory / "pay.json", directory / name)
    return directory


def test_there_is_something_to_run() -> None:
    assert len(LINES) >= 10
    assert TABLES


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_readme_works(project: Path, tmp_path: Path, line: str) -> None:
    (tmp_path / "bin").symlink_to(project.parent / "bin")
    directory = Path(shutil.copytree(project, tmp_path / "project"))
    if re.search(r"baseline create (?!--force)", line):
        (directory / ".c42migrate-baseline.json").unlink()
    done = shell(line, directory)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("table", TABLES)
def test_a_configuration_of_the_readme_is_understood(tmp_path: Path, table: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(table)
    assert config.load([], file).origins


def test_every_test_that_contributing_names_exists() -> None:
    """The table of complaints points at tests by name or file."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    names = set(re.findall(r"`(test_\w+)`", CONTRIBUTING))
    assert {name for name in names if f"def {name}(" not in sources} == set()
    files = set(re.findall(r"`(tests/[\w/.]+)`", CONTRIBUTING))
    assert {name for name in files if not (ROOT / name).exists()} == set()


def test_every_file_that_contributing_names_exists() -> None:
    """The ten stops from bytes to an edit are where they are said to be."""
    stops = re.findall(r"(?m)^\| +\d+ \| .* \| (.*) \|$", CONTRIBUTING)
    assert len(stops) == 10
    for line in stops:
        room = ""
        for name in re.findall(r"`([\w/]+\.py|policy/)`", line):
            room = name.rpartition("/")[0] or room
            here = ROOT / "c42migrate"
            assert (here / name).exists() or (here / room / name).exists(), name
