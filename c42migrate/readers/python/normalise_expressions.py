"""Python 2 spellings inside expressions and signatures, token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from c42migrate.readers.python.normalise_statements import STAND_IN
from c42migrate.readers.python.normalise_tokens import Edit, Token, closing

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
    elif token.text == "in" and token.depth:
        yield from _bare_iterable(tokens, index)


_NEW_KEYWORDS = frozenset({"async", "await", "nonlocal", "True", "False", "None"})


def _is_identifier(tokens: Sequence[Token], index: int, has_async: bool) -> bool:
    """Whether a word that Python 3 reserves is used as a plain name here."""
    word = tokens[index].text
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before in {".", "def", "import", "as"}:
        return True
    if word in {"True", "False", "None"}:
        return _is_assigned(tokens, index)
    if word == "nonlocal":
        return bool(index) or after is None or after.kind != "name"
    if word == "async" and after is not None and after.text in {"def", "for", "with"}:
        return False
    return not has_async and (after is None or (after.kind == "op" and after.text not in _AFTER_AWAIT))


_AFTER_AWAIT = frozenset("([{-+~")


def _is_assigned(tokens: Sequence[Token], index: int) -> bool:
    """``True = 1`` and ``True, False = 1, 0``: compatibility lines of programs older than Python 2.3."""
    head = tokens[: index + 1]
    names = all(token.depth == 0 and (token.kind == "name" or token.text == ",") for token in head)
    rest = tokens[index + 1 : next((i for i, t in enumerate(tokens) if t.text == "="), 0) + 1]
    return names and bool(rest) and all(token.kind == "name" or token.text in {",", "="} for token in rest)


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


def _bare_iterable(tokens: Sequence[Token], index: int) -> Iterator[Edit]:
    """``[x for x in 1, 2]``: the iterable of an old list comprehension needs brackets now."""
    depth = tokens[index].depth
    if not _in_list_comprehension(tokens, index):
        return
    end, comma = index + 1, False
    while end < len(tokens) and tokens[end].depth >= depth and not _ends_iterable(tokens[end], depth):
        comma = comma or _at(tokens[end], ",", depth)
        end += 1
    if comma and end < len(tokens):
        yield Edit(tokens[index + 1].start, tokens[index + 1].start, "(")
        yield Edit(tokens[end - 1].end, tokens[end - 1].end, ")")


def _ends_iterable(token: Token, depth: int) -> bool:
    return token.depth == depth and token.text in {"for", "if"}


def _in_list_comprehension(tokens: Sequence[Token], index: int) -> bool:
    """Whether the ``in`` at ``index`` belongs to a ``for`` directly inside square brackets."""
    depth, seen_for = tokens[index].depth, False
    for token in reversed(tokens[:index]):
        if token.depth == depth and token.text in {"in", "if"} and not seen_for:
            return False
        seen_for = seen_for or (token.depth == depth and token.text == "for")
        if token.depth < depth:
            return seen_for and token.text == "["
    return False
