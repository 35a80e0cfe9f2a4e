"""Defaults of command-line options: ``add_argument("--path", default="/api/User")`` is what ``args.path`` may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Program, Spot
from c42migrate.readers.python.walk import subexpressions

PARSED = ("parse_args()", "parse_known_args()")
"""What the results of argparse and optparse end with (see ``Ref.name``)."""

_ADDERS = frozenset({"add_argument", "add_option"})


class CliOptions:
    """The options that the modules of a program declare."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def defaults(self, name: str) -> list[tuple[ir.Expr, Spot]]:
        """The default expressions of options stored as ``name``, wherever in the program they are declared."""
        return self._declared.get(name, [])

    @cached_property
    def _declared(self) -> dict[str, list[tuple[ir.Expr, Spot]]]:
        found: dict[str, list[tuple[ir.Expr, Spot]]] = defaultdict(list)
        for key, module in self._program.modules.items():
            for number, scope in enumerate(module.module.scopes):
                for call, spot in _calls(Spot(key, number), scope):
                    default = next((arg.value for arg in call.args if arg.keyword == "default"), None)
                    if default is not None and (name := _stored_as(call)):
                        found[name].append((default, spot))
        return found


def _calls(where: Spot, scope: ir.Scope) -> Iterator[tuple[ir.Call, Spot]]:
    for event in scope.events:
        if isinstance(event, ir.Define | ir.Import) or event.value is None:
            continue
        for expr in subexpressions(event.value):
            if isinstance(expr, ir.Call) and isinstance(expr.func, ir.Attribute) and expr.func.name in _ADDERS:
                yield expr, Spot(where.module, where.scope, event.branch, event.order)


def _stored_as(call: ir.Call) -> str:
    """``dest=``, else the first long option, else the first name, as argparse derives it."""
    named = next((_word(arg.value) for arg in call.args if arg.keyword == "dest"), "")
    words = [_word(arg.value) for arg in call.args if not arg.keyword]
    long = next((word for word in words if word.startswith("--")), words[0] if words else "")
    return named or long.lstrip("-").replace("-", "_")


def _word(expr: ir.Expr) -> str:
    return (expr.text.known or "") if isinstance(expr, ir.Str) else ""
