"""Whole scripts as people write them: run with py42, moved, run with incydr; what they do and print stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checking import codes, fixed
from tests.sdk.twin_world import Server, run, serving

pytest.importorskip("incydr")
pytest.importorskip("py42")

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.py"))
PARTLY = frozenset(
    [
        "alerts_triage",
        "async_style",
        "checked",
        "click_tool",
        "connector",
        "context_manager",
        "generator_chain",
        "kwargs",
        "partial_positional",
        "sync_lists",
        "typed",
        "what_stays",
    ]
)
"""Where something of py42 is left, and marked."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_moved_script_does_and_prints_the_same(path: Path, server: Server) -> None:
    script = path.read_text()
    after = fixed(script)
    assert after != script
    assert ("py42" in after.replace("# c42migrate", "")) == (path.stem in PARTLY)
    first, then = run(script, server), run(after, server)
    assert first.error == "", first.error
    assert then.error == "", f"{after}\n{then.error}"
    assert (then.output, then.done) == (first.output, first.done), after
    assert first.output or first.done
    assert fixed(after) == after
    assert path.stem in PARTLY or set(codes(after)) <= {"C42-004"}
