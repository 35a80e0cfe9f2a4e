"""Lowering of compound statements: the branches, and the conditions that guard them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from c42migrate.readers.python import ir
from c42migrate.readers.python.lower_context import Lowering, statement
from c42migrate.readers.python.lower_statements import assign, body


@statement(cst.If)
def _if(low: Lowering, node: cst.If) -> None:
    number = low.statement_id()
    failed: list[ir.Expr] = []
    current: cst.If | cst.Else | None = node
    while current is not None:
        arm = len(failed)
        for test in failed:
            low.guard(number, arm, test, negated=True)
        if isinstance(current, cst.If):
            failed.append(_test(low, current.test))
            low.guard(number, arm, failed[-1])
        with low.arm(number, arm):
            body(low, current.body)
        current = current.orelse if isinstance(current, cst.If) else None


def _test(low: Lowering, node: cst.BaseExpression) -> ir.Expr:
    test = low.expression(node)
    low.evaluate(test, "test")
    return test


def _maybe(low: Lowering, node: cst.Else | None) -> None:
    """The ``else`` of a loop or ``try``: it may run, whatever else ran."""
    if node is not None:
        with low.arm(low.statement_id()):
            body(low, node.body)


@statement(cst.While)
def _while(low: Lowering, node: cst.While) -> None:
    test = _test(low, node.test)
    if isinstance(test, ir.Constant) and test.value in {"True", "1"}:
        body(low, node.body)
    else:
        number = low.statement_id()
        low.guard(number, 0, test)
        with low.arm(number):
            body(low, node.body)
    _maybe(low, node.orelse)


@statement(cst.For)
def _for(low: Lowering, node: cst.For) -> None:
    values = low.expression(node.iter)
    with low.arm(low.statement_id()):
        assign(low, low.expression(node.target), values, "for")
        body(low, node.body)
    _maybe(low, node.orelse)


@statement(cst.With)
def _with(low: Lowering, node: cst.With) -> None:
    for item in node.items:
        value = low.expression(item.item)
        if item.asname is not None:
            assign(low, low.expression(item.asname.name), value, "with")
        else:
            low.evaluate(value, "other")
    body(low, node.body)


@statement(cst.Try)
def _try(low: Lowering, node: cst.Try) -> None:
    _guarded(low, node, node.handlers)


@statement(cst.TryStar)
def _try_star(low: Lowering, node: cst.TryStar) -> None:
    _guarded(low, node, node.handlers)


def _guarded(
    low: Lowering, node: cst.Try | cst.TryStar, handlers: Sequence[cst.ExceptHandler | cst.ExceptStarHandler]
) -> None:
    body(low, node.body)
    number = low.statement_id()
    for arm, handler in enumerate(handlers):
        with low.arm(number, arm):
            _handler(low, handler)
    _maybe(low, node.orelse)
    if node.finalbody is not None:
        body(low, node.finalbody.body)


def _handler(low: Lowering, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    kind = low.expression(node.type) if node.type is not None else None
    if kind is not None and node.name is not None:
        caught = ir.Opaque((kind,), "exception", kind.place)
        assign(low, low.expression(node.name.name), caught, "=")
    elif kind is not None:
        low.evaluate(kind, "other")
    body(low, node.body)


@statement(cst.Match)
def _match(low: Lowering, node: cst.Match) -> None:
    subject = _test(low, node.subject)
    number = low.statement_id()
    for arm, case in enumerate(node.cases):
        with low.arm(number, arm):
            if (values := _values(low, case.pattern)) is not None:
                low.guard(number, arm, ir.Compare(("in",), (subject, values), values.place))
            _captures(low, case.pattern, subject)
            if case.guard is not None:
                low.guard(number, arm, _test(low, case.guard))
            body(low, case.body)


def _values(low: Lowering, node: cst.MatchPattern) -> ir.Seq | None:
    """The values a pattern names, None when it matches by shape."""
    patterns = [element.pattern for element in node.patterns] if isinstance(node, cst.MatchOr) else [node]
    values = [p.value for p in patterns if isinstance(p, cst.MatchValue | cst.MatchSingleton)]
    if len(values) < len(patterns):
        return None
    return ir.Seq("tuple", tuple(low.expression(value) for value in values), low.place(node))


def _captures(low: Lowering, node: cst.MatchPattern, subject: ir.Expr) -> None:
    """Bind the names a pattern captures: the whole subject, or an unknown part of it."""
    if isinstance(node, cst.MatchAs) and node.name is not None:
        assign(low, low.expression(node.name), subject, "=")
        return
    for name in _names(node):
        target = low.expression(name)
        assign(low, target, ir.Opaque((), "match", target.place), "=")


def _names(node: cst.CSTNode) -> Iterator[cst.Name]:
    if isinstance(node, cst.MatchAs | cst.MatchStar | cst.MatchMapping):
        found = node.rest if isinstance(node, cst.MatchMapping) else node.name
        if found is not None:
            yield found
    if not isinstance(node, cst.BaseExpression):
        for child in node.children:
            yield from _names(child)
