"""Python text of any version to a libcst tree with positions.

Python 2 is normalised first when (and only when) libcst does not take the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst

from c42migrate.errors import ParseError
from c42migrate.files.source import Source
from c42migrate.readers.python.depth import is_too_deep
from c42migrate.readers.python.positions import Positions
from c42migrate.readers.python.python2 import normalise, squeeze
from c42migrate.readers.python.scopes import Module
from c42migrate.readers.python.visitor import collect

_LONE_RETURN = re.compile(r"\r(?!\n)")
_FORM_FEED = re.compile(r"(?m)^[ \t\f]*\f")


def parse(source: Source, key: str) -> Module:
    """Parse and visit a Python source; raises ParseError when it cannot be parsed exactly.

    ``key`` is the name the module has in the program.
    """
    try:
        return _parse(source, key)
    except RecursionError:
        raise ParseError("too deeply nested", path=source.path) from None
    except UnicodeEncodeError:
        raise ParseError("holds half a surrogate pair, which is no character", path=source.path) from None


def _parse(source: Source, key: str) -> Module:
    if is_too_deep(source.text):
        raise ParseError("too deeply nested", path=source.path)
    squeezed = squeeze(source.text)
    try:
        return _module(source, key, squeezed.text, squeezed.origin)
    except cst.ParserSyntaxError as error:
        made = normalise(squeezed.text)
        if made.origin is None:
            raise _failure(source, error) from None
        normalised = made.behind(squeezed)
    try:
        return _module(source, key, normalised.text, normalised.origin)
    except cst.ParserSyntaxError as error:
        raise _failure(source, error) from None


def _module(source: Source, key: str, text: str, origin: Sequence[int] | None) -> Module:
    text = _parsable(text)
    tree = cst.parse_module(text)
    positions = Positions(tree, source, origin)
    # Blanks on a last line without newline may get lost: nothing stands behind them.
    if positions.text.rstrip() != text.rstrip():
        raise ParseError("cannot be written back as it is", path=source.path)
    return collect(key, tree, positions)


def _parsable(text: str) -> str:
    """Return the text with newlines for lone carriage returns and for form feeds before code: libcst loses both.

    To Python, a carriage return ends a line and a form feed starts its indentation anew. No character moves.
    """
    text = _LONE_RETURN.sub("\n", text) if "\r" in text else text
    return _FORM_FEED.sub(lambda found: found[0].replace("\f", "\n"), text) if "\f" in text else text


def _failure(source: Source, error: cst.ParserSyntaxError) -> ParseError:
    return ParseError("is neither Python 3 nor Python 2 that we can read", path=source.path, line=error.raw_line)
