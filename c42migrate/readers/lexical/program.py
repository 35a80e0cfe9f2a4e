"""Folding strings, names and joins of a token stream into symbolic texts, with simple constants followed."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from c42migrate.files.source import Source
from c42migrate.model import Hole, Piece, Text
from c42migrate.readers.lexical.languages import Language, words
from c42migrate.readers.lexical.strings import pieces
from c42migrate.readers.lexical.tokens import Token

NEAR = 60
"""Tokens looked at on either side, so that generated files of one line take no time to speak of."""

_MOST = 64
"""Operands of one expression, and brackets in each other, that are followed."""

_HEADER = 12
"""Tokens of the header of a function before its brackets, and between these and its body."""

_STOPS = frozenset({";", "{", "}"})
_ASSIGN = frozenset({"=", ":="})
_CHAIN = frozenset({".", "->", "::"})
_WRAPPERS = frozenset(
    words("uri url parse format sprintf string str create encodeuri uricomponents new_uri valueof of fmt urijoin")
)
_PREFIXES = frozenset({"new", "await", "return"})
_BOUNDARIES = frozenset(words("def function func fn sub fun public private protected static void class task"))


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens ``[start, end)`` that fold to ``text``; ``operands`` are the strings and names that do (indices)."""

    start: int
    end: int
    text: Text
    operands: frozenset[int] = frozenset()


class Program:
    """The tokens of one source with their brackets matched and its constants collected."""

    def __init__(self, source: Source, lang: Language, tokens: Sequence[Token]) -> None:
        """``tokens`` as the tokenizers give them."""
        self.source, self.lang, self.tokens = source, lang, tokens
        self.enclosing: list[int] = []
        self.closing: dict[int, int] = {}
        self._children: dict[int, list[int]] = {}
        self._match_brackets()
        self._constants: dict[str, list[tuple[int, Text]]] = {}
        self._boundaries = [i for i, token in enumerate(tokens) if token.kind == "name" and self._begins(i)]
        self._stops = [i for i, token in enumerate(tokens) if token.kind == "newline" or self.text_of(i) in _STOPS]
        self._collect()

    def _match_brackets(self) -> None:
        stack: list[int] = []
        for index, token in enumerate(self.tokens):
            if token.kind == "op" and token.text in {")", "]", "}"} and stack:
                opened = stack.pop()
                if len(stack) < _MOST:
                    self.closing[opened] = index
            self.enclosing.append(stack[-1] if stack else -1)
            self._children.setdefault(self.enclosing[-1], []).append(index)
            if token.kind == "op" and token.text in {"(", "[", "{"}:
                stack.append(index)

    def inside(self, bracket: int, around: int) -> list[int]:
        """Return the tokens directly inside a bracket, those near token ``around`` when there are very many."""
        children = self._children.get(bracket, [])
        middle = bisect(children, around)
        return children[max(middle - NEAR, 0) : middle + NEAR]

    def line(self, index: int) -> tuple[int, int]:
        """Token range ``[start, end)`` of the line, or of the statement or block on it, around token ``index``."""
        at = bisect(self._stops, index - 1)
        start = self._stops[at - 1] + 1 if at else 0
        end = self._stops[at] if at < len(self._stops) else len(self.tokens)
        return max(start, index - NEAR), min(end, index + NEAR)

    def _begins(self, index: int) -> bool:
        """Whether a function or class begins here; ``def x = 1`` and ``static X = 1`` are variables."""
        return self.tokens[index].text in _BOUNDARIES and self.text_of(index + 2) not in _ASSIGN

    def _collect(self) -> None:
        for index, token in enumerate(self.tokens[:-2]):
            if token.kind == "name" and self.tokens[index + 1].text in self._assigns() and not self._is_default(index):
                value = self.expression(index + 2)
                if value and value.text.literals and len(value.text.pieces) <= _MOST:
                    self._constants.setdefault(plain_name(token.text), []).append((index, value.text))

    def _is_default(self, index: int) -> bool:
        """Return the value of a parameter that is not given: ``def find(id = "my")``."""
        bracket = self.enclosing[index]
        return self.text_of(bracket) == "(" and self.text_of(bracket - 2) in _BOUNDARIES

    def _assigns(self) -> frozenset[str]:
        return _ASSIGN | {":"} if self.lang.layout == "yaml" else _ASSIGN

    def text_of(self, index: int) -> str:
        """Return the text of a token that is not a string, "" past either end."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) and self.tokens[index].kind != "string" else ""

    def callee(self, bracket: int) -> int:
        """Index of the name that is called with the bracket, type arguments and ``new`` left out; -1 without one."""
        index = bracket - 1
        if self.text_of(index) == ">":
            depth = 0
            for at in range(index, max(index - NEAR, -1), -1):
                depth += (self.text_of(at) == ">") - (self.text_of(at) == "<")
                if depth == 0:
                    index = at - 1
                    break
        if self.text_of(index) == "new" and self.text_of(index - 1) in _CHAIN:
            index -= 2
        return index if self.text_of(bracket) == "(" and index >= 0 and self.tokens[index].kind == "name" else -1

    def constant(self, name: str, at: int) -> Text | None:
        """Return the value of ``name`` at token ``at``: its only one, or the last one assigned before in the same
        function."""
        values = self._constants.get(plain_name(name), []) if _is_own(name) else []
        if len(values) == 1:
            return values[0][1]
        before = bisect(values, at, key=lambda value: value[0]) - 1
        return values[before][1] if before >= 0 and not self.crosses_boundary(values[before][0], at) else None

    def crosses_boundary(self, one: int, other: int) -> bool:
        """Whether a function or class begins between two tokens."""
        return bisect(self._boundaries, min(one, other)) != bisect(self._boundaries, max(one, other))

    def function(self, index: int) -> tuple[str, frozenset[str]]:
        """Return the name of the function around token ``index`` and the names in its brackets; "" and none outside
        any."""
        at = bisect(self._boundaries, index)
        start = self._boundaries[at - 1] if at else len(self.tokens)
        if self.text_of(start) == "sub" and self.text_of(start + 2) == "{":
            return self._perl_function(start, index)
        opened = next((i for i in range(start, min(start + _HEADER, index)) if self.text_of(i) == "("), -1)
        if opened < 0 or not self._is_around(opened, index):
            return "", frozenset()
        inside = range(opened + 1, self.closing[opened])
        names = frozenset(plain_name(self.tokens[i].text) for i in inside if self.tokens[i].kind == "name")
        return self.text_of(opened - 1), names

    def _perl_function(self, start: int, index: int) -> tuple[str, frozenset[str]]:
        """Return the same for ``sub call { my ($verb, $path) = @_; … }`` and ``my $path = shift;``."""
        if self.closing.get(start + 2, index) < index:
            return "", frozenset()
        names: set[str] = set()
        for at in range(start + 3, index):
            if self.text_of(at) == "=" and self.text_of(at + 1) in {"shift", "@_"}:
                first = next((i for i in range(at, start, -1) if self.text_of(i) == "my"), at)
                names |= {plain_name(self.tokens[i].text) for i in range(first, at) if self.tokens[i].kind == "name"}
        return self.text_of(start + 1), frozenset(names - {"my"})

    def _is_around(self, opened: int, index: int) -> bool:
        """Whether the function whose brackets open at ``opened`` has token ``index`` in its body."""
        closed = self.closing.get(opened, index)
        body = next((i for i in range(closed, min(closed + _HEADER, index)) if self.text_of(i) == "{"), -1)
        return closed < index and (body < 0 or self.closing.get(body, index) >= index)

    def body(self, index: int) -> str:
        """Return the text of the function around token ``index``, up to the next one; "" outside any."""
        at = bisect(self._boundaries, index)
        last = self._boundaries[at] if at < len(self._boundaries) else len(self.tokens) - 1
        return self.source.text[self.tokens[self._boundaries[at - 1]].start : self.tokens[last].end] if at else ""

    def expressions(self) -> Iterator[Expression]:
        """Every widest expression that holds a known character, in order; each string token is in at most one."""
        seen: set[int] = set()
        for index in range(len(self.tokens)):
            found = self.expression(index) if index not in seen and self._may_start(index) else None
            if found and not found.operands & seen:
                seen |= found.operands
                if found.text.literals:
                    yield found

    def _may_start(self, index: int) -> bool:
        token = self.tokens[index]
        before = self.text_of(index - 1)
        if token.kind == "string":
            return True
        assigned = self.text_of(index + 1) in {"=", ":=", ":", "=>"}
        return token.kind == "name" and before not in _CHAIN - self.lang.joins and not assigned

    def expression(self, index: int) -> Expression | None:
        """Operands from token ``index`` on, with the joins between them."""
        first = self._operand(index)
        if first is None:
            return None
        start, end, text, used = first.start, first.end, first.text, first.operands
        for _ in range(_MOST):
            follow = self._after_join(end)
            operand = None if follow is None else self._operand(follow)
            if operand is None:
                break
            end, text, used = operand.end, text + operand.text, used | operand.operands
        return Expression(start, end, text, used)

    def _after_join(self, end: int) -> int | None:
        """Index of the operand that is joined on at ``end``: after an operator, or touching as in ``"a"$b``."""
        if end < len(self.tokens) and self.tokens[end].kind in {"string", "name"} and self._touches(end):
            return end
        index = self._skip_newlines(end)
        if self.lang.layout != "code" or self.text_of(index) not in self.lang.joins or self.text_of(index + 1) == "=":
            return None
        return self._skip_newlines(index + 1)

    def _touches(self, end: int) -> bool:
        """Return a closing quote directly followed by the next string or variable (shell, and its like)."""
        before, token = self.tokens[end - 1], self.tokens[end]
        edge = before.end + (before.kind == "string")
        quoted = before.kind == "string" or token.kind == "string"
        return self.lang.layout == "code" and quoted and edge == token.start - (token.kind == "string")

    def _skip_newlines(self, index: int) -> int:
        while index < len(self.tokens) and self.tokens[index].kind == "newline":
            index += 1
        return index

    def _operand(self, index: int) -> Expression | None:
        while self.text_of(index) in _PREFIXES and index + 1 < len(self.tokens):
            index += 1
        if index >= len(self.tokens):
            return None
        token = self.tokens[index]
        if token.kind == "string":
            text = Text(tuple(self._resolved(index)))
            return Expression(index, index + 1, text, frozenset({index}))
        if token.kind == "name":
            return self._chain(index)
        if token.text == "(" and index in self.closing:
            inner = self.expression(index + 1)
            return Expression(index, self.closing[index] + 1, inner.text, inner.operands) if inner else None
        return None

    def _resolved(self, index: int) -> Iterator[Piece]:
        """Yield the pieces of a string, interpolated constants filled in."""
        for piece in pieces(self.source, self.tokens[index]):
            known = self.constant(piece.name, index) if isinstance(piece, Hole) and piece.name else None
            yield from known.pieces if known else (piece,)

    def _chain(self, index: int) -> Expression:
        """``name``, ``a.b[c](d)``: the constant of the last name, the first argument of a wrapper, or a hole."""
        chain, last, end = _CHAIN - self.lang.joins, index, index + 1
        wrapped: Expression | None = None
        while end < len(self.tokens):
            word = self.text_of(end)
            if word in chain and end + 1 < len(self.tokens) and self.tokens[end + 1].kind == "name":
                last, end, wrapped = end + 1, end + 2, None
            elif word in {"(", "["} and end in self.closing and self.tokens[end - 1].end == self.tokens[end].start:
                wrapped = self._wrapped(last, end) if word == "(" else None
                last, end = -1, self.closing[end] + 1
            else:
                break
        if wrapped:
            return Expression(index, end, wrapped.text, wrapped.operands)
        written = self.source.text[self.tokens[index].start : self.tokens[end - 1].end]
        known = self.constant(_VIEWS.sub("", written), index) if last >= 0 else None
        hole = Text((Hole(written, self.source.place(self.tokens[index].start, self.tokens[end - 1].end)),))
        return Expression(index, end, known or hole, frozenset({index}))

    def _wrapped(self, name: int, bracket: int) -> Expression | None:
        if name < 0 or plain_name(self.tokens[name].text).lower() not in _WRAPPERS:
            return None
        inner = self.expression(bracket + 1)
        return inner if inner and inner.text.literals else None


_VIEWS = re.compile(r"\.(?:request_uri|path|to_s|toString|uri|url)$")


def _is_own(name: str) -> bool:
    """Whether a dotted name can be one of this file's: plain, of the object itself, or of a class."""
    root, dot, _ = name.lstrip("$@%&").replace("->", ".").replace("::", ".").rpartition(".")
    return not dot or root in {"self", "this", "cls"} or root[:1].isupper()


def plain_name(name: str) -> str:
    """Return the last part of a variable's name without its sigil."""
    return name.lstrip("$@%&").replace("->", ".").replace("::", ".").rpartition(".")[2]
