"""Lowering of functions, classes, lambdas and imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import libcst as cst

from c42migrate.model import Literal
from c42migrate.readers.python import ir
from c42migrate.readers.python.lower_calls import arguments
from c42migrate.readers.python.lower_context import Lowering, expression, statement
from c42migrate.readers.python.lower_statements import body


@statement(cst.FunctionDef)
def _function(low: Lowering, node: cst.FunctionDef) -> None:
    decorators = _decorators(low, node.decorators)
    params = _params(low, node.params)
    returns = low.expression(node.returns.annotation) if node.returns is not None else None
    branch, order = low.branch, low.order()
    with low.scope("function", node.name.value, low.place(node)) as index:
        body(low, node.body)
    is_async = node.asynchronous is not None
    low.describe(index, lambda s: replace(s, params=params, decorators=decorators, returns=returns, is_async=is_async))
    low.emit(ir.Define(node.name.value, index, branch, order))


@statement(cst.ClassDef)
def _class(low: Lowering, node: cst.ClassDef) -> None:
    decorators = _decorators(low, node.decorators)
    bases = arguments(low, (*node.bases, *node.keywords))
    branch, order = low.branch, low.order()
    with low.scope("class", node.name.value, low.place(node)) as index:
        body(low, node.body)
    low.describe(index, lambda s: replace(s, bases=bases, decorators=decorators))
    low.emit(ir.Define(node.name.value, index, branch, order))


@expression(cst.Lambda)
def _lambda(low: Lowering, node: cst.Lambda) -> ir.Lambda:
    params, place = _params(low, node.params), low.place(node)
    with low.scope("lambda", "<lambda>", place) as index:
        value = low.expression(node.body)
        low.emit(ir.Return(value, low.branch, low.order()))
    low.describe(index, lambda s: replace(s, params=params))
    return ir.Lambda(index, place)


def _decorators(low: Lowering, nodes: Sequence[cst.Decorator]) -> tuple[ir.Expr, ...]:
    return tuple(low.expression(node.decorator) for node in nodes)


def _params(low: Lowering, node: cst.Parameters) -> tuple[ir.Param, ...]:
    return tuple(_param(low, param, kind) for param, kind in _kinds(node))


def _kinds(node: cst.Parameters) -> Iterator[tuple[cst.Param, str]]:
    yield from ((param, "positional") for param in (*node.posonly_params, *node.params))
    if isinstance(node.star_arg, cst.Param):
        yield node.star_arg, "*"
    yield from ((param, "keyword") for param in node.kwonly_params)
    if node.star_kwarg is not None:
        yield node.star_kwarg, "**"


def _param(low: Lowering, node: cst.Param, kind: str) -> ir.Param:
    default = low.expression(node.default) if node.default is not None else None
    annotation = low.expression(node.annotation.annotation) if node.annotation is not None else None
    return ir.Param(node.name.value, kind, default, annotation)


@statement(cst.Import)
def _import(low: Lowering, node: cst.Import) -> None:
    for alias in node.names:
        tokens = tuple(_dotted(low, alias.name))
        module = ".".join(token.text for token in tokens)
        name, is_root = _bound_name(alias), alias.asname is None and len(tokens) > 1
        bound = name or tokens[0].text
        low.emit(ir.Import(module, "", bound, 0, is_root, low.place(alias.name), tokens, low.branch, low.order()))


@statement(cst.ImportFrom)
def _import_from(low: Lowering, node: cst.ImportFrom) -> None:
    path = tuple(_dotted(low, node.module)) if node.module is not None else ()
    module, level = ".".join(token.text for token in path), len(node.relative)
    for alias in (node.names,) if isinstance(node.names, cst.ImportStar) else node.names:
        named = alias if isinstance(alias, cst.ImportStar) else alias.name
        token = low.spans.name(low.spans.inner(named))
        bound = token.text if isinstance(alias, cst.ImportStar) else _bound_name(alias) or token.text
        tokens, place = (*path, token), low.place(named)
        low.emit(ir.Import(module, token.text, bound, level, False, place, tokens, low.branch, low.order()))


def _bound_name(alias: cst.ImportAlias) -> str:
    """The name after ``as``, "" when there is none."""
    name = alias.asname.name if alias.asname is not None else None
    return name.value if isinstance(name, cst.Name) else ""


def _dotted(low: Lowering, node: cst.BaseExpression) -> Iterator[Literal]:
    """The words of a dotted name."""
    if isinstance(node, cst.Attribute):
        yield from _dotted(low, node.value)
        node = node.attr
    yield low.spans.name(low.spans.inner(node))
