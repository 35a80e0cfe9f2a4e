"""Lets the tests of one room use the helper modules of another's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# Each check forks a process that reads. What it imports to do so is there already when this one has it: a tenth of a
# second for each of thousands of tests. How a process fares that starts from nothing, the tests of the commands show.
import c42migrate.readers.python.reader  # noqa: F401
from c42migrate.engine import pool

HERE = frozenset({"rules", "matching", "sdk", "py42", "fixes", "proof", "beyond", "reports", "docs"})
"""Rooms whose checks are made in the process of the test, how it is done by others, the
tests of the engine, the commands and robustness show."""


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.path.parent.name in HERE:
        monkeypatch.setattr(pool, "results", lambda work, items, jobs: pool.in_order(work, items))


for room in Path(__file__).parent.iterdir():
    if room.is_dir() and not room.name.startswith((".", "_")) and str(room) not in sys.path:
        sys.path.append(str(room))
