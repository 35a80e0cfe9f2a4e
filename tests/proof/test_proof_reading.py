"""Whole scripts that read keys which have got new names: before the fix they fail, after it they read what is meant."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proof.packages import written
from tests.proof.proofs import run
from tests.server.local import running, wired
from tests.server.play import Code42
from tests.server.world import World

FOLDER = Path(__file__).parents[1] / "scripts" / "reading"
READ = {
    "alert_triage": ("severity", ["HIGH", 1]),
    "document_report": ("categoryByBytes", ["Document"]),
    "session_states": ("state", ["OPEN", "r-1"]),
}
"""The key that is missing today, and what a script reads after its fix."""


@pytest.fixture(scope="module")
def server() -> Iterator[Code42]:
    with warnings.catch_warnings(), running(Code42(World())) as playing, wired(playing.server_port):
        warnings.simplefilter("ignore", ResourceWarning)
        yield playing


def test_all_scripts_are_run() -> None:
    assert sorted(READ) == sorted(path.stem for path in FOLDER.glob("*.py"))


@pytest.mark.parametrize("name", READ)
def test_it_reads_the_key_of_today(name: str, server: Code42) -> None:
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    missing, expected = READ[name]
    before = run(text, ["secret"], server, gone=False)
    assert before.error == f"KeyError: '{missing}'"
    fixed = written(text, f"{name}.py", "unsafe")
    after = run(fixed, ["secret"], server, gone=False)
    assert (after.error, after.result) == ("", expected)
    assert str(after.verdicts[0].call) == str(before.verdicts[0].call)
    assert all(verdict.state != "invalid" for verdict in after.verdicts)
    assert written(fixed, f"{name}.py", "unsafe") == fixed


@pytest.mark.parametrize("name", READ)
def test_nothing_of_it_is_safe(name: str) -> None:
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    assert written(text, f"{name}.py", "safe") == text
