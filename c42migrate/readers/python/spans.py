"""Where the nodes of a libcst tree stand, without libcst.metadata (which copies the tree and counts lines).

libcst knows no positions: they are found by writing the tree out again and counting characters. The same pass shows
whether the tree says exactly what the text says (libcst loses some form feeds and lone carriage returns).
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, cast

import libcst as cst
from libcst._nodes.internal import CodegenState

from c42migrate.files.source import Source
from c42migrate.model import Literal, Place
from c42migrate.readers.python.strings import Decoded

if TYPE_CHECKING:
    from contextlib import _GeneratorContextManager

Span = tuple[int, int]
"""Half-open range of code points of the parsed text."""


class _Recorder(CodegenState):
    """Writes a tree; notes ``inner`` (without own parentheses, commas, blanks) and ``outer`` spans of its nodes."""

    __slots__ = ("at", "inner", "outer", "stack")

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.at = 0
        self.stack: list[int] = []
        self.inner: dict[int, Span] = {}
        self.outer: dict[int, Span] = {}

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.at += len(value)

    def add_indent_tokens(self) -> None:
        self.tokens.extend(self.indent_tokens)
        self.at += sum(map(len, self.indent_tokens))

    def before_codegen(self, node: cst.CSTNode) -> None:  # noqa: ARG002
        self.stack.append(self.at)

    def after_codegen(self, node: cst.CSTNode) -> None:
        self.outer[id(node)] = (self.stack.pop(), self.at)

    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> _GeneratorContextManager[None, None, None]:
        made: object = _Position(self, node, start_node, end_node)  # libcst wants no more than a ``with`` block does
        return cast("_GeneratorContextManager[None, None, None]", made)

    def span(self, node: cst.CSTNode) -> Span:
        """What is known of a node that was written already."""
        return self.inner.get(id(node)) or self.outer[id(node)]


class _Position:
    """Notes the ``inner`` span of a node that is written in a ``with`` block; a generator would take thrice as long."""

    __slots__ = ("_first", "_last", "_node", "_recorder", "_start")

    def __init__(
        self, recorder: _Recorder, node: cst.CSTNode, first: cst.CSTNode | None, last: cst.CSTNode | None
    ) -> None:
        self._recorder = recorder
        self._node = node
        self._first = first
        self._last = last

    def __enter__(self) -> None:
        self._start = self._recorder.at

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            return  # the recursion ended inside: what lies there has no place, and nobody will ask for it
        recorder = self._recorder
        start = recorder.span(self._first)[0] if self._first is not None else self._start
        end = recorder.span(self._last)[1] if self._last is not None else recorder.at
        recorder.inner[id(self._node)] = (start, end)


class Spans:
    """Places of nodes. ``text`` is the parsed text; ``origin`` maps its boundaries to ``source.text`` (None: equal)."""

    def __init__(self, module: cst.Module, source: Source, origin: Sequence[int] | None = None) -> None:
        recorder = _Recorder(module)
        module._codegen(recorder)
        self.text = "".join(recorder.tokens)
        self._inner, self._outer = recorder.inner, recorder.outer
        self._source, self._origin = source, origin
        self._module = module  # keeps the nodes alive, and so their ids their own

    def inner(self, node: cst.CSTNode) -> Span:
        """The node without parentheses, commas and blanks around it."""
        return self._inner.get(id(node)) or self._outer[id(node)]

    def outer(self, node: cst.CSTNode) -> Span:
        """The node with its own parentheses (and, for what is no expression, its blanks and commas)."""
        return self._outer[id(node)]

    def offset(self, index: int) -> int:
        """Byte offset in the file of the boundary before code point ``index`` of the parsed text."""
        return self._source.offset(self._index(index))

    def place(self, span: Span) -> Place:
        """The bytes of a span."""
        source = self._source
        if self._origin is None and source.offsets is None:
            return Place(source.path, source.base + span[0], source.base + span[1])
        return Place(source.path, self.offset(span[0]), self.offset(span[1]))

    def literal(self, span: Span, decoded: Decoded, *, token: int = -1, whole: bool = False) -> Literal:
        """The literal ``decoded`` whose content stands in ``span``; not editable when a normaliser wrote it."""
        place = self.place(span)
        is_original = len(self._original(span)) == span[1] - span[0]
        return Literal(decoded.text, place, self._bounds(span, place, decoded), is_original, token, whole)

    def _bounds(self, span: Span, place: Place, decoded: Decoded) -> tuple[int, ...] | None:
        """The byte offsets of the boundaries, None when each character is one byte."""
        if decoded.bounds is None and self._origin is None and place.end - place.start == len(decoded.text):
            return None
        bounds = tuple(self.offset(span[0] + index) for index in decoded.indices())
        return None if bounds == tuple(range(place.start, place.start + len(decoded.text) + 1)) else bounds

    def name(self, span: Span) -> Literal:
        """A word of the source as a literal."""
        return self.literal(span, Decoded(self.content(span)), whole=True)

    def content(self, span: Span) -> str:
        """The characters of a token as the source has them (the parsed text has newlines for some form feeds)."""
        original = self._original(span)
        return original if len(original) == span[1] - span[0] else self.text[span[0] : span[1]]

    def _original(self, span: Span) -> str:
        return self._source.text[self._index(span[0]) : self._index(span[1])]

    def _index(self, index: int) -> int:
        return self._origin[index] if self._origin is not None else index
