"""One run from paths to dated findings: the only module that knows the order of the rooms."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from c42migrate.engine.gather import Gathered
    from c42migrate.engine_types import CheckOptions, Outcome


def check(
    options: CheckOptions, tell: Callable[[str], None] = lambda _stage: None, found: Gathered | None = None
) -> Outcome:
    """What ``run.check`` says, which is imported only now."""
    from c42migrate.engine import run

    return run.check(options, tell, found)
