"""String tokens that serve another purpose than being sent: compared, logged, printed, raised, used as keys,
taken apart, stored."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.readers.python import ir, quiet
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.loose import Token, is_prose, speaks, tokens
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.put_to_use import put_to_use
from c42migrate.readers.python.walk import subexpressions, value_texts


def other_purposes(evaluator: Evaluator) -> frozenset[Token]:
    """The tokens of a whole program that must not be edited because something else depends on their text."""
    found: set[Token] = set()
    for key, module in evaluator.program.modules.items():
        for number, scope in enumerate(module.module.scopes):
            for expr, spot in _said(Spot(key, number), scope):
                for text in value_texts(evaluator.value(expr, spot)):
                    found.update(tokens(text))
    found.update(token for text in put_to_use(evaluator) for token in tokens(text))
    return frozenset(found)


def _said(where: Spot, scope: ir.Scope) -> Iterator[tuple[ir.Expr, Spot]]:
    for event in scope.events:
        if isinstance(event, ir.Define | ir.Import) or event.value is None:
            continue
        spot = Spot(where.module, where.scope, event.branch, event.order)
        if is_prose(event):
            yield event.value, spot
        for expr in subexpressions(event.value):
            yield from ((part, spot) for part in _parts(expr))


def _parts(expr: ir.Expr) -> Iterator[ir.Expr]:
    match expr:
        case ir.Compare():
            yield from expr.operands
        case ir.Call() if speaks(expr) or _ends(expr):
            yield from (arg.value for arg in expr.args)
        case ir.Dict():
            yield from (item.key for item in expr.items if item.key is not None)
        case ir.Subscript():
            yield expr.key
        case _:
            pass


def _ends(expr: ir.Call) -> bool:
    return (expr.func.name if isinstance(expr.func, ir.Attribute) else dotted(expr.func)) in quiet.ENDS
