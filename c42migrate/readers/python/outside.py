"""Attributes that are given to an object from outside its class: ``conf.auth = (user, password)``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Program, Spot, dotted, reaching
from c42migrate.readers.python.values import Class, Instance, Plain, Ref, Values, hole_of, merged

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_BAGS = ("argparse.Namespace()", "types.SimpleNamespace()")
"""Objects that are made to be given attributes."""


def is_open(values: Values) -> bool:
    """Whether nothing is known of an attribute but its name, or that it was nothing at first."""
    return all(
        hole_of(value) is not None
        or (isinstance(value, Plain) and value.written == "None")
        or (isinstance(value, Ref) and value.name.startswith(_BAGS))
        for value in values
    )


class Outside:
    """The assignments ``name.attribute = value`` of a program, by the name they are written with and by class."""

    def __init__(self, program: Program, evaluator: Evaluator) -> None:
        self._program = program
        self._evaluator = evaluator
        self._by_name: dict[tuple[str, str], list[tuple[ir.Assign, Spot]]] = defaultdict(list)
        self._by_last: dict[str, list[tuple[ir.Assign, Spot]]] = defaultdict(list)
        for key, module in program.modules.items():
            for number, index in enumerate(module.scopes):
                for name, events in index.by_attribute.items():
                    found = [(e, Spot(key, number, e.branch, e.order)) for e in events if e.op == "="]
                    self._by_name[key, name].extend(found)
                    self._by_last[name.rpartition(".")[2]].extend(found)

    def named(self, expr: ir.Attribute, spot: Spot) -> Values:
        """What the object that is called the same here was given: before, in the same scope, or anywhere."""
        name = dotted(expr)
        root, _, rest = name.partition(".")
        home = self._home(root, spot) if rest else None
        if home is None:
            return ()
        given = [(e, at) for e, at in self._by_name.get((spot.module, name), ()) if self._home(root, at) == home]
        here = [event for event, at in given if at.scope == spot.scope]
        reached = {id(event) for event in reaching(here, spot.branch, spot.order)}
        elsewhere = not reached or spot.scope != home
        return self._values([(e, at) for e, at in given if id(e) in reached or (elsewhere and at.scope != spot.scope)])

    def of(self, owner: Class, name: str) -> Values:
        """What objects of a class are given, when it is one object only that is."""
        given = [(e, at) for e, at in self._by_last.get(name, ()) if self._is_of(e, at, owner)]
        return self._values(given) if len({(at.module, dotted(e.target)) for e, at in given}) == 1 else ()

    def _is_of(self, event: ir.Assign, spot: Spot, owner: Class) -> bool:
        target = event.target
        if not isinstance(target, ir.Attribute):
            return False
        found = self._evaluator.value(target.base, spot)
        return any(isinstance(value, Instance) and value.args is not None and value.of == owner for value in found)

    def _home(self, root: str, spot: Spot) -> int | None:
        """The scope that binds a name as seen at ``spot``; None for a method's own ``self`` or when nothing does."""
        module = self._program.modules[spot.module]
        number = spot.scope
        while number >= 0:
            scope = module.module.scopes[number]
            if any(param.name == root for param in scope.params):
                return None
            if root in module.scopes[number].by_name and root not in (scope.globals if number else ()):
                return number
            number = scope.parent
        return None

    def _values(self, given: list[tuple[ir.Assign, Spot]]) -> Values:
        values = (v for e, at in given if e.value is not None for v in self._evaluator.value(e.value, at))
        return merged(v for v in values if not (isinstance(v, Plain) and v.written == "None"))
