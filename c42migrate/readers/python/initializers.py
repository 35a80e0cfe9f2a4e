"""What an ``__init__`` hands up to that of its base class: ``super().__init__(host, prefix="/api/")``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Spot
from c42migrate.readers.python.values import Bound, Class, Function, Values

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator


def handed_up(evaluator: Evaluator, values: Values, initializers: Iterable[Function]) -> Values:
    """``values`` with the parameters of the upper ``initializers`` replaced by what the lower ones pass to them.

    ``initializers``: those that run for a class, the class's own first.
    """
    if not any(value.shape.owners for value in values):
        return values
    for upper, lower in pairwise(reversed(list(initializers))):
        given = _passed(evaluator, lower, upper)
        if given is not None:
            values = evaluator.calls.fill(values, upper, given)
    return values


def _passed(evaluator: Evaluator, lower: Function, upper: Function) -> tuple[Bound, ...] | None:
    """The arguments with which one ``__init__`` calls the other, without ``self``; None when it does not."""
    scope = evaluator.program.modules[lower.module].module.scopes[lower.scope]
    for event in scope.events:
        call = event.value if isinstance(event, ir.Evaluate) else None
        if isinstance(call, ir.Call) and isinstance(call.func, ir.Attribute) and call.func.name == "__init__":
            spot = Spot(lower.module, lower.scope, event.branch, event.order)
            for callee in evaluator.value(call.func, spot):
                if isinstance(callee, Function) and (callee.module, callee.scope) == (upper.module, upper.scope):
                    bounds = evaluator.calls.bounds(call, spot)
                    return bounds[1:] if isinstance(callee.owner, Class) else bounds
    return None
