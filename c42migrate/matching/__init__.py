"""Usages and rules in, findings out, with the fixes that can be made exactly."""

from __future__ import annotations

from c42migrate.matching.run import match

__all__ = ["match"]
