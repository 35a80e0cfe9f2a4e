"""Strings that a program sends and keeps as well: it returns them beside the reply, or puts them into a container."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.readers.python import ir, quiet
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.program import Spot
from c42migrate.readers.python.values import Known, Ref, Response, Values
from c42migrate.readers.python.walk import subexpressions

_PARTS = (5, 6)
"""So many parts have the results of ``urlsplit`` and ``urlparse``, which keep the value of their text."""


def kept(evaluator: Evaluator) -> Iterator[Values]:
    """The values that are kept, one by one; strings may be among them or inside of them."""
    for key, module in evaluator.program.modules.items():
        for number, scope in enumerate(module.module.scopes):
            yield from _kept(evaluator, Spot(key, number), scope)


def _kept(evaluator: Evaluator, where: Spot, scope: ir.Scope) -> Iterator[Values]:
    maybe: list[tuple[ir.Name, Spot]] = []
    for event in scope.events:
        if isinstance(event, ir.Define | ir.Import) or event.value is None:
            continue
        spot = Spot(where.module, where.scope, event.branch, event.order)
        if isinstance(event, ir.Assign) and _is_store(evaluator, event, spot):
            yield evaluator.value(event.value, spot)
        elif isinstance(event, ir.Assign) and isinstance(event.target, ir.Seq) and len(event.target.items) in _PARTS:
            yield tuple(value for value in evaluator.value(event.value, spot) if isinstance(value, Known))
        maybe += ((name, spot) for name in _beside(event))
    sent = _sent(evaluator, where, scope, {name.id for name, _ in maybe}) if maybe else set()
    yield from (evaluator.value(name, spot) for name, spot in maybe if name.id in sent)


def _is_store(evaluator: Evaluator, event: ir.Assign, spot: Spot) -> bool:
    """``os.environ["X"] = …``, ``reply["source"] = …``"""
    if not isinstance(event.target, ir.Subscript):
        return False
    into = evaluator.value(event.target.base, spot)
    return any(
        isinstance(one, Response) or (isinstance(one, Ref) and one.name.startswith(quiet.SETTINGS)) for one in into
    )


def _beside(event: ir.Assign | ir.Evaluate | ir.Return) -> Iterator[ir.Name]:
    """Names that are returned with other things, or put into a container under a key."""
    if isinstance(event, ir.Return):
        parts = _parts(event.value)
    else:
        into_one = isinstance(event, ir.Assign) and event.op == "=" and isinstance(event.target, ir.Subscript)
        parts = (event.value,) if into_one and event.value is not None else ()
    yield from (part for part in parts if isinstance(part, ir.Name))


def _parts(value: ir.Expr) -> tuple[ir.Expr, ...]:
    match value:
        case ir.Seq():
            return value.items
        case ir.Dict():
            return tuple(item.value for item in value.items)
        case ir.Opaque(what="dict comprehension"):
            return value.children[1:2]
        case _:
            return ()


def _sent(evaluator: Evaluator, where: Spot, scope: ir.Scope, names: set[str]) -> set[str]:
    """Those of the names that a call which gets a reply is given."""
    found: set[str] = set()
    for event in scope.events:
        if isinstance(event, ir.Define | ir.Import) or event.value is None:
            continue
        spot = Spot(where.module, where.scope, event.branch, event.order)
        for expr in subexpressions(event.value):
            if isinstance(expr, ir.Call) and (given := names & _given(expr)) and given - found:
                replied = any(isinstance(value, Response) for value in evaluator.value(expr, spot))
                found |= given if replied else set()
    return found


def _given(call: ir.Call) -> set[str]:
    return {one.id for arg in call.args for one in subexpressions(arg.value) if isinstance(one, ir.Name)}
