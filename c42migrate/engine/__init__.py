"""One run from paths to dated findings: the only room that knows the order of the others."""

from __future__ import annotations

from c42migrate.engine.run import Checker, check

__all__ = ["Checker", "check"]
