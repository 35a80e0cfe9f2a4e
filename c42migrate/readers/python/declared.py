"""Options of command lines and their defaults, as argparse, optparse and click declare them."""

from __future__ import annotations

from collections import defaultdict

import libcst as cst

from c42migrate.readers.python.nodes import keyword_value
from c42migrate.readers.python.scopes import Program, Spot


def option_defaults(program: Program) -> dict[str, list[tuple[cst.BaseExpression, Spot]]]:
    """Defaults of command-line options: ``add_argument("--path", default="/api/User")`` tells of ``args.path``."""
    found: dict[str, list[tuple[cst.BaseExpression, Spot]]] = defaultdict(list)
    for scope in program.scopes:
        for call, spot in scope.used(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value in {"add_argument", "add_option"}:
                default = keyword_value(call, "default")
                if default is not None and (name := stored_as(call)):
                    found[name].append((default, spot))
    return found


def stored_as(call: cst.Call) -> str:
    """``dest=``, else the first long option, else the first name, as argparse derives it."""
    if (dest := keyword_value(call, "dest")) is not None:
        return _word(dest)
    words = [_word(arg.value) for arg in call.args if arg.keyword is None]
    long = next((word for word in words if word.startswith("--")), words[0] if words else "")
    return long.lstrip("-").replace("-", "_")


def _word(node: cst.BaseExpression) -> str:
    found = node.evaluated_value if isinstance(node, cst.SimpleString) else ""
    return found if isinstance(found, str) else ""
