"""The calls a function makes, by itself and as seen from its callers.

A function's calls are recorded with holes for its parameters. At every call of that function the holes are filled,
so a wrapper around ``requests`` turns into the requests its callers make, through any number of wrappers and files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from c42migrate.model import Literal, Place, Step
from c42migrate.readers.python import ir
from c42migrate.readers.python.binding import defaults, substitution
from c42migrate.readers.python.classes import word
from c42migrate.readers.python.conditions import Condition, conditions, holds
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.handed import handed
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.substitute import Filling, Substitution
from c42migrate.readers.python.values import Bound, Class, Function, Instance, Value, Values
from c42migrate.readers.python.walk import literal_places, owners, subexpressions

_MOST_LEAVES = 400
_DEEPEST = 8
_MOST_ACTIVE = 120


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


class Records:
    """Records of calls, remembered per scope."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._leaves: dict[tuple[str, int], tuple[CallRecord, ...]] = {}
        self._active: set[tuple[str, int]] = set()
        self.instantiated: set[tuple[Place, str]] = set()
        """(origin, owner) of the open calls that some caller filled."""

    def forget(self) -> None:
        """Drop remembered records, and what they were made from."""
        self._leaves.clear()
        self._evaluator.forget()

    def leaves(self, module: str, scope: int) -> tuple[CallRecord, ...]:
        """Every call the scope makes, itself or through project functions, with single callees."""
        key = (module, scope)
        if key in self._leaves:
            return self._leaves[key]
        if key in self._active or len(self._active) > _MOST_ACTIVE:
            return ()
        self._active.add(key)
        try:
            self._leaves[key] = tuple(self._bounded(module, scope))
        finally:
            self._active.discard(key)
        return self._leaves[key]

    def _bounded(self, module: str, scope: int) -> Iterator[CallRecord]:
        """Each call as it is made, however many there are; those made through it while there are not too many."""
        further = 0
        for record in self._own(module, scope):
            for number, leaf in enumerate(self._resolved(record)):
                further += number > 0
                if number and further > _MOST_LEAVES:
                    break
                yield leaf

    def _own(self, module: str, number: int) -> Iterator[CallRecord]:
        scope = self._evaluator.program.modules[module].module.scopes[number]
        for event in scope.events:
            if isinstance(event, ir.Define):
                yield from self._decorating(event, Spot(module, number, event.branch, event.order), scope)
            if isinstance(event, ir.Define | ir.Import) or event.value is None:
                continue
            spot = Spot(module, number, event.branch, event.order)
            for expr in subexpressions(event.value):
                if isinstance(expr, ir.Call):
                    record = self._record(expr, spot, scope)
                    yield record
                    if not any(isinstance(callee, Function) for callee in record.callee):
                        yield from _handed(record)
                elif isinstance(expr, ir.Attribute | ir.Subscript):
                    yield from self._hooked(expr, spot, scope)

    def _decorating(self, event: ir.Define, spot: Spot, scope: ir.Scope) -> Iterator[CallRecord]:
        """The calls of the project's own decorators (``@api("PUT", path)``) whose arguments the new function uses."""
        for expr in self._evaluator.program.modules[spot.module].module.scopes[event.scope].decorators:
            if isinstance(expr, ir.Call):
                record = self._record(expr, spot, scope)
                if all(isinstance(callee, Function) and self._is_used_later(callee) for callee in record.callee):
                    yield record

    def _is_used_later(self, decorator: Function) -> bool:
        """Whether a function inside the function inside ``decorator`` calls something with what ``decorator`` got."""
        owner = Spot(decorator.module, decorator.scope).owner
        children = self._evaluator.program.modules[decorator.module].children
        inner = [n for number in children.get(decorator.scope, ()) for n in children.get(number, ())]
        return any(owner in owners(leaf.callee, leaf.args) for n in inner for leaf in self.leaves(decorator.module, n))

    def _hooked(self, expr: ir.Attribute | ir.Subscript, spot: Spot, scope: ir.Scope) -> Iterator[CallRecord]:
        """The call of ``__getitem__`` or ``__getattr__`` that reading an item or attribute is."""
        classes = self._evaluator.classes
        name = "__getitem__" if isinstance(expr, ir.Subscript) else "__getattr__"
        if name not in classes.defined:
            return
        hooks = tuple(hook for base in self._evaluator.value(expr.base, spot) for hook in classes.hooks(base, expr))
        if hooks:
            key = self._evaluator.value(expr.key, spot) if isinstance(expr, ir.Subscript) else word(expr)
            guards = conditions(scope.guards, spot, self._evaluator.value)
            bounds, own = (Bound(key),), frozenset(literal_places(key))
            yield CallRecord(hooks, bounds, expr.place, expr.place, name, None, scope.qualname, spot, guards, own=own)

    def _record(self, expr: ir.Call, spot: Spot, scope: ir.Scope) -> CallRecord:
        callee = self._evaluator.value(expr.func, spot)
        bounds = self._evaluator.calls.bounds(expr, spot)
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
        around = {Spot(f.module, f.scope).owner for f in (function, *(outer for outer, _ in function.closed))}
        leaves = self.leaves(function.module, function.scope)
        inner = [(leaf, found) for leaf in leaves if (found := around & owners(leaf.callee, leaf.args))]
        if not inner:
            return
        filling = substitution(self._evaluator, function, record.args)
        step = Step(record.place, f"called as {record.written or 'a function'}")
        for leaf, filled in inner:
            guards = tuple(c.filled(filling) for c in leaf.conditions)
            # A call that no caller is seen to reach (``if note:``) is one that others may reach.
            if all(holds(c) for c in guards if c.options is None):
                self.instantiated.update((leaf.origin, owner) for owner in filled)
            if all(holds(c) for c in guards):
                yield from self._filled(replace(leaf, conditions=guards), filling, step, record)

    def with_defaults(self, leaf: CallRecord, module: str, scope: int) -> Iterator[CallRecord]:
        """The call as made when its function is called without arguments; for functions nobody is seen to call."""
        function = Function(module, scope)
        if Spot(module, scope).owner not in owners(leaf.callee, leaf.args):
            yield leaf
            return
        filling = Substitution(Spot(module, scope).owner, defaults(self._evaluator, function), self._evaluator.member)
        args = filling.bounds(leaf.args)
        for callee in filling.all(leaf.callee):
            yield replace(leaf, callee=(callee,), args=args)

    def _filled(self, leaf: CallRecord, substitution: Filling, step: Step, record: CallRecord) -> Iterator[CallRecord]:
        self._evaluator.steps.spend()
        if leaf.depth >= _DEEPEST:
            return
        filled = replace(
            leaf,
            callee=substitution.all(leaf.callee),
            args=substitution.bounds(leaf.args),
            place=record.place,
            scope=record.scope,
            conditions=(*leaf.conditions, *record.conditions),
            trail=(*leaf.trail, step),
            depth=leaf.depth + 1,
        )
        again = not (len(filled.callee) == 1 and _same(leaf.callee[0], filled.callee[0]))
        yield from self._resolved(filled) if again else iter((filled,))


def _handed(record: CallRecord) -> Iterator[CallRecord]:
    """The call of a function that a call of something else is given."""
    found = handed(record.written, record.args)
    if found is not None:
        callee, args = found
        yield replace(record, callee=callee, args=args, written="a function", token=None)


def _same(before: Value, after: Value) -> bool:
    """Whether filling told nothing new, or only which object a method of ``self`` belongs to: what such a method
    calls was followed with ``self`` open, and is filled by itself."""
    if isinstance(before, Function) and isinstance(before.owner, Instance) and before.owner.param:
        return isinstance(after, Function) and replace(before, owner=after.owner) == after
    return before == after
