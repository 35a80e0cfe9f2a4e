"""``+``, ``%`` and ``/`` on values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from c42migrate.model import MOST_PIECES, Literal, Text, hole
from c42migrate.readers.python import fold, ir
from c42migrate.readers.python.program import dotted
from c42migrate.readers.python.values import (
    LIMIT,
    Known,
    Mapping,
    Plain,
    Ref,
    Response,
    Row,
    Value,
    Values,
    hole_of,
    texts,
    with_after,
)


def plain_text(value: Value, name: str = "") -> Text:
    """A value as it appears inside a string: numbers as written, anything not a string as a hole called ``name``."""
    if isinstance(value, Known):
        return value.text
    if isinstance(value, Plain) and value.written.isdigit():
        return Text((Literal(value.written, editable=False),))
    return hole(value.name if isinstance(value, Ref | Response) else name)


def is_rest(value: Value) -> bool:
    """Whether a value is a function's ``*args``, not filled yet."""
    gap = hole_of(value)
    return gap is not None and gap.param is not None and gap.param[1].startswith("*") and gap.param[1][1:2] != "*"


def binary(op: str, left: Values, right: Values) -> Values:
    """All combinations of ``left op right``, bounded."""
    found: list[Value] = []
    for one, other in islice(product(left, right), LIMIT):
        found.extend(_combined(op, one, other))
    return tuple(found)


def _combined(op: str, left: Value, right: Value) -> Values:
    if op == "%" and isinstance(left, Known):
        return tuple(Known(text) for text in _percent(left.text, right))
    if isinstance(left, Row) and isinstance(right, Row):
        items = left.items + right.items
        return (Row(items, left.place),) if len(items) <= MOST_PIECES else ()
    if op == "+" and isinstance(left, Row) and is_rest(right):
        return (Row((*left.items, (right,)), left.place),)
    if isinstance(left, Row | Mapping):
        return (left,)
    if op == "+" and Known in {type(left), type(right)}:
        return (Known(plain_text(left) + plain_text(right)),)
    if op == "/" and isinstance(left, Known):
        slash = Text((Literal("/", editable=False),))
        return (Known(left.text + slash + plain_text(right)),)
    return ()


def combinations(items: Sequence[Values]) -> Iterator[tuple[Text, ...]]:
    """Every way to take one alternative of each item, as strings; bounded."""
    return islice(product(*([plain_text(value) for value in item] or [hole()] for item in items)), LIMIT)


def added(expr: ir.Binary, left: Values, right: Values) -> Values:
    """``left op right``; a hole on the right of ``+`` learns where more text can be added behind it."""
    closed = isinstance(expr.right, ir.Name | ir.Attribute | ir.Call | ir.Subscript)
    if expr.op == "+" and closed and all(isinstance(value, Known) for value in left):
        right = tuple(with_after(value, expr.right.place, dotted(expr.right)) for value in right)
    return binary(expr.op, left, right)


def joined(parts: Sequence[Sequence[Text]]) -> tuple[Known, ...]:
    """The parts of an f-string put together, every combination of their alternatives; bounded."""
    combined = islice(product(*parts), LIMIT)
    return tuple(Known(Text(tuple(p for text in texts_ for p in text.pieces))) for texts_ in combined)


def _percent(template: Text, right: Value) -> Iterator[Text]:
    if isinstance(right, Row):
        for chosen in combinations(right.items):
            yield fold.percent(template, chosen, {})
    elif isinstance(right, Mapping):
        for named in named_texts(right):
            yield fold.percent(template, (), named)
    else:
        yield fold.percent(template, (plain_text(right),), {})


def named_texts(mapping: Mapping) -> Iterator[dict[str, Text]]:
    """The entries of a mapping whose key is known, as strings; every combination of their alternatives."""
    known = [
        (key.known, pair.values) for pair in mapping.pairs for key in texts(pair.key or ()) if key.known is not None
    ]
    for chosen in combinations([values for _, values in known]):
        yield dict(zip([key for key, _ in known], chosen, strict=True))
