"""Which resource names on no list count: those that stand beside resources of Code42, at the same base or in one table.

``/api/Destination`` may be anybody's. In a table of constants between ``/api/User``, ``/api/UserRole`` and
``/api/Computer``, or asked of the server that is asked for those, it is Code42's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.matching.bases import Base, base_of
from c42migrate.matching.match_shapes import ShapeTable
from c42migrate.matching.urls import Segment, Url, parse
from c42migrate.model import Place, Request

_IN_TABLE = 3
"""So many resources of Code42 beside each other make a table of its resources."""
_AT_BASE = 2
"""So many different resources of Code42 below one base show whose it is."""
_ROWS_APART = 4
"""Lines between two rows of one table: comments and blank lines may stand there."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A path of an old shape: the resource on the list that it names, ``""`` for another word, its file and base."""

    place: Place
    resource: str
    file: str
    base: Base


def beside_resources(
    requests: Iterable[Request], shapes: ShapeTable, words: Vocabulary, texts: Mapping[str, bytes]
) -> frozenset[Place]:
    """Return the places of the words on no list that stand where resources stand, in the company of some."""
    rows = list(dict.fromkeys(row for request in requests for row in _rows(request, shapes)))
    groups = [*_tables(rows, texts), *_served(rows, words)]
    return frozenset(row.place for group in groups for row in group if not row.resource)


def known_part(url: Url) -> tuple[Segment, ...]:
    """Return the segments after the unknown ones that an unknown base may bring along."""
    if url.rooted and url.host_end > url.host_start:
        return url.segments
    start = next((i for i, segment in enumerate(url.segments) if segment.fixed is not None or segment.prefix), None)
    return () if start is None else url.segments[start:]


def _rows(request: Request, shapes: ShapeTable) -> Iterator[_Row]:
    url = parse(request.url)
    segments = known_part(url) if url is not None else ()
    shape = shapes.find(segments, any_resource=True) if segments else None
    if url is None or shape is None or shape.bare or not shape.word:
        return
    piece = url.piece(shape.word.start)
    if piece is not None and piece.place is not None:
        base = base_of(url) or (url.marked[: url.path_start].strip(),)
        yield _Row(piece.place, shape.resource, request.place.path, base)


def _tables(rows: Sequence[_Row], texts: Mapping[str, bytes]) -> Iterator[list[_Row]]:
    """Rows that stand near each other, several of them resources of Code42."""
    ordered = sorted({row.place: row for row in rows}.values(), key=lambda row: row.place)
    table = ordered[:1]
    for before, row in pairwise(ordered):
        if not _is_near(before.place, row.place, texts):
            yield from _if_known(table, _IN_TABLE)
            table = []
        table.append(row)
    yield from _if_known(table, _IN_TABLE)


def _is_near(one: Place, other: Place, texts: Mapping[str, bytes]) -> bool:
    between = texts.get(one.path, b"")[one.end : other.start]
    return one.path == other.path and between.count(b"\n") + between.count(b"\r") // 2 <= _ROWS_APART


def _served(rows: Iterable[_Row], words: Vocabulary) -> Iterator[list[_Row]]:
    """Rows below the same base of one file that serves several resources of Code42, or one that only Code42 has."""
    groups: dict[tuple[str, Base], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.base[0]:
            groups[row.file, row.base].append(row)
    for group in groups.values():
        distinctive = any(row.resource in words.distinctive for row in group)
        yield from [group] if distinctive else _if_known(group, _AT_BASE)


def _if_known(rows: list[_Row], least: int) -> list[list[_Row]]:
    return [rows] if len({row.resource for row in rows if row.resource}) >= least else []
