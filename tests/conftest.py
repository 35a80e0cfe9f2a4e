"""Which rooms check in the process of the test, and which tests are slow."""

from __future__ import annotations

import pytest

# Each check forks a process that reads. What it imports to do so is there already when this one has it: a tenth of a
# second for each of thousands of tests. How a process fares that starts from nothing, the tests of the commands show.
import c42migrate.readers.python.reader  # noqa: F401
from c42migrate.engine import pool

HERE = frozenset({"rules", "matching", "sdk", "history", "fixes", "proof", "beyond", "reports", "docs", "cli"})
"""Rooms whose checks are made in the process of the test, how it is done by others, the
tests of the engine, the commands and robustness show."""


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.path.parent.name in HERE:
        monkeypatch.setattr(pool, "results", lambda work, items, jobs, wanted=None: pool.in_order(work, items))


SLOW = frozenset({"robustness", "proof"})
"""Rooms that only ``.ci/run`` runs: hostile input, and programs run before and after every fix."""
SLOW_FILES = frozenset({"test_only_fix_writes.py", "test_own_reports.py", "test_ignores.py"})
"""Single files likewise: tables over every command and option, and comparisons with git."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in SLOW or item.path.name in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
