"""Lowering of string literals, f-strings and implicit concatenation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from c42migrate.model import Literal, Text
from c42migrate.readers.python import ir
from c42migrate.readers.python.lower_context import Lowering, expression
from c42migrate.readers.python.spans import Span
from c42migrate.readers.python.strings import decode, split


@expression(cst.SimpleString)
def _simple(low: Lowering, node: cst.SimpleString) -> ir.Str:
    return ir.Str(Text((_literal(low, node),)), low.place(node), split(node.value).is_bytes)


@expression(cst.FormattedString)
def _formatted(low: Lowering, node: cst.FormattedString) -> ir.Join:
    return ir.Join(tuple(_parts(low, node)), low.place(node))


@expression(cst.ConcatenatedString)
def _concatenated(low: Lowering, node: cst.ConcatenatedString) -> ir.Expr:
    tokens = list(_tokens(node))
    simple = [token for token in tokens if isinstance(token, cst.SimpleString)]
    if len(simple) == len(tokens):
        text = Text(tuple(_literal(low, token) for token in simple))
        return ir.Str(text, low.place(node), split(simple[0].value).is_bytes)
    return ir.Join(tuple(part for token in tokens for part in _token_parts(low, token)), low.place(node))


def _tokens(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The tokens of an implicit concatenation (which libcst nests to the right)."""
    while isinstance(node, cst.ConcatenatedString):
        yield node.left
        node = node.right
    yield node


def _token_parts(low: Lowering, node: cst.BaseExpression) -> Iterator[ir.Expr]:
    if isinstance(node, cst.FormattedString):
        yield from _parts(low, node)
    else:
        yield low.expression(node)


def _literal(low: Lowering, node: cst.SimpleString) -> Literal:
    start = low.spans.inner(node)[0]
    token = split(node.value)
    content = (start + token.start, start + token.end)
    decoded = decode(low.spans.content(content), token)
    return low.spans.literal(content, decoded, token=low.spans.offset(start), whole=True)


def _parts(low: Lowering, node: cst.FormattedString) -> Iterator[ir.Expr]:
    """The parts of an f-string; neighbouring texts (split at doubled braces by libcst) are one ``Str``."""
    token = split(node.start + node.end)
    start = low.spans.offset(low.spans.inner(node)[0])
    for run in _runs(low, node.parts):
        if isinstance(run, cst.FormattedStringExpression):
            yield _field(low, run)
        else:
            decoded = decode(low.spans.content(run), token)
            literal = low.spans.literal(run, decoded, token=start, whole=len(node.parts) == 1)
            yield ir.Str(Text((literal,)), literal.place or low.place(node))


def _runs(
    low: Lowering, parts: Sequence[cst.BaseFormattedStringContent]
) -> Iterator[cst.FormattedStringExpression | Span]:
    """The expressions of an f-string, and the spans of the texts between them."""
    run: Span | None = None
    for part in parts:
        span = low.spans.outer(part)
        if not isinstance(part, cst.FormattedStringExpression):
            run = (run[0] if run else span[0], span[1])
            continue
        if run:
            yield run
        run = None
        yield part
    if run:
        yield run


def _field(low: Lowering, node: cst.FormattedStringExpression) -> ir.Expr:
    """A replacement field: itself when it is written as ``str()`` would, else ``Opaque``."""
    value = low.expression(node.expression)
    spec = node.format_spec or ()
    plain = all(isinstance(part, cst.FormattedStringText) and part.value == "s" for part in spec)
    if plain and node.conversion in {None, "s"} and node.equal is None:
        return value
    nested = [_field(low, part) for part in spec if isinstance(part, cst.FormattedStringExpression)]
    return low.opaque("format", node, value, *nested)
