"""Placeholders that are never filled in sight: ``'/api/ComputerBlock/{device_id}'`` passed on as it is."""

from __future__ import annotations

import re

from c42migrate.model import Hole, Literal, Text

_PLACEHOLDER = re.compile(r"\{\{?([^{}/?&=]*)\}?\}|%\((\w+)\)[sdr]|%[sdr]|<(\w+)>")


def opened(text: Text) -> Text:
    """The text with every placeholder inside its literals turned into a hole of that name."""
    if not any(_PLACEHOLDER.search(piece.text) for piece in text.literals):
        return text
    out: list[Literal | Hole] = []
    for piece in text.pieces:
        out.extend(_opened(piece) if isinstance(piece, Literal) else (piece,))
    return Text(tuple(out))


def _opened(piece: Literal) -> list[Literal | Hole]:
    out: list[Literal | Hole] = []
    last = 0
    for match in _PLACEHOLDER.finditer(piece.text):
        if match.start() > last:
            out.append(piece.cut(last, match.start()))
        out.append(Hole(next((name for name in match.groups() if name), "")))
        last = match.end()
    if last < len(piece.text):
        out.append(piece.cut(last, len(piece.text)))
    return out
