"""Turns wished-for changes of symbolic texts into exact byte edits, or refuses.

Pure: bytes go in as data, edits come out, nothing is read or written. ``None`` always means "cannot be done exactly";
an edit never crosses a hole and never touches characters that are not the source's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from c42migrate.edits import overlap
from c42migrate.model import HOLE, Edit, Hole, Literal, Place, Text

Data = Mapping[str, bytes]
Edits = tuple[Edit, ...]

# Characters that mean themselves inside every kind of quotes, in every format string, in XML and unquoted in shells;
# ``@`` does so behind a quote.
_PLAIN = re.compile(r"[A-Za-z0-9_./?=: -]*")
# How a value is filled into a string literal: f-string and format fields, %-formats, shell and PowerShell variables.
_PLACEHOLDER = re.compile(rb"\{[^{}\n]*\}|%\(\w+\)[sd]|%[sd]|\$\{\w+\}|\$\((?:[^()\n]|\([^()\n]*\))*\)|\$(?:\w+:)?\w+")
_REQUEST = re.compile(rb"(?:urllib\.)?(?:request\.)?Request\([^()]")
_ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Change:
    """Put ``text`` in the place of ``marked[start:end]`` of a symbolic text. ``text`` holds no hole."""

    start: int
    end: int
    text: str


Wish = tuple[Change, ...]
"""Changes of which any one will do."""


def align(marked: str, start: int, end: int, target: str, origins: Sequence[int]) -> tuple[Change, ...] | None:
    """Return the changes that make ``marked[start:end]`` read ``target``.

    ``origins`` tells for each hole in ``target`` its index in ``marked``. All holes must stay, in order: a hole is
    an expression of the source and cannot be moved as text.
    """
    holes = [start + i for i, char in enumerate(marked[start:end]) if char == HOLE]
    if holes != list(origins) or target.count(HOLE) != len(holes):
        return None
    edges = [start - 1, *holes, end]
    runs = [(low + 1, high) for low, high in pairwise(edges)]
    wanted = target.split(HOLE)
    return tuple(
        Change(low, high, new) for (low, high), new in zip(runs, wanted, strict=True) if marked[low:high] != new
    )


def edits_for(text: Text, wishes: Iterable[Wish], data: Data, *, late: bool = False) -> Edits | None:
    """Byte edits for ``wishes``, all or None.

    Of several ways to fulfil a wish, one inside a literal goes first; with ``late`` one at the edge of the next.
    What no single edit can do is tried segment by segment.
    """
    found: list[Edit] = []
    for wish in wishes:
        edits = _one_edit(text, wish, data, late=late)
        if edits is None:
            edits = next((made for change in wish if (made := _by_segments(text, change, data)) is not None), None)
        if edits is None:
            return None
        found += edits
    return tuple(_coalesced(sorted(found)))


def _one_edit(text: Text, wish: Wish, data: Data, *, late: bool) -> Edits | None:
    """Return the wish by one edit at most, None when that cannot be."""
    changes = [_trim(text.marked, change) for change in wish]
    exact = _exact(text, changes, data) or _exact(text, (c for one in changes for c in _turned(text.marked, one)), data)
    if not exact:
        return None
    _, edit = min(exact, key=lambda way: _is_inside(text, way[0]) == late)
    return (edit,) if edit else ()


def _exact(text: Text, changes: Iterable[Change], data: Data) -> list[tuple[Change, Edit | None]]:
    """Return the changes that one edit makes, each with its edit; a change of nothing needs none."""
    ways = ((change, _edit(text, change, data)) for change in changes)
    return [(change, edit) for change, edit in ways if edit or change == Change(change.start, change.start, "")]


def _turned(marked: str, change: Change) -> Iterator[Change]:
    """Yield ``a/`` inserted behind a slash is ``/a`` inserted before it, and the other way round."""
    at, new = change.start, change.text
    if at == change.end and new:
        if marked[at - 1 : at] == "/" == new[-1]:
            yield Change(at - 1, at - 1, "/" + new[:-1])
        if marked[at : at + 1] == "/" == new[0]:
            yield Change(at + 1, at + 1, new[1:] + "/")


def _by_segments(text: Text, change: Change, data: Data) -> Edits | None:
    """Several edits that make a change whose bytes stand in several literals."""
    old = re.findall(r"/|[^/]+", text.marked[change.start : change.end])
    new = re.findall(r"/|[^/]+", change.text)
    starts = [change.start, *(change.start + size for size in accumulate(map(len, old)))]
    found: list[Edit] = []
    for _, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        edits = _one_edit(text, (Change(starts[low], starts[high], "".join(new[new_low:new_high])),), data, late=False)
        if edits is None:
            return None
        found += edits
    return tuple(found)


def _is_inside(text: Text, change: Change) -> bool:
    """Whether a change lies within one literal and does not just touch its edge."""
    return change.start < change.end or any(at < change.start < at + len(piece.text) for piece, at in _spots(text))


def _coalesced(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Make an insertion right before a replacement part of it."""
    held: Edit | None = None
    for edit in edits:
        if held is None:
            held = edit
        elif held.place.path == edit.place.path and held.place.start == held.place.end == edit.place.start:
            held = Edit(edit.place, held.text + edit.text, edit.expect)
        else:
            yield held
            held = edit
    if held is not None:
        yield held


def _trim(marked: str, change: Change) -> Change:
    """Return the change without what stays before and after it; words change whole, so that a person can read the
    edit."""
    old, new = marked[change.start : change.end], change.text
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    return Change(change.start + head, change.end - tail, new[head : len(new) - tail])


def _common(first: str, second: str) -> int:
    """How many characters both start with, up to the end of a word."""
    size = next((i for i, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    size = min(len(first), len(second)) if size is None else size
    while size and first[size - 1].isalnum() and (first[size : size + 1] + second[size : size + 1]).isalnum():
        size -= 1
    return size


def _edit(text: Text, change: Change, data: Data) -> Edit | None:
    """Return the edit of one literal that makes the change; None when several literals or a hole would have to
    change."""
    if change.start == change.end:
        return _insertion(text, change, data) if change.text else None
    for piece, at in _spots(text):
        if at <= change.start and change.end <= at + len(piece.text) and _is_alone(text, piece):
            return replace_in(piece, change.start - at, change.end - at, change.text, data)
    return None


def _is_alone(text: Text, piece: Literal) -> bool:
    """Tell whether a literal stands in the text twice (the glue of a join): it cannot be changed in one spot."""
    return sum(other.place == piece.place for other in text.literals) == 1


def _insertion(text: Text, change: Change, data: Data) -> Edit | None:
    """Insert inside a literal, else at the start of the next, else at the end of the one before, else after a hole.

    A word without a slash that comes out of a variable goes last: it may name other things as well.
    """
    near = [(piece, change.start - at) for piece, at in _spots(text) if 0 <= change.start - at <= len(piece.text)]
    touching = [(piece, index) for piece, index in near if not _is_anothers(piece, index, change.text)]
    touching.sort(key=_preference)
    for piece, index in touching:
        edit = replace_in(piece, index, index, change.text, data) if _is_alone(text, piece) else None
        if edit is not None:
            return edit
    if near or not _PLAIN.fullmatch(change.text):
        return None
    place = _after_placeholder(text, change.start, data)
    return Edit(place, change.text, b"") if place else _after_operand(text, change, data)


def _is_anothers(piece: Literal, index: int, new: str) -> bool:
    """Whether a part of a path would be hung on a word that came here under a name: an id, the name of a resource."""
    return bool(piece.trail) and "/" in new and "/" not in piece.text and index in {0, len(piece.text)}


def _preference(spot: tuple[Literal, int]) -> tuple[bool, bool, bool]:
    piece, index = spot
    return index in {0, len(piece.text)}, bool(piece.trail) and "/" not in piece.text, index == len(piece.text)


def _after_operand(text: Text, change: Change, data: Data) -> Edit | None:
    """One more operand behind the hole that ends where the insertion is wished, quoted like the literal before it."""
    at = 0
    quote = b""
    for piece in text.pieces:
        at += len(piece.text) if isinstance(piece, Literal) else 1
        if isinstance(piece, Literal) and piece.place is not None and piece.editable:
            end = piece.place.end
            quote = data.get(piece.place.path, b"")[end : end + 1]
        elif isinstance(piece, Hole) and at == change.start and piece.after and not piece.fold:
            found = quote.decode("ascii", "replace")
            return Edit(piece.after, f" + {found}{change.text}{found}", b"") if found in {"'", '"'} else None
    return None


def _spots(text: Text) -> Iterator[tuple[Literal, int]]:
    """Each literal with its index in ``marked``."""
    at = 0
    for piece in text.pieces:
        if isinstance(piece, Literal):
            yield piece, at
        at += len(piece.text) if isinstance(piece, Literal) else 1


def _after_placeholder(text: Text, index: int, data: Data) -> Place | None:
    """Return the spot right after the placeholders that end a string token, when the text ends there too."""
    before = [(piece, at + len(piece.text)) for piece, at in _spots(text) if at + len(piece.text) <= index]
    if not before or index != len(text.marked) or before[-1][0].place is None or not before[-1][0].editable:
        return None
    piece, stop = before[-1]
    place = piece.place
    content = data.get(place.path, b"") if place else b""
    at = place.end if place else 0
    for _ in range(index - stop):
        found = _PLACEHOLDER.match(content, at)
        if not found:
            return None
        at = found.end()
    closes = content[at : at + 1] in {b'"', b"'"}
    return Place(place.path, at, at) if place and closes else None


def replace_in(piece: Literal, start: int, end: int, new: str, data: Data) -> Edit | None:
    """Replace ``piece.text[start:end]`` by ``new``; None unless exactly those characters stand there unescaped."""
    if piece.place is None or not piece.editable or not _PLAIN.fullmatch(new.removeprefix("@")):
        return None
    content = data.get(piece.place.path)
    if new.startswith("@") and not _is_quoted(content or b"", piece.offset(start)):
        return None
    low, high = max(start - 1, 0), min(end + 1, len(piece.text))
    if content is None or not _stands(content[piece.offset(low) : piece.offset(high)], piece.text[low:high]):
        return None
    place = Place(piece.place.path, piece.offset(start), piece.offset(end))
    return Edit(place, new, content[place.start : place.end])


def _is_quoted(content: bytes, at: int) -> bool:
    """Whether a quote stands right before ``at``, and not at the start of a line, where ``"@`` ends a here-string."""
    return content[at - 1 : at] in {b'"', b"'"} and content[at - 2 : at - 1] not in {b"\n", b"\r", b""}


def _stands(content: bytes, text: str) -> bool:
    """Whether the bytes are the characters themselves, not an escape for them."""
    for encoding in _ENCODINGS:
        try:
            if text.encode(encoding) == content:
                return True
        except UnicodeEncodeError:
            continue
    return False


def replace_place(place: Place, new: str, data: Data, old: str) -> Edit | None:
    """Replace the bytes of ``place``, which must read ``old`` in any case, keeping the case they are written in."""
    content = data.get(place.path, b"")[place.start : place.end]
    written = content.decode("ascii", "replace")
    if written.lower() != old.lower() or not _PLAIN.fullmatch(new):
        return None
    return Edit(place, _like(written, new), content)


def _like(written: str, new: str) -> str:
    if written.isupper():
        return new.upper()
    return new.title() if written.istitle() else new.lower()


def named_verb(call: Place, client: str, method: str, data: Data) -> Edit | None:
    """Return the edit that says the verb of a call which says none: an option of curl, an argument of urllib's
    ``Request``."""
    content = data.get(call.path, b"")[call.start : call.end]
    if client == "curl" and content.startswith(b"curl "):
        at = call.start + len(b"curl")
        return Edit(Place(call.path, at, at), f" -X {method}", b"")
    if client == "urllib" and _REQUEST.match(content) and content[-2:-1] not in b",\n":
        return Edit(Place(call.path, call.end - 1, call.end - 1), f', method="{method}"', b"")
    return None


def cut(place: Place | None, data: Data) -> Edit | None:
    """Delete the bytes of ``place``."""
    content = data.get(place.path, b"")[place.start : place.end] if place else b""
    return Edit(place, "", content) if place and content else None


def united(groups: Iterable[Edits | None]) -> Edits | None:
    """All edits of the groups, equal ones once; None when one is missing or two overlap and differ."""
    found: set[Edit] = set()
    for edits in groups:
        if edits is None:
            return None
        found.update(edits)
    ordered = sorted(found)
    for first, second in pairwise(ordered):
        if overlap(first.place, second.place):
            return None
    return tuple(ordered)
