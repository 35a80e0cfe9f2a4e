"""Which tests are slow, and that checks are made in the process of the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from c42migrate.engine import pool

SLOW = frozenset({"robustness", "proof", "hooks", "history"})
"""Rooms that only ``.ci/run`` runs: hostile input, programs run before and after every fix, what others' tools do."""
SLOW_FIXTURES = frozenset({"tab"})
"""A real browser."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import nothing of a room that is not run anyway."""
    is_slow = collection_path.name in SLOW and collection_path.parent == Path(__file__).parent
    return True if is_slow and config.option.markexpr == "not slow" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.path.parent.name in SLOW or not SLOW_FIXTURES.isdisjoint(fixtures):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def _nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(autouse=True)
def _in_no_project(_nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test in an empty directory: a text without a place is no part of this checkout."""
    monkeypatch.chdir(_nowhere)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files without workers, each of which costs a tenth of a second.

    Workers work where a test starts the program as a process of its own, and in the tests of the pool itself.
    """
    monkeypatch.setattr(pool, "results", lambda work, items, jobs, wanted=None: pool.in_order(work, items))
