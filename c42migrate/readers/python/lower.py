"""Python text to the small tree of ``ir``: parse with libcst, find every place, lower.

Python 2 is normalised first when (and only when) libcst does not take the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst

from c42migrate.errors import ParseError
from c42migrate.files.source import Source
from c42migrate.readers.python import (  # imported to register their handlers
    ir,
    lower_blocks,  # noqa: F401
    lower_calls,  # noqa: F401
    lower_definitions,  # noqa: F401
    lower_expressions,  # noqa: F401
    lower_strings,  # noqa: F401
)
from c42migrate.readers.python.depth import is_too_deep
from c42migrate.readers.python.lower_context import Lowering
from c42migrate.readers.python.lower_statements import body
from c42migrate.readers.python.normalise import Normalised, normalise, squeeze, without
from c42migrate.readers.python.spans import Span, Spans

_LONE_RETURN = re.compile(r"\r(?!\n)")
_FORM_FEED = re.compile(r"(?m)^[ \t\f]*\f")


def lower(source: Source, left_out: Sequence[Span] = ()) -> ir.Module:
    """The lowered module of a Python source (any version); raises ParseError when it cannot be parsed exactly.

    ``left_out``: ranges of its text (code points, in order) that are passed over, see ``slicing``.
    """
    try:
        return _lowered(source, without(source.text, left_out))
    except RecursionError:
        raise ParseError("too deeply nested", path=source.path) from None
    except UnicodeEncodeError:
        raise ParseError("holds half a surrogate pair, which is no character", path=source.path) from None


def _lowered(source: Source, needed: Normalised) -> ir.Module:
    if is_too_deep(needed.text):
        raise ParseError("too deeply nested", path=source.path)
    squeezed = squeeze(needed.text).behind(needed)
    try:
        return _module(source, squeezed.text, squeezed.origin)
    except cst.ParserSyntaxError as error:
        made = normalise(squeezed.text)
        if made.origin is None:
            raise _failure(source, error) from None
        normalised = made.behind(squeezed)
    try:
        return _module(source, normalised.text, normalised.origin)
    except cst.ParserSyntaxError as error:
        raise _failure(source, error) from None


def _module(source: Source, text: str, origin: Sequence[int] | None) -> ir.Module:
    text = _parsable(text)
    module = cst.parse_module(text)
    spans = Spans(module, source, origin)
    # Blanks on a last line without newline may get lost: nothing stands behind them.
    if spans.text.rstrip() != text.rstrip():
        raise ParseError("cannot be written back as it is", path=source.path)
    low = Lowering(spans)
    with low.scope("module", ""):
        body(low, module)
    return ir.Module(source.path, low.scopes(), frozenset(low.docstrings))


def _parsable(text: str) -> str:
    """The text with newlines for lone carriage returns and for form feeds before code: libcst loses both.

    To Python, a carriage return ends a line and a form feed starts its indentation anew. No character moves.
    """
    text = _LONE_RETURN.sub("\n", text) if "\r" in text else text
    return _FORM_FEED.sub(lambda found: found[0].replace("\f", "\n"), text) if "\f" in text else text


def _failure(source: Source, error: cst.ParserSyntaxError) -> ParseError:
    return ParseError("is neither Python 3 nor Python 2 that we can read", path=source.path, line=error.raw_line)
