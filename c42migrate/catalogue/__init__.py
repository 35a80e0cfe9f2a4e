"""The rule catalogue: model, YAML loading, validation, compiled index, chains and dates; ``current`` is the way in."""

from __future__ import annotations

from c42migrate.catalogue.compiled import builtin_rules, current
from c42migrate.catalogue.index import Catalogue

__all__ = ["Catalogue", "builtin_rules", "current"]
