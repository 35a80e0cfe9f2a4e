"""What one script says, gathered while it is followed: usages, and which of its strings serve several purposes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from c42migrate.model import HOLE, Certainty, Header, Literal, Place, Probe, ProbeForm, Request, Step, Text, Usage, Verb
from c42migrate.readers import web

_MIME = re.compile(r"(?:application|audio|font|image|multipart|text|video)/", re.IGNORECASE)
_PATH = re.compile(rf"(?:[a-z]+:)?[/\w.{{}}$-]*[{HOLE}/][^\s<>|\"'`]*", re.IGNORECASE)


class Collector:
    """Gathers the usages of one file; ``finish`` gives them in source order, each once."""

    def __init__(self) -> None:
        self._requests: dict[Request, None] = {}
        self._others: dict[Usage, None] = {}
        self._bare: dict[Request, None] = {}
        self._elsewhere: dict[Place, Step] = {}
        self.probes: dict[Probe, None] = {}

    def requests(self, found: Iterable[Request]) -> None:
        """Take requests that are made."""
        self._requests.update(dict.fromkeys(found))

    def add(self, usage: Usage) -> None:
        """Take a usage that needs no more thought (a command)."""
        self._others[usage] = None

    def bare(self, text: Text, place: Place, scope: str, *, verb: Verb | None = None) -> None:
        """Take a string that may turn out to be a path or header no followed request uses."""
        if is_path(text):
            found = Request(text, place, verb, scope=scope, certainty=Certainty.MAYBE, trail=web.trail_of(text))
            self._bare[found] = None
        elif (head := web.header(text, place)) is not None and "auth" in head.name.lower():
            self.header(head)

    def header(self, head: Header) -> None:
        """Take a header that may turn out to be in no followed request."""
        self._others[replace(head, certainty=Certainty.MAYBE)] = None

    def also_used(self, text: Text, place: Place, purpose: str) -> None:
        """Note that the literals of ``text``, which stand elsewhere, are compared, cut, stored … at ``place``."""
        for piece in text.literals:
            if piece.place is not None and piece.trail:
                self._elsewhere.setdefault(piece.place, Step(place, purpose))

    def probe(self, form: ProbeForm, text: Text, place: Place, does: str) -> None:
        """Note that other texts are held against a known one."""
        if text.known:
            self.probes[Probe(form, text, place, does)] = None

    def finish(self) -> tuple[Usage, ...]:
        """All usages: requests with their shared parts marked, then what no request took up."""
        verbs = _verb_uses(self._requests)
        made = [self._finished(request, verbs) for request in self._requests]
        taken = list(_pieces(made))
        left = [found for found in self._bare if not _accounted(found.url, taken)]
        others = [
            self._head(usage) if isinstance(usage, Header) else usage
            for usage in self._others
            if not (isinstance(usage, Header) and _accounted(usage.value, taken))
        ]
        usages: list[Usage] = [*made, *_once(left), *others]
        return tuple(sorted(usages, key=lambda usage: usage.place))

    def _finished(self, request: Request, verbs: dict[Place, set[Text]]) -> Request:
        pieces = [piece.place for piece in request.url.literals if piece.place is not None]
        shared = tuple(place for place in pieces if any(_overlap(place, spot) for spot in self._elsewhere))
        verb = request.verb
        if verb is not None and verb.place is not None and len(verbs[verb.place]) > 1:
            verb = replace(verb, shared=True)
        heads = tuple(map(self._head, request.headers))
        uses = (*request.other_uses, *self._uses_of(request.url))
        return replace(request, verb=verb, shared=(*request.shared, *shared), other_uses=uses, headers=heads)

    def _head(self, head: Header) -> Header:
        return replace(head, other_uses=self._uses_of(head.value))

    def _uses_of(self, text: Text) -> tuple[Step, ...]:
        """Return what else the literals of a text are used for, and where."""
        pieces = [piece.place for piece in text.literals if piece.place is not None]
        found = (step for spot, step in self._elsewhere.items() if any(_overlap(spot, place) for place in pieces))
        return tuple(dict.fromkeys(found))


def is_path(text: Text) -> bool:
    """Return True for a string that is one URL or path: no blanks, a slash, and something known."""
    shown = text.marked
    known = not _MIME.match(shown)
    return known and "/" in shown and any(p.text.strip("/") for p in text.literals) and bool(_PATH.fullmatch(shown))


def _verb_uses(requests: Iterable[Request]) -> dict[Place, set[Text]]:
    uses: dict[Place, set[Text]] = defaultdict(set)
    for request in requests:
        if request.verb is not None and request.verb.place is not None:
            uses[request.verb.place].add(request.url)
    return uses


def _pieces(requests: Sequence[Request]) -> Iterator[Literal]:
    for request in requests:
        yield from request.url.literals
        for head in request.headers:
            yield from head.value.literals


def _once(found: Iterable[Request]) -> Iterator[Request]:
    """Drop a bare path that stands inside another, better known one."""
    kept: list[Literal] = []
    for request in sorted(found, key=lambda one: (one.verb is None, -len(one.url.marked))):
        if not _accounted(request.url, kept):
            kept.extend(request.url.literals)
            yield request


def _accounted(text: Text, pieces: Iterable[Literal]) -> bool:
    """Return True when every literal of ``text`` (separators aside) stands among ``pieces``."""
    taken = [piece.place for piece in pieces if piece.place is not None]
    places = [piece.place for piece in text.literals if piece.place is not None and len(piece.text) > 1]
    return all(any(_overlap(place, other) for other in taken) for place in places)


def _overlap(left: Place, right: Place) -> bool:
    return left.path == right.path and left.start < right.end and right.start < left.end
