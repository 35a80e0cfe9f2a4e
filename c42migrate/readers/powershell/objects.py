"""Objects of .NET that requests are built with, however they are made: ``New-Object X a, b`` or ``[X]::new(a, b)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from c42migrate.model import Text, hole, literal
from c42migrate.readers.powershell.values import Items, Table, Value, as_text, word

BUILDER = "uribuilder"
_TABLES = re.compile(
    r"dictionary|hashtable|webclient|httpclient|webheadercollection|xmlhttp|winhttprequest", re.IGNORECASE
)
_BUILT = {"uri", "string", "absoluteuri", "tostring"}


def made(kind: str, arguments: Sequence[Value]) -> Value:
    """A new object of the .NET class ``kind`` (lower case, with or without its namespace)."""
    values = arguments[0].values if len(arguments) == 1 and isinstance(arguments[0], Items) else tuple(arguments)
    maker = _MAKERS.get(kind.rpartition(".")[2])
    if kind.endswith("stringbuilder") and not values:
        return Text()
    if maker is not None and values:
        return maker(values)
    return Table() if _TABLES.search(kind) else hole()


def joined(base: Text, path: Text) -> Text:
    """Two parts of an address with exactly one slash between them."""
    if not base.pieces or "://" in path.marked:
        return path
    slashes = base.marked.endswith("/") + path.marked.startswith("/")
    return base + path.cut(1) if slashes == 2 else base + path if slashes else base + literal("/") + path


def address(value: Value, name: str = "uri") -> Text | None:
    """What a ``UriBuilder`` builds, asked for by the property or method ``name``; None for anything else."""
    if not isinstance(value, Table) or value.kind != BUILDER or name not in _BUILT:
        return None
    start, path, query = (as_text(value.get(key) or Text()) for key in ("start", "path", "query"))
    whole = joined(start, path) if path.pieces else start
    return whole + literal("?") + query.cut(query.marked.startswith("?")) if query.pieces else whole


def _uri(values: Sequence[Value]) -> Value:
    parts = [as_text(value) for value in values[:2]]
    return joined(*parts) if len(parts) == 2 and parts[1].known not in ("true", "false") else parts[0]


def _builder(values: Sequence[Value]) -> Value:
    texts = [as_text(value) for value in values]
    if len(texts) == 1:
        return Table(((word("start"), texts[0]),), kind=BUILDER)
    start = texts[0] + literal("://") + texts[1]
    path = tuple((word("path"), text) for text in texts[3:4])
    return Table(((word("start"), start), *path), kind=BUILDER)


def _message(values: Sequence[Value]) -> Value:
    names = ("method", "requesturi")
    return Table(tuple((word(name), value) for name, value in zip(names, values, strict=False)))


def _scheme(values: Sequence[Value]) -> Value:
    """``AuthenticationHeaderValue(scheme, parameter)`` as it is sent."""
    scheme, *parameter = [as_text(value) for value in values[:2]]
    return scheme + literal(" ") + parameter[0] if parameter else scheme


_MAKERS: dict[str, Callable[[Sequence[Value]], Value]] = {
    "uri": _uri,
    "stringbuilder": lambda values: as_text(values[0]),
    BUILDER: _builder,
    "httprequestmessage": _message,
    "authenticationheadervalue": _scheme,
}
