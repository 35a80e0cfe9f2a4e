"""Which of several verbs goes with which of several URLs: those that are written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import libcst as cst

from c42migrate.model import Place, Text, Verb, VerbForm
from c42migrate.readers.python.nodes import Display, subexpressions
from c42migrate.readers.python.scopes import Assignment, Branch, Definition, Import, Program, Scope


class Pairing:
    """Verbs and paths of one display, class or arm go together: ``{"add": ("PUT", "/a"), "get": ("GET", "/b")}``."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._places: dict[str, list[Place]] = {}

    def pairs(self, verbs: Sequence[Verb | None], urls: Sequence[Text]) -> Iterator[tuple[Verb | None, Text]]:
        """Every verb with every URL, but a verb whose display holds some of the URLs with those only, and those URLs
        with no verb from outside unless there is nothing else for it."""
        if len(urls) < 2 or (len(verbs) < 2 and not any(verb and verb.form is VerbForm.GUESS for verb in verbs)):
            yield from product(verbs, urls)
            return
        homes = [self._home(verb.place, urls) if verb is not None and verb.place is not None else () for verb in verbs]
        free = [url for url in urls if not any(url in home for home in homes)]
        for verb, home in zip(verbs, homes, strict=True):
            yield from ((verb, url) for url in home or free or urls)

    def _home(self, verb: Place, urls: Sequence[Text]) -> tuple[Text, ...]:
        """Return the URLs in the innermost display around ``verb`` that holds any of them; none when it holds them
        all."""
        for display in sorted((d for d in self._in_file(verb.path) if d.holds(verb)), key=lambda d: d.end - d.start):
            inside = tuple(url for url in urls if any(p.place and display.holds(p.place) for p in url.literals))
            if inside:
                return inside if len(inside) < len(urls) else ()
        return ()

    def _in_file(self, path: str) -> list[Place]:
        """Return the displays, classes and arms of a file."""
        if path not in self._places:
            scopes = (scope for scope in self._program.scopes if scope.positions.path == path)
            self._places[path] = [place for scope in scopes for place in _groups(scope)]
        return self._places[path]


def _groups(scope: Scope) -> Iterator[Place]:
    """Yield a class, the arms of its statements from the first to the last value, and the displays."""
    place = scope.positions.place
    if scope.node is not None:
        yield place(scope.node)
    arms: dict[Branch, list[Place]] = defaultdict(list)
    for event in scope.events:
        if isinstance(event, Definition | Import) or event.value is None:
            continue
        if isinstance(event, Assignment) and event.spot.branch:
            arms[event.spot.branch].append(place(event.value))
        yield from (place(node) for node in subexpressions(event.value) if isinstance(node, Display | cst.Dict))
    for places in arms.values():
        yield Place(places[0].path, min(p.start for p in places), max(p.end for p in places))
