"""Paths that a program serves itself: route tables and route calls of web frameworks and mocks are no uses."""

from __future__ import annotations

import re

from c42migrate.readers.python import ir, quiet
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.values import Class, Function, Ref, Value

_HANDLER = re.compile(r"(?:Handler|View|Resource|Controller|\.as_view(?:\(\))?)$")


def serves(expr: ir.Expr, spot: Spot, evaluator: Evaluator) -> bool:
    """Whether ``expr`` is a route, or a call of a library whose paths are its own (web servers, mocks, boto3)."""
    if isinstance(expr, ir.Seq):
        return _is_route(expr, spot, evaluator)
    if not isinstance(expr, ir.Call):
        return False
    last = dotted(expr.func).rpartition(".")[2]
    if last in quiet.ROUTES and any(_is_handler(v) for arg in expr.args[1:] for v in evaluator.value(arg.value, spot)):
        return True
    return any(isinstance(value, Ref) and is_served(value.name) for value in evaluator.value(expr.func, spot))


def is_served(name: str) -> bool:
    """Whether a dotted name is of a library that answers requests or stands in for a server, or takes a file's path."""
    root = name.split(".", maxsplit=1)[0].split("(", maxsplit=1)[0]
    return root in quiet.QUIET_ROOTS or name in quiet.FILES or name.startswith(quiet.SERVERS)


def _is_route(expr: ir.Seq, spot: Spot, evaluator: Evaluator) -> bool:
    """``(r"/api/Server", ServerHandler, …)``: a path and the class that answers it."""
    if len(expr.items) < 2 or not isinstance(expr.items[0], ir.Str):
        return False
    return any(_is_handler(value, names=False) for value in evaluator.value(expr.items[1], spot))


def _is_handler(value: Value, *, names: bool = True) -> bool:
    if isinstance(value, Function):
        return names
    return isinstance(value, Class) or (isinstance(value, Ref) and bool(_HANDLER.search(value.name)))
