"""The catalogue at run time: the index that the wheel carries, or the rule files.

The index is a pickle of ``index.Sources`` that the build makes (``build_hook``): unpickling takes a tenth of the time
of reading the YAML. It lies inside the installed package, so it is as trustworthy as the code beside it. Nothing else
is ever unpickled: a checkout and rules of a user's own are read from their YAML.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from c42migrate.catalogue.index import Catalogue, assemble

PACKAGE = Path(__file__).parents[1]
BUNDLED = PACKAGE / "_rules"
CHECKOUT = PACKAGE.parent / "rules"
INDEX = "index.pickle"


def current(extra: Sequence[Path] = ()) -> Catalogue:
    """The built-in catalogue with the custom rule directories ``extra`` merged in. Raises CatalogueError."""
    return _current(tuple(extra))


def builtin_rules() -> Path:
    """The directory of the built-in rule files: inside an installed package, or the checkout's ``rules/``."""
    return BUNDLED if BUNDLED.is_dir() else CHECKOUT


@cache
def _current(extra: tuple[Path, ...]) -> Catalogue:
    index = BUNDLED / INDEX
    if index.is_file() and not extra:
        return assemble(pickle.loads(index.read_bytes()))  # noqa: S301 -- part of the package, like its code
    from c42migrate.catalogue.load import load

    return load([builtin_rules(), *extra])
