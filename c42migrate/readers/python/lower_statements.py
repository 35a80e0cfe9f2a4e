"""Lowering of simple statements and assignments into events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from c42migrate.readers.python import ir
from c42migrate.readers.python.lower_context import Lowering, statement


def body(low: Lowering, node: cst.Module | cst.BaseSuite) -> None:
    """Lower the statements of a module or block."""
    for child in node.body:
        low.statement(child)


@statement(cst.SimpleStatementLine)
def _line(low: Lowering, node: cst.SimpleStatementLine) -> None:
    for small in node.body:
        low.statement(small)


@statement(cst.Expr)
def _expression(low: Lowering, node: cst.Expr) -> None:
    value = low.expression(node.value)
    if isinstance(node.value, cst.BaseString):
        low.docstrings.update(_tokens(value))
    if not isinstance(node.value, cst.Yield):
        low.evaluate(value, "print" if _is_print(value) else "statement")


def _tokens(value: ir.Expr) -> Iterator[int]:
    """The string tokens of a bare string statement."""
    for part in value.parts if isinstance(value, ir.Join) else (value,):
        if isinstance(part, ir.Str):
            yield from (literal.token for literal in part.text.literals)


def _is_print(value: ir.Expr) -> bool:
    return isinstance(value, ir.Call) and isinstance(value.func, ir.Name) and value.func.id == "print"


@statement(cst.Assign)
def _assign(low: Lowering, node: cst.Assign) -> None:
    value = low.expression(node.value)
    for target in node.targets:
        assign(low, low.expression(target.target), value, "=")


@statement(cst.AnnAssign)
def _annotated(low: Lowering, node: cst.AnnAssign) -> None:
    value = low.expression(node.value) if node.value is not None else None
    annotation = low.expression(node.annotation.annotation)
    low.emit(ir.Assign(low.expression(node.target), value, "=", low.branch, low.order(), annotation))


@statement(cst.AugAssign)
def _augmented(low: Lowering, node: cst.AugAssign) -> None:
    target, value = low.expression(node.target), low.expression(node.value)
    if isinstance(node.operator, cst.AddAssign):
        low.emit(ir.Assign(target, value, "+=", low.branch, low.order()))
        return
    changed = low.opaque("operator", node, target, value)
    low.emit(ir.Assign(target, changed, "=", low.branch, low.order()))


def assign(low: Lowering, target: ir.Expr, value: ir.Expr, op: str) -> None:
    """Bind a target; displays of one length are bound item by item, all at the same moment (``a, b = b, a``)."""
    pairs = list(_split(target, value)) if op == "=" else [(target, value)]
    order = low.order()
    for one, part in pairs:
        low.emit(ir.Assign(one, part, op, low.branch, order))


def _split(target: ir.Expr, value: ir.Expr) -> Iterator[tuple[ir.Expr, ir.Expr]]:
    if isinstance(target, ir.Seq) and isinstance(value, ir.Seq) and _aligned(target.items, value.items):
        for one, part in zip(target.items, value.items, strict=True):
            yield from _split(one, part)
    else:
        yield target, value


def _aligned(targets: Sequence[ir.Expr], values: Sequence[ir.Expr]) -> bool:
    starred = any(isinstance(item, ir.Opaque) and item.what == "star" for item in (*targets, *values))
    return len(targets) == len(values) and not starred


@statement(cst.Return)
def _return(low: Lowering, node: cst.Return) -> None:
    value = low.expression(node.value) if node.value is not None else ir.Constant("None", low.place(node))
    low.emit(ir.Return(value, low.branch, low.order()))


@statement(cst.Raise)
def _raise(low: Lowering, node: cst.Raise) -> None:
    cause = node.cause.item if node.cause is not None else None
    for part in (node.exc, cause):
        if part is not None:
            low.evaluate(low.expression(part), "raise")


@statement(cst.Assert)
def _assert(low: Lowering, node: cst.Assert) -> None:
    for part in (node.test, node.msg):
        if part is not None:
            low.evaluate(low.expression(part), "assert")


@statement(cst.Del)
def _del(low: Lowering, node: cst.Del) -> None:
    low.evaluate(low.expression(node.target), "other")


@statement(cst.Global)
def _global(low: Lowering, node: cst.Global) -> None:
    _declare(low, node.names)


@statement(cst.Nonlocal)
def _nonlocal(low: Lowering, node: cst.Nonlocal) -> None:
    _declare(low, node.names)


def _declare(low: Lowering, names: Sequence[cst.NameItem]) -> None:
    for item in names:
        low.declare_global(item.name.value)
