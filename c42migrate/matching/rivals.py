"""Finds where the name that gives a request its host is given another host elsewhere.

A reader follows values to the calls it sees. What a subclass overrides, or somebody sets from outside, changes the
calls of code that stands far away: a path written there once serves several servers. Looks at the bytes of Python
only, so that sources of either version of the language will do; each file is searched once, however many requests
ask.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from c42migrate.symbolic import Literal, Place
from c42migrate.usages import Request

_CLASS = re.compile(rb"^([ \t]*)class[ \t]+(\w+)[ \t]*(?:\(([^()]{0,400})\))?[ \t]*:", re.MULTILINE)
_BASE = re.compile(rb"(\w+)[ \t\r\n]*(?:,|\Z)")
_HOST = re.compile(rb"[\"'](?:https?://([^/\"'\s{}%:]+)[^\"'\n]*|((?:[\w-]+\.){2,}[A-Za-z]{2,}))[\"']")
_MEMBER = re.compile(
    rb"^(?:[ \t]+|[ \t]*class\b[^:\n]*:[ \t]*|[ \t]+def\b[^:\n]*\):[ \t]*)"
    rb"(?:(?:self|cls)\.)?(\w+)[ \t]*(?::[^=\n]{0,80})?=(?!=)[^\n]*|"
    rb"^([ \t]+)(?:async[ \t]+)?def[ \t]+(\w+)\(",
    re.MULTILINE,
)
_SET = re.compile(
    rb"\b(?!self\b|cls\b)\w+\.(\w+)[ \t]*=(?!=)[^\n]*|\btype\([^\n]*[\"'](\w+)[\"'][ \t]*:[^\n]*|"
    rb"\bglobals\(\)\.update\([ \t]*(\w+)[ \t]*=[^\n]*"
)
_FORCED = re.compile(
    rb"\b(?:setattr|patch(?:\.object)?)\([^,\n]+,[ \t]*[\"'](\w+)[\"'][ \t]*[,)][^\n]*|"
    rb"\b(?:setattr|patch)\([^,\n]*[.\"'](\w+)[\"'][ \t]*[,)][^\n]*|"
    rb"(?:\bglobals\(\)|\bvars\([^()\n]*\)|\.__dict__)\[[\"'](\w+)[\"']\][ \t]*=(?!=)[^\n]*"
)
"""Ways to give a value to what has one already: nobody writes them for the value that stands there."""
_ASKED = re.compile(rb"\b(?:environ|getenv|argv|input|raw_input)\b")
_EMPTY = re.compile(rb"=[ \t]*(?:None|\"\"|'')[ \t]*(?:#[^\n]*)?\Z")
_MADE = re.compile(rb"(?<!class )\b(\w+)\([ \t\r\n]*(?:(\w+)[ \t]*=[ \t]*)?([\"'][^\"'\n]*[\"'])")
_USED = re.compile(rb"\b(?:self|cls)\.(\w+)|\.(\w+)\b(?![ \t]*\()")
_NOTE = re.compile(r"used as (?:\w+\.)*(\w+)\Z")

Span = tuple[int, int]


@dataclass(frozen=True)
class _File:
    """The bytes of a file and what was found in them."""

    path: str
    data: bytes

    @cached_property
    def classes(self) -> list[_Class]:
        found = _CLASS.finditer(self.data) if b"class" in self.data else ()
        return [_class_of(self, one) for one in found]

    @cached_property
    def given(self) -> dict[bytes, list[Span]]:
        """By name where somebody outside gives it a value."""
        return _by_name(_SET, self.data)

    @cached_property
    def forced(self) -> dict[bytes, list[Span]]:
        """By name where the value it has is replaced by another."""
        return _by_name(_FORCED, self.data)

    @cached_property
    def made(self) -> dict[bytes, list[tuple[bytes, Span]]]:
        """By name of what is called the first argument where that is a string: its keyword and its place."""
        found: dict[bytes, list[tuple[bytes, Span]]] = defaultdict(list)
        for call in _MADE.finditer(self.data):
            found[call[1]].append((call[2] or b"", call.span(3)))
        return found

    def around(self, place: Place) -> Iterator[_Class]:
        """The classes that a place stands in, innermost first."""
        for number in range(bisect_right(self._starts, place.start) - 1, -1, -1):
            one = self.classes[number]
            if place.start < one.end:
                yield one
            if not one.indent:
                return

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.classes]


@dataclass(frozen=True)
class _Class:
    """A class statement and its body, as a range of bytes."""

    name: bytes
    bases: frozenset[bytes]
    file: _File
    start: int
    end: int
    indent: bytes

    @cached_property
    def members(self) -> dict[bytes, list[Span]]:
        """By name the assignments and methods in it."""
        found: dict[bytes, list[Span]] = defaultdict(list)
        for one in _MEMBER.finditer(self.file.data, self.start, self.end):
            end = one.end() if one[1] else _end_of_block(self.file.data, one.end(), self.end, one[2])
            found[one[1] or one[3]].append((one.start(), end))
        return found


@dataclass(frozen=True, slots=True)
class Rival:
    """Where a name is given a host that is not known to be Code42's: ``line`` is 1-based."""

    path: str
    line: int
    name: str


class Rivals:
    """The classes of a run and the hosts they are given. ``is_ours``: whether a host name may be Code42's."""

    def __init__(self, texts: Mapping[str, bytes], is_ours: Callable[[str], bool]) -> None:
        kinds = (".py", ".pyw", ".ipynb")
        self._files = {path: _File(path, data) for path, data in texts.items() if path.endswith(kinds)}
        self._is_ours = is_ours
        self._families: dict[tuple[bytes, ...], list[_Class]] = {}
        self._hosts: dict[tuple[str, int, int], tuple[int, ...]] = {}

    def of(self, request: Request, edited: Place) -> Rival | None:
        """Where the call may get another host. None too when the edited literal itself says the host."""
        file = self._files.get(request.place.path)
        hosts = [piece for piece in request.url.literals if "//" in piece.text or piece.trail]
        if file is None or any(_says(piece, edited) for piece in hosts):
            return None
        calls = [place for place in (request.place, request.origin) if place is not None and place.path in self._files]
        names = {name for place in calls for name in _names(self._files[place.path].data, place)}
        names |= {found[1].encode() for piece in hosts for step in piece.trail if (found := _NOTE.match(step.note))}
        stands = any("//" in piece.text for piece in hosts)
        return next(self._found(sorted(names), calls, stands=stands), None) if names else None

    def _found(self, names: Sequence[bytes], calls: Sequence[Place], *, stands: bool) -> Iterator[Rival]:
        """``stands``: whether the host that the call has otherwise is written down."""
        for path in dict.fromkeys(place.path for place in calls):
            yield from self._set_from_outside(self._files[path], names, stands=stands)
        own = [one for place in calls for one in self._files[place.path].around(place)]
        for one in self._family(own):
            places = [(name, span) for name in names for span in one.members.get(name, ())]
            yield from self._foreign(one.file, places, asked=one not in own and (stands or _gives(own, names)))
            if one.file.path == calls[0].path:
                yield from self._foreign(one.file, _constructed(one, names))

    def _set_from_outside(self, file: _File, names: Sequence[bytes], *, stands: bool) -> Iterator[Rival]:
        yield from self._foreign(file, [(n, span) for n in names for span in file.given.get(n, ())], asked=stands)
        for name, span in ((n, span) for n in names for span in file.forced.get(n, ())) if stands else ():
            hosts = _HOST.findall(file.data, *span)
            if not hosts or self._others(file, span):
                yield _rival(file, span[0], name)

    def _family(self, own: Sequence[_Class]) -> list[_Class]:
        """The classes that inherit from those of the call, and these."""
        key = tuple(sorted({one.name for one in own}))
        if key and key not in self._families:
            names, size = set(key), 0
            every = [one for file in self._files.values() for one in file.classes]
            while size != len(names):
                size = len(names)
                names |= {one.name for one in every if one.bases & names}
            self._families[key] = [one for one in every if one.name in names]
        return self._families[key] if key else []

    def _foreign(self, file: _File, places: Iterable[tuple[bytes, Span]], *, asked: bool = False) -> Iterator[Rival]:
        """``asked``: what whoever runs the program says counts as another host."""
        for name, span in places:
            if others := self._others(file, span):
                yield _rival(file, others[0], name)
            elif asked and (found := _ASKED.search(file.data, *span)):
                yield _rival(file, found.start(), name)

    def _others(self, file: _File, span: Span) -> tuple[int, ...]:
        """Where in the range hosts are written that are not ours."""
        key = (file.path, *span)
        if key not in self._hosts:
            self._hosts[key] = tuple(
                host.start()
                for host in _HOST.finditer(file.data, *span)
                if not self._is_ours((host[1] or host[2]).decode("ascii", "replace"))
            )
        return self._hosts[key]


def _rival(file: _File, at: int, name: bytes) -> Rival:
    return Rival(file.path, file.data.count(b"\n", 0, at) + 1, name.decode("ascii", "replace"))


def _by_name(pattern: re.Pattern[bytes], data: bytes) -> dict[bytes, list[Span]]:
    found: dict[bytes, list[Span]] = defaultdict(list)
    for one in pattern.finditer(data):
        found[one[one.lastindex or 1]].append(one.span())
    return found


def _gives(own: Sequence[_Class], names: Sequence[bytes]) -> bool:
    """Whether the classes themselves say a value that a subclass then replaces."""
    spans = ((one.file.data, span) for one in own for name in names for span in one.members.get(name, ()))
    return any(not _EMPTY.search(data, *span) and not _ASKED.search(data, *span) for data, span in spans)


def _constructed(one: _Class, names: Sequence[bytes]) -> Iterator[tuple[bytes, Span]]:
    """``Client("https://elsewhere")`` of a class whose fields the reader does not connect."""
    for keyword, span in one.file.made.get(one.name, ()):
        if not keyword or keyword in names:
            yield one.name, span


def _says(piece: Literal, edited: Place) -> bool:
    return "//" in piece.text and piece.place is not None and piece.place.holds(edited)


def _names(data: bytes, place: Place) -> Iterator[bytes]:
    """Attributes that a call reads."""
    for found in _USED.finditer(data, place.start, place.end):
        yield found[1] or found[2]


def _class_of(file: _File, found: re.Match[bytes]) -> _Class:
    bases = frozenset(base[1] for base in _BASE.finditer(found[3] or b""))
    end = _end_of_block(file.data, found.end(), len(file.data), found[1])
    return _Class(found[2], bases, file, found.start(), end, found[1])


def _end_of_block(data: bytes, start: int, stop: int, indent: bytes) -> int:
    """Where the next line stands that is not indented deeper than ``indent``."""
    outside = re.compile(rb"\n[ \t]{0,%d}(?=[^\s#)\]}\"'])" % len(indent))
    found = outside.search(data, start, stop)
    return found.start() if found else stop
