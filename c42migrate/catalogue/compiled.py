"""The catalogue at run time: the index that the wheel carries, or the rule files.

The index is what the build makes of the rules (``build_hook``), pickled: unpickling takes a tenth of the time of
reading the YAML and putting it together. It lies inside the installed package, so it is as trustworthy as the code
beside it. Nothing else is ever unpickled: a checkout and rules of a user's own are read from their YAML.

A run in which nothing speaks of Code42 needs the digest alone, which knows no rules and imports nothing of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from c42migrate.files.prefilter import Needles

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue

PACKAGE = Path(__file__).parents[1]
BUNDLED = PACKAGE / "_rules"
CHECKOUT = PACKAGE.parent / "rules"
INDEX = "index.pickle"
DIGEST = "digest.pickle"


@dataclass(frozen=True, slots=True)
class Digest:
    """What tells whether a file speaks of Code42, and the age of the catalogue; fields as in ``Catalogue``."""

    needles: Needles
    verified_on: date


def current(extra: Sequence[Path] = ()) -> Catalogue:
    """The built-in catalogue with the custom rule directories ``extra`` merged in. Raises CatalogueError."""
    return _current(tuple(extra))


def digest(extra: Sequence[Path] = ()) -> Digest:
    """The digest of ``current(extra)``. Raises CatalogueError."""
    return _digest(tuple(extra))


def digest_of(catalogue: Catalogue) -> Digest:
    """What is needed of a catalogue where nothing is found."""
    return Digest(catalogue.needles, catalogue.verified_on)


def builtin_rules() -> Path:
    """The directory of the built-in rule files: inside an installed package, or the checkout's ``rules/``."""
    return BUNDLED if BUNDLED.is_dir() else CHECKOUT


@cache
def _current(extra: tuple[Path, ...]) -> Catalogue:
    if not extra and (index := _stored(INDEX)) is not None:
        from c42migrate.catalogue.index import assemble

        return assemble(index)
    from c42migrate.catalogue.load import load

    return load([builtin_rules(), *extra])


@cache
def _digest(extra: tuple[Path, ...]) -> Digest:
    found: Digest | None = _stored(DIGEST) if not extra else None
    return found or digest_of(_current(extra))


def _stored(name: str) -> Any:
    """What the build stored under a name; None in a checkout."""
    file = BUNDLED / name
    return pickle.loads(file.read_bytes()) if file.is_file() else None  # noqa: S301 -- part of the package, like its code
