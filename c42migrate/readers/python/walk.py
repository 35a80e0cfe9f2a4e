"""Walking expressions and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from c42migrate.model import Place, Text
from c42migrate.readers.python import ir
from c42migrate.readers.python.values import Bound, Function, Instance, Known, Mapping, Ref, Row, Value, Values


def children(expr: ir.Expr) -> tuple[ir.Expr, ...]:
    """The direct subexpressions in source order."""
    return () if type(expr) in _LEAVES else _children(expr)


_LEAVES = frozenset({ir.Name, ir.Str, ir.Constant, ir.Lambda})
"""What most expressions are."""


def _children(expr: ir.Expr) -> tuple[ir.Expr, ...]:  # noqa: C901  one case per kind of expression
    match expr:
        case ir.Join():
            return expr.parts
        case ir.Attribute():
            return (expr.base,)
        case ir.Call():
            return (expr.func, *(arg.value for arg in expr.args))
        case ir.Subscript():
            return (expr.base, expr.key)
        case ir.Binary():
            return (expr.left, expr.right)
        case ir.Choice():
            return (*expr.test, *expr.options)
        case ir.Dict():
            return tuple(e for item in expr.items for e in (item.key, item.value) if e is not None)
        case ir.Seq():
            return expr.items
        case ir.Compare():
            return expr.operands
        case ir.Opaque():
            return expr.children
        case _:
            return ()


def subexpressions(expr: ir.Expr) -> Iterator[ir.Expr]:
    """``expr`` and everything inside it, inner expressions first."""
    if type(expr) in _LEAVES:
        yield expr
        return
    stack: list[tuple[ir.Expr, bool]] = [(expr, False)]
    while stack:
        current, done = stack.pop()
        inner = () if done else children(current)
        if done or not inner:
            yield current
        else:
            stack.append((current, True))
            stack.extend((child, False) for child in reversed(inner))


def value_texts(values: Iterable[Value]) -> Iterator[Text]:  # noqa: C901  one case per kind of value
    """Every string inside the values."""
    for value in values:
        match value:
            case Known():
                yield value.text
            case Row():
                for item in value.items:
                    yield from value_texts(item)
            case Mapping():
                for pair in value.pairs:
                    yield from value_texts(pair.key or ())
                    yield from value_texts(pair.values)
            case Ref():
                if value.dynamic is not None:
                    yield value.dynamic
                yield from _bound_texts(value.args)
            case Instance(args=tuple()):
                yield from _bound_texts(value.args)
            case Function():
                yield from _bound_texts(value.preset)
                if isinstance(value.owner, Instance):
                    yield from value_texts((value.owner,))
            case _:
                pass


def _bound_texts(bounds: tuple[Bound, ...] | None) -> Iterator[Text]:
    for bound in bounds or ():
        yield from value_texts(bound.values)


def literal_places(values: Values) -> Iterator[Place]:
    """Places of all literals inside the values."""
    for text in value_texts(values):
        for piece in text.literals:
            if piece.place is not None:
                yield piece.place


def owners(callee: Values, bounds: tuple[Bound, ...]) -> frozenset[str]:
    """The functions whose parameters occur in a call."""
    return frozenset().union(*(value.shape.owners for value in callee), *(bound.shape.owners for bound in bounds))
