"""``fix`` over real scripts: they stay valid, and when executed ask for the same as before, of what is live."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.beyond import stubs
from tests.program import run
from tests.server.world import Call, Verdict, World

SCRIPTS = sorted((Path(__file__).parent / "shell").glob("*.sh"))
WORLD = World()
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def fixed(script: Path, directory: Path) -> Path:
    """A copy of a script after ``fix``."""
    copy = directory / script.name
    shutil.copy(script, copy)
    shutil.copytree(script.parent / "lib", directory / "lib")
    ran = run("fix", "--as-of", "2026-11-23", "--exit-zero", directory)
    assert ran.code == 0, ran.err
    return copy


def code42(calls: list[Call]) -> list[Verdict]:
    return [WORLD.judge(call) for call in calls if call.host.endswith(".code42.com")]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_before_deprecated_after_live(script: Path, tmp_path: Path) -> None:
    calls = stubs.run(script, tmp_path / "before")
    copy = fixed(script, tmp_path)
    subprocess.run(["bash", "-n", str(copy)], check=True)
    after = stubs.run(copy, tmp_path / "after")
    others = [[call for call in each if not call.host.endswith(".code42.com")] for each in (calls, after)]
    assert others[0] == others[1]
    before, now = code42(calls), code42(after)
    assert [v.state for v in before] == ["deprecated"] * len(before) != []
    assert [(v.state, str(v.call)) for v in now if v.state != "live"] == []
    meant = [Counter((v.operation, v.values) for v in each) for each in (before, now)]
    assert meant[0] == meant[1]


def test_the_corpus_is_large_and_every_script_calls_code42() -> None:
    assert len(SCRIPTS) >= 15


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_second_fix_changes_nothing(script: Path, tmp_path: Path) -> None:
    once = fixed(script, tmp_path)
    (tmp_path / "again").mkdir()
    assert fixed(once, tmp_path / "again").read_bytes() == once.read_bytes()
