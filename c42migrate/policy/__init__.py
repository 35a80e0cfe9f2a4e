"""Policy: what is laid over findings after detection: dates, selection, suppressions, baseline."""

from __future__ import annotations

from c42migrate.policy.overlay import overlay

__all__ = ["overlay"]
