"""The small tree the Python reader works on: libcst lowered to what matters for following values.

It is plain data (cacheable, picklable), free of libcst, and the same for Python 2, Python 3 and
notebook cells. Expressions keep evaluation order and exact places; statements are flattened into the events of
their scope, each with the branch it stands in.
"""

from __future__ import annotations

from c42migrate.readers.python.ir.expressions import (
    Arg,
    Attribute,
    Binary,
    Call,
    Choice,
    Compare,
    Constant,
    Dict,
    Expr,
    Item,
    Join,
    Lambda,
    Name,
    Opaque,
    Seq,
    Str,
    Subscript,
)
from c42migrate.readers.python.ir.statements import (
    Assign,
    Branch,
    Define,
    Evaluate,
    Event,
    Guard,
    Import,
    Module,
    Param,
    Return,
    Scope,
)

__all__ = [
    "Arg",
    "Assign",
    "Attribute",
    "Binary",
    "Branch",
    "Call",
    "Choice",
    "Compare",
    "Constant",
    "Define",
    "Dict",
    "Evaluate",
    "Event",
    "Expr",
    "Guard",
    "Import",
    "Item",
    "Join",
    "Lambda",
    "Module",
    "Name",
    "Opaque",
    "Param",
    "Return",
    "Scope",
    "Seq",
    "Str",
    "Subscript",
]
