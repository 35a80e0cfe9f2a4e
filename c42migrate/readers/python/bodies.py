"""Keys and values of the queries and bodies that requests send, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from c42migrate.model import Entry, Literal, Text
from c42migrate.readers import web
from c42migrate.readers.python.values import LIMIT, Known, Mapping, Pair, Plain, Row, Value, Values, texts

_MOST_ENTRIES = 400


def entries(values: Values) -> tuple[Entry, ...]:
    """Every known key inside the values, outermost first; list levels add no key. JSON texts are read."""
    written = (entry for text in texts(values) if _is_json(text) for entry in web.entries(text)[0])
    return tuple(islice(chain(_inner(values, ()), written), _MOST_ENTRIES))


def _is_json(text: Text) -> bool:
    """Whether a text is a JSON object or list, as far as it is known."""
    return text.marked.lstrip()[:1] in {"{", "["}


def _inner(values: Values, above: tuple[str, ...]) -> Iterator[Entry]:
    for value in values:
        if isinstance(value, Row):
            for item in value.items:
                yield from _inner(item, above)
        elif isinstance(value, Mapping):
            for pair in value.pairs:
                if pair.key is None:
                    yield from _inner(pair.values, above)
                for key in texts(pair.key or ()):
                    if key.known is not None:
                        keys = (*above, key.known)
                        for value_text in (*_alternatives(pair.values), *_listed(pair.values)):
                            yield Entry(keys, _single(key), value_text, pair.removal)
                        yield from _inner(pair.values, keys)


def _single(key: Text) -> Literal | None:
    return key.literals[0] if len(key.literals) == 1 and key.literals[0].place is not None else None


def _alternatives(values: Values) -> tuple[Text | None, ...]:
    """Return the strings that a value may be, when it is nothing else; None for anything else."""
    found = texts(values)
    if len(found) != len(values) or len(found) >= LIMIT or (len(found) > 1 and any(text.holes for text in found)):
        return (None,)
    return found or (None,)


def _listed(values: Values) -> Iterator[Text]:
    """Yield the strings of a list."""
    for value in values:
        for item in value.items if isinstance(value, Row) else ():
            yield from texts(item)


def unseen(values: Values, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths of keys whose value is not known; a list is not when an item of it is not."""
    for value in values:
        match value:
            case Plain():
                continue
            case Row():
                for item in value.items:
                    yield from unseen(item, above)
            case Mapping():
                for pair in value.pairs:
                    names = [text.known or "" for text in texts(pair.key or ())] or [""]
                    for name in names:
                        yield from unseen(pair.values, (*above, name) if name else above)
            case Known() if value.text.literals:
                continue
            case _:
                yield above


def is_closed(values: Values) -> bool:
    """Whether every key that is sent is known."""
    return all(_is_closed_value(value) for value in values) and len(entries(values)) < _MOST_ENTRIES


def _is_closed_value(value: Value) -> bool:
    match value:
        case Plain() | Row():
            return True
        case Known():
            return not web.entries(value.text)[1] if _is_json(value.text) else value.text.known is not None
        case Mapping():
            return all(_is_closed_pair(pair) for pair in value.pairs)
        case _:
            return False


def _is_closed_pair(pair: Pair) -> bool:
    if pair.key is None:
        return is_closed(pair.values)
    return bool(texts(pair.key)) and all(text.known is not None for text in texts(pair.key))
