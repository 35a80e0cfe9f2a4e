"""What an expression may stand for, as far as it can be told without running the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from c42migrate.readers.python import ir
from c42migrate.symbolic import Hole, Literal, Place, Text

LIMIT = 16
"""Most alternatives one value may have; beyond that the first ones are kept."""


@dataclass(frozen=True, slots=True)
class Known:
    """A string; unknown values are strings of one hole, so that concatenation needs no second form."""

    text: Text


@dataclass(frozen=True, slots=True)
class Plain:
    """A number, ``True``, ``False`` or ``None`` as written."""

    written: str


@dataclass(frozen=True, slots=True)
class Row:
    """A tuple, list or set; each item has its own alternatives. ``rest`` marks a forwarded ``*args``."""

    items: tuple[Values, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry of a mapping. ``key`` is None for ``**other`` (then ``values`` are mappings)."""

    key: Values | None
    values: Values
    place: Place
    removal: Place | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A dict with the entries known to be put into it, also later than its display."""

    pairs: tuple[Pair, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the project; ``owner`` is the instance or class it was taken from."""

    module: str
    scope: int
    owner: Instance | Class | None = None
    preset: tuple[Bound, ...] = ()
    """Arguments already given by ``functools.partial``."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the project."""

    module: str
    scope: int


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a project class; ``args`` are those of its construction, None for ``self`` inside its own methods."""

    of: Class
    args: tuple[Bound, ...] | None = None


@dataclass(frozen=True, slots=True)
class ProjectModule:
    """A module of the project."""

    name: str


@dataclass(frozen=True, slots=True)
class Ref:
    """Something from outside the project, by its dotted name: ``requests.put``; a call appends ``()``.

    ``origin`` is the place of the last call in it (identity of an object), ``args`` the arguments of that call,
    ``tokens`` the attribute names as written at this use.
    """

    name: str
    origin: Place | None = None
    args: tuple[Bound, ...] = ()
    tokens: tuple[Literal, ...] = ()
    dynamic: Text | None = None
    """The last attribute when it is taken by ``getattr(x, method)``."""
    preset: tuple[Bound, ...] = ()
    """Arguments already given by ``functools.partial``."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the call at ``place`` answered, or a part of it; ``name`` is the callee as written."""

    place: Place
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """An argument as passed: ``keyword`` "" when positional; ``star`` is "", ``*`` or ``**``."""

    values: Values
    keyword: str = ""
    star: str = ""
    arg: ir.Arg | None = field(default=None, compare=False, hash=False)


Value = Known | Plain | Row | Mapping | Function | Class | Instance | ProjectModule | Ref | Response
Values = tuple[Value, ...]


def unknown(name: str = "", place: Place | None = None, param: tuple[str, str] | None = None) -> Values:
    """A value nothing is known of but its name."""
    return (Known(Text((Hole(name, place, param),))),)


def merged(values: Iterable[Value]) -> Values:
    """Alternatives without repetitions, bounded."""
    seen: dict[Value, None] = {}
    for value in values:
        seen.setdefault(value)
        if len(seen) >= LIMIT:
            break
    return tuple(seen)


def texts(values: Values) -> tuple[Text, ...]:
    """The alternatives that are strings."""
    return tuple(v.text for v in values if isinstance(v, Known))


def is_hole(value: Value) -> bool:
    """True when nothing is known of the value but its name."""
    return isinstance(value, Known) and len(value.text.pieces) == 1 and isinstance(value.text.pieces[0], Hole)


def hole_of(value: Value) -> Hole | None:
    """The hole when the value is just that."""
    if isinstance(value, Known) and len(value.text.pieces) == 1 and isinstance(value.text.pieces[0], Hole):
        return value.text.pieces[0]
    return None


def with_tokens(value: Value, tokens: tuple[Literal, ...]) -> Value:
    """A reference as written at another use."""
    return replace(value, tokens=tokens) if isinstance(value, Ref) else value
