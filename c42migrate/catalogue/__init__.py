"""The rule catalogue: model, YAML loading, validation, compiled index, chains and dates.

``current`` is the way in at run time; nothing here imports a parser before rule files are really read.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from c42migrate.catalogue.compiled import builtin_rules, current
    from c42migrate.catalogue.index import Catalogue

__all__ = ["Catalogue", "builtin_rules", "current"]


def __getattr__(name: str) -> object:
    """What this room offers, imported when it is asked for: the model costs more than looking for a needle."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from c42migrate.catalogue import compiled

    return getattr(compiled, name)
