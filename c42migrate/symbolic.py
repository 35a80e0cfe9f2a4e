"""Symbolic strings: what is known of a string without running the program.

A ``Text`` is a sequence of pieces: ``Literal`` (known characters, with the exact bytes in the
source they stand in) and ``Hole`` (a value that is not known). All readers produce these, and
everything after the readers only ever looks at these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A half-open range of bytes ``[start, end)`` in the file ``path`` as it is on disk."""

    path: str
    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """Whether all bytes of ``other`` are bytes of this place too; a place holds itself."""
        return self.path == other.path and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trail by which a value was resolved: where, and a short note for a person."""

    place: Place
    note: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Known characters.

    ``place`` is where they stand in the source (the content, without quotes), or None when they
    stand nowhere (computed). ``bounds`` are ``len(text) + 1`` byte offsets, one per code-point
    boundary, or None when every character is one byte (then offset = place.start + index).
    ``editable`` is False when the characters are not the source's own (case folded, replaced …).
    ``token`` identifies the string token (its start byte, prefix included) the piece comes from;
    ``whole`` is True when the piece is the token's whole content.
    """

    text: str
    place: Place | None = None
    bounds: tuple[int, ...] | None = None
    editable: bool = True
    token: int = -1
    whole: bool = False
    trail: tuple[Step, ...] = ()

    def cut(self, start: int, end: int) -> Literal:
        """The piece ``text[start:end]`` (code points) with its exact place."""
        if start == 0 and end == len(self.text):
            return self
        if self.place is None:
            return replace(self, text=self.text[start:end], whole=False)
        bounds = self.bounds[start : end + 1] if self.bounds else None
        place = Place(self.place.path, self.offset(start), self.offset(end))
        return replace(self, text=self.text[start:end], place=place, bounds=bounds, whole=False)

    def offset(self, index: int) -> int:
        """Byte offset in the file of the boundary before code point ``index``; needs a place."""
        if self.place is None:
            raise ValueError("a literal that stands nowhere has no offset")
        return self.bounds[index] if self.bounds else self.place.start + index


@dataclass(frozen=True, slots=True)
class Hole:
    """An unknown value.

    ``name`` is the source's name for it (``base``, ``self.host``) or ``""``. ``param`` identifies the
    function parameter it stands for while wrappers are being resolved, else None.
    ``fold``: ``upper`` or ``lower``, when the program changes the case of the value.
    ``after``: the empty place right behind the value where it is the last operand of a ``+``: `` + "text"`` may be
    written there. None where text cannot be added this way.
    """

    name: str = ""
    place: Place | None = None
    param: tuple[str, str] | None = None
    fold: str = ""
    after: Place | None = None


Piece = Literal | Hole


@dataclass(frozen=True, slots=True)
class Text:
    """A symbolic string. ``str(text)`` writes holes as ``{name}``."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        return "".join(p.text if isinstance(p, Literal) else f"{{{p.name}}}" for p in self.pieces)

    def __add__(self, other: Text) -> Text:
        pieces = self.pieces + other.pieces
        return Text(pieces) if len(pieces) <= MOST_PIECES else Text((Hole(),))

    @property
    def known(self) -> str | None:
        """The characters when there is no hole, else None."""
        return None if self.holes else "".join(p.text for p in self.literals)

    @property
    def literals(self) -> tuple[Literal, ...]:
        """The known pieces in order."""
        return tuple(p for p in self.pieces if isinstance(p, Literal))

    @property
    def holes(self) -> tuple[Hole, ...]:
        """The unknown pieces in order."""
        return tuple(p for p in self.pieces if isinstance(p, Hole))

    @property
    def marked(self) -> str:
        """The characters with each hole as one U+FFFC; indices of this string suit ``cut``."""
        return "".join(p.text if isinstance(p, Literal) else HOLE for p in self.pieces)

    def cut(self, start: int, end: int | None = None) -> Text:
        """The part ``marked[start:end]``; a hole counts as one character and is never split."""
        return Text(tuple(self._cut(start, len(self.marked) if end is None else end)))

    def _cut(self, start: int, end: int) -> Iterator[Piece]:
        at = 0
        for piece in self.pieces:
            size = len(piece.text) if isinstance(piece, Literal) else 1
            low, high = max(start - at, 0), min(end - at, size)
            if low < high:
                yield piece.cut(low, high) if isinstance(piece, Literal) else piece
            at += size


HOLE = "\ufffc"
MOST_PIECES = 512
"""A text of more pieces is no URL but grows without end (``x = x + x``): it is taken for unknown."""


def is_index(written: str) -> bool:
    """True for digits that ``int`` takes and a list may have as an index (``isdigit`` is also true of ``²``)."""
    return written.isascii() and written.isdigit() and len(written) < 10


def literal(text: str) -> Text:
    """A text that stands nowhere in a source (a default, a computed value)."""
    return Text((Literal(text, editable=False),)) if text else Text()


def hole(name: str = "", place: Place | None = None) -> Text:
    """A text of one unknown value."""
    return Text((Hole(name, place),))
