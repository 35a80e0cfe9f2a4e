"""Ids that a caller hands to a wrapper as literals, looked at as the unknown values they are to the wrapper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from c42migrate.model import Hole, Literal, Piece, Place, Request, Text


def blanked(request: Request) -> Request | None:
    """The request with holes for the literals that fill one segment of its path from elsewhere; None without any.

    ``def close(org): put(f"{HOST}/api/OrgDeactivation/{org}")`` called as ``close("o-1")`` asks for what it asks for
    with any other id.
    """
    pieces = tuple(_pieces(request.url, request.origin))
    return None if pieces == request.url.pieces else replace(request, url=Text(pieces))


def _pieces(url: Text, call: Place | None) -> Iterator[Piece]:
    ends = chain(url.pieces[1:], (None,))
    before: Piece | None = None
    for piece, after in zip(url.pieces, ends, strict=True):
        yield Hole("", piece.place) if _is_value(before, piece, after, call) else piece
        before = piece


def _is_value(before: Piece | None, piece: Piece, after: Piece | None, call: Place | None) -> bool:
    """Whether a literal came from outside the call of the client and is one whole segment of the path."""
    if not isinstance(piece, Literal) or piece.place is None or any(char in piece.text for char in "/?&="):
        return False
    came = piece.whole and (bool(piece.trail) or (call is not None and not call.holds(piece.place)))
    opens = isinstance(before, Literal) and before.text.endswith("/") and not before.text.endswith("//")
    closes = after is None or (isinstance(after, Literal) and after.text.startswith(("/", "?")))
    return came and opens and closes and bool(piece.text)
