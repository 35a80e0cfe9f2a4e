"""Recognises the URL shapes that the January 2022 release notes retired, and says what a path reads like today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from c42migrate.catalogue.model import Rule, ShapeMatch
from c42migrate.fixes.plan import Change
from c42migrate.matching.templates import Route, route
from c42migrate.matching.urls import Segment, Url

_SLOTS = {"{webapp}", "{resource}", "{Resource}", "{rest}"}


@dataclass(frozen=True, slots=True)
class Shape:
    """An old shape found in a URL.

    ``route``: the path as it reads today. ``change``: how to write it so, None when the resource is not known.
    ``at``: index in ``marked`` of the segment that makes the shape old. ``resource``: canonical name or ``""``.
    ``bare``: the resource stands at the root, with nothing that says ``api``.
    """

    rule: Rule
    route: Route
    change: Change | None
    at: int
    resource: str
    bare: bool


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """The path-shape rules of a catalogue with the words they range over."""

    rules: tuple[tuple[Rule, ShapeMatch, tuple[str, ...]], ...]
    webapps: frozenset[str]
    resources: dict[str, str]
    services: frozenset[str]

    def find(self, url: Url, segments: Sequence[Segment]) -> Shape | None:
        """The shape rule that covers ``segments`` (a path without leading unknown parts), longest source first."""
        path = route(segments)
        if not path.words or path.words[0] in self.services:
            return None
        return next(self._found(url, path), None)

    def _found(self, url: Url, path: Route) -> Iterator[Shape]:
        for rule, shape, parts in self.rules:
            if len(parts) <= len(path.words) and all(map(self._meets, parts, path.words)):
                if found := self._shape(rule, shape, parts, url, path):
                    yield found

    def _meets(self, part: str, word: str | None) -> bool:
        if part == "{rest}":
            return True
        if word is None:
            return part.lower() == "{resource}"
        if part == "{webapp}":
            return word in self.webapps
        return word in self.resources if part.lower() == "{resource}" else word == part.lower()

    def _shape(self, rule: Rule, shape: ShapeMatch, parts: tuple[str, ...], url: Url, path: Route) -> Shape | None:
        last = len(parts) - 1
        end = _written(path, last)
        name = self.resources.get(path.words[last] or "", "")
        if shape.only_lowercase:
            return self._capital(rule, path, last, name)
        if parts[last] != "{rest}" and not name and not self._may_be_resource(parts, path):
            return None
        target = [part for part in shape.target.split("/") if part]
        text = "/".join(name if part in _SLOTS else part for part in target)
        start = _written(path, 0).start
        stop = end.start if parts[last] == "{rest}" else end.start + len(path.words[last] or "")
        change = Change(start, stop, text) if name or parts[last] == "{rest}" else None
        head = tuple(None if part in _SLOTS else part.lower() for part in target[:-1])
        words = (*head, path.words[last], *path.words[last + 1 :])
        places = (*(None for _ in head), *path.segments[last:])
        return Shape(rule, Route(words, places, path.open_end), change, start, name, last == 0)

    def _capital(self, rule: Rule, path: Route, last: int, name: str) -> Shape | None:
        """The resource of a current path written with a small first letter."""
        segment = _written(path, last)
        if not name or not segment.raw[0].islower() or name[0].islower():
            return None
        change = Change(segment.start, segment.start + len(name), name)
        return Shape(rule, path, change, segment.start, name, False)

    def _may_be_resource(self, parts: tuple[str, ...], path: Route) -> bool:
        """A hole after ``/api/`` is a resource unless what follows shows that it is a version."""
        last = len(parts) - 1
        following = path.words[last + 1] if last + 1 < len(path.words) else None
        return last > 0 and path.words[last] is None and following not in self.resources


def _written(path: Route, index: int) -> Segment:
    segment = path.segments[index]
    if segment is None:
        raise ValueError("only paths as written have shapes")
    return segment


def shape_table(
    rules: Sequence[Rule], webapps: Sequence[str], resources: dict[str, str], services: Sequence[str]
) -> ShapeTable:
    """The table of the path-shape rules among ``rules``; longer sources come first."""
    rows = [
        (rule, rule.match, tuple(part for part in source.split("/") if part))
        for rule in rules
        if isinstance(rule.match, ShapeMatch)
        for source in rule.match.source
    ]
    rows.sort(key=lambda row: (-row[0].precedence, -len(row[2]), row[2][0] == "{resource}", row[0].code))
    return ShapeTable(tuple(rows), frozenset(webapps), resources, frozenset(services))
