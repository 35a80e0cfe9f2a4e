"""A fault in one file is said to be one and does not keep the other files from being read."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from c42migrate.errors import Problem

T = TypeVar("T")


def contained(path: str, problems: list[Problem], work: Callable[[], T]) -> T | None:
    """Return what ``work`` makes of the file ``path``; None, and one more of ``problems``, when it fails.

    Text nested too deep is the file's doing (kind ``parse``), anything else is ours (kind ``internal``, which makes
    the exit code 3). With C42MIGRATE_DEBUG set, errors of ours are raised.
    """
    try:
        return work()
    except RecursionError:
        problems.append(Problem(path, "parse", "too deeply nested"))
    except Exception as error:
        if os.environ.get("C42MIGRATE_DEBUG"):
            raise
        problems.append(Problem(path, "internal", f"{type(error).__name__}: {error}"[:200]))
    return None
