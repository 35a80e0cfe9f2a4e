"""Readings as plain values that ``marshal`` writes, and back: between processes, and to and from the cache."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter

from c42migrate import model

_CLASSES: tuple[type, ...] = (
    model.Place, model.Step, model.Literal, model.Hole, model.Text, model.Verb, model.Entry,
    model.Header, model.Credential, model.Request, model.Argument, model.Symbol, model.Command,
    model.Requirement, model.Field, model.Problem, model.Reading,
)  # fmt: skip
_ENUMS: tuple[type, ...] = (model.Certainty, model.VerbForm)
_BUILD: tuple[Callable[..., object], ...] = (*_CLASSES, *_ENUMS)
_NUMBER = {cls: number for number, cls in enumerate(_BUILD)}
_NAMES = {cls: tuple(item.name for item in fields(cls)) for cls in _CLASSES}

LAYOUT = repr([(cls.__name__, _NAMES[cls]) for cls in _CLASSES])
"""Changes when the classes do."""


def dumps(value: object) -> bytes:
    """A plain value as bytes; what is one object stays one. Raises ValueError for anything else."""
    write: Callable[..., bytes] = marshal.dumps
    return write(value, 4)


def loads(data: bytes) -> object:
    """The inverse. Raises EOFError, TypeError or ValueError for damaged data."""
    return marshal.loads(data)  # noqa: S302 -- checksummed, or from a process of our own; and marshal runs nothing


class Writer:
    """Turns objects into lists led by the number of their class; what is one object stays one list."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, list[object]]] = {}

    def plain(self, value: object) -> object:
        """``value`` (a reading, or a tuple, of such) as plain values."""
        kind = type(value)
        if kind is tuple:
            return tuple([self.plain(item) for item in value]) if isinstance(value, tuple) else ()
        if kind not in _NUMBER:
            return value
        if id(value) not in self._known:
            # The object is kept too: an id is only good as long as it lives.
            self._known[id(value)] = (value, [_NUMBER[kind], *self._parts(value, kind)])
        return self._known[id(value)][1]

    def _parts(self, value: object, kind: type) -> list[object]:
        if kind in _NAMES:
            return [self.plain(getattr(value, name)) for name in _NAMES[kind]]
        return [attrgetter("value")(value)]


class Reader:
    """The inverse. Raises IndexError, TypeError or ValueError for values that were not written by ``Writer``."""

    def __init__(self) -> None:
        self._known: dict[int, object] = {}

    def object(self, value: object) -> object:
        """The objects that ``value`` was made from."""
        if isinstance(value, tuple):
            return tuple([self.object(item) for item in value])
        if not isinstance(value, list):
            return value
        if id(value) not in self._known:
            self._known[id(value)] = _BUILD[value[0]](*[self.object(item) for item in value[1:]])
        return self._known[id(value)]
