"""The requirement of a package whose calls move to another: beside it at first, in its place once nothing is left."""

from __future__ import annotations

import re

from c42migrate.model import Applicability, Edit, Fix, Place

_END = re.compile(rb"[^\r\n#;]*?(?=\s*(?:[\r\n#;]|\Z))")


RELEASES = {"incydr": "incydr>=2.12", "pycpg": "pycpg>=1.0.5"}
"""What is required once calls have moved: the oldest releases that the moves were tried with."""


def requirement_fix(place: Place, data: bytes, package: str, *, is_last: bool) -> Fix | None:
    """Require another package as well, or instead when ``is_last``: nothing is left of the one required at ``place``.

    None where the requirement is written in a form that is not known here.
    """
    required = re.compile(rb"(?:^|[\"'])[ \t]*%b\b" % package.encode(), re.MULTILINE)
    has_new, new = required.search(data) is not None, RELEASES[package]
    quote = data[place.end : place.end + 1]
    is_quoted = quote in {b'"', b"'"} and data[place.start - 1 : place.start] == quote
    start, end = _line(data, place)
    is_line = not data[start : place.start].strip() and place.path.endswith((".txt", ".in"))
    if not (is_quoted or is_line) or (has_new and not is_last):
        return None
    if is_last and has_new:
        start, end = (start, end) if is_line else _item(data, place.start - 1, place.end + 1)
        return _made(place, start, end, "", data, "drop the requirement")
    if is_last:
        whole = _END.match(data, place.start) if is_line else None
        last = whole.end() if whole is not None else place.end
        return _made(place, place.start, last, new, data, f"require {new} instead")
    text = f"{quote.decode()}, {quote.decode()}{new}" if is_quoted else f"{_newline(data)}{new}"
    at = place.end if is_quoted else len(data[:end].rstrip(b"\r\n"))
    return _made(place, at, at, text, data, f"require {new} as well")


def _made(place: Place, start: int, end: int, text: str, data: bytes, label: str) -> Fix:
    edit = Edit(Place(place.path, start, end), text, data[start:end])
    return Fix(Applicability.UNSAFE, label, (edit,))


def _item(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Return an item of a list with the comma and the blanks behind it, or before it where it is the last."""
    behind = re.compile(rb"[ \t]*,\s*").match(data, end)
    if behind is not None:
        return start, behind.end()
    return len(data[:start].rstrip().removesuffix(b",")), end


def _line(data: bytes, place: Place) -> tuple[int, int]:
    """Return the line of a place, with its line end."""
    end = data.find(b"\n", place.end)
    return data.rfind(b"\n", 0, place.start) + 1, end + 1 if end >= 0 else len(data)


def _newline(data: bytes) -> str:
    return "\r\n" if b"\r\n" in data else "\n"
