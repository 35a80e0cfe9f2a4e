"""The rule catalogue: model, YAML loading, validation, compiled index, chains and dates; ``current`` is the way in."""

from __future__ import annotations

from c42migrate.catalogue.compiled import Digest, builtin_rules, current, digest

__all__ = ["Digest", "builtin_rules", "current", "digest"]
