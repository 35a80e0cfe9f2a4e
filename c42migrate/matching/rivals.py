"""Finds where the name that gives a request its host, or the first part of its path, is given another elsewhere.

A reader follows values to the calls it sees. What a subclass overrides, or somebody sets from outside, changes the
calls of code that stands far away: a path written there once serves several servers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.matching.crowd import Crowd
from c42migrate.matching.outlines import ClassBody, Outline, Outlines, Span, attributes
from c42migrate.matching.rival_paths import other_paths
from c42migrate.model import Literal, Place, Request

_HOST = re.compile(rb"[\"'](?:https?://([^/\"'\s{}%:]+)[^\"'\n]*|((?:[\w-]+\.){2,}[A-Za-z]{2,}))[\"']")
_ASKED = re.compile(rb"\b(?:environ|getenv|argv|input|raw_input)\b")
_EMPTY = re.compile(rb"=[ \t]*(?:None|\"\"|'')[ \t]*(?:#[^\n]*)?\Z")
_NOTE = re.compile(r"used as (?:\w+\.)*(\w+)\Z")


@dataclass(frozen=True, slots=True)
class Rival:
    """Where a name is given a host that is not known to be Code42's, or a path: ``line`` is 1-based."""

    path: str
    line: int
    name: str
    what: str = "host"


class Rivals:
    """The classes of a run and what they are given.

    ``is_ours``: whether a host name may be Code42's; ``sent``: the literals that calls are known to send.
    """

    def __init__(
        self, texts: Mapping[str, bytes], is_ours: Callable[[str], bool], sent: Crowd[Request] | None = None
    ) -> None:
        self._outlines = Outlines(texts)
        self._is_ours = is_ours
        self._sent: Crowd[Request] = sent or Crowd()
        self._hosts: dict[tuple[str, int, int], tuple[int, ...]] = {}

    def of(self, request: Request, edited: Place) -> Rival | None:
        """Where the call may get another host, or another path around the edit.

        No host where the edited literal itself says it."""
        calls = [p for p in (request.place, request.origin) if p is not None and p.path in self._outlines.files]
        if not calls or request.place.path not in self._outlines.files:
            return None
        read = {name for place in calls for name in attributes(self._outlines.files[place.path].data, place)}
        hosts = [piece for piece in request.url.literals if "//" in piece.text or piece.trail]
        if not any(_says(piece, edited) for piece in hosts):
            steps = (step for piece in hosts for step in piece.trail)
            names = read | {found[1].encode() for step in steps if (found := _NOTE.match(step.note))}
            stands = any("//" in piece.text for piece in hosts)
            if names and (rival := next(self._found(sorted(names), calls, stands=stands), None)):
                return rival
        paths = other_paths(self._outlines, calls, sorted(read), request.url, edited, self._sent) if read else ()
        return next((_rival(file, at, name, "path") for file, at, name in paths), None)

    def _found(self, names: Sequence[bytes], calls: Sequence[Place], *, stands: bool) -> Iterator[Rival]:
        """``stands``: whether the host that the call has otherwise is written down."""
        for path in dict.fromkeys(place.path for place in calls):
            yield from self._set_from_outside(self._outlines.files[path], names, stands=stands)
        own = self._outlines.around(calls)
        for one in self._outlines.family(own):
            places = [(name, span) for name in names for span in one.members.get(name, ())]
            yield from self._foreign(one.file, places, asked=one not in own and (stands or _gives(own, names)))
            if one.file.path == calls[0].path:
                yield from self._foreign(one.file, _constructed(one, names))

    def _set_from_outside(self, file: Outline, names: Sequence[bytes], *, stands: bool) -> Iterator[Rival]:
        yield from self._foreign(file, [(n, span) for n in names for span in file.given.get(n, ())], asked=stands)
        for name, span in ((n, span) for n in names for span in file.forced.get(n, ())) if stands else ():
            hosts = _HOST.findall(file.data, *span)
            if not hosts or self._others(file, span):
                yield _rival(file, span[0], name)

    def _foreign(self, file: Outline, places: Iterable[tuple[bytes, Span]], *, asked: bool = False) -> Iterator[Rival]:
        """``asked``: what whoever runs the program says counts as another host."""
        for name, span in places:
            if others := self._others(file, span):
                yield _rival(file, others[0], name)
            elif asked and (found := _ASKED.search(file.data, *span)):
                yield _rival(file, found.start(), name)

    def _others(self, file: Outline, span: Span) -> tuple[int, ...]:
        """Where in the range hosts are written that are not ours."""
        key = (file.path, *span)
        if key not in self._hosts:
            self._hosts[key] = tuple(
                host.start()
                for host in _HOST.finditer(file.data, *span)
                if not self._is_ours((host[1] or host[2]).decode("ascii", "replace"))
            )
        return self._hosts[key]


def _rival(file: Outline, at: int, name: bytes, what: str = "host") -> Rival:
    return Rival(file.path, file.data.count(b"\n", 0, at) + 1, name.decode("ascii", "replace"), what)


def _gives(own: Sequence[ClassBody], names: Sequence[bytes]) -> bool:
    """Whether the classes themselves say a value that a subclass then replaces."""
    spans = ((one.file.data, span) for one in own for name in names for span in one.members.get(name, ()))
    return any(not _EMPTY.search(data, *span) and not _ASKED.search(data, *span) for data, span in spans)


def _constructed(one: ClassBody, names: Sequence[bytes]) -> Iterator[tuple[bytes, Span]]:
    """``Client("https://elsewhere")`` of a class whose fields the reader does not connect."""
    for given in one.file.made.get(one.name, ()):
        if given.keyword in names or (not given.keyword and not given.number):
            yield one.name, given.span


def _says(piece: Literal, edited: Place) -> bool:
    return "//" in piece.text and piece.place is not None and piece.place.holds(edited)
