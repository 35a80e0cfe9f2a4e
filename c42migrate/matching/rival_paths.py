"""Finds where a name that gives a request a part of its path is given another one elsewhere.

``prefix + "/User"`` may need the version in the one literal or in the other. Where a subclass, a constructor's
argument or an assignment from outside gives ``prefix`` a version of its own, adding one behind it would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from c42migrate.matching.crowd import Crowd
from c42migrate.matching.outlines import ClassBody, Outline, Outlines, Span, attributes
from c42migrate.model import Literal, Place, Request, Text

_PATH = re.compile(
    rb"[\"'](?:https?://[^/\"'\s]*|\{\w+\}|%s)?((?:/[\w{][^\"'\s]*|(?:[\w.-]+/)*[vV]\d+(?:/[^\"'\s]*)?))[\"']"
)
_VERSION = re.compile(rb"(?:^|/)[vV]\d+(?:/|\Z)")
_COPIES = (b"replace", b"_replace", b"evolve", b"model_copy", b"copy_with")

_Found = tuple[Outline, int, bytes]


def other_paths(
    outlines: Outlines, calls: Sequence[Place], names: Sequence[bytes], url: Text, edited: Place, sent: Crowd[Request]
) -> Iterator[_Found]:
    """Where, in which file and to what name, another path is given than the one in ``url``.

    ``names``: the attributes that ``calls`` read. ``sent``: the literals of calls that the reader saw: what a
    constructor is given there is known. A name whose own literal is edited may have other values elsewhere.
    """
    own = outlines.around(calls)
    pieces = [piece for piece in url.literals if piece.place is not None]
    for name in _all_names(own, names):
        spans = [(one.file.path, span) for one in own for span in one.members.get(name, ())]
        if any(_holds(span, edited) for span in spans):
            continue
        inside = [piece for piece in pieces if piece.place and any(_holds(span, piece.place) for span in spans)]
        if inside and not any(_has_path(piece) for piece in inside):
            continue
        before = bool(inside) and _stands_before(pieces, inside[0], edited)
        own_words = {piece.text.encode("utf-8", "replace") for piece in inside}
        for file, span in _elsewhere(outlines, own, calls, name, sent):
            if any(_holds((file.path, span), piece.place) for piece in pieces if piece.place):
                continue
            for found in _PATH.finditer(file.data, *span):
                if found[1] not in own_words and (before or _VERSION.search(found[1])):
                    yield file, found.start(), name


def _all_names(own: Sequence[ClassBody], names: Sequence[bytes]) -> list[bytes]:
    """The names, and what the methods among them read."""
    spans = [(one.file, span) for one in own for name in names for span in one.members.get(name, ())]
    read = {name for file, (start, end) in spans for name in attributes(file.data, Place(file.path, start, end))}
    return sorted({*names, *read})


def _elsewhere(
    outlines: Outlines, own: Sequence[ClassBody], calls: Sequence[Place], name: bytes, sent: Crowd[Request]
) -> Iterator[tuple[Outline, Span]]:
    """Where the name is given something. A call outside of classes has the object that the reader saw."""
    family = outlines.family(own)
    is_connected = any(one.file.data.find(b"def __init__", one.start, one.end) >= 0 for one in family)
    for one in family if outlines.around(calls[:1]) else ():
        yield from ((one.file, span) for span in one.members.get(name, ()))
    for file in {path: outlines.files[path] for path in (place.path for place in calls)}.values():
        yield from ((file, span) for span in (*file.given.get(name, ()), *file.forced.get(name, ())))
        for called in (*(one.name for one in family), *_COPIES):
            for given in file.made.get(called, ()):
                wanted = given.keyword == name or not (given.keyword or is_connected or called in _COPIES)
                if wanted and not any(sent.touching(Place(file.path, *given.span))):
                    yield file, given.span


def _holds(where: tuple[str, Span], place: Place) -> bool:
    path, (start, end) = where
    return path == place.path and start <= place.start and place.end <= end


def _has_path(piece: Literal) -> bool:
    _, separator, rest = piece.text.partition("://")
    return bool(rest.partition("/")[2] if separator else piece.text)


def _stands_before(pieces: Sequence[Literal], piece: Literal, edited: Place) -> bool:
    """Whether ``piece`` comes earlier in the URL than what is edited."""
    for one in pieces:
        if one.place is not None and one.place.holds(edited):
            return False
        if one is piece:
            return True
    return False
