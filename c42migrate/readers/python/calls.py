"""Calls: what they return, which calls a function makes, and those calls as seen from its callers.

A function's calls are recorded with holes for its parameters. At every call of that function the holes are filled,
so a wrapper around ``requests`` turns into the requests its callers make, through any number of wrappers and files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from c42migrate.readers.python import ir, methods
from c42migrate.readers.python.conditions import Condition, conditions, holds
from c42migrate.readers.python.externals import external
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.signatures import answers
from c42migrate.readers.python.substitute import Binding, Substitution
from c42migrate.readers.python.values import (
    Bound,
    Class,
    Function,
    Instance,
    Known,
    Mapping,
    Pair,
    Ref,
    Response,
    Row,
    Value,
    Values,
    merged,
    unknown,
)
from c42migrate.readers.python.walk import literal_places, owners, subexpressions
from c42migrate.symbolic import Literal, Place, Step, Text, literal

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_MOST_LEAVES = 400
_DEEPEST = 8
_NESTED = 10


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call, as made or as seen from a caller.

    ``callee`` is one value once the record is a leaf. ``written`` is the callee as written, ``token`` its last name.
    ``own`` are the places of literals that stood in the call before any parameter was filled; ``depth`` counts the
    functions it was seen through, ``origin`` is the place of the call itself (``place`` that of the outermost
    caller's).
    """

    callee: Values
    args: tuple[Bound, ...]
    place: Place
    origin: Place
    written: str
    token: Literal | None
    scope: str
    spot: Spot
    conditions: tuple[Condition, ...] = ()
    trail: tuple[Step, ...] = ()
    own: frozenset[Place] = field(default=frozenset(), compare=False)
    depth: int = 0


class Calls:
    """Results and records of calls."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._leaves: dict[tuple[str, int], tuple[CallRecord, ...]] = {}
        self._returns: dict[tuple[str, int], Values] = {}
        self._active: set[tuple[str, str, int]] = set()
        self.instantiated: set[tuple[Place, str]] = set()
        """(origin, owner) of the open calls that some caller filled."""

    # -- results ---------------------------------------------------------------------------------

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
        mark = ("returns", *key)
        if key in self._returns:
            return self._returns[key]
        if mark in self._active:
            return ()
        self._active.add(mark)
        try:
            self._returns[key] = merged(self._each_return(function))
        finally:
            self._active.discard(mark)
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
        return self._substitution(function, bounds).all(values)

    def _substitution(self, function: Function, bounds: tuple[Bound, ...]) -> Substitution:
        owner = Spot(function.module, function.scope).owner
        return Substitution(owner, self.bind(function, bounds), self._evaluator.member)

    def bind(self, function: Function, bounds: tuple[Bound, ...]) -> Binding:
        """Parameter → values passed, defaults filled in."""
        scope = self._evaluator.program.modules[function.module].module.scopes[function.scope]
        params = list(scope.params)
        given = [*function.preset, *bounds]
        if self._takes_receiver(function, scope):
            params = params[1:]
        return self._bind(params, given, Spot(function.module, max(scope.parent, 0)))

    @staticmethod
    def _takes_receiver(function: Function, scope: ir.Scope) -> bool:
        marks = {dotted(d) for d in scope.decorators}
        if function.owner is None or "staticmethod" in marks:
            return False
        return isinstance(function.owner, Instance) or "classmethod" in marks

    def _bind(self, params: list[ir.Param], given: list[Bound], outer: Spot) -> Binding:
        binding: Binding = {}
        positional = [b for b in given if not b.keyword and not b.star]
        named = {b.keyword: b for b in given if b.keyword}
        plain = [p for p in params if p.kind == "positional"]
        for param, bound in zip(plain, positional, strict=False):
            binding[param.name] = bound.values
        for param in params:
            if param.kind == "*":
                rest = positional[len(plain) :]
                binding[f"*{param.name}"] = (Row(tuple(b.values for b in rest), _NOWHERE),)
            elif param.kind == "**":
                known = {p.name for p in params}
                pairs = tuple(_keyword_pair(b) for name, b in named.items() if name not in known)
                binding[f"**{param.name}"] = (Mapping(pairs, _NOWHERE),)
            elif param.name in named:
                binding[param.name] = named[param.name].values
            elif param.name not in binding and param.default is not None:
                binding[param.name] = self._evaluator.value(param.default, outer)
        return binding

    def decorated(self, event: ir.Define, spot: Spot) -> Values:
        """What a definition binds: decorators are taken to keep what they decorate."""
        scope = self._evaluator.program.modules[spot.module].module.scopes[event.scope]
        return (Class(spot.module, event.scope),) if scope.kind == "class" else (Function(spot.module, event.scope),)

    def later_entries(self, name: str, spot: Spot) -> tuple[Pair, ...]:
        """Entries put into the mapping ``name`` (dotted) by ``name[key] = value`` and ``name.update(...)`` in its
        scope."""
        module = self._evaluator.program.modules[spot.module]
        found: list[Pair] = []
        for event in module.scopes[spot.scope].by_item.get(name, ()):
            if isinstance(event.target, ir.Subscript) and event.value is not None:
                at = Spot(spot.module, spot.scope, event.branch, event.order)
                key = self._evaluator.value(event.target.key, at)
                found.append(Pair(key, self._evaluator.value(event.value, at), event.target.place))
        for call, at in self._updates(name, spot):
            found.extend(self._update_pairs(call, at))
        return tuple(found)

    def _updates(self, name: str, spot: Spot) -> Iterator[tuple[ir.Call, Spot]]:
        scope = self._evaluator.program.modules[spot.module].module.scopes[spot.scope]
        for event in scope.events:
            call = event.value if isinstance(event, ir.Evaluate) else None
            if isinstance(call, ir.Call) and dotted(call.func) in {f"{name}.update", f"{name}.setdefault"}:
                yield call, Spot(spot.module, spot.scope, event.branch, event.order)

    def _update_pairs(self, call: ir.Call, spot: Spot) -> Iterator[Pair]:
        bounds = self.bounds(call, spot)
        if dotted(call.func).endswith(".setdefault") and len(bounds) == 2:
            yield Pair(bounds[0].values, bounds[1].values, call.place)
            return
        for bound in bounds:
            if bound.keyword:
                yield _keyword_pair(bound)
            for value in bound.values:
                if isinstance(value, Mapping):
                    yield from value.pairs

    def forget(self) -> None:
        """Drop remembered records: the next look sees what was learnt since (constructions of classes)."""
        self._leaves.clear()
        self._returns.clear()

    # -- records ---------------------------------------------------------------------------------

    def leaves(self, module: str, scope: int) -> tuple[CallRecord, ...]:
        """Every call the scope makes, itself or through project functions, with single callees."""
        key = (module, scope)
        mark = ("leaves", *key)
        if key in self._leaves:
            return self._leaves[key]
        if mark in self._active or len(self._active) > 120:
            return ()
        self._active.add(mark)
        try:
            self._leaves[key] = tuple(self._bounded(module, scope))
        finally:
            self._active.discard(mark)
        return self._leaves[key]

    def _bounded(self, module: str, scope: int) -> Iterator[CallRecord]:
        count = 0
        for record in self._own(module, scope):
            for leaf in self._resolved(record):
                count += 1
                if count > _MOST_LEAVES:
                    return
                yield leaf

    def _own(self, module: str, number: int) -> Iterator[CallRecord]:
        scope = self._evaluator.program.modules[module].module.scopes[number]
        for event in scope.events:
            if isinstance(event, ir.Define | ir.Import) or event.value is None:
                continue
            spot = Spot(module, number, event.branch, event.order)
            for expr in subexpressions(event.value):
                if isinstance(expr, ir.Call):
                    yield self._record(expr, spot, scope)

    def _record(self, expr: ir.Call, spot: Spot, scope: ir.Scope) -> CallRecord:
        callee = self._evaluator.value(expr.func, spot)
        bounds = self.bounds(expr, spot)
        token = expr.func.token if isinstance(expr.func, ir.Attribute) else None
        guards = conditions(scope.guards, spot, self._evaluator.value)
        own = frozenset(literal_places(tuple(v for b in bounds for v in b.values)))
        written = dotted(expr.func) or (token.text if token is not None else "")
        return CallRecord(callee, bounds, expr.place, expr.place, written, token, scope.qualname, spot, guards, own=own)

    def _resolved(self, record: CallRecord) -> Iterator[CallRecord]:
        for callee in record.callee:
            leaf = replace(record, callee=(callee,))
            yield leaf
            if isinstance(callee, Function) and record.depth < _DEEPEST:
                yield from self._through(leaf, callee)
            elif isinstance(callee, Class):
                self._evaluator.classes.built(callee, record.args)
                if (init := self._evaluator.classes.initializer(callee)) is not None:
                    yield from self._through(leaf, init)

    def _through(self, record: CallRecord, function: Function) -> Iterator[CallRecord]:
        """The calls that ``function`` makes with what ``record`` passes to it."""
        owner = Spot(function.module, function.scope).owner
        inner = [
            leaf for leaf in self.leaves(function.module, function.scope) if owner in owners(leaf.callee, leaf.args)
        ]
        if not inner:
            return
        substitution = self._substitution(function, record.args)
        step = Step(record.place, f"called as {record.written or 'a function'}")
        for leaf in inner:
            self.instantiated.add((leaf.origin, owner))
            yield from self._filled(leaf, substitution, step, record)

    def with_defaults(self, leaf: CallRecord, module: str, scope: int) -> Iterator[CallRecord]:
        """The call as made when its function is called without arguments; for functions nobody is seen to call."""
        function = Function(module, scope)
        if Spot(module, scope).owner not in owners(leaf.callee, leaf.args):
            yield leaf
            return
        substitution = Substitution(Spot(module, scope).owner, self._defaults(function), self._evaluator.member)
        args = substitution.bounds(leaf.args)
        for callee in substitution.all(leaf.callee):
            yield replace(leaf, callee=(callee,), args=args)

    def _defaults(self, function: Function) -> Binding:
        """Parameter → its default, beside what a caller might pass."""
        scope = self._evaluator.program.modules[function.module].module.scopes[function.scope]
        outer = Spot(function.module, max(scope.parent, 0))
        return {
            p.name: merged((*self._evaluator.value(p.default, outer), *unknown(p.name)))
            for p in scope.params
            if p.default is not None
        }

    def _filled(
        self, leaf: CallRecord, substitution: Substitution, step: Step, record: CallRecord
    ) -> Iterator[CallRecord]:
        guards = tuple(c.filled(substitution) for c in leaf.conditions)
        if leaf.depth >= _DEEPEST or not all(holds(c) for c in guards):
            return
        filled = replace(
            leaf,
            callee=substitution.all(leaf.callee),
            args=substitution.bounds(leaf.args),
            place=record.place,
            scope=record.scope,
            conditions=(*guards, *record.conditions),
            trail=(*leaf.trail, step),
            depth=leaf.depth + 1,
        )
        yield from self._resolved(filled) if leaf.callee != filled.callee else iter((filled,))


_NOWHERE = Place("", 0, 0)


def _keyword_pair(bound: Bound) -> Pair:
    place = bound.arg.place if bound.arg is not None and bound.arg.place is not None else _NOWHERE
    removal = bound.arg.removal if bound.arg is not None else None
    token = bound.arg.keyword_token if bound.arg is not None else None
    key = Known(Text((token,)) if token is not None else literal(bound.keyword))
    return Pair((key,), bound.values, place, removal)
