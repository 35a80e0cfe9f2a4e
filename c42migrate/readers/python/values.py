"""What an expression may stand for, as far as it can be told without running the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar

import libcst as cst

from c42migrate.model import Hole, Literal, Place, Step, Text, literal
from c42migrate.readers.python.nodes import keyword
from c42migrate.readers.python.positions import Positions
from c42migrate.readers.python.scopes import Scope

LIMIT = 16
"""Most alternatives one value may have; beyond that the first ones are kept."""
NOWHERE = Place("", 0, 0)
_MOST_STEPS = 8
_MOST_ALIASES = 3


_NOBODY: frozenset[str] = frozenset()


class _Value:
    """A value that remembers what is asked of it often.

    ``_nested`` names the fields that hold other values.
    """

    __slots__ = ("_depth", "_hash", "_owners")
    __match_args__: tuple[str, ...]
    _nested: ClassVar[tuple[str, ...]] = ()
    _depth: int
    _hash: int
    _owners: frozenset[str]

    @property
    def owners(self) -> frozenset[str]:
        """The functions whose parameters occur in it (see ``Hole.param``)."""
        try:
            return self._owners
        except AttributeError:
            owners = self._parameters()
            if self._nested:
                owners = owners.union(*[value.owners for value in self._inside()])
            object.__setattr__(self, "_owners", owners)
            return owners

    @property
    def depth(self) -> int:
        """How deep values are nested in it."""
        try:
            return self._depth
        except AttributeError:
            depth = 1 + max([value.depth for value in self._inside()], default=0)
            object.__setattr__(self, "_depth", depth)
            return depth

    def _parameters(self) -> frozenset[str]:
        """Return the functions whose parameters it names itself."""
        return _NOBODY

    def _inside(self) -> list[_Value]:
        found: list[_Value] = []
        for name in self._nested:
            _gather(getattr(self, name), found)
        return found

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            held = [getattr(self, name) for name in self.__match_args__ if name != "arg"]  # see ``Bound``
            digest = hash((type(self), *held))
            object.__setattr__(self, "_hash", digest)
            return digest


def _gather(held: object, found: list[_Value]) -> None:
    if type(held) is tuple:
        for item in held:
            _gather(item, found)
    elif isinstance(held, _Value):
        found.append(held)


def _owners_in(text: Text | None) -> frozenset[str]:
    gaps = [piece for piece in (text.pieces if text is not None else ()) if type(piece) is Hole]
    own = [gap.param[0] for gap in gaps if gap.param]
    return frozenset(own).union(*[_owners_in(gap.called) for gap in gaps if gap.called is not None])


@dataclass(frozen=True, slots=True)
class Known(_Value):
    """A string; unknown values are strings of one hole, so that concatenation needs no second form."""

    text: Text
    __hash__ = _Value.__hash__

    def _parameters(self) -> frozenset[str]:
        return _owners_in(self.text)


@dataclass(frozen=True, slots=True)
class Plain(_Value):
    """A number, ``True``, ``False`` or ``None`` as written."""

    written: str
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Row(_Value):
    """A tuple, list or set; each item has its own alternatives."""

    items: tuple[Values, ...]
    place: Place
    _nested = ("items",)
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Pair(_Value):
    """One entry of a mapping. ``key`` is None for ``**other`` (then ``values`` are mappings)."""

    key: Values | None
    values: Values
    place: Place
    removal: Place | None = None
    _nested = ("key", "values")
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Mapping(_Value):
    """A dict with the entries known to be put into it, also later than its display."""

    pairs: tuple[Pair, ...]
    place: Place
    _nested = ("pairs",)
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Function(_Value):
    """A function of the project; ``owner`` is the instance or class it was taken from.

    ``preset`` are arguments already given by ``functools.partial``. ``closed``: the calls of the functions around it
    that returned it, innermost first.
    """

    scope: Scope
    owner: Instance | Class | None = None
    preset: tuple[Bound, ...] = ()
    closed: tuple[tuple[Function, tuple[Bound, ...]], ...] = ()
    _nested = ("owner", "preset", "closed")
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Class(_Value):
    """A class of the project."""

    scope: Scope
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Instance(_Value):
    """An instance of a project class; ``args`` are those of its construction, None for ``self`` inside its own
    methods. ``param`` is the parameter (see ``Hole.param``) when it may be an instance of a subclass that says
    otherwise. ``after``: what ``super()`` is in a method of that class."""

    of: Class
    args: tuple[Bound, ...] | None = None
    param: tuple[str, str] | None = None
    after: Class | None = None
    _nested = ("args",)
    __hash__ = _Value.__hash__

    def _parameters(self) -> frozenset[str]:
        return frozenset({self.param[0]}) if self.param else _NOBODY


@dataclass(frozen=True, slots=True)
class ProjectModule(_Value):
    """A module of the project."""

    name: str
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True)
class Ref(_Value):
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
    _nested = ("args", "preset")
    __hash__ = _Value.__hash__

    def _parameters(self) -> frozenset[str]:
        return _owners_in(self.dynamic)

    @property
    def root(self) -> str:
        """The package or builtin the name begins with."""
        return self.name.split(".", maxsplit=1)[0].split("(", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Response(_Value):
    """What the call at ``place`` answered, or a part of it; ``name`` is the callee as written."""

    place: Place
    name: str = ""
    __hash__ = _Value.__hash__


@dataclass(frozen=True, slots=True, eq=False)
class Arg:
    """An argument where it is written; its places are worked out when somebody asks."""

    nodes: tuple[cst.Arg, ...]
    index: int
    positions: Positions

    @property
    def place(self) -> Place:
        """Name and value, without a comma."""
        return self.positions.place(self.nodes[self.index])

    @property
    def removal(self) -> Place:
        """The argument with one neighbouring comma and blank: cutting that leaves a valid call."""
        return self.positions.removal(self.nodes, self.index)

    @property
    def name(self) -> Literal | None:
        """The keyword."""
        node = self.nodes[self.index].keyword
        return self.positions.word(node) if node is not None else None


@dataclass(frozen=True, slots=True)
class Bound(_Value):
    """An argument as passed: ``keyword`` "" when positional; ``star`` is "", ``*`` or ``**``."""

    values: Values
    keyword: str = ""
    star: str = ""
    arg: Arg | None = field(default=None, compare=False)
    _nested = ("values",)
    __hash__ = _Value.__hash__

    @property
    def place(self) -> Place | None:
        """Where it is written, when it is."""
        return self.arg.place if self.arg is not None else None


Value = Known | Plain | Row | Mapping | Function | Class | Instance | ProjectModule | Ref | Response
Values = tuple[Value, ...]


def unknown(name: str = "", place: Place | None = None, param: tuple[str, str] | None = None) -> Values:
    """Return a value nothing is known of but its name."""
    return (Known(Text((Hole(name, place, param),))),)


def merged(values: Iterable[Value]) -> Values:
    """Alternatives without repetitions, bounded."""
    found = tuple(values)
    if len(found) < 2:
        return found
    return tuple(dict.fromkeys(found))[:LIMIT]


def texts(values: Iterable[Value]) -> tuple[Text, ...]:
    """Return the alternatives that are strings."""
    return tuple([v.text for v in values if isinstance(v, Known)])


def hole_of(value: Value) -> Hole | None:
    """Return the hole when nothing else is known of the value."""
    if isinstance(value, Known) and len(value.text.pieces) == 1 and isinstance(value.text.pieces[0], Hole):
        return value.text.pieces[0]
    return None


def is_none(value: Value) -> bool:
    """Whether a value is ``None``."""
    return isinstance(value, Plain) and value.written == "None"


def is_open(values: Values, bags: tuple[str, ...] = ()) -> bool:
    """Whether nothing is known of an attribute but its name, or that it was nothing at first.

    ``bags``: beginnings of the names of objects that are made to be given attributes.
    """
    return all(
        hole_of(value) is not None or is_none(value) or (isinstance(value, Ref) and value.name.startswith(bags or "\0"))
        for value in values
    )


def is_rest(value: Value) -> bool:
    """Whether a value is a function's ``*args``, not filled yet."""
    gap = hole_of(value)
    return gap is not None and gap.param is not None and gap.param[1].startswith("*") and gap.param[1][1:2] != "*"


def as_rest(value: Value) -> Value | None:
    """Return a parameter that is put into a list by its items, as ``*args`` is; None for any other value."""
    gap = hole_of(value)
    if gap is None or gap.param is None or is_rest(value):
        return value if is_rest(value) else None
    owner, name = gap.param
    plain = name.isidentifier() and not gap.replaced
    return Known(Text((replace(gap, param=(owner, f"*{name}")),))) if plain else None


def with_after(value: Value, place: Place, name: str) -> Value:
    """Return a value that is a hole in a string, saying where its expression ends; any other value as it is.

    ``place`` is the expression, ``name`` what it is called.
    """
    gap = Hole(value.name or name) if isinstance(value, Ref | Response) else hole_of(value)
    if gap is None or gap.after is not None:
        return value
    return Known(Text((replace(gap, after=Place(place.path, place.end, place.end)),)))


def stepped(values: Values, at: Place, name: str) -> Values:
    """Return the values with one more step in the trail of their literals, and one more name of what is unknown in
    them.

    They are used at ``at`` under ``name``.
    """
    return tuple([_stepped(value, at, name) for value in values])


def _stepped(value: Value, at: Place, name: str) -> Value:
    if not isinstance(value, Known):
        return value
    step = Step(at, f"used as {name}")
    return Known(
        Text(tuple([_step(p, step) if isinstance(p, Literal) else _called(p, name) for p in value.text.pieces]))
    )


def _called(hole: Hole, name: str) -> Hole:
    if hole.param or name in hole.names or len(hole.aliases) >= _MOST_ALIASES:
        return hole
    return replace(hole, aliases=(*hole.aliases, name))


def _step(piece: Literal, step: Step) -> Literal:
    if piece.place is None or len(piece.trail) >= _MOST_STEPS:
        return piece
    return replace(piece, trail=(*piece.trail, step))


def bounds_of(nodes: tuple[cst.Arg, ...], values: Iterable[Values], positions: Positions) -> tuple[Bound, ...]:
    """Return the arguments of a call with what each of them is."""
    return tuple(
        [
            Bound(value, keyword(node), node.star, Arg(nodes, index, positions))
            for index, (node, value) in enumerate(zip(nodes, values, strict=True))
        ]
    )


def keyword_pair(bound: Bound) -> Pair:
    """Return the entry that a keyword argument is when it ends up in a mapping."""
    arg = bound.arg
    name = arg.name if arg is not None else None
    key = Known(Text((name,)) if name is not None else literal(bound.keyword))
    return Pair((key,), bound.values, arg.place if arg else NOWHERE, arg.removal if arg else None)


def value_texts(values: Iterable[Value]) -> Iterator[Text]:  # noqa: C901  one case per kind of value
    """Every string inside the values."""
    for value in values:
        match value:
            case Known():
                yield value.text
            case Row():
                for item in value.items:
                    yield from value_texts(item)
            case Mapping():
                for pair in value.pairs:
                    yield from value_texts((*(pair.key or ()), *pair.values))
            case Ref():
                if value.dynamic is not None:
                    yield value.dynamic
                yield from _bound_texts(value.args)
            case Instance(args=tuple()):
                yield from _bound_texts(value.args)
            case Function():
                yield from _bound_texts(value.preset)
                yield from value_texts((value.owner,) if isinstance(value.owner, Instance) else ())
            case _:
                pass


def _bound_texts(bounds: Iterable[Bound] | None) -> Iterator[Text]:
    for bound in bounds or ():
        yield from value_texts(bound.values)


def literal_places(values: Values) -> Iterator[Place]:
    """Places of all literals inside the values."""
    for text in value_texts(values):
        for piece in text.literals:
            if piece.place is not None:
                yield piece.place


def owners(callee: Values, bounds: Iterable[Bound]) -> frozenset[str]:
    """Return the functions whose parameters occur in a call."""
    return _NOBODY.union(*[value.owners for value in (*callee, *bounds)])
