"""Lowering of calls, dict displays, and the ranges that can be cut out of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import libcst as cst

from c42migrate.model import Place
from c42migrate.readers.python import ir
from c42migrate.readers.python.lower_context import Lowering, expression
from c42migrate.readers.python.spans import Span, Spans

_Element = cst.Arg | cst.BaseDictElement


@expression(cst.Call)
def _call(low: Lowering, node: cst.Call) -> ir.Call:
    func = low.expression(node.func)
    return ir.Call(func, arguments(low, node.args), low.place(node))


def arguments(low: Lowering, nodes: Sequence[cst.Arg]) -> tuple[ir.Arg, ...]:
    """The arguments of a call or the bases of a class."""
    places = _removals(low.spans, nodes)
    return tuple(_argument(low, node, place) for node, place in zip(nodes, places, strict=True))


def _argument(low: Lowering, node: cst.Arg, removal: Place) -> ir.Arg:
    keyword = node.keyword.value if node.keyword else ""
    token = low.spans.name(low.spans.inner(node.keyword)) if node.keyword else None
    return ir.Arg(low.expression(node.value), keyword, node.star, low.place(node), removal, token)


@expression(cst.Dict)
def _dict(low: Lowering, node: cst.Dict) -> ir.Dict:
    removals = _removals(low.spans, node.elements)
    items = (_item(low, element, removal) for element, removal in zip(node.elements, removals, strict=True))
    return ir.Dict(tuple(items), low.place(node))


def _item(low: Lowering, node: cst.BaseDictElement, removal: Place) -> ir.Item:
    key = low.expression(node.key) if isinstance(node, cst.DictElement) else None
    return ir.Item(key, low.expression(node.value), low.place(node), removal)


def _removals(spans: Spans, nodes: Sequence[_Element]) -> list[Place]:
    """For each element of a bracketed list, what to cut so that the rest stays valid and tidy.

    An element goes with the comma and the blanks after it, the last one with the comma and the blanks before it.
    Comments behind a comma are never cut: where one stands there, the element goes with its own comma only.
    """
    if not nodes:
        return []
    cuts = [_up_to_next(spans, node, following) for node, following in pairwise(nodes)]
    cuts.append(_last(spans, nodes))
    return [spans.place(cut) for cut in cuts]


def _up_to_next(spans: Spans, node: _Element, following: _Element) -> Span:
    start, end = spans.inner(node)[0], spans.inner(following)[0]
    return (start, end) if "#" not in spans.text[spans.inner(node)[1] : end] else _alone(spans, node)


def _last(spans: Spans, nodes: Sequence[_Element]) -> Span:
    if len(nodes) == 1:
        return _alone(spans, nodes[0])
    before, (start, end) = spans.inner(nodes[-2])[1], spans.inner(nodes[-1])
    return (before, end) if "#" not in spans.text[before:start] else _alone(spans, nodes[-1])


def _alone(spans: Spans, node: _Element) -> Span:
    """The element with its own comma and the blanks behind it on the line."""
    (start, end), limit = spans.inner(node), spans.outer(node)[1]
    if not isinstance(node.comma, cst.Comma):
        return start, end
    comma = spans.inner(node.comma)[1]
    rest = spans.text[comma:limit]
    return start, comma + len(rest) - len(rest.lstrip(" \t"))
