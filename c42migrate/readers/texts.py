"""What programs do to strings, done to symbolic texts; every character keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from c42migrate.model import HOLE, Hole, Piece, Place, Step, Text, literal

MAX_TRAIL = 16
"""A trail longer than this explains nothing to a person."""


def stepped(text: Text, place: Place, note: str) -> Text:
    """``text`` with one more step on the trail of every literal."""
    step = Step(place, note)
    return Text(tuple(_stepped(piece, step) for piece in text.pieces))


def _stepped(piece: Piece, step: Step) -> Piece:
    if isinstance(piece, Hole) or step in piece.trail or len(piece.trail) > MAX_TRAIL:
        return piece
    return replace(piece, trail=(*piece.trail, step))


def used(text: Text, name: str, place: Place) -> Text:
    """Return the value of variable ``name`` as it is used at ``place``: an unknown value without a name takes this
    one."""
    if len(text.pieces) == 1 and text.holes:
        hole = text.holes[0]
        return Text((replace(hole, name=name if _NAMELESS.fullmatch(hole.name) else hole.name, place=place),))
    return stepped(text, place, name + _USED)


def holder(text: Text) -> str:
    """Return the name of the variable that ``text`` was taken from last, "" when it stands where it is used."""
    notes = [step.note for piece in text.literals for step in piece.trail if step.note.endswith(_USED)]
    return notes[-1].removesuffix(_USED) if notes else ""


_USED = " is used here"
_NAMELESS = re.compile(r"(?:argument |args)?[\W\d_]*")
"""The names of values that have none: ``1``, ``_``, ``args[0]``."""


def join(words: Iterable[Text], separator: str | Text = " ") -> Text:
    """All words as one text."""
    between = literal(separator) if isinstance(separator, str) else separator
    result = Text()
    for index, word in enumerate(words):
        result = result + between + word if index else word
    return result


def without_end(text: Text, tail: str) -> Text:
    """``text`` less ``tail`` at its end (``${x%tail}``)."""
    return text.cut(0, len(text.marked) - len(tail)) if tail and text.marked.endswith(tail) else text


def without_start(text: Text, head: str) -> Text:
    """``text`` less ``head`` at its start (``${x#head}``)."""
    return text.cut(len(head)) if head and text.marked.startswith(head) else text


def replaced(text: Text, old: str, new: Text, *, every: bool = True) -> Text:
    """``text`` with ``old``, in which no value is unknown, replaced by ``new``; what is around keeps its place."""
    result, at = Text(), 0
    while old and HOLE not in old and (found := text.marked.find(old, at)) >= 0:
        result += text.cut(at, found) + new
        at = found + len(old)
        if not every:
            break
    return result + text.cut(at) if at else text


def cased(text: Text, change: str) -> Text:
    """``text`` in another case (``change``: ``lower``, ``upper``, ``title``, ``capitalize``)."""
    return Text(tuple(_cased(piece, change) for piece in text.pieces))


def _cased(piece: Piece, change: str) -> Piece:
    if isinstance(piece, Hole):
        return replace(piece, fold=change)
    new: str = getattr(piece.text, change)()
    return piece if new == piece.text or len(new) != len(piece.text) else replace(piece, text=new, editable=False)
