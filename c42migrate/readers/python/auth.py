"""Headers and credentials, from the values that reach a client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import replace

from c42migrate.model import Certainty, Credential, Header, Place, Step, Text
from c42migrate.readers import web
from c42migrate.readers.python.calls import Call
from c42migrate.readers.python.operations import plain_text
from c42migrate.readers.python.values import (
    Bound,
    Function,
    Known,
    Mapping,
    Pair,
    Ref,
    Response,
    Row,
    Value,
    Values,
    hole_of,
    texts,
)

_SCHEMES = {
    "HTTPBasicAuth()": "basic",
    "BasicAuth()": "basic",
    "HTTPDigestAuth()": "digest",
    "DigestAuth()": "digest",
}
_ASKED = {"add_password": "HTTPPasswordMgr.add_password", "add_credentials": "Http.add_credentials"}
_HANDLER = "HTTPBasicAuthHandler"

Handlers = MappingType[Place, tuple[Step, ...]]
"""Where a password manager was made → the handlers that answer with what it holds."""


def headers(values: Values, call: Call) -> tuple[Header, ...]:
    """Return the headers that a call sends, with the place each value is built at."""
    used = (Step(call.place, "sent here"),)
    return tuple(dict.fromkeys(h for pair in _pairs(values) for h in header(pair, used)))


def _pairs(values: Values) -> Iterator[Pair]:
    for value in values:
        if isinstance(value, Mapping):
            for pair in value.pairs:
                yield from (pair,) if pair.key is not None else _pairs(pair.values)
        elif isinstance(value, Row):
            yield from _listed(value)
        elif isinstance(value, Ref):
            yield from (p for bound in value.args[:1] for p in _pairs(bound.values))


def _listed(row: Row) -> Iterator[Pair]:
    """Headers given as ``[(name, value), …]`` or ``["Name: value", …]``."""
    for item in row.items:
        for value in item:
            if isinstance(value, Row) and len(value.items) == 2:
                yield Pair(value.items[0], value.items[1], value.place)
            elif isinstance(value, Known) and ": " in value.text.marked:
                cut = value.text.marked.index(": ")
                yield Pair((Known(value.text.cut(0, cut)),), (Known(value.text.cut(cut + 2)),), row.place)


def header(pair: Pair, used: tuple[Step, ...] = ()) -> Iterator[Header]:
    """Yield the headers one mapping entry may give; values in a one-item list count (twisted)."""
    for key in texts(pair.key or ()):
        if key.known is None:
            continue
        for value in _header_texts(pair.values):
            trail = tuple(step for piece in value.literals for step in piece.trail)
            yield Header(key.known, value, place_of(value, pair.place), trail, web.certainty_of(value), used)


def _header_texts(values: Values) -> Iterator[Text]:
    for value in values:
        if isinstance(value, Row):
            yield from (text for item in value.items for text in _header_texts(item))
        elif isinstance(value, Known | Ref | Response):
            yield plain_text(value)


def place_of(text: Text, default: Place) -> Place:
    """Return the first of the text's literals, else ``default``."""
    return next((piece.place for piece in text.literals if piece.place is not None), default)


def credentials(values: Values, call: Call, given: Bound | None = None) -> tuple[Credential, ...]:
    """User names and passwords handed to a client as its ``auth``; ``given`` is that argument, where there is one.

    What is not known of them stands where it is handed over, not where the function around is called.
    """
    written = given.place if given is not None else None
    through = (Step(call.origin, "handed over here"),) if call.origin != call.place else ()
    used = (*through, Step(call.place, "used here"))
    return tuple(dict.fromkeys(c for value in values for c in _credential(value, written or call.origin, used)))


def kept(values: Values, place: Place) -> tuple[Credential, ...]:
    """User names and passwords that are kept as ``auth`` at ``place``, whoever uses them; bare unknown values do
    not count."""
    found = (c for value in values if hole_of(value) is None for c in _credential(value, place, ()))
    return tuple(dict.fromkeys(found))


def _credential(value: Value, place: Place, used: tuple[Step, ...]) -> Iterator[Credential]:
    if isinstance(value, Row) and len(value.items) == 2:
        yield Credential("basic", value.place, "auth=", *_two(value.items), used_at=used)
    elif isinstance(value, Ref):
        last = value.name.rpartition(".")[2]
        if last in _SCHEMES:
            user, password = _two([bound.values for bound in value.args])
            how = last.removesuffix("()")
            yield Credential(_SCHEMES[last], value.origin or place, how, user, password, used_at=used)
    elif (gap := hole_of(value)) is not None:
        yield Credential("basic", gap.place or place, "auth=", certainty=Certainty.MAYBE, used_at=used)


def _two(items: Iterable[Values]) -> tuple[Text | None, Text | None]:
    found = [plain_text(item[0]) if item else None for item in items][:2]
    return (found[0] if found else None, found[1] if len(found) > 1 else None)


# -- sent only after the server asks: urllib's password managers, httplib2 ------------------------


def handlers(calls: Iterable[Call]) -> Handlers:
    """Return the handlers that are made with a password manager."""
    found: dict[Place, tuple[Step, ...]] = {}
    for call in calls:
        if call.last == _HANDLER:
            for value in (value for bound in call.args for value in bound.values):
                if isinstance(value, Ref) and value.origin is not None:
                    found[value.origin] = (*found.get(value.origin, ()), Step(call.origin, "answered with by this"))
    return found


def challenges(call: Call, answering: Handlers) -> Iterator[Credential]:
    """Yield the credential that a call gives to a password manager or to an ``httplib2.Http``."""
    (callee,) = call.callee
    if call.last not in _ASKED or len(call.args) < 2 or isinstance(callee, Function):
        return
    user, password = _two([bound.values for bound in call.args[-2:]])
    made = Credential("challenge", call.origin, _ASKED[call.last], user, password)
    origin = callee.origin if isinstance(callee, Ref) else None
    sites = [text for bound in call.args[1:2] for text in texts(bound.values) if call.last == "add_password"]
    used = answering.get(origin, ()) if origin else ()
    yield replace(made, site=sites[0] if len(sites) == 1 else None, used_at=(*made.used_at, *used))
