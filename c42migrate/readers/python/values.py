"""What an expression may stand for, as far as it can be told without running the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from c42migrate.model import Hole, Literal, Place, Text
from c42migrate.readers.python import ir

LIMIT = 16
"""Most alternatives one value may have; beyond that the first ones are kept."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value remembers of what is inside it, so that nothing is walked twice.

    ``owners`` are the functions whose parameters occur inside (see ``Hole.param``), ``depth`` how deep values are
    nested.
    """

    owners: frozenset[str]
    depth: int
    digest: int


_FLAT: frozenset[str] = frozenset()


def _shape(head: object, parts: Iterable[Shape] = (), own: frozenset[str] = _FLAT) -> Shape:
    found = tuple(parts)
    if not found:
        return Shape(own, 1, hash((head, ())))
    owners = own.union(*(part.owners for part in found))
    return Shape(owners, 1 + max(p.depth for p in found), hash((head, tuple(p.digest for p in found))))


class _Shaped:
    """A value with a shape computed when it is made; hashing and looking for parameters cost nothing afterwards."""

    __slots__ = ()
    shape: Shape

    def __hash__(self) -> int:
        return self.shape.digest

    def _fix(self, head: object, parts: Iterable[Shape] = (), own: frozenset[str] = _FLAT) -> None:
        object.__setattr__(self, "shape", _shape((type(self).__name__, head), parts, own))


def _values_shapes(values: Values) -> Iterator[Shape]:
    return (value.shape for value in values)


@dataclass(frozen=True, slots=True)
class Known(_Shaped):
    """A string; unknown values are strings of one hole, so that concatenation needs no second form."""

    text: Text
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix(self.text, own=frozenset(gap.param[0] for gap in self.text.holes if gap.param))


@dataclass(frozen=True, slots=True)
class Plain(_Shaped):
    """A number, ``True``, ``False`` or ``None`` as written."""

    written: str
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix(self.written)


@dataclass(frozen=True, slots=True)
class Row(_Shaped):
    """A tuple, list or set; each item has its own alternatives."""

    items: tuple[Values, ...]
    place: Place
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix(self.place, (shape for item in self.items for shape in _values_shapes(item)))


@dataclass(frozen=True, slots=True)
class Pair(_Shaped):
    """One entry of a mapping. ``key`` is None for ``**other`` (then ``values`` are mappings)."""

    key: Values | None
    values: Values
    place: Place
    removal: Place | None = None
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix(self.place, _values_shapes((*(self.key or ()), *self.values)))


@dataclass(frozen=True, slots=True)
class Mapping(_Shaped):
    """A dict with the entries known to be put into it, also later than its display."""

    pairs: tuple[Pair, ...]
    place: Place
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix(self.place, (pair.shape for pair in self.pairs))


@dataclass(frozen=True, slots=True)
class Function(_Shaped):
    """A function of the project; ``owner`` is the instance or class it was taken from.

    ``preset`` are arguments already given by ``functools.partial``. ``closed``: the calls of the functions around it
    that returned it, innermost first.
    """

    module: str
    scope: int
    owner: Instance | Class | None = None
    preset: tuple[Bound, ...] = ()
    closed: tuple[tuple[Function, tuple[Bound, ...]], ...] = ()
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        parts = [bound.shape for bound in self.preset] + ([self.owner.shape] if self.owner else [])
        parts += [shape for outer, given in self.closed for shape in (outer.shape, *(bound.shape for bound in given))]
        self._fix((self.module, self.scope, len(self.closed)), parts)


@dataclass(frozen=True, slots=True)
class Class(_Shaped):
    """A class of the project."""

    module: str
    scope: int
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix((self.module, self.scope))


@dataclass(frozen=True, slots=True)
class Instance(_Shaped):
    """An instance of a project class; ``args`` are those of its construction, None for ``self`` inside its own
    methods. ``param`` is the parameter (see ``Hole.param``) when it may be an instance of a subclass that says
    otherwise. ``after``: what ``super()`` is in a method of that class."""

    of: Class
    args: tuple[Bound, ...] | None = None
    param: tuple[str, str] | None = None
    after: Class | None = None
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        own = frozenset({self.param[0]}) if self.param else _FLAT
        self._fix((self.of, self.args is None, self.param, self.after), (bound.shape for bound in self.args or ()), own)


@dataclass(frozen=True, slots=True)
class ProjectModule(_Shaped):
    """A module of the project."""

    name: str
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix(self.name)


@dataclass(frozen=True, slots=True)
class Ref(_Shaped):
    """Something from outside the project, by its dotted name: ``requests.put``; a call appends ``()``.

    ``origin`` is the place of the last call in it (identity of an object), ``args`` the arguments of that call,
    ``tokens`` the attribute names as written at this use, ``dynamic`` the last attribute when it is taken by
    ``getattr(x, method)``, ``preset`` arguments already given by ``functools.partial``.
    """

    name: str
    origin: Place | None = None
    args: tuple[Bound, ...] = ()
    tokens: tuple[Literal, ...] = ()
    dynamic: Text | None = None
    preset: tuple[Bound, ...] = ()
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        gaps = self.dynamic.holes if self.dynamic is not None else ()
        own = frozenset(gap.param[0] for gap in gaps if gap.param)
        self._fix((self.name, self.origin), (bound.shape for bound in (*self.args, *self.preset)), own)


@dataclass(frozen=True, slots=True)
class Response(_Shaped):
    """What the call at ``place`` answered, or a part of it; ``name`` is the callee as written."""

    place: Place
    name: str = ""
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix((self.place, self.name))


@dataclass(frozen=True, slots=True)
class Bound(_Shaped):
    """An argument as passed: ``keyword`` "" when positional; ``star`` is "", ``*`` or ``**``."""

    values: Values
    keyword: str = ""
    star: str = ""
    arg: ir.Arg | None = field(default=None, compare=False)
    shape: Shape = field(init=False, compare=False, repr=False)
    __hash__ = _Shaped.__hash__

    def __post_init__(self) -> None:
        self._fix((self.keyword, self.star), _values_shapes(self.values))


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


def with_after(value: Value, place: Place, name: str) -> Value:
    """A value that is a hole in a string, saying where its expression ends; any other value as it is.

    ``place`` is the expression, ``name`` what it is called.
    """
    gap = Hole(value.name or name) if isinstance(value, Ref | Response) else hole_of(value)
    if gap is None or gap.after is not None:
        return value
    return Known(Text((replace(gap, after=Place(place.path, place.end, place.end)),)))


def with_tokens(value: Value, tokens: tuple[Literal, ...]) -> Value:
    """A reference as written at another use."""
    return replace(value, tokens=tokens) if isinstance(value, Ref) else value
