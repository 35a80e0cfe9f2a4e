"""Classes of the project: receivers, attributes, inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from c42migrate.model import Literal, Place, Text, literal
from c42migrate.readers.python import ir
from c42migrate.readers.python.differences import Differences, methods
from c42migrate.readers.python.entries import later_entries
from c42migrate.readers.python.initializers import handed_up
from c42migrate.readers.python.items import unpacked
from c42migrate.readers.python.outside import is_open
from c42migrate.readers.python.program import Program, Spot, dotted
from c42migrate.readers.python.subclassing import headed
from c42migrate.readers.python.values import (
    Bound,
    Class,
    Function,
    Instance,
    Known,
    Mapping,
    Plain,
    Ref,
    Value,
    Values,
    merged,
    unknown,
)

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_INIT = "__init__"
_EMPTY = frozenset({"object", "Exception", "ABC", "Protocol", "Generic", "Generic[]", "Protocol[]"})
"""Bases that have no attributes a script would use."""


class Classes:
    """Looks attributes up through instances, classes, bases and, for template methods, subclasses."""

    def __init__(self, program: Program, evaluator: Evaluator) -> None:
        self._program = program
        self._evaluator = evaluator
        self._built: dict[Class, list[tuple[Bound, ...]]] = {}
        self._derived: dict[Class, list[Class]] | None = None
        self._differences = Differences(program, evaluator, self)

    def receiver(self, param: ir.Param, spot: Spot) -> Value | None:
        """``self`` or ``cls`` when ``param`` is one, else None."""
        scopes = self._program.modules[spot.module].module.scopes
        scope = scopes[spot.scope]
        if scope.kind != "function" or scope.parent < 0 or scopes[scope.parent].kind != "class":
            return None
        marks = {dotted(d) for d in scope.decorators}
        if not scope.params or scope.params[0] is not param or "staticmethod" in marks:
            return None
        own = Class(spot.module, scope.parent)
        if "classmethod" in marks or scope.name == "__new__":
            return own
        return Instance(own, None, (spot.owner, param.name) if self._differences.of(own) else None)

    def built(self, made: Class, args: tuple[Bound, ...]) -> None:
        """Remember that ``made`` is constructed with ``args`` somewhere."""
        known = self._built.setdefault(made, [])
        if len(known) < 8 and args not in known:
            known.append(args)

    def above(self, spot: Spot) -> Values:
        """What ``super()`` is at ``spot``; nothing outside of methods."""
        scopes = self._program.modules[spot.module].module.scopes
        number = spot.scope
        while number > 0 and scopes[scopes[number].parent].kind != "class":
            number = scopes[number].parent
        own = Class(spot.module, scopes[number].parent)
        for param in scopes[number].params[:1] if number > 0 else ():
            receiver = self.receiver(param, Spot(spot.module, number))
            if isinstance(receiver, Instance):
                return (replace(receiver, after=own),)
            return merged(self.bases(own)) if receiver is not None else ()
        return ()

    def bases(self, of: Class) -> list[Value]:
        """The base classes, project's or foreign."""
        scope = self._program.modules[of.module].module.scopes[of.scope]
        spot = Spot(of.module, max(scope.parent, 0))
        return [v for base in scope.bases if not base.keyword for v in self._evaluator.value(base.value, spot)]

    def lineage(self, of: Class) -> Iterator[Class | Ref]:
        """The class and its ancestors, nearest first; foreign ones as references."""
        seen: set[Class] = set()
        queue: list[Value] = [of]
        while queue:
            current = queue.pop(0)
            if isinstance(current, Ref):
                yield current
            elif isinstance(current, Class) and current not in seen:
                seen.add(current)
                yield current
                queue.extend(self.bases(current))

    def derived(self, of: Class) -> list[Class]:
        """Direct subclasses in the project."""
        if self._derived is None:
            self._derived = {}
            for key, module in self._program.modules.items():
                for number, scope in enumerate(module.module.scopes):
                    if scope.kind == "class" and scope.bases:
                        for base in self.bases(Class(key, number)):
                            if isinstance(base, Class):
                                self._derived.setdefault(base, []).append(Class(key, number))
        return self._derived.get(of, [])

    def forget(self) -> None:
        """Drop what was worked out from the constructions seen so far."""
        self._differences.forget()

    def attribute(self, base: Class | Instance, name: str, token: Literal | None = None) -> Values:
        """Attribute ``name`` of a class or an instance, written as ``token``; a hole named ``self.name`` when nothing
        says."""
        of = base.of if isinstance(base, Instance) else base
        if isinstance(base, Instance) and base.after is not None:
            return self._inherited(replace(base, after=None), name, base.after) or unknown(f"self.{name}")
        if isinstance(base, Instance) and base.param and name in self._differences.of(of):
            return unknown(f"self.{name}", None, (base.param[0], f"{base.param[1]}.{name}"))
        if isinstance(base, Instance) and (given := self._field(base, name)):
            return given
        if found := self._inherited(base, name):
            return (self._evaluator.outside.of(of, name) if is_open(found) else ()) or found
        if below := [v for sub in self.derived(of) for v in self._own(sub, name, base)]:
            return merged(below)
        if not isinstance(base, Instance):
            return unknown(name)
        if given := self._evaluator.outside.of(of, name):
            return given
        key = Known(Text((token,)) if token is not None else literal(name))
        return self._by_hook(base, "__getattr__", (key,)) or unknown(f"self.{name}")

    def item(self, base: Instance, keys: Values) -> Values:
        """``base[key]``: what ``__getitem__`` of the class returns."""
        return self._by_hook(base, "__getitem__", keys) or unknown()

    def _by_hook(self, base: Instance, name: str, given: Values) -> Values:
        found = (self._evaluator.calls.returned(hook, (Bound(given),)) for hook in self._special(base, name))
        return merged(value for values in found for value in values)

    def hooks(self, base: Value, expr: ir.Attribute | ir.Subscript) -> list[Function]:
        """The method of ``base`` that reading the attribute or item calls; none when there is a plain attribute."""
        if not isinstance(base, Instance):
            return []
        if isinstance(expr, ir.Subscript):
            return self._special(base, "__getitem__")
        return [] if self._inherited(base, expr.name) else self._special(base, "__getattr__")

    def _special(self, base: Instance, name: str) -> list[Function]:
        found = self._inherited(base, name) if name in self.defined else ()
        return [value for value in found if isinstance(value, Function)]

    @cached_property
    def defined(self) -> frozenset[str]:
        """Those of ``__getattr__`` and ``__getitem__`` that any class defines."""
        scopes = (scope for module in self._program.modules.values() for scope in module.module.scopes)
        return frozenset(scope.name for scope in scopes) & {"__getattr__", "__getitem__"}

    def _inherited(self, base: Class | Instance, name: str, after: Class | None = None) -> Values:
        """What the nearest class that has ``name`` says; only those behind ``after`` are asked."""
        of = base.of if isinstance(base, Instance) else base
        lineage = list(self.lineage(of))
        for ancestor in lineage[lineage.index(after) + 1 :] if after in lineage else lineage:
            if isinstance(ancestor, Ref):
                if foreign := self._foreign(ancestor, name, base):
                    return foreign
            elif found := self._own(ancestor, name, base):
                found = headed(self._evaluator, found, lineage)
                return self._filled(handed_up(self._evaluator, found, self._initialized(of)), of, base)
        return ()

    def _foreign(self, ancestor: Ref, name: str, base: Class | Instance) -> Values:
        if ancestor.name.rpartition(".")[2] in _EMPTY or "Enum" in ancestor.name or name.startswith("__"):
            return ()
        if not isinstance(base, Instance):
            return ()
        identity = Place(base.of.module, base.of.scope, base.of.scope)
        made = self._evaluator.calls.constructed(ancestor, identity, ())
        return (replace(made, name=f"{made.name}.{name}"),)

    def _own(self, owner: Class, name: str, base: Class | Instance) -> Values:
        module = self._program.modules[owner.module]
        if (method := module.method(owner.scope, name)) is not None:
            abstract = _is_abstract(module.module.scopes[method]) and self.derived(owner)
            return () if abstract else self._method(Function(owner.module, method, base), owner)
        found = list(self._declared(owner, name))
        if isinstance(base, Instance):
            found.extend(self._set_on_self(owner, name))
            found = [replace(v, owner=base) if _is_partial_method(v, owner) else v for v in found]
        solid = [v for v in found if not (isinstance(v, Plain) and v.written == "None")]
        return self._with_items(merged(solid or found), owner, name)

    def _method(self, function: Function, owner: Class) -> Values:
        scope = self._program.modules[owner.module].module.scopes[function.scope]
        if any(dotted(d).split(".")[-1] in {"property", "cached_property"} for d in scope.decorators):
            return self._evaluator.calls.returned(function, ())
        return (function,)

    def _declared(self, owner: Class, name: str) -> Iterator[Value]:
        index = self._program.modules[owner.module].scopes[owner.scope]
        if name in index.by_name:
            yield from self._evaluator.name(name, Spot(owner.module, owner.scope))

    def _set_on_self(self, owner: Class, name: str) -> Iterator[Value]:
        for spot, own_name in methods(self._program, owner):
            index = self._program.modules[owner.module].scopes[spot.scope]
            for event in index.by_attribute.get(f"{own_name}.{name}", ()):
                yield from self._assigned(event, Spot(spot.module, spot.scope, event.branch, event.order), name)

    def _assigned(self, event: ir.Assign, spot: Spot, name: str) -> Values:
        if event.value is None:
            return ()
        values = self._evaluator.value(event.value, spot)
        if isinstance(event.target, ir.Seq):
            return unpacked(event.target, name, values)
        return values

    def _with_items(self, values: Values, owner: Class, name: str) -> Values:
        if not any(isinstance(v, Mapping) for v in values):
            return values
        extra = tuple(
            pair
            for spot, own_name in methods(self._program, owner)
            for pair in later_entries(self._evaluator, f"{own_name}.{name}", spot)
        )
        return tuple(replace(v, pairs=v.pairs + extra) if isinstance(v, Mapping) else v for v in values)

    def _filled(self, values: Values, of: Class, base: Class | Instance) -> Values:
        """Values with the constructor's parameters replaced by what constructions of the class pass."""
        if not any(value.shape.owners for value in values):
            return values
        args = base.args if isinstance(base, Instance) else None
        constructions = [args] if args is not None else self._built.get(of, [])
        init = self.initializer(of)
        if init is None or not constructions:
            return values
        return merged(v for given in constructions for v in self._evaluator.calls.fill(values, init, given))

    def initializer(self, of: Class) -> Function | None:
        """The ``__init__`` that runs for ``of``."""
        return next(self._initialized(of), None)

    def _initialized(self, of: Class) -> Iterator[Function]:
        """The ``__init__`` of a class and those of its ancestors, nearest first."""
        for ancestor in self.lineage(of):
            if isinstance(ancestor, Class):
                number = self._program.modules[ancestor.module].method(ancestor.scope, _INIT)
                if number is not None:
                    yield Function(ancestor.module, number, Instance(of))

    def constructions(self, of: Class) -> list[tuple[Bound, ...]]:
        """The arguments with which objects of a class are seen to be made."""
        return self._built.get(of, [])

    def _field(self, base: Instance, name: str) -> Values:
        """What the construction of a dataclass or NamedTuple passes for ``name``."""
        if not base.args or self.initializer(base.of) is not None:
            return ()
        names = self.fields(base.of)
        for index, bound in enumerate(base.args):
            if bound.keyword == name or (not bound.keyword and index < len(names) and names[index] == name):
                return bound.values
        return ()

    def fields(self, of: Class) -> list[str]:
        """Annotated names of a class without ``__init__`` (dataclass, NamedTuple), in order."""
        scope = self._program.modules[of.module].module.scopes[of.scope]
        return [
            event.target.id
            for event in scope.events
            if isinstance(event, ir.Assign) and event.annotation is not None and isinstance(event.target, ir.Name)
        ]


def _is_partial_method(value: Value, owner: Class) -> TypeGuard[Function]:
    """Whether a value of a class body is a method of that module with some arguments given (``partialmethod``)."""
    return isinstance(value, Function) and bool(value.preset) and not value.owner and value.module == owner.module


def _is_abstract(scope: ir.Scope) -> bool:
    """Whether a method is only a place for those of subclasses."""
    if any(dotted(d).split(".")[-1].startswith("abstract") for d in scope.decorators):
        return True
    raised = [event.value for event in scope.events if isinstance(event, ir.Evaluate) and event.role == "raise"]
    names = [dotted(value.func if isinstance(value, ir.Call) else value) for value in raised]
    return "NotImplementedError" in names and not any(isinstance(event, ir.Return) for event in scope.events)


def word(expr: ir.Attribute) -> Values:
    """The name of an attribute as the string that ``__getattr__`` is called with."""
    return (Known(Text((expr.token,))),)
