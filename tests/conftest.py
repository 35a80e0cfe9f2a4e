"""Which tests are slow, and that checks are made in the process of the test."""

from __future__ import annotations

import pytest

from c42migrate.engine import pool

SLOW = frozenset({"robustness", "proof", "hooks", "history"})
"""Rooms that only ``.ci/run`` runs: hostile input, programs run before and after every fix, what others' tools do."""
SLOW_FILES = frozenset({"test_only_fix_writes.py", "test_own_reports.py"})
"""Tables over every command and option."""
SLOW_FIXTURES = frozenset({"tab"})
"""A real browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.path.parent.name in SLOW or item.path.name in SLOW_FILES or not SLOW_FIXTURES.isdisjoint(fixtures):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files without workers, each of which costs a tenth of a second.

    Workers work where a test starts the program as a process of its own, and in the tests of robustness.
    """
    if request.path.parent.name != "robustness":
        monkeypatch.setattr(pool, "results", lambda work, items, jobs, wanted=None: pool.in_order(work, items))
