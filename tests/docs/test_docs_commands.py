"""Every command line and every configuration in the README works as it is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from c42migrate import config
from tests.program import ROOT, run_line

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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("readme")
    for name in ("src/a.py", "block.py", "a.py"):
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(SCRIPT)
    run_line("c42migrate check -f json -o pay.json --exit-zero a.py", directory)
    run_line("c42migrate baseline create .", directory)
    for name in ("bill.json", "last.json"):
        shutil.copy(directory / "pay.json", directory / name)
    return directory


def test_there_is_something_to_run() -> None:
    assert len(LINES) >= 10
    assert TABLES


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_readme_works(project: Path, tmp_path: Path, line: str) -> None:
    directory = Path(shutil.copytree(project, tmp_path / "project"))
    if re.search(r"baseline create (?!--force)", line):
        (directory / ".c42migrate-baseline.json").unlink()
    done = run_line(line, directory)
    assert done.code in {0, 1}, done.err
    assert "internal error" not in done.err


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
