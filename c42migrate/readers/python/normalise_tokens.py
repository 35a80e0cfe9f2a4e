"""A tolerant tokenizer for Python 2 and 3 text: it covers every character and never fails.

All positions are 0-based code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``kind``: blank, join (backslash newline), comment, newline, string, number, name or op.

    ``depth`` counts the brackets (and backticks) around it; a bracket itself has the depth of what is outside.
    """

    kind: str
    text: str
    start: int
    depth: int

    @property
    def end(self) -> int:
        """Position after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``[start, end)`` of the original by ``text``; an insertion when start equals end."""

    start: int
    end: int
    text: str


_STRING = r"""(?:[bBuUrRfFtT]{{1,2}})?(?:
    {q}{q}{q} (?: [^\\{q}]++ | \\. | {q}(?!{q}{q}) )*+ (?: {q}{q}{q} | \Z )
  | {q} (?: [^\\{q}\r\n]++ | \\\r\n | \\. )*+ (?: {q} | (?=[\r\n]) | \Z )
)"""

_TOKEN = re.compile(
    rf"""
    (?P<blank>[\ \t\f\v\x1a\x00\u00a0\u200b\u3000\ufeff]+)
  | (?P<join>\\[\ \t]*(?:\r\n|\r|\n))
  | (?P<comment>\#[^\r\n]*)
  | (?P<newline>\r\n|\r|\n)
  | (?P<string>{_STRING.format(q='"')}|{_STRING.format(q="'")})
  | (?P<number>0[xX][0-9a-fA-F_]+[lL]?|0[oObB][0-7_]+[lL]?
      |(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJlL]?)
  | (?P<name>[^\W\d]\w*)
  | (?P<op>\*\*=|//=|>>=|<<=|\.\.\.|<>|->|:=|\*\*|//|>>|<<|[-+*/%&|^@=<>!]=|.)
    """,
    re.VERBOSE | re.DOTALL,
)

_OPENERS = frozenset("([{")
_CLOSERS = frozenset(")]}")


def tokenise(text: str) -> list[Token]:
    """All tokens of ``text`` in order; their texts joined give ``text`` again."""
    tokens: list[Token] = []
    stack: list[str] = []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "op", match.group()
        opens = kind == "op" and (word in _OPENERS or (word == "`" and (not stack or stack[-1] != "`")))
        if kind == "op" and not opens and stack and (word in _CLOSERS or word == "`"):
            stack.pop()
        tokens.append(Token(kind, word, match.start(), len(stack)))
        if opens:
            stack.append(word)
    return tokens


def logical_lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of tokens that each end with a newline outside brackets (or with the text)."""
    line: list[Token] = []
    for token in tokens:
        line.append(token)
        if token.kind == "newline" and token.depth == 0:
            yield line
            line = []
    if line:
        yield line


def significant(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without blanks, joins, comments and newlines."""
    return [token for token in tokens if token.kind in _SIGNIFICANT]


_SIGNIFICANT = frozenset({"string", "number", "name", "op"})
_COMPOUND = frozenset(
    {"if", "elif", "else", "for", "while", "try", "except", "finally", "with", "class", "def", "async"}
)


def statements(line: Sequence[Token]) -> Iterator[list[Token]]:
    """The parts of a logical line, significant tokens only: headers of compound statements (colon included) and
    simple statements (without semicolon)."""
    part: list[Token] = []
    lambdas = 0
    for token in significant(line):
        part.append(token)
        if token.depth:
            continue
        if token.text == ";":
            yield part[:-1]
            part = []
        elif token.text == "lambda":
            lambdas += 1
        elif token.text == ":" and lambdas:
            lambdas -= 1
        elif token.text == ":" and part[0].text in _COMPOUND:
            yield part
            part = []
    if part:
        yield part


def closing(tokens: Sequence[Token], index: int) -> int:
    """Index of the bracket that closes the one at ``index``, or ``len(tokens)`` when there is none."""
    depth = tokens[index].depth
    return next((i for i in range(index + 1, len(tokens)) if tokens[i].depth == depth), len(tokens))
