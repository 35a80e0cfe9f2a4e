"""Classes of libcst that cost less to make, for a process that only reads.

libcst has two hundred classes of nodes, frozen dataclasses that check themselves. Making their methods is more than
half of the 200 ms that importing it takes, and setting frozen fields and checking trees that its own parser made is a
third of parsing. A process that changes no tree, shows none and makes none by hand needs neither. Children of a run
are such processes, and end with it.
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
    with _made(_bare):
        import libcst  # noqa: F401


def _bare(cls: type, wanted: dict[str, bool], whole: Decorated) -> object:
    made = whole(cls, **wanted | {"frozen": False, "repr": False, "eq": False, "init": False})
    vars(type)["__setattr__"](made, "__init__", _late_init(whole))
    return made


def _late_init(whole: Decorated) -> Callable[..., None]:
    """An ``__init__`` that is made, and takes its own place, when the first object is; it checks nothing."""

    def late(self: object, *args: object, **named: object) -> None:
        owner = next(cls for cls in type(self).__mro__ if vars(cls).get("__init__") is late)
        fields = {field.name: field for field in dataclasses.fields(owner)}
        types = {name: field.type for name, field in fields.items()}
        like = type("Like", (), {"__doc__": owner.__doc__, "__annotations__": types, **fields})
        init: Callable[..., None] = vars(whole(like, repr=False, eq=False))["__init__"]
        vars(type)["__setattr__"](owner, "__init__", init)
        init(self, *args, **named)

    return late


@contextmanager
def _made(how: Callable[[type, dict[str, bool], Decorated], object]) -> Iterator[None]:
    """``how`` makes the classes that are decorated meanwhile, of the arguments given and the whole decorator."""
    names = vars(dataclasses)
    whole: Decorated = names["dataclass"]

    def changed(cls: type | None = None, /, **wanted: bool) -> object:
        def made(cls: type) -> object:
            return how(cls, wanted, whole)

        return made if cls is None else made(cls)

    names["dataclass"] = changed
    try:
        yield
    finally:
        names["dataclass"] = whole
