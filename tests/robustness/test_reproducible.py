"""The same sources make the same wheel, byte for byte: at another time, in another place, with other hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
ROOT = Path(__file__).parents[2]


def built(directory: Path, seed: str) -> bytes:
    for name in ("c42migrate", "rules"):
        shutil.copytree(ROOT / name, directory / name, ignore=shutil.ignore_patterns("__pycache__", "_rules"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, directory / name)
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environ |= {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"]
    subprocess.run(command, cwd=directory, env=environ, check=True, capture_output=True)
    (wheel,) = (directory / "dist").iterdir()
    return wheel.read_bytes()


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    places = [tmp_path / "one", tmp_path / "another"]
    for place in places:
        place.mkdir()
    assert built(places[0], "1") == built(places[1], "2")
