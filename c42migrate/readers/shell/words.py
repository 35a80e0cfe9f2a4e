"""Lists of words: splitting, joining and trimming of symbolic texts, as a shell does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from c42migrate.symbolic import HOLE, Hole, Literal, Piece, Place, Step, Text

Words = tuple[Text, ...]

_SPACE = re.compile(r"\S+")
_WORD = re.compile(r"""(?:[^\s"';|&]|"[^"]*"|'[^']*')+|[;|&\n]+""")
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)[^}]*\})")
_FORMAT = re.compile(r"%(?:%|[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])")


def fuse(parts: Iterable[Words]) -> Words:
    """Neighbouring parts of one word: the last word of each grows into the first of the next."""
    result: Words = ()
    for part in parts:
        result = (*result[:-1], result[-1] + part[0], *part[1:]) if result and part else result + part
    return result


def split(text: Text) -> Words:
    """The blank-separated words of an unquoted value."""
    return tuple(text.cut(*match.span()) for match in _SPACE.finditer(text.marked))


def join(words: Iterable[Text], blank: str = " ") -> Text:
    """All words as one text."""
    result = Text()
    for index, word in enumerate(words):
        result += word if not index else Text((Literal(blank, editable=False),)) + word
    return result


def stepped(words: Words, place: Place, note: str) -> Words:
    """``words`` with one more step on the trail of every literal."""
    step = Step(place, note)
    return tuple(Text(tuple(_stepped(piece, step) for piece in word.pieces)) for word in words)


def _stepped(piece: Piece, step: Step) -> Piece:
    if isinstance(piece, Hole) or step in piece.trail or len(piece.trail) > MAX_TRAIL:
        return piece
    return replace(piece, trail=(*piece.trail, step))


MAX_TRAIL = 16
"""A trail longer than this explains nothing to a person."""


def used(words: Words, name: str, place: Place) -> Words:
    """The value of variable ``name`` as it is used at ``place``: an unknown value takes the variable's name."""
    if len(words) == 1 and len(words[0].pieces) == 1 and words[0].holes:
        return (Text((Hole(name, place),)),)
    return stepped(words, place, f"{name} is used here")


def without_end(text: Text, tail: str) -> Text:
    """``text`` less ``tail`` at its end (``${x%tail}``)."""
    return text.cut(0, len(text.marked) - len(tail)) if tail and text.marked.endswith(tail) else text


def without_start(text: Text, head: str) -> Text:
    """``text`` less ``head`` at its start (``${x#head}``)."""
    return text.cut(len(head)) if head and text.marked.startswith(head) else text


def replaced(text: Text, old: str, new: Text, *, every: bool) -> Text:
    """``text`` with ``old`` replaced by ``new`` (``${x/old/new}``)."""
    result, at = Text(), 0
    while old and (found := text.marked.find(old, at)) >= 0:
        result += text.cut(at, found) + new
        at = found + len(old)
        if not every:
            break
    return result + text.cut(at)


def folded(text: Text, fold: str) -> Text:
    """``text`` in lower or upper case (``fold``)."""
    return Text(tuple(_folded(piece, fold) for piece in text.pieces))


def _folded(piece: Piece, fold: str) -> Piece:
    if isinstance(piece, Hole):
        return replace(piece, fold=fold)
    text = piece.text.lower() if fold == "lower" else piece.text.upper()
    return replace(piece, text=text, editable=False) if len(text) == len(piece.text) else piece


def formatted(words: Words) -> Text:
    """What ``printf FORMAT VALUE…`` prints; a value that is missing is empty."""
    if not words:
        return Text()
    template, values = words[0], iter(words[1:])
    result, at = Text(), 0
    for match in _FORMAT.finditer(template.marked):
        value = template.cut(match.start(), match.start() + 1) if match[0] == "%%" else next(values, Text())
        result += template.cut(at, match.start()) + value
        at = match.end()
    return result + template.cut(at)


def command_lines(text: Text) -> Iterator[Words]:
    """The simple commands in a text that a shell is given to run, quotes taken off, variables as holes."""
    line: list[Text] = []
    for match in _WORD.finditer(text.marked.replace("\\\n", "  ")):
        if match[0][0] in ";|&\n":
            yield tuple(line)
            line = []
        else:
            line.append(_unquoted(text.cut(*match.span())))
    yield tuple(line)


def _unquoted(word: Text) -> Text:
    kept, at = Text(), 0
    for match in re.finditer("[\"']", word.marked):
        kept += _holed(word.cut(at, match.start()))
        at = match.end()
    return kept + _holed(word.cut(at))


def _holed(text: Text) -> Text:
    result, at = Text(), 0
    for match in _VARIABLE.finditer(text.marked):
        result += text.cut(at, match.start()) + Text((Hole(match[1] or match[2]),))
        at = match.end()
    return result + text.cut(at)


def named(text: Text) -> str:
    """A name to look a variable element up by: the known characters, else ""."""
    return "" if HOLE in text.marked else text.marked
