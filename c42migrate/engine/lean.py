"""A cheaper libcst for a process that only reads: for the children of a run, which end with it.

libcst has two hundred classes of nodes, frozen dataclasses that check themselves. Making their methods is more than
half of the 200 ms that importing it takes, and setting frozen fields and checking trees that its own parser made is a
third of parsing. A process that changes no tree, shows none and makes none by hand needs neither.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Decorated = Callable[..., object]


def prepare(parent: int) -> None:
    """Import libcst without what reading does not need, if this is a child of the process ``parent``.

    Elsewhere, and where libcst was imported already, nothing is done: others may want all of it.
    """
    if os.getpid() == parent or "libcst" in sys.modules:
        return
    with _plain_dataclasses():
        import libcst
    _unchecked(libcst.CSTNode)


def _unchecked(base: type) -> None:
    """Nodes of the class are made as they are said to be."""
    unchecked: dict[str, object] = {"__post_init__": lambda _node: None}
    for name, method in unchecked.items():
        setattr(base, name, method)


@contextmanager
def _plain_dataclasses() -> Iterator[None]:
    """Dataclasses that are made meanwhile are not frozen, and compare and show themselves as any object does."""
    names = vars(dataclasses)
    whole: Decorated = names["dataclass"]

    def plain(cls: type | None = None, /, **wanted: bool) -> object:
        return whole(cls, **wanted | {"frozen": False, "repr": False, "eq": False})

    names["dataclass"] = plain
    try:
        yield
    finally:
        names["dataclass"] = whole
