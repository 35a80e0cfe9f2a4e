"""The classes of Python files, what they give their members, and what is given to those from outside.

Looks at the bytes alone, so that sources of either version of the language will do; each file is searched once,
however often somebody asks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from c42migrate.model import Place

_CLASS = re.compile(rb"^([ \t]*)class[ \t]+(\w+)[ \t]*(?:\(([^()]{0,400})\))?[ \t]*:", re.MULTILINE)
_BASE = re.compile(rb"(\w+)[ \t\r\n]*(?:,|\Z)")
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
_MADE = re.compile(rb"(?<!class )(?<!def )\b(\w+)\((?=([^()]{0,400}(?:\([^()]{0,99}\)[^()]{0,400}){0,5}))")
_ARGUMENT = re.compile(rb"(?:(\w+)[ \t]*=[ \t]*)?([\"'][^\"'\n]*[\"'])")
_USED = re.compile(rb"\b(?:self|cls)\.(\w+)|\.(\w+)\b(?![ \t]*\()")

Span = tuple[int, int]
"""A range of bytes."""


@dataclass(frozen=True, slots=True)
class Given:
    """A string that a call is given: its keyword or b"", which one of the strings it is (from 0), and its bytes."""

    keyword: bytes
    number: int
    span: Span


@dataclass(frozen=True)
class Outline:
    """The bytes of a file and what was found in them."""

    path: str
    data: bytes

    @cached_property
    def classes(self) -> list[ClassBody]:
        """The classes in the order of the file."""
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
    def made(self) -> dict[bytes, list[Given]]:
        """By name of what is called the arguments that are strings."""
        found: dict[bytes, list[Given]] = defaultdict(list)
        for call in _MADE.finditer(self.data):
            given = _ARGUMENT.finditer(self.data, *call.span(2))
            found[call[1]] += [Given(one[1] or b"", number, one.span(2)) for number, one in enumerate(given)]
        return found

    def around(self, place: Place) -> Iterator[ClassBody]:
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
class ClassBody:
    """A class statement and its body, as a range of bytes."""

    name: bytes
    bases: frozenset[bytes]
    file: Outline
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


class Outlines:
    """The Python files of a run by path."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        kinds = (".py", ".pyw", ".ipynb")
        self.files = {path: Outline(path, data) for path, data in texts.items() if path.endswith(kinds)}
        self._families: dict[tuple[bytes, ...], list[ClassBody]] = {}

    def around(self, calls: Sequence[Place]) -> list[ClassBody]:
        """The classes that the calls stand in."""
        return [one for place in calls for one in self.files[place.path].around(place)]

    def family(self, own: Sequence[ClassBody]) -> list[ClassBody]:
        """The classes that inherit from ``own``, and these."""
        key = tuple(sorted({one.name for one in own}))
        if key and key not in self._families:
            names, size = set(key), 0
            every = [one for file in self.files.values() for one in file.classes]
            while size != len(names):
                size = len(names)
                names |= {one.name for one in every if one.bases & names}
            self._families[key] = [one for one in every if one.name in names]
        return self._families[key] if key else []


def _by_name(pattern: re.Pattern[bytes], data: bytes) -> dict[bytes, list[Span]]:
    found: dict[bytes, list[Span]] = defaultdict(list)
    for one in pattern.finditer(data):
        found[one[one.lastindex or 1]].append(one.span())
    return found


def attributes(data: bytes, place: Place) -> Iterator[bytes]:
    """Attributes that a call reads."""
    for found in _USED.finditer(data, place.start, place.end):
        yield found[1] or found[2]


def _class_of(file: Outline, found: re.Match[bytes]) -> ClassBody:
    bases = frozenset(base[1] for base in _BASE.finditer(found[3] or b""))
    end = _end_of_block(file.data, found.end(), len(file.data), found[1])
    return ClassBody(found[2], bases, file, found.start(), end, found[1])


def _end_of_block(data: bytes, start: int, stop: int, indent: bytes) -> int:
    """Where the next line stands that is not indented deeper than ``indent``."""
    outside = re.compile(rb"\n[ \t]{0,%d}(?=[^\s#)\]}\"'])" % len(indent))
    found = outside.search(data, start, stop)
    return found.start() if found else stop
