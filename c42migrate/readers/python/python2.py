"""Python 2 text (and slightly broken text) to text that a Python 3 grammar accepts, with the way back.

What is written stays as near to the original as the grammar allows: string literals are never touched, and nothing is
said about meaning beyond where strings, calls and names stand. All positions are 0-based code points.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` to parse; ``origin[i]`` is the position in the original (0-based code points) of ``text[i]``.

    ``origin`` has ``len(text) + 1`` entries and never decreases; it is None when nothing was changed. Inserted
    characters map to the position they stand before.
    """

    text: str
    origin: Sequence[int] | None

    def behind(self, earlier: Normalised) -> Normalised:
        """Return the way back to what ``earlier`` was made from, when this was made from the text of that."""
        if self.origin is None or earlier.origin is None:
            return self if earlier.origin is None else Normalised(self.text, earlier.origin)
        return Normalised(self.text, array("I", (earlier.origin[index] for index in self.origin)))


def normalise(text: str) -> Normalised:
    """``text`` in a spelling that Python 3 parses, as far as we know how. Never raises."""
    edits = list(_edits(text))
    return _apply(text, edits) if edits else Normalised(text, None)


_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*+)++")
_MANY_LINES = 1000


def squeeze(text: str) -> Normalised:
    """``text`` without thousands of empty lines on end, for the parser makes an object of each.

    A string that holds as many gets shorter, too: its characters then no longer stand one for one, so it is not edited.
    """
    edits = [
        Edit(text.index("\n", found.start()) + 1, text.rindex("\n", found.start(), found.end()) + 1, "")
        for found in (_BLANK_LINES.finditer(text) if text.count("\n") > _MANY_LINES else ())
        if found[0].count("\n") > _MANY_LINES
    ]
    return _apply(text, edits) if edits else Normalised(text, None)


def _edits(text: str) -> Iterator[Edit]:
    lines = list(logical_lines(tokenise(text)))
    has_async = re.search(r"\basync[ \t]+def\b", text) is not None
    yield from _layout(lines)
    yield from rewrite_indentation(lines)
    for line in lines:
        yield from rewrite_expressions(significant(line), has_async=has_async)
        for part in statements(line):
            yield from rewrite_statement(part)


def _layout(lines: Iterable[Sequence[Token]]) -> Iterator[Edit]:
    """Characters between tokens that only old editors and web pages put there (leading blanks are left to others)."""
    for line in lines:
        for index, token in enumerate(line):
            if token.kind == "blank" and index and token.text.strip(" \t"):
                yield Edit(token.start, token.end, " " * len(token.text))
            elif token.kind == "newline" and token.text == "\r":
                yield Edit(token.start, token.end, "\n")
            elif token.kind == "join":
                yield from _join(token)


def _join(token: Token) -> Iterator[Edit]:
    newline = token.text.lstrip("\\ \t").replace("\r\n", "\n").replace("\r", "\n")
    if len(token.text.rstrip("\r\n")) > 1 or token.text.endswith("\r"):
        yield Edit(token.start + 1, token.end, newline)


def _apply(text: str, edits: list[Edit]) -> Normalised:
    """Splice; an edit inside text that an earlier one replaced is dropped."""
    pieces: list[str] = []
    origin = array("I")
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            continue
        pieces += (text[at : edit.start], edit.text)
        origin.extend(range(at, edit.start))
        origin.extend(min(edit.start + i, edit.end) for i in range(len(edit.text)))
        at = edit.end
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return Normalised("".join(pieces), origin)


# -- tokens: they cover every character and never fail ---------------------------------------------


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
    """Yield the runs of tokens that each end with a newline outside brackets (or with the text)."""
    line: list[Token] = []
    for token in tokens:
        line.append(token)
        if token.kind == "newline" and token.depth == 0:
            yield line
            line = []
    if line:
        yield line


def significant(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without blanks, joins, comments and newlines."""
    return [token for token in tokens if token.kind in _SIGNIFICANT]


_SIGNIFICANT = frozenset({"string", "number", "name", "op"})
_COMPOUND = frozenset(
    {"if", "elif", "else", "for", "while", "try", "except", "finally", "with", "class", "def", "async"}
)


def statements(line: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the parts of a logical line, significant tokens only: headers of compound statements (colon included) and
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


# -- statements: print, exec, raise, except --------------------------------------------------------


STAND_IN = "_py2_target"
"""Name written for a tuple that Python 3 wants to be one name."""

_NOT_OPERANDS = frozenset({"and", "or", "if", "else", "in", "is", "for", "as", "from", "import"})
_OPERAND_OPS = frozenset({"[", "{", "`", "-", "+", "~", "..."})


def rewrite_statement(part: Sequence[Token]) -> Iterator[Edit]:
    """Edits for one statement or header (see ``statements``); none for anything Python 3 knows."""
    rewrite = _REWRITES.get(part[0].text) if part else None
    if rewrite:
        yield from rewrite(part)


def _starts_operand(token: Token) -> bool:
    if token.kind == "name":
        return token.text not in _NOT_OPERANDS
    return token.kind in {"string", "number"} or token.text in _OPERAND_OPS


def _wrap(first: Token, last: Token) -> Iterator[Edit]:
    yield Edit(first.start, first.start, "(")
    yield Edit(last.end, last.end, ")")


def _print(part: Sequence[Token]) -> Iterator[Edit]:
    _, *operands = part
    if not operands:
        return
    first, last = operands[0], operands[-1]
    if first.text == ">>" and first is not last:
        yield Edit(first.start, first.end, "(")
        yield Edit(last.end, last.end, ")")
    elif _starts_operand(first) or (first.text == "(" and _goes_on(part)):
        yield from _wrap(first, last)


def _goes_on(part: Sequence[Token]) -> bool:
    """``print ("a"), b``: the bracket is the first operand, not the arguments of a function."""
    close = closing(part, 1)
    keywords = any(token.text == "=" and token.depth == 1 for token in part[1:close])
    return close < len(part) - 1 and not keywords


def _exec(part: Sequence[Token]) -> Iterator[Edit]:
    _, *operands = part
    if not operands or not _starts_operand(operands[0]):
        return
    yield from _wrap(operands[0], operands[-1])
    places = [token for token in part if token.text == "in" and token.depth == 0]
    if places:
        yield Edit(places[-1].start, places[-1].end, ",")


def _raise(part: Sequence[Token]) -> Iterator[Edit]:
    comma = next((token for token in part if token.text == "," and token.depth == 0), None)
    if comma is not None and comma is not part[-1]:
        yield Edit(comma.start, comma.end, "(")
        yield Edit(part[-1].end, part[-1].end, ")")


def _except(part: Sequence[Token]) -> Iterator[Edit]:
    marks = [i for i, token in enumerate(part) if token.depth == 0 and token.text in {",", "as"}]
    if len(marks) != 1 or marks[0] >= len(part) - 2 or part[-1].text != ":":
        return
    mark, target = part[marks[0]], part[marks[0] + 1 : -1]
    if mark.text == ",":
        yield Edit(mark.start, mark.end, " as" if target[0].start > mark.end else " as ")
    if len(target) > 1:
        yield Edit(target[0].start, target[-1].end, STAND_IN)


_REWRITES: dict[str, Callable[[Sequence[Token]], Iterator[Edit]]] = {
    "print": _print,
    "exec": _exec,
    "raise": _raise,
    "except": _except,
}


# -- expressions and signatures --------------------------------------------------------------------


_OCTAL = re.compile(r"0[0-7]*[1-7][0-7]*[lL]?")
_LEADING_ZEROS = re.compile(r"0+[0-9]+")


def rewrite_expressions(tokens: Sequence[Token], *, has_async: bool) -> Iterator[Edit]:
    """Edits for the significant tokens of one logical line.

    ``has_async``: the file defines ``async def`` functions, so ``await`` and ``async`` are keywords there.
    """
    for index, token in enumerate(tokens):
        if token.kind == "number":
            yield from _number(token)
        elif token.kind == "string":
            yield from _string(token)
        elif token.kind == "name":
            yield from _name(tokens, index, has_async)
        elif token.text == "<>":
            yield Edit(token.start, token.end, "!=")
        elif token.text == "`":
            yield from _backtick(tokens, index)


def _number(token: Token) -> Iterator[Edit]:
    if _OCTAL.fullmatch(token.text):
        yield Edit(token.start + 1, token.start + 1, "o")
    if token.text[-1] in "lL":
        yield Edit(token.end - 1, token.end, " ")


def _string(token: Token) -> Iterator[Edit]:
    if token.text[:2].lower() == "ur":
        yield Edit(token.start, token.start + 2, token.text[1])


def _backtick(tokens: Sequence[Token], index: int) -> Iterator[Edit]:
    token = tokens[index]
    if index + 1 < len(tokens) and tokens[index + 1].depth > token.depth:
        yield Edit(token.start, token.end, "repr(")
    else:
        yield Edit(token.start, token.end, ")")


def _name(tokens: Sequence[Token], index: int, has_async: bool) -> Iterator[Edit]:
    token = tokens[index]
    if token.text in _NEW_KEYWORDS and _is_identifier(tokens, index, has_async):
        yield Edit(token.end, token.end, "_")
    elif token.text == "lambda":
        yield from _tuple_parameters(tokens, index + 1, token.depth, stop=":")
    elif token.text == "def" and index + 2 < len(tokens) and tokens[index + 2].text == "(":
        yield from _tuple_parameters(tokens, index + 3, token.depth + 1, stop=")")


_NEW_KEYWORDS = frozenset({"async", "await", "nonlocal"})


def _is_identifier(tokens: Sequence[Token], index: int, has_async: bool) -> bool:
    """Whether a word that Python 3 reserves is used as a plain name here."""
    word = tokens[index].text
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before in {".", "def", "import", "as"}:
        return True
    if word == "nonlocal":
        return bool(index) or after is None or after.kind != "name"
    if word == "async" and after is not None and after.text in {"def", "for", "with"}:
        return False
    return not has_async and (after is None or (after.kind == "op" and after.text not in _AFTER_AWAIT))


_AFTER_AWAIT = frozenset("([{-+~")


def _tuple_parameters(tokens: Sequence[Token], index: int, depth: int, *, stop: str) -> Iterator[Edit]:
    """One name for each parameter written as a tuple, so that positions stay as they are."""
    starts, count = True, 0
    while index < len(tokens) and tokens[index].depth >= depth and not _at(tokens[index], stop, depth):
        token = tokens[index]
        if starts and _at(token, "(", depth):
            index = min(closing(tokens, index), len(tokens) - 1)
            count += 1
            yield Edit(token.start, tokens[index].end, f"{STAND_IN}{count}")
        starts = _at(token, ",", depth)
        index += 1


def _at(token: Token, text: str, depth: int) -> bool:
    return token.text == text and token.depth == depth


# -- indentation as Python 2 counts it: a tab goes to the next multiple of 8; also mends stray levels and empty blocks


TAB = 8


def rewrite_indentation(lines: Sequence[Sequence[Token]]) -> Iterator[Edit]:
    """Edits to the leading blanks of the logical ``lines``."""
    levels = [0]
    opener: Token | None = None
    for line in lines:
        words = significant(line)
        if not words:
            yield from _lead(line, _column(line))
            continue
        column = _column(line)
        if opener is not None and column <= levels[-1]:
            yield Edit(opener.end, opener.end, " pass")
        yield from _lead(line, _settle(levels, column, opens=opener is not None))
        opener = words[-1] if words[-1].text == ":" and words[-1].depth == 0 else None
    if opener is not None:
        yield Edit(opener.end, opener.end, " pass")


def _settle(levels: list[int], column: int, *, opens: bool) -> int:
    """Return the level a line at ``column`` belongs to; ``levels`` is brought up to date."""
    if column > levels[-1] and opens:
        levels.append(column)
    while column < levels[-1]:
        levels.pop()
    return levels[-1]


def _column(line: Sequence[Token]) -> int:
    column = 0
    for char in line[0].text if line[0].kind == "blank" else "":
        if char == "\t":
            column += TAB - column % TAB
        elif char == "\f":
            column = 0
        elif char in " \u00a0":
            column += 1
    return column


def _lead(line: Sequence[Token], column: int) -> Iterator[Edit]:
    first = line[0]
    lead = first.text if first.kind == "blank" else ""
    if lead != " " * column:
        yield Edit(first.start, first.start + len(lead), " " * column)
