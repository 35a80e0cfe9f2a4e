"""The readings of a run. What findings are made with is imported while other processes read."""

from __future__ import annotations

from collections.abc import Callable

from c42migrate.catalogue.index import Catalogue
from c42migrate.engine.codec import LAYOUT
from c42migrate.engine.gather import Gathered
from c42migrate.engine.read import Read
from c42migrate.engine.store import Store
from c42migrate.engine.units import Units


def read(
    found: Gathered, catalogue: Catalogue, jobs: int, meanwhile: Callable[[], object] = lambda: None, *, cache: bool
) -> Read:
    """The readings of all that was gathered; ``meanwhile`` is done while other processes read."""

    def prepare() -> None:
        _prepare(catalogue)
        meanwhile()

    store = Store(f"{catalogue.version} {LAYOUT}", wanted=cache)
    units = Units(found.contents, found.file_kinds, catalogue.lexicon, catalogue.needles, store, jobs, prepare)
    return units.read()


def _prepare(catalogue: Catalogue) -> None:
    """Import and decode what findings are made with, while other processes read."""
    from c42migrate.matching import match  # noqa: F401

    list(catalogue.rules.values())
