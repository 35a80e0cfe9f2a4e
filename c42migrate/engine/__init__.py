"""One run from paths to dated findings: the only module that knows the order of the rooms."""

from __future__ import annotations

from c42migrate.engine.run import check

__all__ = ["check"]
