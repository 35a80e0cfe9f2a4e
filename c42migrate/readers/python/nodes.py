"""Questions about libcst nodes that need no evaluation: names, arguments, and subexpressions in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import libcst as cst

Comprehension = cst.ListComp | cst.SetComp | cst.GeneratorExp
Display = cst.Tuple | cst.List | cst.Set
String = cst.SimpleString | cst.FormattedString | cst.ConcatenatedString

CONSTANTS = frozenset({"None", "True", "False"})
"""Names that are values themselves."""


def dotted(node: cst.CSTNode) -> str:
    """``a.b.c`` for a chain of names, else ``""``."""
    if type(node) is cst.Name:
        return node.value if node.value not in CONSTANTS else ""
    if type(node) is cst.Attribute:
        base = dotted(node.value)
        return f"{base}.{node.attr.value}" if base else ""
    return ""


def chain(func: cst.CSTNode) -> str:
    """``a.b.c`` for a chain of names and calls: ``connect().users.block``; else the last name, or ``""``."""
    names: list[str] = []
    while isinstance(func, cst.Attribute):
        names.append(func.attr.value)
        func = func.value
    if isinstance(func, cst.Call) and (root := last_name(func.func)):
        names.append(f"{root}()")
    elif isinstance(func, cst.Name):
        names.append(func.value)
    else:
        del names[1:]
    return ".".join(reversed(names))


def last_name(func: cst.CSTNode) -> str:
    """Return the last name of a callee, ``""`` when it ends in none."""
    return func.attr.value if isinstance(func, cst.Attribute) else dotted(func)


def keyword(arg: cst.Arg) -> str:
    """Return the name an argument is given by, ``""`` when it has none."""
    return arg.keyword.value if arg.keyword is not None else ""


def keyword_value(call: cst.Call, name: str) -> cst.BaseExpression | None:
    """Return the argument ``name=...`` of a call."""
    return next((arg.value for arg in call.args if arg.keyword is not None and arg.keyword.value == name), None)


def targets(target: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the single targets of a (possibly nested) tuple target."""
    if isinstance(target, Display):
        for element in target.elements:
            yield from targets(element.value)
    else:
        yield target


def key_of(node: cst.Subscript) -> cst.BaseExpression | None:
    """Return the key of ``base[key]``; None for slices and several keys."""
    first = node.slice[0].slice
    return first.value if len(node.slice) == 1 and isinstance(first, cst.Index) and not first.star else None


def slice_parts(node: cst.Subscript) -> Iterator[cst.BaseExpression]:
    """Yield the expressions between the brackets of a subscript."""
    for element in node.slice:
        match element.slice:
            case cst.Index(value=value):
                yield value
            case cst.Slice(lower=lower, upper=upper, step=step):
                yield from (part for part in (lower, upper, step) if part is not None)


def string_tokens(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """Yield the tokens of an implicit concatenation, which libcst nests to the right."""
    while isinstance(node, cst.ConcatenatedString):
        yield node.left
        node = node.right
    yield node


def is_simple(node: cst.BaseExpression) -> bool:
    """Whether a string has no replacement fields."""
    return all(isinstance(token, cst.SimpleString) for token in string_tokens(node))


def loops(node: cst.BaseComp) -> Iterator[cst.CompFor]:
    """Yield the ``for`` clauses of a comprehension, the outermost first."""
    loop: cst.CompFor | None = node.for_in
    while loop is not None:
        yield loop
        loop = loop.inner_for_in


def _tests(node: cst.BaseComp) -> Iterator[cst.BaseExpression]:
    return (condition.test for loop in loops(node) for condition in loop.ifs)


def _fields(parts: Sequence[cst.BaseFormattedStringContent]) -> Iterator[cst.BaseExpression]:
    for part in parts:
        if isinstance(part, cst.FormattedStringExpression):
            yield part.expression
            yield from _fields(part.format_spec or ())


def children(node: cst.CSTNode) -> Sequence[cst.BaseExpression]:
    """Return the direct subexpressions that are evaluated with ``node``, in that order.

    What a comprehension loops over, what ``:=`` assigns and what is yielded are events of their own (see
    ``visitor``) and not among them.
    """
    return _INSIDE.get(type(node), _newer)(node)


def _dict_parts(node: cst.Dict) -> Iterator[cst.BaseExpression]:
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            yield element.key
        yield element.value


def _sides(node: cst.BinaryOperation | cst.BooleanOperation) -> Sequence[cst.BaseExpression]:
    return (node.left, node.right)


def _elements(node: Display) -> Sequence[cst.BaseExpression]:
    return tuple([element.value for element in node.elements])


def _item(node: Comprehension) -> Sequence[cst.BaseExpression]:
    return (node.elt, *_tests(node))


def _newer(node: cst.CSTNode) -> Sequence[cst.BaseExpression]:
    """Return what a kind of expression that only newer versions of libcst know (template strings) contains."""
    found: list[cst.BaseExpression] = []
    for child in node.children:
        found += (child,) if isinstance(child, cst.BaseExpression) else _newer(child)
    return found


_LEAVES = (cst.Name, cst.SimpleString, cst.Integer, cst.Float, cst.Imaginary, cst.Ellipsis, cst.Lambda, cst.Yield)
_INSIDE: dict[type[cst.CSTNode], Callable[[Any], Sequence[cst.BaseExpression]]] = {
    **dict.fromkeys(_LEAVES, lambda _: ()),
    cst.Call: lambda node: (node.func, *[arg.value for arg in node.args]),
    cst.Attribute: lambda node: (node.value,),
    cst.Subscript: lambda node: (node.value, *slice_parts(node)),
    cst.FormattedString: lambda node: tuple(_fields(node.parts)),
    cst.ConcatenatedString: lambda node: () if is_simple(node) else tuple(string_tokens(node)),
    cst.BinaryOperation: _sides,
    cst.BooleanOperation: _sides,
    cst.Comparison: lambda node: (node.left, *[target.comparator for target in node.comparisons]),
    cst.UnaryOperation: lambda node: (node.expression,),
    cst.Await: lambda node: (node.expression,),
    cst.Dict: lambda node: tuple(_dict_parts(node)),
    cst.Tuple: _elements,
    cst.List: _elements,
    cst.Set: _elements,
    cst.IfExp: lambda node: (node.test, node.body, node.orelse),
    cst.DictComp: lambda node: (node.key, node.value, *_tests(node)),
    cst.ListComp: _item,
    cst.SetComp: _item,
    cst.GeneratorExp: _item,
    cst.NamedExpr: lambda node: (node.target,),
    cst.StarredElement: lambda node: (node.value,),
}
"""By type: libcst's classes are abstract ones, for which ``isinstance`` is slow."""


def subexpressions(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """``node`` and everything evaluated with it, outer expressions first."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))
