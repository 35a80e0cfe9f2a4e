"""Python 2 statements that Python 3 spells otherwise: ``print``, ``exec``, ``raise`` and ``except``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from c42migrate.readers.python.normalise_tokens import Edit, Token, closing

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
