"""Keys of queries and bodies."""

from __future__ import annotations

from collections.abc import Iterator

from c42migrate.model import Entry, Literal, Text
from c42migrate.readers.python.values import Known, Mapping, Plain, Row, Values, texts

_MOST = 400


def entries(values: Values) -> tuple[Entry, ...]:
    """Every known key inside the values, outermost first; list levels add no key."""
    found = []
    for entry in _entries(values, ()):
        found.append(entry)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _entries(values: Values, above: tuple[str, ...]) -> Iterator[Entry]:
    for value in values:
        if isinstance(value, Row):
            for item in value.items:
                yield from _entries(item, above)
        elif isinstance(value, Mapping):
            for pair in value.pairs:
                if pair.key is None:
                    yield from _entries(pair.values, above)
                for key in texts(pair.key or ()):
                    if key.known is not None:
                        keys = (*above, key.known)
                        yield Entry(keys, _single(key), _text(pair.values), pair.removal)
                        yield from _entries(pair.values, keys)


def _single(key: Text) -> Literal | None:
    return key.literals[0] if len(key.literals) == 1 and key.literals[0].place is not None else None


def _text(values: Values) -> Text | None:
    found = texts(values)
    return found[0] if len(found) == 1 and len(values) == 1 else None


def unseen(values: Values, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of keys whose value is not known; a list is not when an item of it is not."""
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
    """True when every key that is sent is known."""
    return all(_is_closed_value(value) for value in values)


def _is_closed_value(value: object) -> bool:
    if isinstance(value, Plain):
        return True
    if isinstance(value, Known):
        return value.text.known is not None
    if isinstance(value, Row):
        return True
    if isinstance(value, Mapping):
        return all(
            is_closed(pair.values)
            if pair.key is None
            else all(t.known is not None for t in texts(pair.key)) and bool(texts(pair.key))
            for pair in value.pairs
        )
    return False
