"""Where the nodes of a libcst tree stand, in bytes.

libcst's own position providers copy the tree and count lines, which takes longer than parsing. Here the tree is
written out once more and characters are counted; that also shows whether the tree says exactly what the text says
(libcst loses some form feeds and lone carriage returns). This is the only module that touches a private part of
libcst, ``CodegenState`` and ``_codegen``: ``tests/readers/test_positions.py`` holds from libcst 1.1.0 to 1.9.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, cast

import libcst as cst
from libcst._nodes.internal import CodegenState

from c42migrate.files.source import Source
from c42migrate.model import Literal, Place
from c42migrate.readers.python.strings import Decoded, decode, split

if TYPE_CHECKING:
    from contextlib import _GeneratorContextManager

Span = tuple[int, int]
"""Half-open range of code points of the parsed text."""

_Element = cst.Arg | cst.BaseDictElement


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
        """Return what is known of a node that was written already."""
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


class Positions:
    """Places of nodes. ``text`` is the parsed text; ``origin`` maps its boundaries to ``source.text`` (None: equal)."""

    def __init__(self, module: cst.Module, source: Source, origin: Sequence[int] | None = None) -> None:
        recorder = _Recorder(module)
        module._codegen(recorder)
        self.text = "".join(recorder.tokens)
        self._inner, self._outer = recorder.inner, recorder.outer
        self.path = source.path
        self._source, self._origin = source, origin
        self._is_plain = origin is None and source.offsets is None
        self._module = module  # keeps the nodes alive, and so their ids their own

    # -- nodes -----------------------------------------------------------------------------------

    def place(self, node: cst.CSTNode) -> Place:
        """Return the bytes of a node without its own parentheses; those of a display belong to it."""
        if isinstance(node, cst.Tuple):  # libcst counts its parentheses as any other's
            return self._place(self._outer[id(node)])
        return self._place(self._span(node))

    def start(self, node: cst.CSTNode) -> int:
        """Byte offset of a node without its own parentheses: the identity of a string token."""
        return self._offset(self._span(node)[0])

    def word(self, node: cst.CSTNode) -> Literal:
        """Return a name as a literal."""
        span = self._span(node)
        if self._is_plain:
            return Literal(self.text[span[0] : span[1]], self._place(span), None, True, -1, True)
        return self._literal(span, Decoded(self._content(span)), whole=True)

    def written(self, node: cst.CSTNode) -> str:
        """Return the characters of a node as the source has them."""
        return self._content(self._span(node))

    def string(self, node: cst.SimpleString) -> Literal:
        """Return what a string token says."""
        start = self._span(node)[0]
        token = split(node.value)
        content = (start + token.start, start + token.end)
        decoded = decode(self._content(content), token)
        return self._literal(content, decoded, token=self._offset(start), whole=True)

    def field_texts(self, node: cst.FormattedString) -> list[Literal | cst.FormattedStringExpression]:
        """Return the parts of an f-string; neighbouring texts (libcst splits them at doubled braces) are one
        literal."""
        token = split(node.start + node.end)
        start = self.start(node)
        found: list[Literal | cst.FormattedStringExpression] = []
        for run in self._runs(node.parts):
            if isinstance(run, tuple):
                decoded = decode(self._content(run), token)
                found.append(self._literal(run, decoded, token=start, whole=len(node.parts) == 1))
            else:
                found.append(run)
        return found

    def removal(self, nodes: Sequence[_Element], index: int) -> Place:
        """Return what to cut to drop element ``index`` of a bracketed list, so that the rest stays valid and tidy.

        An element goes with the comma and the blanks after it, the last one with the comma and the blanks before it.
        Comments behind a comma are never cut: where one stands there, the element goes with its own comma only.
        """
        return self._place(self._removal(nodes, index))

    def unwrapped(self, loop: cst.For) -> tuple[Place, tuple[Place, ...]] | None:
        """Return what to cut so that the body of a loop stands in its place: its header, and the blanks it is
        indented by.

        A comment behind the header stays. None where lines are not indented alike.
        """
        start, first = self._span(loop)[0], self._span(loop.body.body[0])[0]
        outer, inner = (self.text[self.text.rfind("\n", 0, at) + 1 : at] for at in (start, first))
        is_alike = not outer.strip() and not inner.strip() and inner.startswith(outer) and inner != outer
        if not is_alike:
            return None
        comment = self.text.find("#", self._span(loop.iter)[1], first)
        head = comment if comment >= 0 else first
        end, inside = self._span(loop)[1], self._long_strings(loop.body)
        cuts: list[Place] = []
        at = self.text.find("\n", head, end)
        while at >= 0:
            line = at + 1
            if self.text.startswith(inner, line) and not any(low < line < high for low, high in inside):
                cuts.append(self._place((line + len(outer), line + len(inner))))
            at = self.text.find("\n", line, end)
        return self._place((start, head)), tuple(cuts)

    def _long_strings(self, node: cst.CSTNode) -> list[Span]:
        """Return the strings below a node that go over lines."""
        found: list[Span] = []
        stack: list[cst.CSTNode] = [node]
        while stack:
            current = stack.pop()
            if isinstance(current, cst.SimpleString | cst.FormattedString):
                span = self._span(current)
                found += [span] if "\n" in self.text[span[0] : span[1]] else []
            stack.extend(current.children)
        return found

    # -- spans -----------------------------------------------------------------------------------

    def _span(self, node: cst.CSTNode) -> Span:
        """Return the node without parentheses, commas and blanks around it."""
        return self._inner.get(id(node)) or self._outer[id(node)]

    def _runs(self, parts: Sequence[cst.BaseFormattedStringContent]) -> list[cst.FormattedStringExpression | Span]:
        """Return the expressions of an f-string, and the spans of the texts between them."""
        found: list[cst.FormattedStringExpression | Span] = []
        for part in parts:
            span = self._outer[id(part)]
            last = found[-1] if found else None
            if isinstance(part, cst.FormattedStringExpression):
                found.append(part)
            elif isinstance(last, tuple):
                found[-1] = (last[0], span[1])
            else:
                found.append(span)
        return found

    def _removal(self, nodes: Sequence[_Element], index: int) -> Span:
        if index < len(nodes) - 1:
            start, end = self._span(nodes[index])[0], self._span(nodes[index + 1])[0]
            return (
                (start, end) if "#" not in self.text[self._span(nodes[index])[1] : end] else self._alone(nodes[index])
            )
        if index == 0:
            return self._alone(nodes[0])
        before, (start, end) = self._span(nodes[index - 1])[1], self._span(nodes[index])
        return (before, end) if "#" not in self.text[before:start] else self._alone(nodes[index])

    def _alone(self, node: _Element) -> Span:
        """Return the element with its own comma and the blanks behind it on the line."""
        (start, end), limit = self._span(node), self._outer[id(node)][1]
        if not isinstance(node.comma, cst.Comma):
            return start, end
        comma = self._span(node.comma)[1]
        rest = self.text[comma:limit]
        return start, comma + len(rest) - len(rest.lstrip(" \t"))

    def _offset(self, index: int) -> int:
        """Byte offset in the file of the boundary before code point ``index`` of the parsed text."""
        return self._source.offset(self._index(index))

    def _place(self, span: Span) -> Place:
        source = self._source
        if self._is_plain:
            return Place(source.path, source.base + span[0], source.base + span[1])
        return Place(source.path, self._offset(span[0]), self._offset(span[1]))

    def _literal(self, span: Span, decoded: Decoded, *, token: int = -1, whole: bool = False) -> Literal:
        """Return the literal ``decoded`` whose content stands in ``span``; not editable when a normaliser wrote it."""
        place = self._place(span)
        is_original = self._is_plain or len(self._original(span)) == span[1] - span[0]
        return Literal(decoded.text, place, self._bounds(span, place, decoded), is_original, token, whole)

    def _bounds(self, span: Span, place: Place, decoded: Decoded) -> tuple[int, ...] | None:
        """Return the byte offsets of the boundaries, None when each character is one byte."""
        if decoded.bounds is None and self._origin is None and place.end - place.start == len(decoded.text):
            return None
        bounds = tuple(self._offset(span[0] + index) for index in decoded.indices())
        return None if bounds == tuple(range(place.start, place.start + len(decoded.text) + 1)) else bounds

    def _content(self, span: Span) -> str:
        """Return the characters of a token as the source has them (the parsed text has newlines for some form
        feeds)."""
        original = self._original(span)
        return original if len(original) == span[1] - span[0] else self.text[span[0] : span[1]]

    def _original(self, span: Span) -> str:
        return self._source.text[self._index(span[0]) : self._index(span[1])]

    def _index(self, index: int) -> int:
        return self._origin[index] if self._origin is not None else index
