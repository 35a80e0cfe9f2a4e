"""Recognises the URL shapes that the January 2022 release notes retired, and says what a path reads like today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from c42migrate.catalogue.model import Rule, ShapeMatch
from c42migrate.fixes.plan import Change, Wish
from c42migrate.matching.templates import Route, route
from c42migrate.matching.urls import Segment
from c42migrate.model import HOLE

_SLOTS = {"{webapp}", "{resource}", "{Resource}", "{rest}"}


@dataclass(frozen=True, slots=True)
class Shape:
    """An old shape found in a URL.

    ``route``: the path as it reads today. ``wishes``: how to write it so, empty when the resource is not known.
    ``at``: index in ``marked`` of the segment that makes the shape old. ``resource``: canonical name or ``""``.
    ``bare``: the resource stands at the root, with nothing that says ``api``. ``today``: the whole path as it reads
    today, ``{}`` for what is not known; "" when the resource is not. ``word``: the segment where a resource stands,
    None where the shape names none.
    """

    rule: Rule
    route: Route
    wishes: tuple[Wish, ...]
    at: int
    resource: str
    bare: bool
    today: str
    word: Segment | None = None


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """The path-shape rules of a catalogue with the words they range over."""

    rules: tuple[tuple[Rule, ShapeMatch, tuple[str, ...]], ...]
    webapps: frozenset[str]
    resources: dict[str, str]
    services: frozenset[str]
    others: bool = False
    """Whether names on no list count as resources too."""

    def find(self, segments: Sequence[Segment], *, any_resource: bool = False) -> Shape | None:
        """Return the shape rule that covers ``segments`` (a path without leading unknown parts), longest source first.

        ``any_resource``: whatever stands where a resource stands is one, also when it is on no list.
        """
        path = route(segments)
        if not path.words or path.words[0] in self.services:
            return None
        if path.words[1:] == ("api",) and path.words[0] in self.webapps:  # a base: whatever is called below it is old
            path = Route((*path.words, None), (*path.segments, None))
        found = next(self._found(path), None)
        return found or (next(replace(self, others=True)._found(path), None) if any_resource else None)

    def _found(self, path: Route) -> Iterator[Shape]:
        for rule, shape, parts in self.rules:
            if len(parts) <= len(path.words) and all(map(self._meets, parts, path.words)):
                found = self._shape(rule, shape, parts, path)
                if found is not None:
                    yield found

    def _meets(self, part: str, word: str | None) -> bool:
        if part == "{rest}":
            return True
        if word is None:
            return part.lower() == "{resource}"
        if part == "{webapp}":
            return word in self.webapps
        if part.lower() == "{resource}":
            return word in self.resources or (self.others and word.isalpha())
        return word == part.lower()

    def _shape(self, rule: Rule, shape: ShapeMatch, parts: tuple[str, ...], path: Route) -> Shape | None:
        last = len(parts) - 1
        name = self.resources.get(path.words[last] or "", "")
        if shape.only_lowercase:
            return _capital(rule, path, last, name)
        is_rest = parts[last] == "{rest}"
        if not is_rest and not name and not self._may_be_resource(parts, path):
            return None
        target = tuple(part for part in shape.target.split("/") if part)
        capital = self.others and path.words[last] is not None and _written(path, last).raw[:1].isupper()
        known = name or is_rest or capital
        wishes = tuple(_rewritten(parts, target, path)) + _named(path, last, name) if known else ()
        head = tuple(part.lower() for part in target[:-1])
        words = (*head, path.words[last], *path.words[last + 1 :])
        places = (*(None for _ in head), *path.segments[last:])
        route = Route(words, places, path.open_end)
        resource = "" if is_rest or path.segments[last] is None else name or _capitalized(path, last)
        today = _today(target[:-1], path, last, resource) if resource or is_rest else ""
        word = None if is_rest or path.words[last] is None else _written(path, last)
        return Shape(rule, route, wishes, _written(path, 0).start, name, last == 0, today, word)

    def _may_be_resource(self, parts: tuple[str, ...], path: Route) -> bool:
        """Tell whether a hole after ``/api/`` is a resource: it is unless what follows shows that it is a version."""
        last = len(parts) - 1
        if self.others and last > 0 and path.words[last] is not None:
            return True
        following = path.words[last + 1] if last + 1 < len(path.words) else None
        return last > 0 and path.words[last] is None and following not in self.resources


def _capital(rule: Rule, path: Route, last: int, name: str) -> Shape | None:
    """Return the resource of a current path written with a small first letter."""
    segment = _written(path, last)
    if not name or not segment.raw[0].islower() or name[0].islower():
        return None
    head = [one.raw for one in path.segments[:last] if one]
    return Shape(rule, path, _named(path, last, name), segment.start, name, False, _today(head, path, last, name))


def _today(head: Sequence[str], path: Route, last: int, resource: str) -> str:
    """Return the path as it reads today; ``resource`` stands where segment ``last`` stood, "" = as written."""
    raw = [_written(path, at).raw for at in range(last, len(path.segments))]
    words = [resource or raw[0], *raw[1:]]
    return "/" + "/".join([*head, *words]).replace(HOLE, "{}")


def _capitalized(path: Route, index: int) -> str:
    raw = _written(path, index).raw.partition(HOLE)[0]
    return raw[:1].upper() + raw[1:]


def _named(path: Route, index: int, name: str) -> tuple[Wish, ...]:
    """Return the resource in its canonical case."""
    segment = _written(path, index)
    if not name or segment.raw[: len(name)] == name:
        return ()
    return ((Change(segment.start, segment.start + len(name), name),),)


def _rewritten(parts: Sequence[str], target: Sequence[str], path: Route) -> Iterator[Wish]:
    """Yield the wishes that turn the segments before the resource into the target's."""
    steps = SequenceMatcher(None, [*parts[:-1], ""], [*target[:-1], ""], autojunk=False).get_opcodes()
    for step, low, high, new_low, new_high in steps:
        segments = [_written(path, i) for i in range(low, high)]
        new = target[new_low:new_high]
        if step == "insert":
            yield tuple(_inserted(path, low, "/".join(new)))
        elif step == "delete":
            yield from (_deleted(path, i) for i in range(low, high))
        elif step == "replace":
            yield (Change(segments[0].start, segments[-1].end, "/".join(new)),)


def _inserted(path: Route, index: int, text: str) -> Iterator[Change]:
    """Before segment ``index``, with the slash after it; or after the segment before, with the slash first."""
    start = _written(path, index).start
    yield Change(start, start, text + "/")
    if index:
        end = _written(path, index - 1).end
        yield Change(end, end, "/" + text)


def _deleted(path: Route, index: int) -> Wish:
    """Return the segment with the slash after it, or with the one before it."""
    segment, following = _written(path, index), _written(path, index + 1)
    after = Change(segment.start, following.start, "")
    before = Change(segment.start - 1, segment.end, "")
    return (after, before) if segment.start else (after,)


def _written(path: Route, index: int) -> Segment:
    segment = path.segments[index]
    if segment is None:
        raise ValueError("only paths as written have shapes")
    return segment


def shape_table(
    rules: Sequence[Rule], webapps: Sequence[str], resources: dict[str, str], services: Sequence[str]
) -> ShapeTable:
    """Return the table of the path-shape rules among ``rules``; longer sources come first."""
    rows = [
        (rule, rule.match, tuple(part for part in source.split("/") if part))
        for rule in rules
        if isinstance(rule.match, ShapeMatch)
        for source in rule.match.source
    ]
    rows.sort(key=lambda row: (-row[0].precedence, -len(row[2]), row[2][0] == "{resource}", row[0].code))
    return ShapeTable(tuple(rows), frozenset(webapps), resources, frozenset(services))
