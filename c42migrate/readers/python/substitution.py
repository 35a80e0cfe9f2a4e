"""Filling the holes that stand for a function's parameters with what a call passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product, zip_longest

from c42migrate.model import Hole, Literal, Piece, Text, literal
from c42migrate.readers.python.operations import combinations, plain_text
from c42migrate.readers.python.values import (
    LIMIT,
    Bound,
    Function,
    Instance,
    Known,
    Mapping,
    Pair,
    Ref,
    Row,
    Value,
    Values,
    is_rest,
    merged,
    texts,
)
from c42migrate.readers.texts import cased, join, replaced

Binding = dict[str, Values]
"""Parameter name → values passed; ``*name`` and ``**name`` hold a ``Row`` and a ``Mapping`` of what is left over."""


class Substitution:
    """Replaces the parameters of the function ``owner`` (see ``Scope.owner``) by ``binding``.

    ``member`` gives an attribute of a value that is passed.
    """

    def __init__(self, owner: str, binding: Binding, member: Callable[[Value, str], Values]) -> None:
        self._owner = owner
        self._binding = binding
        self._member = member
        self._done: dict[Value, Values] = {}

    def all(self, values: Values) -> Values:
        """Every alternative of ``values`` with the holes filled."""
        owner = self._owner
        for value in values:
            if owner in value.owners:
                return merged([new for value in _corrected(values) for new in self._one(value)])
        return values

    def bounds(self, bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
        """Arguments with the holes filled; a forwarded ``*args`` / ``**kwargs`` unfolds into what was passed."""
        owner = self._owner
        if not any(bound.star or owner in bound.owners for bound in bounds):
            return bounds
        found: list[Bound] = []
        for bound in bounds:
            if bound.star:
                found.extend(self._forwarded(bound))
            else:
                filled = self.all(bound.values) if owner in bound.owners else bound.values
                found.append(Bound(filled, bound.keyword, "", bound.arg))
        return tuple(found)

    def _one(self, value: Value) -> Values:
        """Return the alternatives one value turns into."""
        if self._owner not in value.owners:
            return (value,)
        found = self._done.get(value)
        if found is None:
            found = self._done[value] = self._filled(value)
        return found

    def _filled(self, value: Value) -> Values:
        match value:
            case Known():
                return self._known(value)
            case Row():
                return (replace(value, items=tuple(new for item in value.items for new in self._items(item))),)
            case Mapping():
                return (replace(value, pairs=tuple(self._pair(pair) for pair in value.pairs)),)
            case Ref():
                return self._ref(value)
            case Instance():
                return (self._instance(value),)
            case Function():
                return (self._function(value),)
            case _:
                return (value,)

    def _items(self, item: Values) -> tuple[Values, ...]:
        """Return an item of a display; ``*args`` unfolds into what was passed."""
        filled = self.all(item)
        if len(item) == len(filled) == 1 and is_rest(item[0]) and isinstance(filled[0], Row):
            return filled[0].items
        return (filled,)

    def _forwarded(self, bound: Bound) -> list[Bound]:
        values = self.all(bound.values)
        if len(values) == 1 and isinstance(values[0], Row) and bound.star == "*":
            return [Bound(item) for item in values[0].items]
        if len(values) == 1 and isinstance(values[0], Mapping) and bound.star == "**":
            named = [(texts(pair.key or ()), pair) for pair in values[0].pairs]
            if all(len(keys) == 1 and keys[0].known for keys, _ in named):
                return [Bound(pair.values, keyword=keys[0].known or "") for keys, pair in named]
        return [replace(bound, values=values)]

    def _known(self, value: Known) -> Values:
        pieces = value.text.pieces
        if len(pieces) == 1 and isinstance(pieces[0], Hole):
            return self._passed(pieces[0]) or (Known(Text((self._called(replace(pieces[0], param=None)),))),)
        parts = [self._piece(piece) if isinstance(piece, Hole) else (Text((piece,)),) for piece in pieces]
        return tuple(
            Known(Text(_without_doubles([p for text in combination for p in text.pieces])))
            for combination in islice(product(*parts), LIMIT)
        )

    def _piece(self, gap: Hole) -> tuple[Text, ...]:
        if not gap.param or gap.param[0] != self._owner:
            return (Text((self._called(gap),)),)
        found = [text for value in self._passed(gap) for text in _inserted(value, gap)]
        return tuple(found) or (Text((replace(gap, param=None),)),)

    def _called(self, gap: Hole) -> Hole:
        """Return an unknown value with the name that is made of what was passed."""
        found = texts(self.all((Known(gap.called),))) if gap.called is not None else ()
        if len(found) != 1:
            return gap
        known = found[0].known
        return replace(gap, name=known or gap.name, called=None if known else found[0])

    def _passed(self, gap: Hole) -> Values:
        if not gap.param or gap.param[0] != self._owner:
            return ()
        root, *path = gap.param[1].split(".")
        values = self._binding.get(root) or self._binding.get(root.removeprefix("*"), ())
        for name in path:
            values = merged(v for value in values for v in self._member(value, name))
        for old, new in gap.replaced:
            values = tuple([_replaced(value, old, new) for value in values])
        if gap.fold:
            values = tuple(Known(cased(v.text, gap.fold)) if isinstance(v, Known) else v for v in values)
        return values

    def _pair(self, pair: Pair) -> Pair:
        key = self.all(pair.key) if pair.key is not None else None
        return replace(pair, key=key, values=self.all(pair.values))

    def _ref(self, value: Ref) -> Values:
        args = self.bounds(value.args)
        if value.dynamic is None:
            return (replace(value, args=args),)
        found = [replace(value, args=args, dynamic=text) for text in texts(self.all((Known(value.dynamic),)))]
        return tuple(_named(ref) for ref in found)

    def _instance(self, value: Instance) -> Instance:
        if value.param and value.param[0] == self._owner:
            passed = self._binding.get(value.param[1], ())
            found = next((v for v in passed if isinstance(v, Instance)), replace(value, param=None))
            value = replace(found, after=value.after)
        return replace(value, args=self.bounds(value.args)) if value.args is not None else value

    def _function(self, value: Function) -> Function:
        owner = self._instance(value.owner) if isinstance(value.owner, Instance) else value.owner
        closed = tuple((self._function(outer), self.bounds(given)) for outer, given in value.closed)
        return replace(value, owner=owner, preset=self.bounds(value.preset), closed=closed)


def _without_doubles(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces without the slash of ``urljoin`` before one that turned out to begin with a slash itself."""
    kept = [
        piece
        for piece, after in zip_longest(pieces, pieces[1:])
        if not (_is_added_slash(piece) and isinstance(after, Literal) and after.text.startswith("/"))
    ]
    return tuple(kept)


def _is_added_slash(piece: Piece) -> bool:
    return isinstance(piece, Literal) and piece.place is None and piece.text == "/"


class Filling:
    """Several substitutions, one by one: a function's own parameters, then those of the functions around it."""

    def __init__(self, steps: Sequence[Substitution]) -> None:
        self._steps = steps

    def all(self, values: Values) -> Values:
        """Every alternative of ``values`` with the holes filled."""
        for step in self._steps:
            values = step.all(values)
        return values

    def bounds(self, bounds: tuple[Bound, ...]) -> tuple[Bound, ...]:
        """Arguments with the holes filled."""
        for step in self._steps:
            bounds = step.bounds(bounds)
        return bounds


def _inserted(value: Value, gap: Hole) -> Iterator[Text]:
    """Yield what stands in a text for a value passed; ``*args`` get into one only by being joined, as paths are."""
    if isinstance(value, Row) and gap.param and gap.param[1].startswith("*"):
        yield from (join(items, "/") for items in combinations(value.items))
    else:
        yield plain_text(value, gap.name)


def _replaced(value: Value, old: str, new: str) -> Value:
    """Return a string with ``new`` for ``old``; one that holds ``new`` already is taken for right as it is."""
    if not isinstance(value, Known) or new in value.text.marked:
        return value
    return Known(replaced(value.text, old, literal(new)))


def _corrected(values: Values) -> Values:
    """Return the values without those of which another is the corrected form: a wrapper that turns ``/api/`` into
    ``/api/v1/`` on some condition turns what needs it."""
    right = [v.text for v in values if isinstance(v, Known) and any(gap.replaced for gap in v.text.holes)]
    if not right:
        return values
    wrong = {
        Text(tuple([replace(p, replaced=()) if isinstance(p, Hole) else p for p in text.pieces])) for text in right
    }
    return tuple([value for value in values if not (isinstance(value, Known) and value.text in wrong)])


def _named(ref: Ref) -> Ref:
    """Turn a reference whose dynamic attribute became known into an ordinary one."""
    if ref.dynamic is not None and (known := ref.dynamic.known):
        tokens = ref.dynamic.literals if len(ref.dynamic.literals) == 1 else ref.tokens
        return replace(ref, name=f"{ref.name}.{known}", dynamic=None, tokens=tokens)
    return ref
