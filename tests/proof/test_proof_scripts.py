"""Whole scripts, run before and after their fix: first the server sees deprecated calls, then live ones that mean the same."""

from __future__ import annotations

import gc
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proof.packages import written
from tests.proof.proofs import run
from tests.server.local import running, wired
from tests.server.play import Code42
from tests.server.world import World

FOLDER = Path(__file__).parents[1] / "scripts" / "full"
STAYING = ("legal_hold_report",)
"""Only the spelling of what these ask for can be rewritten: what they ask for is deprecated, and left to a person."""
SCRIPTS = sorted(path for path in FOLDER.glob("*.py") if path.stem not in STAYING)
ALL = [*SCRIPTS, *(FOLDER / f"{name}.py" for name in STAYING)]
GONE = {
    "alert_rule_switch": Counter({"t-1": 5, "True": 1, "False": 1}),
    "detection_notes": Counter({"t-1": 6}),
}
"""Values that the new calls have no use for: the tenant, and the switch that is now part of a path."""


@pytest.fixture(scope="module")
def server() -> Iterator[Code42]:
    with warnings.catch_warnings(), running(Code42(World())) as playing, wired(playing.server_port):
        warnings.simplefilter("ignore", ResourceWarning)
        yield playing
        gc.collect()


def level(text: str) -> str:
    found = re.search(r"Level: (\w+)", text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_whole_script(script: Path, server: Code42) -> None:
    text = script.read_text(encoding="utf-8")
    fixed = written(text, script.name, level(text))
    before = run(text, ["secret"], server, gone=False)
    answered = list(server.replies)
    assert before.error == ""
    assert [v.state for v in before.verdicts] == ["deprecated"] * len(before.verdicts) != []
    after = run(fixed, ["secret"], server, gone=True)
    assert after.error == ""
    assert [(v.state, str(v.call), v.why) for v in after.verdicts if v.state != "live"] == []
    assert len(after.verdicts) == len(before.verdicts)
    meant = [(old.operation, new.operation) for old, new in zip(before.verdicts, after.verdicts, strict=True)]
    assert all(old in {"", new} for old, new in meant), meant
    values = [Counter(value for verdict in seen.verdicts for value in verdict.values) for seen in (before, after)]
    assert values[0] - GONE.get(script.stem, Counter()) == values[1]
    if level(text) == "safe":
        assert list(server.replies) == answered


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_server_had_stopped_it(script: Path, server: Code42) -> None:
    run(script.read_text(encoding="utf-8"), ["secret"], server, gone=True)
    stopped = [status for status, _ in server.replies]
    only_spelt_differently = script.stem in {"console_inventory", "invite_users"}
    assert (410 in stopped) != only_spelt_differently


@pytest.mark.parametrize("name", STAYING)
def test_only_the_spelling_is_new(name: str, server: Code42) -> None:
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    before = run(text, ["secret"], server, gone=False)
    answered = list(server.replies)
    after = run(written(text, f"{name}.py", "safe"), ["secret"], server, gone=False)
    assert (before.error, after.error) == ("", "")
    assert list(server.replies) == answered != []
    spelt = {"shape", "header", "host", "param"}
    assert all(spelt & set(verdict.old) for verdict in before.verdicts)
    assert [set(v.old) - spelt for v in before.verdicts] == [set(v.old) for v in after.verdicts]


@pytest.mark.parametrize("script", ALL, ids=lambda path: path.stem)
def test_a_second_fix_changes_nothing(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    for kind in ("safe", "unsafe"):
        once = written(text, script.name, kind)
        assert written(once, script.name, kind) == once
