"""Headers and credentials, from the values that reach a client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from c42migrate.model import Certainty, Credential, Header, Place, Step, Text
from c42migrate.readers.python.operators import plain_text
from c42migrate.readers.python.values import (
    Bound,
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

if TYPE_CHECKING:
    from c42migrate.readers.python.records import CallRecord


def headers(values: Values, leaf: CallRecord) -> tuple[Header, ...]:
    """The headers that a call sends, with the place each value is built at."""
    used = (Step(leaf.place, "sent here"),)
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
    """The headers one mapping entry may give; values in a one-item list count (twisted)."""
    for key in texts(pair.key or ()):
        if key.known is None:
            continue
        for value in _values(pair.values):
            yield Header(key.known, value, place_of(value, pair.place), _trail(value), _sure(value), used)


def _values(values: Values) -> Iterator[Text]:
    for value in values:
        if isinstance(value, Row):
            yield from (text for item in value.items for text in _values(item))
        elif isinstance(value, Known | Ref | Response):
            yield plain_text(value)


def place_of(text: Text, default: Place) -> Place:
    """From the first to the last of the text's literals that stand in one file, else ``default``."""
    places = [piece.place for piece in text.literals if piece.place is not None]
    if not places or (places[0].path != default.path and default.path):
        return places[0] if places else default
    return places[0]


def _trail(text: Text) -> tuple[Step, ...]:
    return tuple(step for piece in text.literals for step in piece.trail)


def _sure(text: Text) -> Certainty:
    return Certainty.RESOLVED if _trail(text) else Certainty.EXACT


def credentials(values: Values, leaf: CallRecord, given: Bound | None = None) -> tuple[Credential, ...]:
    """User names and passwords handed to a client as its ``auth``; ``given`` is that argument, where there is one.

    What is not known of them stands where it is handed over, not where the function around is called.
    """
    arg = given.arg.place if given is not None and given.arg is not None else None
    through = (Step(leaf.origin, "handed over here"),) if leaf.origin != leaf.place else ()
    used = (*through, Step(leaf.place, "used here"))
    return tuple(dict.fromkeys(c for value in values for c in _credential(value, arg or leaf.origin, used)))


def kept(values: Values, place: Place) -> tuple[Credential, ...]:
    """User names and passwords that are kept as ``auth`` at ``place``, whoever uses them; bare unknown values do
    not count."""
    found = (c for value in values if hole_of(value) is None for c in _credential(value, place, ()))
    return tuple(dict.fromkeys(found))


def _credential(value: Value, place: Place, used: tuple[Step, ...]) -> Iterator[Credential]:
    if isinstance(value, Row) and len(value.items) == 2:
        yield Credential("basic", value.place, "auth=", *_two(value.items), used_at=used)
    elif isinstance(value, Ref):
        yield from _object(value, place, used)
    elif (gap := hole_of(value)) is not None:
        yield Credential("basic", gap.place or place, "auth=", certainty=Certainty.MAYBE, used_at=used)


def _object(value: Ref, place: Place, used: tuple[Step, ...]) -> Iterator[Credential]:
    last = value.name.rpartition(".")[2]
    schemes = {
        "HTTPBasicAuth()": "basic",
        "BasicAuth()": "basic",
        "HTTPDigestAuth()": "digest",
        "DigestAuth()": "digest",
    }
    if last in schemes:
        plain = [b.values for b in value.args]
        yield Credential(
            schemes[last], value.origin or place, last.removesuffix("()"), *_two(tuple(plain)), used_at=used
        )


def _two(items: tuple[Values, ...]) -> tuple[Text | None, Text | None]:
    found = [plain_text(item[0]) if item else None for item in items[:2]]
    return (found[0] if found else None, found[1] if len(found) > 1 else None)


def challenged(bounds: tuple[Bound, ...], place: Place, how: str) -> Credential:
    """Credentials given to a client that sends them only after the server asks with a 401."""
    return Credential("challenge", place, how, *_two(tuple(b.values for b in bounds[-2:])))
