"""Arguments to parameters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from c42migrate.model import Place
from c42migrate.readers.python import ir
from c42migrate.readers.python.entries import keyword_pair
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.substitute import Binding, Filling, Substitution
from c42migrate.readers.python.values import Bound, Function, Instance, Mapping, Row, merged, unknown

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_NOWHERE = Place("", 0, 0)


def substitution(evaluator: Evaluator, function: Function, bounds: tuple[Bound, ...]) -> Filling:
    """What replaces the parameters of ``function`` when it is called with ``bounds``, and of those around it."""
    calls = ((function, bounds), *function.closed)
    return Filling(
        [
            Substitution(Spot(called.module, called.scope).owner, bind(evaluator, called, given), evaluator.member)
            for called, given in calls
        ]
    )


def bind(evaluator: Evaluator, function: Function, bounds: tuple[Bound, ...]) -> Binding:
    """Parameter → values passed, defaults filled in."""
    scope = evaluator.program.modules[function.module].module.scopes[function.scope]
    params = list(scope.params)
    given = [*function.preset, *bounds]
    own: Binding = {}
    if _takes_receiver(function, scope):
        own = {p.name: (function.owner,) for p in params[:1] if isinstance(function.owner, Instance)}
        params = params[1:]
    return own | _bind(evaluator, params, given, Spot(function.module, max(scope.parent, 0)))


def _takes_receiver(function: Function, scope: ir.Scope) -> bool:
    marks = {dotted(d) for d in scope.decorators}
    if function.owner is None or "staticmethod" in marks:
        return False
    return isinstance(function.owner, Instance) or "classmethod" in marks


def _bind(evaluator: Evaluator, params: list[ir.Param], given: list[Bound], outer: Spot) -> Binding:
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
            pairs = tuple(keyword_pair(b) for name, b in named.items() if name not in known)
            binding[f"**{param.name}"] = (Mapping(pairs, _NOWHERE),)
        elif param.name in named:
            binding[param.name] = named[param.name].values
        elif param.name not in binding and param.default is not None:
            binding[param.name] = evaluator.value(param.default, outer)
    return binding


def defaults(evaluator: Evaluator, function: Function) -> Binding:
    """Parameter → its default, beside what a caller might pass; ``self`` is of the class the function stands in."""
    scope = evaluator.program.modules[function.module].module.scopes[function.scope]
    outer = Spot(function.module, max(scope.parent, 0))
    here = Spot(function.module, function.scope)
    own = evaluator.classes.receiver(scope.params[0], here) if scope.params else None
    receiver: Binding = {scope.params[0].name: (replace(own, param=None),)} if isinstance(own, Instance) else {}
    return receiver | {
        p.name: merged((*evaluator.value(p.default, outer), *unknown(p.name)))
        for p in scope.params
        if p.default is not None
    }
