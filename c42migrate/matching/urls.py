"""The normal form of a URL that is only partly known: host, path segments and query keys, each with its place.

Positions are indices into ``Text.marked`` (code points, each hole is one character), so that every part can be cut
out of the text again together with the bytes it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from c42migrate.model import HOLE, Hole, Literal, Text

_SCHEME = re.compile(rf"\s*(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*|{HOLE}):)?//(?P<host>[^/?#]*)")
_LEADING_HOLES = re.compile(rf"\s*(?:{HOLE}|\{{+[^{{}}/]*\}}+|%\(?\w*\)?s|\$\{{?\w+\}}?|<[^<>/]*>)+(?:[.:][^/?#\s]*)?")
# ``"" + ":" + port``: the host is set elsewhere, or nothing is asked at all.
_NO_HOST = re.compile(rf":[\d{HOLE}]*(?=/)")
_BARE_HOST = re.compile(rf"\s*(?:[\w-]+(?:\.[\w{HOLE}-]+)*\.[A-Za-z]{{2,}}|localhost)(?::(?:\d+|{HOLE}))?(?=[/?#]|$)")
_FILE_NAME = re.compile(
    r"\.(?:py|sh|ps1|json|xml|ya?ml|txt|html?|md|csv|js|rb|go|java|cs|php|pl|cfg|ini|log)$", re.IGNORECASE
)
_MORE = re.compile(r"query|param|suffix|args|qs|rest|tail|path|filter", re.IGNORECASE)
# What is written for a value to be filled in later, while the text itself is a plain literal.
_MARK = re.compile(r"\{[^{}]*\}|%\(?\w*\)?[sdr]|\$\{?\w+|<[^<>]*>|^:\w+|\{\{.*\}\}")


@dataclass(frozen=True, slots=True)
class Segment:
    """One path segment ``marked[start:end]``, without slashes. Never empty."""

    raw: str
    start: int
    end: int

    @property
    def fixed(self) -> str | None:
        """The characters in lower case when all of them are known, else None."""
        return None if HOLE in self.raw or _MARK.search(self.raw) else self.raw.lower()

    @property
    def prefix(self) -> str | None:
        """The known characters, lower case, before one hole that ends the segment (``User{query}``), else None."""
        head, _, tail = self.raw.partition(HOLE)
        return head.lower() if head and HOLE in self.raw and not tail.strip(HOLE) else None


@dataclass(frozen=True, slots=True)
class QueryKey:
    """``name=value`` at ``marked[start:end]``; the value starts at ``value``."""

    name: str
    start: int
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class Url:
    """A URL in parts.

    ``host`` is ``marked[host_start:host_end]``, empty when there is none. ``path_start``/``path_end`` bound the path,
    its first slash included. ``rooted``: the path starts where paths start (after a literal host or with a slash);
    False when a hole stands before it, which may hold more of the path.
    """

    text: Text
    marked: str
    host_start: int
    host_end: int
    path_start: int
    path_end: int
    segments: tuple[Segment, ...]
    query: tuple[QueryKey, ...]
    open_query: bool
    rooted: bool

    @property
    def host(self) -> str:
        """The host as far as known, in lower case, without port; holes are U+FFFC."""
        return self.marked[self.host_start : self.host_end].lower().rpartition("@")[2].partition(":")[0]

    @property
    def base_holes(self) -> tuple[Hole, ...]:
        """The unknown values before the path, in order."""
        return self.text.holes[: self.marked.count(HOLE, 0, self.path_start)]

    @property
    def port(self) -> str:
        """The port as written, or ``""``."""
        return self.marked[self.host_start : self.host_end].rpartition("@")[2].partition(":")[2]

    def piece(self, index: int) -> Literal | None:
        """Return the part of the literal under character ``index`` that belongs to the path, or None for a hole."""
        at = 0
        for piece in self.text.pieces:
            size = len(piece.text) if isinstance(piece, Literal) else 1
            if at <= index < at + size:
                low, high = max(self.path_start - at, 0), min(self.path_end - at, size)
                return piece.cut(low, high) if isinstance(piece, Literal) and _is_exact(piece) else _whole(piece)
            at += size
        return None


def _is_exact(piece: Literal) -> bool:
    """Whether each character's bytes are known: then a part of the piece has a place of its own."""
    place = piece.place
    return piece.bounds is not None or (place is not None and place.end - place.start == len(piece.text))


def _whole(piece: object) -> Literal | None:
    return piece if isinstance(piece, Literal) else None


@lru_cache(maxsize=10_000)
def parse(text: Text) -> Url | None:
    """``text`` as a URL or a path; None when it has no path or cannot be one (blanks inside, a mere file name)."""
    marked = text.marked
    host_start, path_start, rooted = _front(marked)
    fragment = _find(marked, "#", path_start)
    question = min(_find(marked, "?", path_start), fragment)
    path_end = path_start + len(marked[path_start:question].rstrip())
    segments = tuple(_segments(marked, path_start, path_end))
    if (
        not segments
        or re.search(r"\s", marked[path_start:path_end])
        or _is_file(marked, host_start, path_start, segments)
    ):
        return None
    query = tuple(_query(marked, question + 1, fragment))
    opened = any(HOLE in key.name for key in query) or _hole_ends(text, path_end)
    return Url(text, marked, host_start, path_start, path_start, path_end, segments, query, opened, rooted)


def _front(marked: str) -> tuple[int, int, bool]:
    """Where the host starts, where the path starts, and whether nothing unknown can stand before the path."""
    if found := _SCHEME.match(marked):
        unknown = HOLE in found["host"] and not re.search(r"[A-Za-z0-9]$", found["host"])
        return found.start("host"), found.end(), not unknown
    if found := _LEADING_HOLES.match(marked):
        return found.start(), found.end(), False
    if found := _BARE_HOST.match(marked):
        return found.start(), found.end(), True
    if found := _NO_HOST.match(marked):
        return found.start(), found.end(), False
    blanks = len(marked) - len(marked.lstrip())
    return blanks, blanks, True


def _find(marked: str, char: str, start: int) -> int:
    at = marked.find(char, start)
    return len(marked) if at < 0 else at


def _segments(marked: str, start: int, end: int) -> Iterator[Segment]:
    for found in re.finditer(r"[^/]+", marked[start:end]):
        yield Segment(found.group(), start + found.start(), start + found.end())


def _is_file(marked: str, host_start: int, path_start: int, segments: tuple[Segment, ...]) -> bool:
    return host_start == path_start and len(segments) == 1 and bool(_FILE_NAME.search(marked.rstrip()))


def _query(marked: str, start: int, end: int) -> Iterator[QueryKey]:
    for found in re.finditer(r"[^&]+", marked[start:end]):
        pair = found.group()
        skip = len("amp;") if pair.startswith("amp;") else 0  # XML writes & as &amp;
        name, equals, _ = pair[skip:].partition("=")
        begin = start + found.start() + skip
        yield QueryKey(name, begin, begin + len(name) + len(equals), start + found.end())


def _hole_ends(text: Text, end: int) -> bool:
    """Tell whether a hole at the very end may hold a query: not where an id stands, unless it is named for more."""
    marked = text.marked.rstrip()
    if end != len(marked) or not marked.endswith(HOLE):
        return False
    return not marked.endswith("/" + HOLE) or bool(_MORE.search(text.holes[-1].name))
