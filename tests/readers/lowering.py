"""Lowered code written in a short form, for tables: ``show`` an expression, ``events`` of a scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from c42migrate.files.decode import decode
from c42migrate.readers.python import ir
from c42migrate.readers.python.lower import lower


def module(text: str | bytes) -> ir.Module:
    return lower(decode("t.py", text if isinstance(text, bytes) else text.encode(), "python"))


def show(expr: object) -> str:
    match expr:
        case ir.Str(text=text, is_bytes=is_bytes):
            return ("b" if is_bytes else "") + "+".join(repr(literal.text) for literal in text.literals)
        case ir.Join(parts=parts):
            return f"join({', '.join(map(show, parts))})"
        case ir.Constant(value=value):
            return value
        case ir.Name(id=name):
            return name
        case ir.Attribute(base=base, name=name):
            return f"{show(base)}.{name}"
        case ir.Call(func=func, args=args):
            return f"{show(func)}({', '.join(_argument(a) for a in args)})"
        case ir.Subscript(base=base, key=key):
            return f"{show(base)}[{show(key)}]"
        case ir.Binary(op=op, left=left, right=right):
            return f"({show(left)} {op} {show(right)})"
        case ir.Choice(options=options, test=test):
            return f"choice({', '.join(map(show, options))} | {', '.join(map(show, test))})"
        case ir.Dict(items=items):
            return "{" + ", ".join(f"{show(i.key) if i.key else '**'}: {show(i.value)}" for i in items) + "}"
        case ir.Seq(kind=kind, items=items):
            return f"{kind}({', '.join(map(show, items))})"
        case ir.Lambda(scope=scope):
            return f"lambda#{scope}"
        case ir.Compare(operators=operators, operands=operands):
            return f"compare({' '.join(operators)} | {', '.join(map(show, operands))})"
        case ir.Opaque(children=children, what=what):
            return f"<{what}>({', '.join(map(show, children))})"
        case _:
            return repr(expr)


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
            return f"{show(target)}{note} {op} {show(value) if value else '-'}"
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
