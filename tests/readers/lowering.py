"""Lowered code written in a short form, for tables: ``show`` an expression, ``events`` of a scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass

from c42migrate.files.decode import decode
from c42migrate.readers.python import ir
from c42migrate.readers.python.lower import lower


def module(text: str | bytes) -> ir.Module:
    return lower(decode("t.py", text if isinstance(text, bytes) else text.encode(), "python"))


def show(expr: object) -> str:
    """``expr`` in a short form; each type has its function below."""
    return _SHOWN[type(expr)](expr)


def _all(expressions: Iterable[ir.Expr]) -> str:
    return ", ".join(map(show, expressions))


def _string(expr: ir.Str) -> str:
    return ("b" if expr.is_bytes else "") + "+".join(repr(literal.text) for literal in expr.text.literals)


def _items(expr: ir.Dict) -> str:
    return ", ".join(f"{show(item.key) if item.key else '**'}: {show(item.value)}" for item in expr.items)


_SHOWN: dict[type, Callable[..., str]] = {
    type(None): lambda _: "-",
    ir.Str: _string,
    ir.Join: lambda e: f"join({_all(e.parts)})",
    ir.Constant: lambda e: e.value,
    ir.Name: lambda e: e.id,
    ir.Attribute: lambda e: f"{show(e.base)}.{e.name}",
    ir.Call: lambda e: f"{show(e.func)}({', '.join(map(_argument, e.args))})",
    ir.Subscript: lambda e: f"{show(e.base)}[{show(e.key)}]",
    ir.Binary: lambda e: f"({show(e.left)} {e.op} {show(e.right)})",
    ir.Choice: lambda e: f"choice({_all(e.options)} | {_all(e.test)})",
    ir.Dict: lambda e: "{" + _items(e) + "}",
    ir.Seq: lambda e: f"{e.kind}({_all(e.items)})",
    ir.Lambda: lambda e: f"lambda#{e.scope}",
    ir.Compare: lambda e: f"compare({' '.join(e.operators)} | {_all(e.operands)})",
    ir.Opaque: lambda e: f"<{e.what}>({_all(e.children)})",
}


def _argument(arg: ir.Arg) -> str:
    return f"{arg.star}{arg.keyword + '=' if arg.keyword else ''}{show(arg.value)}"


def events(scope: ir.Scope) -> list[str]:
    return [f"{_event(event)}{_branch(event.branch)}" for event in scope.events]


def _branch(branch: ir.Branch) -> str:
    return "".join(f" @{number}.{arm}" for number, arm in branch)


def _event(event: ir.Event) -> str:
    match event:
        case ir.Assign(target=target, value=value, op=op, annotation=annotation):
            note = f": {show(annotation)}" if annotation else ""
            return f"{show(target)}{note} {op} {show(value)}"
        case ir.Evaluate(value=value, role=role):
            return f"{role} {show(value)}"
        case ir.Return(value=value):
            return f"return {show(value)}"
        case ir.Define(name=name, scope=scope):
            return f"define {name}#{scope}"
        case ir.Import():
            dots = "." * event.level
            return f"import {dots}{event.module}:{event.name} as {event.alias}{' dotted' if event.dotted else ''}"


def guards(scope: ir.Scope) -> list[str]:
    return [f"@{g.statement}.{g.arm} {'not ' if g.negated else ''}{show(g.test)}" for g in scope.guards]


def nodes(value: object) -> Iterator[object]:
    """Every piece of data in a lowered module."""
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, tuple | list):
            stack.extend(current)
        elif is_dataclass(current):
            yield current
            stack.extend(getattr(current, f.name) for f in fields(current))
