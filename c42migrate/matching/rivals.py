"""Finds where the name that gives a request its host is given another vendor's elsewhere.

A reader follows values to the calls it sees. What a subclass overrides, or somebody sets from outside, changes the
calls of code that stands far away: a path written there once serves several servers. Looks at the bytes of Python
classes only, so that sources of either version of the language will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.symbolic import Literal, Place
from c42migrate.usages import Request

_CLASS = re.compile(rb"^([ \t]*)class[ \t]+(\w+)[ \t]*(?:\(([^()]{0,400})\))?[ \t]*:", re.MULTILINE)
_BASE = re.compile(rb"(\w+)[ \t\r\n]*(?:,|\Z)")
_HOST = re.compile(rb"[\"'](?:https?://([^/\"'\s{}%:]+)[^\"'\n]*|((?:[\w-]+\.){2,}[A-Za-z]{2,}))[\"']")
_MEMBER = re.compile(
    rb"^(?:[ \t]+|[ \t]*class\b[^:\n]*:[ \t]*)(?:(?:self|cls)\.)?(\w+)[ \t]*(?::[^=\n]{0,80})?=(?!=)[^\n]*|"
    rb"^([ \t]+)(?:async[ \t]+)?def[ \t]+(\w+)\(",
    re.MULTILINE,
)
_SET = re.compile(
    rb"\b(?!self\b|cls\b)\w+\.(\w+)[ \t]*=(?!=)[^\n]*|\bsetattr\([^,\n]+,[ \t]*[\"'](\w+)[\"'],[^\n]*|"
    rb"\btype\([^\n]*[\"'](\w+)[\"'][ \t]*:[^\n]*"
)
_USED = re.compile(rb"\b(?:self|cls)\.(\w+)|\.(\w+)\b(?![ \t]*\()")
_NOTE = re.compile(r"used as (?:\w+\.)*(\w+)\Z")


@dataclass(frozen=True, slots=True)
class _Class:
    """A class statement and its body, as a range of bytes."""

    name: bytes
    bases: frozenset[bytes]
    path: str
    start: int
    end: int

    def holds(self, place: Place) -> bool:
        return place.path == self.path and self.start <= place.start < self.end


@dataclass(frozen=True, slots=True)
class Rival:
    """Where a name is given a host that is not Code42's: ``line`` is 1-based."""

    path: str
    line: int
    name: str


class Rivals:
    """The classes of a run and the hosts they are given. ``is_ours``: whether a host name may be Code42's."""

    def __init__(self, texts: Mapping[str, bytes], is_ours: Callable[[str], bool]) -> None:
        self._texts = {path: data for path, data in texts.items() if path.endswith((".py", ".pyw", ".ipynb"))}
        self._is_ours = is_ours
        self._classes: list[_Class] | None = None

    def of(self, request: Request, edited: Place) -> Rival | None:
        """Where the call may get another host. None too when the edited literal itself says the host."""
        data = self._texts.get(request.place.path)
        hosts = [piece for piece in request.url.literals if "//" in piece.text or piece.trail]
        if data is None or any(_says(piece, edited) for piece in hosts):
            return None
        calls = [place for place in (request.place, request.origin) if place is not None]
        names = {name for place in calls for name in _names(self._texts.get(place.path, b""), place)}
        names |= {found[1].encode() for piece in hosts for step in piece.trail if (found := _NOTE.match(step.note))}
        return next(self._found(names, calls), None) if names else None

    def _found(self, names: set[bytes], calls: Sequence[Place]) -> Iterator[Rival]:
        for path in dict.fromkeys(place.path for place in calls):
            yield from self._set_from_outside(path, names)
        own = [one for one in self._all() if any(one.holds(place) for place in calls)]
        for one in self._family(own):
            yield from self._overridden(one, names)
            if one.path == calls[0].path:
                yield from self._constructed(one, names)

    def _all(self) -> list[_Class]:
        if self._classes is None:
            self._classes = [one for path, data in self._texts.items() for one in _classes(path, data)]
        return self._classes

    def _family(self, own: Sequence[_Class]) -> list[_Class]:
        """The classes that inherit from those of the call, and what else those inherit from."""
        names = {one.name for one in own}
        size = 0
        while size != len(names):
            size = len(names)
            names |= {one.name for one in self._all() if one.bases & names}
        return [one for one in self._all() if one.name in names]

    def _overridden(self, one: _Class, names: set[bytes]) -> Iterator[Rival]:
        data = self._texts[one.path]
        members = list(_MEMBER.finditer(data, one.start, one.end))
        for member in members:
            if (member[1] or member[3]) in names:
                end = member.end() if member[1] else _end_of_block(data, member.end(), one.end, member[2])
                yield from self._foreign(one.path, member.start(), end, member[1] or member[3])

    def _set_from_outside(self, path: str, names: set[bytes]) -> Iterator[Rival]:
        for found in _SET.finditer(self._texts.get(path, b"")):
            if found[found.lastindex or 1] in names:
                yield from self._foreign(path, found.start(), found.end(), found[found.lastindex or 1])

    def _constructed(self, one: _Class, names: set[bytes]) -> Iterator[Rival]:
        """``Client("https://elsewhere")`` of a class whose fields the reader does not connect."""
        named = b"|".join(map(re.escape, sorted(names)))
        call = re.compile(
            rb"(?<!class )\b%b\([ \t\r\n]*(?:(?:%b)[ \t]*=[ \t]*)?([\"'][^\"'\n]*[\"'])" % (one.name, named)
        )
        for found in call.finditer(self._texts[one.path]):
            yield from self._foreign(one.path, found.start(1), found.end(1), one.name)

    def _foreign(self, path: str, start: int, end: int, name: bytes) -> Iterator[Rival]:
        data = self._texts[path]
        for found in _HOST.finditer(data, start, end):
            if not self._is_ours((found[1] or found[2]).decode("ascii", "replace")):
                yield Rival(path, data.count(b"\n", 0, found.start()) + 1, name.decode("ascii", "replace"))


def _says(piece: Literal, edited: Place) -> bool:
    return "//" in piece.text and piece.place is not None and piece.place.holds(edited)


def _names(data: bytes, place: Place) -> Iterator[bytes]:
    """Attributes that a call reads."""
    for found in _USED.finditer(data, place.start, place.end):
        yield found[1] or found[2]


def _classes(path: str, data: bytes) -> Iterable[_Class]:
    for found in _CLASS.finditer(data) if b"class" in data else ():
        bases = frozenset(base[1] for base in _BASE.finditer(found[3] or b""))
        yield _Class(found[2], bases, path, found.start(), _end_of_block(data, found.end(), len(data), found[1]))


def _end_of_block(data: bytes, start: int, stop: int, indent: bytes) -> int:
    """Where the next line stands that is not indented deeper than ``indent``."""
    outside = re.compile(rb"\n[ \t]{0,%d}(?=[^\s#)\]}\"'])" % len(indent))
    found = outside.search(data, start, stop)
    return found.start() if found else stop
