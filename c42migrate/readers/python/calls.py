"""What calls return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from c42migrate.model import Place
from c42migrate.readers.python import ir, methods
from c42migrate.readers.python.binding import substitution
from c42migrate.readers.python.externals import external
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.signatures import answers
from c42migrate.readers.python.substitute import Substitution
from c42migrate.readers.python.values import (
    Bound,
    Class,
    Function,
    Instance,
    Ref,
    Response,
    Value,
    Values,
    merged,
)

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_NESTED = 10
_CLOSED = 3
"""So many functions around one are remembered."""


class Calls:
    """Results of calls, remembered per function."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._returns: dict[tuple[str, int], Values] = {}
        self._active: set[tuple[str, int]] = set()

    def result(self, expr: ir.Call, spot: Spot) -> Values:
        """What a call returns."""
        found: list[Value] = []
        bounds = self.bounds(expr, spot)
        if isinstance(expr.func, ir.Attribute):
            for base in self._evaluator.value(expr.func.base, spot):
                folded = methods.call(base, expr.func.name, bounds)
                if folded is not None:
                    found.extend(folded)
                else:
                    for callee in self._evaluator.member(base, expr.func.name, expr.func.token):
                        found.extend(self.of(callee, bounds, expr.place, dotted(expr.func)))
            return merged(found)
        for callee in self._evaluator.value(expr.func, spot):
            if isinstance(callee, Ref) and callee.name == "super":
                found.extend(self._evaluator.classes.above(spot))
            else:
                found.extend(self.of(callee, bounds, expr.place, dotted(expr.func)))
        return merged(found)

    def of(self, callee: Value, bounds: tuple[Bound, ...], place: Place, written: str) -> Values:
        """What calling one value returns."""
        match callee:
            case Function():
                return self._at(self.returned(callee, bounds), place, written)
            case Class():
                self._evaluator.classes.built(callee, bounds)
                made = Instance(callee, bounds)
                return (made if made.shape.depth <= _NESTED else Instance(callee),)
            case Instance():
                method = self._evaluator.classes.attribute(callee, "__call__")
                return merged(v for m in method if isinstance(m, Function) for v in self.returned(m, bounds))
            case Ref():
                pure = external(callee, bounds, self._evaluator.member)
                if pure is None and answers(callee.name):
                    return (Response(place, f"{callee.name}()"),)
                return pure if pure is not None else (self.constructed(callee, place, bounds),)
            case _:
                return (Response(place, f"{written}()"),)

    def _at(self, values: Values, place: Place, written: str) -> Values:
        here = tuple(Response(place, v.name) if isinstance(v, Response) else v for v in values)
        return here or (Response(place, f"{written}()"),)

    def constructed(self, callee: Ref, place: Place | None, bounds: tuple[Bound, ...]) -> Ref:
        """The object an external callable returns; known factories give the client they make."""
        name = self._evaluator.lexicon.factories.get(callee.name, f"{callee.name}()")
        made = Ref(name, origin=place or callee.origin, args=bounds)
        return made if made.shape.depth <= _NESTED else Ref(name, origin=made.origin)

    def bounds(self, expr: ir.Call, spot: Spot) -> tuple[Bound, ...]:
        """The arguments of a call; displays behind ``*`` and ``**`` unfold."""
        raw = tuple(Bound(self._evaluator.value(a.value, spot), a.keyword, a.star, a) for a in expr.args)
        return Substitution("", {}, self._evaluator.member).bounds(raw) if any(b.star for b in raw) else raw

    def returned(self, function: Function, bounds: tuple[Bound, ...]) -> Values:
        """What a project function returns when called with ``bounds``."""
        return self.fill(self._returned(function), function, bounds)

    def _returned(self, function: Function) -> Values:
        key = (function.module, function.scope)
        if key in self._returns:
            return self._returns[key]
        if key in self._active:
            return ()
        self._active.add(key)
        try:
            self._returns[key] = merged(self._each_return(function))
        finally:
            self._active.discard(key)
        return self._returns[key]

    def _each_return(self, function: Function) -> Iterator[Value]:
        scope = self._evaluator.program.modules[function.module].module.scopes[function.scope]
        for event in scope.events:
            if isinstance(event, ir.Return):
                yield from self._evaluator.value(
                    event.value, Spot(function.module, function.scope, event.branch, event.order)
                )

    def fill(self, values: Values, function: Function, bounds: tuple[Bound, ...]) -> Values:
        """``values`` with the parameters of ``function`` replaced by what ``bounds`` pass."""
        filled = substitution(self._evaluator, function, bounds).all(values)
        return tuple(self._closing(value, function, bounds) for value in filled)

    def _closing(self, value: Value, function: Function, bounds: tuple[Bound, ...]) -> Value:
        """A function that ``function`` defines and returns remembers with what ``function`` was called."""
        if not isinstance(value, Function) or value.module != function.module or len(value.closed) >= _CLOSED:
            return value
        scopes = self._evaluator.program.modules[value.module].module.scopes
        if scopes[value.scope].parent != function.scope:
            return value
        return replace(value, closed=((replace(function, closed=()), bounds), *function.closed))

    def decorated(self, event: ir.Define, spot: Spot) -> Values:
        """What a definition binds: decorators are taken to keep what they decorate."""
        scope = self._evaluator.program.modules[spot.module].module.scopes[event.scope]
        return (Class(spot.module, event.scope),) if scope.kind == "class" else (Function(spot.module, event.scope),)

    def forget(self) -> None:
        """Drop remembered records: the next look sees what was learnt since (constructions of classes)."""
        self._returns.clear()
