"""The catalogue at run time: the index that the wheel carries, or the rule files.

The index is what the build makes of the rules (``build_hook``), pickled: unpickling takes a tenth of the time of
reading the YAML and putting it together. It lies inside the installed package, so it is as trustworthy as the code
beside it. Nothing else is ever unpickled: a checkout and rules of a user's own are read from their YAML.

A run in which nothing speaks of Code42 needs the digest alone, which knows no rules and imports nothing of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from c42migrate.files.prefilter import Needles

if TYPE_CHECKING:
    from c42migrate.catalogue.index import Catalogue

PACKAGE = Path(__file__).parents[1]
BUNDLED = PACKAGE / "_rules"
CHECKOUT = PACKAGE.parent / "rules"
INDEX = "index.pickle"
DIGEST = "digest.txt"


class Digest(NamedTuple):
    """What tells whether a file speaks of Code42, and the age of the catalogue; fields as in ``Catalogue``."""

    needles: Needles
    verified_on: date

    def written(self) -> bytes:
        """Return it as a file: the day, then four groups of needles, one in a line, an empty line before each group."""
        needles = self.needles
        groups = (needles.strong, needles.weak, needles.evidence, needles.whole)
        return b"\n\n".join([self.verified_on.isoformat().encode(), *map(b"\n".join, groups)])

    @classmethod
    def read(cls, data: bytes) -> Digest:
        """Return what ``written`` wrote."""
        day, *groups = data.split(b"\n\n")
        return cls(
            Needles(*(tuple(filter(None, group.split(b"\n"))) for group in groups)), date.fromisoformat(day.decode())
        )


def current(extra: Sequence[Path] = ()) -> Catalogue:
    """Return the built-in catalogue with the custom rule directories ``extra`` merged in. Raises CatalogueError."""
    return _current(tuple(extra))


def digest(extra: Sequence[Path] = ()) -> Digest:
    """Return the digest of ``current(extra)``. Raises CatalogueError."""
    return _digest(tuple(extra))


def digest_of(catalogue: Catalogue) -> Digest:
    """Return what is needed of a catalogue where nothing is found."""
    return Digest(catalogue.needles, catalogue.verified_on)


def builtin_rules() -> Path:
    """Return the directory of the built-in rule files: inside an installed package, or the checkout's ``rules/``."""
    return BUNDLED if BUNDLED.is_dir() else CHECKOUT


@cache
def _current(extra: tuple[Path, ...]) -> Catalogue:
    file = BUNDLED / INDEX
    if not extra and file.is_file():
        import pickle

        from c42migrate.catalogue.index import assemble

        return assemble(pickle.loads(file.read_bytes()))  # noqa: S301 -- part of the package, like its code
    from c42migrate.catalogue.load import load

    return load([builtin_rules(), *extra])


@cache
def _digest(extra: tuple[Path, ...]) -> Digest:
    file = BUNDLED / DIGEST
    return Digest.read(file.read_bytes()) if not extra and file.is_file() else digest_of(_current(extra))
