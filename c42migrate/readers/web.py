"""What every reader needs to know of HTTP: header lines, credentials, bodies, host names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from c42migrate.model import HOLE, Certainty, Credential, Entry, Header, Literal, Place, Step, Text

VERBS = frozenset({"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})

_HEADER = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)\s*:[ \t]*")
_BASIC = re.compile(r"\s*basic(\s+|$)", re.IGNORECASE)
_USERINFO = re.compile(r"[a-z]*://([^/@?#]*)@", re.IGNORECASE)
_NAME = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
_TOP = "(?:com|net|org|io|us|eu|de|uk|cloud|gov|mil|edu|local|lan|internal|intranet|corp)"
_HOST = re.compile(
    rf"(?://(?:[^/@\s\"']*@)?({_NAME}[a-z]{{2,18}})|(?<![\w.@$-])({_NAME}{_TOP}))(?![\w(-]|\.\w)", re.IGNORECASE
)
_TOKEN = re.compile(r'\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<mark>[{}\[\],:])|(?P<bare>[^\s{}\[\],:"]+))', re.DOTALL)
_CONSTANT = re.compile(r"-?\d[\d.eE+-]*|true|false|null")
_FORM = re.compile(rf"(?:^|&)([^=&\s{{\"{HOLE}]+)=([^&]*)")


def extent(text: Text, fallback: Place) -> Place:
    """Return the bytes from the first to the last piece of ``text`` when the pieces are neighbours, else
    ``fallback``."""
    places = [piece.place for piece in text.pieces if piece.place is not None]
    near = all(a.path == b.path and 0 <= b.start - a.end <= MAX_GAP for a, b in itertools.pairwise(places))
    return Place(places[0].path, places[0].start, places[-1].end) if places and near else fallback


MAX_GAP = 4
"""Bytes between two pieces of one string: closing and reopening quotes, a brace."""


def trail_of(text: Text) -> tuple[Step, ...]:
    """Return the steps by which the pieces of ``text`` were resolved, each once."""
    return tuple(dict.fromkeys(step for piece in text.literals for step in piece.trail))


def certainty_of(*texts: Text | None) -> Certainty:
    """``exact`` when all characters stand where they are used, else ``resolved``."""
    followed = any(piece.trail for text in texts if text is not None for piece in text.literals)
    return Certainty.RESOLVED if followed else Certainty.EXACT


def header(line: Text, fallback: Place) -> Header | None:
    """``Name: value`` as a header, or None when the name is not known; ``fallback`` is the call."""
    match = _HEADER.match(line.marked)
    return named_header(match[1], line.cut(match.end()), fallback) if match else None


def named_header(name: str, value: Text, fallback: Place) -> Header:
    """Return the header ``name`` with ``value``; its place is the value's own bytes, or the first of them, where
    known."""
    trail = trail_of(value)
    used = (Step(fallback, "sent here"),) if trail else ()
    first = next((piece.place for piece in value.pieces[:1] if isinstance(piece, Literal)), None)
    return Header(name, value, extent(value, first or fallback), trail, certainty_of(value), used)


def credential(text: Text, how: str, fallback: Place, *, scheme: str = "basic") -> Credential:
    """``user:password`` as a credential; without a colon the whole text is the user."""
    colon = text.marked.find(":")
    user, password = (text, None) if colon < 0 else (text.cut(0, colon), text.cut(colon + 1))
    trail = trail_of(text)
    used = (Step(fallback, "sent here"),) if trail else ()
    return Credential(scheme, extent(text, fallback), how, user, password, trail, certainty_of(text), used)


def basic_headers(headers: tuple[Header, ...]) -> Iterator[Credential]:
    """Yield the credentials that are sent as ready-made ``Authorization: Basic …`` headers."""
    for head in headers:
        if head.name.lower() == "authorization" and _BASIC.match(head.value.marked):
            yield Credential(
                "basic", head.place, "Authorization header", None, None, head.trail, head.certainty, head.used_at
            )


def userinfo(url: Text, fallback: Place) -> Iterator[Credential]:
    """Yield the ``user:password@`` of a URL."""
    match = _USERINFO.match(url.marked)
    if match and match[1] and ":" in match[1]:
        yield credential(url.cut(match.start(1), match.end(1)), "user:password in the URL", fallback)


def hosts(text: str) -> tuple[str, ...]:
    """Return the host names in ``text``, lower case, each once, in order of appearance."""
    return tuple(dict.fromkeys((match[1] or match[2]).lower() for match in _HOST.finditer(text)))


def entries(body: Text) -> tuple[tuple[Entry, ...], bool]:
    """Return the keys of a JSON or form-encoded body, and whether keys may exist that were not seen."""
    shown = body.marked.strip()
    if shown[:1] in ("{", "["):
        return _Json(body).read()
    found = tuple(_form(body))
    return found, not found or HOLE in _FORM.sub("", shown)


def _form(body: Text) -> Iterator[Entry]:
    for match in _FORM.finditer(body.marked):
        key = _single(body.cut(match.start(1), match.end(1)))
        yield Entry((match[1],), key, body.cut(match.start(2), match.end(2)))


def _single(text: Text) -> Literal | None:
    return text.literals[0] if len(text.pieces) == 1 and text.literals else None


class _Json:
    """A forgiving reader of JSON with holes: yields every key that is known."""

    def __init__(self, body: Text) -> None:
        self.body = body
        self.tokens = list(_TOKEN.finditer(body.marked))
        self.at = 0
        self.open = False
        self.found: list[Entry] = []

    def read(self) -> tuple[tuple[Entry, ...], bool]:
        self._value(())
        return tuple(self.found), self.open or self.at < len(self.tokens)

    def _mark(self) -> str:
        return self.tokens[self.at]["mark"] or "" if self.at < len(self.tokens) else "end"

    def _value(self, keys: tuple[str, ...]) -> Text | None:
        """Step over one value; its text when it is a scalar."""
        opening = self._mark()
        if opening in ("{", "["):
            self._container(keys, opening)
            return None
        start = self.at
        while self._mark() == "":
            self.at += 1
        if start == self.at:
            self.open = True
            return None
        return self._scalar(start, self.at)

    def _scalar(self, first: int, end: int) -> Text:
        group = "string" if end == first + 1 and self.tokens[first]["string"] else ""
        low = self.tokens[first].start("string") + 1 if group else self.tokens[first].end() - self._size(first)
        return self.body.cut(low, self.tokens[end - 1].end() - (1 if group else 0))

    def _size(self, index: int) -> int:
        return len(self.tokens[index][0].lstrip())

    def _container(self, keys: tuple[str, ...], opening: str) -> None:
        self.at += 1
        while self._mark() not in ("}", "]", "end"):
            before = self.at
            if opening == "{":
                self._pair(keys)
            elif (item := self._value(keys)) is not None and keys and not _CONSTANT.fullmatch(item.marked):
                self.found.append(Entry(keys, None, item))
            if self._mark() == ",":
                self.at += 1
            elif self.at == before:
                self.open = True
                self.at += 1
        self.open = self.open or self._mark() == "end"
        self.at += 1

    def _pair(self, keys: tuple[str, ...]) -> None:
        token = self.tokens[self.at]
        name = (token["string"] or "")[1:-1]
        self.at += 1
        if not name or HOLE in name or self._mark() != ":":
            self.open = True
            return
        self.at += 1
        key = _single(self.body.cut(token.start("string") + 1, token.end("string") - 1))
        slot = len(self.found)
        value = self._value((*keys, name))
        start = token.start("string")
        self.found.insert(slot, Entry((*keys, name), key, value, self._span(start)))

    def _span(self, start: int) -> Place | None:
        """Return the item with its comma and blank, when all of it stands in one string token."""
        if self._mark() != ",":
            return None
        end = self.tokens[self.at].end()
        shown = self.body.marked
        end += len(shown[end:]) - len(shown[end:].lstrip(" "))
        item = self.body.cut(start, end)
        tokens = {piece.token for piece in item.literals}
        whole = len(tokens) == 1 and all(piece.place is not None for piece in item.pieces)
        span = extent(item, _NOWHERE) if whole else _NOWHERE
        return span if span != _NOWHERE else None


_NOWHERE = Place("", -1, -1)
