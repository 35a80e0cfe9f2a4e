"""The trail of a value: the steps by which it came from its definition to its use."""

from __future__ import annotations

from dataclasses import replace

from c42migrate.model import Literal, Place, Step, Text
from c42migrate.readers.python.values import Known, Value, Values


def stepped(values: Values, at: Place | None, name: str) -> Values:
    """The values with one more step in the trail of their literals."""
    return tuple(_step(value, Step(at, f"used as {name}")) for value in values) if at is not None else values


def _step(value: Value, step: Step) -> Value:
    if not isinstance(value, Known) or not value.text.literals:
        return value
    return Known(
        Text(tuple(_step_piece(piece, step) if isinstance(piece, Literal) else piece for piece in value.text.pieces))
    )


def _step_piece(piece: Literal, step: Step) -> Literal:
    if piece.place is None or len(piece.trail) >= 8:
        return piece
    return replace(piece, trail=(*piece.trail, step))
