"""Lowering of all expressions but strings, calls and dict displays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from c42migrate.readers.python import ir
from c42migrate.readers.python.lower_context import Lowering, expression

_OPERATORS: dict[type[cst.BaseBinaryOp], str] = {cst.Add: "+", cst.Modulo: "%", cst.Divide: "/"}
_COMPARISONS: dict[type[cst.BaseCompOp], str] = {
    cst.LessThan: "<",
    cst.GreaterThan: ">",
    cst.LessThanEqual: "<=",
    cst.GreaterThanEqual: ">=",
    cst.Equal: "==",
    cst.In: "in",
    cst.NotIn: "not in",
    cst.Is: "is",
    cst.IsNot: "is not",
    cst.NotEqual: "!=",
}


@expression(cst.Name)
def _name(low: Lowering, node: cst.Name) -> ir.Expr:
    place = low.place(node)
    return ir.Constant(node.value, place) if node.value in {"None", "True", "False"} else ir.Name(node.value, place)


@expression(cst.Integer, cst.Float, cst.Imaginary)
def _number(low: Lowering, node: cst.BaseNumber) -> ir.Constant:
    return ir.Constant(low.spans.content(low.spans.inner(node)), low.place(node))


@expression(cst.Ellipsis)
def _ellipsis(low: Lowering, node: cst.Ellipsis) -> ir.Constant:
    return ir.Constant("...", low.place(node))


@expression(cst.Attribute)
def _attribute(low: Lowering, node: cst.Attribute) -> ir.Attribute:
    token = low.spans.name(low.spans.inner(node.attr))
    return ir.Attribute(low.expression(node.value), node.attr.value, token, low.place(node))


@expression(cst.Subscript)
def _subscript(low: Lowering, node: cst.Subscript) -> ir.Subscript:
    base = low.expression(node.value)
    return ir.Subscript(base, _key(low, node), low.place(node))


def _key(low: Lowering, node: cst.Subscript) -> ir.Expr:
    first = node.slice[0].slice
    if len(node.slice) == 1 and isinstance(first, cst.Index) and not first.star:
        return low.expression(first.value)
    start, end = low.spans.outer(node.slice[0])[0], low.spans.outer(node.slice[-1])[1]
    return ir.Opaque(tuple(_slice_parts(low, node)), "slice", low.spans.place((start, end)))


def _slice_parts(low: Lowering, node: cst.Subscript) -> Iterator[ir.Expr]:
    for element in node.slice:
        for child in element.slice.children:
            if isinstance(child, cst.BaseExpression):
                yield low.expression(child)


@expression(cst.BinaryOperation)
def _binary(low: Lowering, node: cst.BinaryOperation) -> ir.Expr:
    left, right = low.expression(node.left), low.expression(node.right)
    operator = _OPERATORS.get(type(node.operator))
    if operator is None:
        return low.opaque("operator", node, left, right)
    return ir.Binary(operator, left, right, low.place(node))


@expression(cst.UnaryOperation)
def _unary(low: Lowering, node: cst.UnaryOperation) -> ir.Expr:
    operand = low.expression(node.expression)
    if isinstance(node.operator, cst.Minus) and isinstance(node.expression, cst.BaseNumber):
        return ir.Constant(low.spans.content(low.spans.inner(node)), low.place(node))
    return low.opaque("operator", node, operand)


@expression(cst.BooleanOperation)
def _boolean(low: Lowering, node: cst.BooleanOperation) -> ir.Choice:
    left, right = low.expression(node.left), low.expression(node.right)
    if isinstance(node.operator, cst.Or):
        return ir.Choice((left, right), (), low.place(node))
    return ir.Choice((right,), (left,), low.place(node))


@expression(cst.IfExp)
def _conditional(low: Lowering, node: cst.IfExp) -> ir.Choice:
    body, test, orelse = low.expression(node.body), low.expression(node.test), low.expression(node.orelse)
    return ir.Choice((body, orelse), (test,), low.place(node))


@expression(cst.Comparison)
def _comparison(low: Lowering, node: cst.Comparison) -> ir.Compare:
    operators = tuple(_COMPARISONS.get(type(target.operator), "?") for target in node.comparisons)
    operands = (node.left, *(target.comparator for target in node.comparisons))
    return ir.Compare(operators, tuple(low.expression(operand) for operand in operands), low.place(node))


@expression(cst.Tuple)
def _tuple(low: Lowering, node: cst.Tuple) -> ir.Seq:
    return _display(low, "tuple", node, node.elements)


@expression(cst.List)
def _list(low: Lowering, node: cst.List) -> ir.Seq:
    return _display(low, "list", node, node.elements)


@expression(cst.Set)
def _set(low: Lowering, node: cst.Set) -> ir.Seq:
    return _display(low, "set", node, node.elements)


def _display(low: Lowering, kind: str, node: cst.BaseExpression, elements: Sequence[cst.BaseElement]) -> ir.Seq:
    """The parentheses of a tuple belong to it, although libcst counts them as any other's."""
    items = tuple(_element(low, element) for element in elements)
    return ir.Seq(kind, items, low.spans.place(low.spans.outer(node)))


def _element(low: Lowering, node: cst.BaseElement) -> ir.Expr:
    value = low.expression(node.value)
    return low.opaque("star", node, value) if isinstance(node, cst.StarredElement) else value


@expression(cst.StarredElement)
def _starred(low: Lowering, node: cst.StarredElement) -> ir.Opaque:
    return low.opaque("star", node, low.expression(node.value))


@expression(cst.Await)
def _await(low: Lowering, node: cst.Await) -> ir.Expr:
    return low.expression(node.expression)


@expression(cst.Yield)
def _yield(low: Lowering, node: cst.Yield) -> ir.Opaque:
    place = low.place(node)
    if isinstance(node.value, cst.From):
        value: ir.Expr = ir.Opaque((low.expression(node.value.item),), "yield from", place)
    else:
        value = low.expression(node.value) if node.value else ir.Constant("None", place)
    low.emit(ir.Return(value, low.branch, low.order()))
    return ir.Opaque((), "yield", place)


@expression(cst.NamedExpr)
def _walrus(low: Lowering, node: cst.NamedExpr) -> ir.Expr:
    target, value = low.expression(node.target), low.expression(node.value)
    low.emit(ir.Assign(target, value, "walrus", low.branch, low.order()))
    return target


@expression(cst.ListComp, cst.SetComp, cst.GeneratorExp)
def _comprehension(low: Lowering, node: cst.BaseSimpleComp) -> ir.Opaque:
    with low.arm(low.statement_id()):
        tests = _loops(low, node.for_in)
        return low.opaque("comprehension", node, low.expression(node.elt), *tests)


@expression(cst.DictComp)
def _dict_comprehension(low: Lowering, node: cst.DictComp) -> ir.Opaque:
    with low.arm(low.statement_id()):
        tests = _loops(low, node.for_in)
        pair = low.expression(node.key), low.expression(node.value)
        return low.opaque("dict comprehension", node, *pair, *tests)


def _loops(low: Lowering, loop: cst.CompFor | None) -> list[ir.Expr]:
    """Bind the targets of a comprehension and give its tests.

    The targets are bound in a branch of their own: they must not hide a variable of the same name afterwards.
    """
    tests: list[ir.Expr] = []
    while loop is not None:
        values = low.expression(loop.iter), low.expression(loop.target)
        low.emit(ir.Assign(values[1], values[0], "for", low.branch, low.order()))
        tests += [low.expression(condition.test) for condition in loop.ifs]
        loop = loop.inner_for_in
    return tests
