"""Every program does the same after a safe fix; after an unsafe one, or something is still reported of it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixes.programs_support import HOSTS, Played, Program, differs, fixed, programs, ran
from tests.server.local import running, wired
from tests.server.play import Code42
from tests.server.world import World

ALL = programs()
SAMPLE = 3
"""Every so many programs one runs by default, those that start no process, and all with -m "slow or not slow"."""
CASES = [
    p if n % SAMPLE == 0 and p.main.endswith(".py") else pytest.param(p, marks=pytest.mark.slow)
    for n, p in enumerate(ALL)
]


@pytest.fixture(scope="module")
def server() -> Iterator[Code42]:
    with warnings.catch_warnings(), running(Played(World())) as playing, wired(playing.server_port, HOSTS):
        warnings.simplefilter("ignore", ResourceWarning)
        yield playing


@pytest.mark.parametrize("program", CASES, ids=str)
def test_a_program(program: Program, server: Code42, tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    old = ran(program, program.files, before, server) if _runs(program) else None
    assert old is None or (old.error, bool(old.verdicts or old.printed)) == ("", True)
    for level in ("safe", "unsafe"):
        files, left = fixed(program, tmp_path / "fix", level)
        changes = files != dict(program.files)
        if level == "safe" or program.wanted != "kept":
            assert changes == (program.wanted in {"fixed", level, "moved" if level == "unsafe" else ""})
        if old is not None and changes:
            folder = tmp_path / f"after-{level}"
            folder.mkdir()
            new = ran(program, files, folder, server)
            may_differ = level == "unsafe" and left and program.wanted != "moved"
            assert may_differ or not differs(old, new), differs(old, new)
    again, _ = fixed(Program("", "", "", program.product, files), tmp_path / "again", "unsafe")
    assert again == files


def _runs(program: Program) -> bool:
    return program.main.endswith((".py", ".sh"))


def test_there_are_many() -> None:
    assert len(ALL) >= 365
