"""Trees of tree-sitter over a ``Source``: node positions in code points, places and texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.model import Literal, Place, Text

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_LINE_END = re.compile(r"(\\?)\r\n?")
_BLOCK = re.compile(rb"^(?=[^\s)}#])(?:(?<=\n\n)|(?<=^\}\n)|(?<=^fi\n)|(?<=^done\n)|(?<=^esac\n))", re.MULTILINE)
"""Where a block of a script begins."""
_MOSTLY = 2
_TRIES = 12
"""Blocks that are taken together to find the end of one that does not parse."""
_PIECE = 4096
_PATIENCE = 40_000
"""Pieces of so many bytes that a parser may ask for beside those of the text, some seconds; each is asked for twice
where all is well, and without end where thousands of brackets are opened that nothing closes."""
_PART = 5
"""What it costs to set out on a part of a text, in such steps."""


class Script:
    """A parsed source. Indices are code points of ``source.text``; the parser sees CR line ends as LF."""

    def __init__(
        self, source: Source, language: Language, *, escape: str = "", spelled: Callable[[str], str] = str
    ) -> None:
        """``escape``: what a line ends with that goes on. ``spelled``: spells a text for the grammar, each character
        in its place."""
        self.source = source
        self.text = source.text
        self._starts = None if source.text.isascii() else list(accumulate(map(_width, source.text), initial=0))
        parser, text = _Parser(language), spelled(_unix(source.text, escape))
        self.roots: Sequence[Node] = (parser.root(_encoded(text)),)
        self._given_up = parser.tired
        if self.roots[0].has_error and not parser.tired and _lost(self.roots[0]):
            self.roots = _mended(parser, text, self.roots[0])

    @property
    def broken(self) -> bool:
        """Tell whether nothing, or less than half of the text, could be parsed, or not in so many steps."""
        if self._given_up:
            return True
        if all(root.type == "ERROR" for root in self.roots):
            return not any(child.type not in ("ERROR", "comment") for r in self.roots for child in r.named_children)
        return sum(map(_lost, self.roots)) * _MOSTLY > self.roots[-1].end_byte

    def index(self, byte: int) -> int:
        """Return the code point index of a byte offset of the parsed text."""
        return byte if self._starts is None else bisect_left(self._starts, byte)

    def span(self, node: Node) -> tuple[int, int]:
        """Start and end of a node in code points."""
        return self.index(node.start_byte), self.index(node.end_byte)

    def read(self, node: Node) -> str:
        """Return the characters of a node as they stand in the source."""
        start, end = self.span(node)
        return self.text[start:end]

    def place(self, node: Node) -> Place:
        """Return the bytes of a node in the file."""
        return self.source.place(*self.span(node))

    def piece(self, start: int, end: int, *, token: int, whole: bool = False) -> Text:
        """``text[start:end]`` as one literal of the string token that starts at code point ``token``."""
        if start >= end:
            return Text()
        return Text((self.source.literal(start, end, token=self.source.offset(token), whole=whole),))

    def unescaped(
        self, start: int, end: int, token: int, escape: re.Pattern[str], decode: Callable[[str], str], whole: bool
    ) -> Text:
        """``text[start:end]`` of a string token with its escapes decoded; what was one is not editable.

        ``decode``: what the group of an escape stands for, or all of it where there is no group. ``whole``: it is all
        of the token.
        """
        result, at = Text(), start
        for match in escape.finditer(self.text, start, end):
            place, char = self.source.place(*match.span()), decode(match[match.lastindex or 0])
            piece = Literal(char, place, (place.start, place.end), False, self.source.offset(token))
            result += self.piece(at, match.start(), token=token) + Text((piece,) if char else ())
            at = match.end()
        return result + self.piece(at, end, token=token, whole=whole and at == start)


class _Parser:
    """A parser that is given up after a number of steps, the same on every machine; the tree is then an empty one."""

    def __init__(self, language: Language) -> None:
        from tree_sitter import Parser

        self._parser: Parser = Parser(language)
        self._left = _PATIENCE

    @property
    def tired(self) -> bool:
        """Whether a text took more steps than it may."""
        return self._left <= 0

    def root(self, data: bytes) -> Node:
        """Return the root of the tree of ``data``."""
        self._left += 2 * len(data) // _PIECE if self._left > 0 else 0
        return self._parsed(data)

    def _parsed(self, data: bytes) -> Node:
        def piece(start: int, _point: object) -> bytes:
            self._left -= 1
            return data[start : start + _PIECE] if self._left > 0 else b""

        made = self._parser.parse(piece).root_node
        return self._parser.parse(b"").root_node if self.tired else made

    def part(self, data: bytes, start: int, end: int) -> Node:
        """Return the root of ``data[start:end]``, whose nodes have their places in all of ``data``."""
        from tree_sitter import Range

        self._left -= _PART
        self._parser.included_ranges = [Range(_point(data, start), _point(data, end), start, end)]
        return self._parsed(data)


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it, in source order."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(top.children))


def core(node: Node) -> Node:
    """Return the node inside all the wrappers that cover the same text; a command without arguments stays one."""
    while (
        node.type != "command"
        and node.child_count == 1
        and node.children[0].is_named
        and _covers(node, node.children[0])
    ):
        node = node.children[0]
    return node


def _lost(root: Node) -> int:
    """Bytes that the grammar could make nothing of, at the top or at the start of something that never ends."""
    if root.type == "ERROR":
        return root.end_byte - root.start_byte
    return sum(child.end_byte - child.start_byte for child in root.children if child.type == "ERROR")


def _mended(parser: _Parser, text: str, whole: Node) -> Sequence[Node]:
    """Return the trees of the blocks of a text, so that what is odd in one does no harm to the others.

    A block begins at the left margin after a blank line or the end of a function or loop; as many blocks go together
    as it takes until they parse. ``whole`` is the tree of all the text, which is kept when the blocks are no better.
    """
    data = _encoded(text)
    bounds = [0, *(match.start() for match in _BLOCK.finditer(data) if match.start()), len(data)]
    roots: list[Node] = []
    at = 0
    while at < len(bounds) - 1 and not parser.tired:
        ends = range(at + 1, min(at + 1 + _TRIES, len(bounds)))
        tried = ((end, parser.part(data, bounds[at], bounds[end])) for end in ends)
        found = next(((end, root) for end, root in tried if not root.has_error), None)
        at, root = found or (at + 1, parser.part(data, bounds[at], bounds[at + 1]))
        roots.append(root)
    better = not parser.tired and sum(map(_lost, roots)) < _lost(whole)
    return roots if better else (whole,)


def _point(data: bytes, at: int) -> tuple[int, int]:
    return data.count(b"\n", 0, at), at - data.rfind(b"\n", 0, at) - 1


def _covers(outer: Node, inner: Node) -> bool:
    return (outer.start_byte, outer.end_byte) == (inner.start_byte, inner.end_byte)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _width(char: str) -> int:
    return len(char.encode("utf-8", "surrogatepass"))


def _unix(text: str, escape: str) -> str:
    """``text`` with LF line ends and the same length; a continuation (``escape`` + line end) stays one.

    In PowerShell a tab is a blank: the grammar knows no tabs between words.
    """
    text = text.replace("\t", " ") if escape == "`" else text
    return _LINE_END.sub(lambda match: _line_end(match, escape), text) if "\r" in text else text


def _line_end(match: re.Match[str], escape: str) -> str:
    full = match[0]
    if match[1] and match[1] == escape:
        return f" {escape}\n" if full.endswith("\n") else f"{escape}\n"
    return match[1] + "\n" * (len(full) - len(match[1]))
