"""What calls of known library functions return: settings, joined addresses, partial functions, mappings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from c42migrate.model import Place, hole, literal
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python import texts as fold
from c42migrate.readers.python.operations import combinations, elements, item_called
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
    keyword_pair,
    merged,
    texts,
    unknown,
)


def external(callee: Ref, bounds: tuple[Bound, ...], place: Place) -> Values | None:  # noqa: C901, PLR0912  one case each
    """Return what a call of a library function at ``place`` returns when it is known; None: an object of that
    callable."""
    name, plain = callee.name, [b for b in bounds if not b.keyword and not b.star]
    if name in lib.LISTS and not bounds:
        return (Row((), place),)
    if name in lib.PASSED_ON and plain:
        return plain[-1].values if name in {"cast", "typing.cast"} else plain[0].values
    if (
        name == "map"
        and len(plain) == 2
        and any(isinstance(v, Ref) and v.name in lib.PASSED_ON for v in plain[0].values)
    ):
        return plain[1].values
    if name in lib.PARSERS and plain:
        return tuple(value for value in plain[0].values if isinstance(value, Response)) or None
    if name in lib.JOINS and len(plain) >= 2:
        pairs = combinations([plain[0].values, plain[1].values])
        return tuple(Known(fold.urljoin(base, path)) for base, path in pairs)
    if name in {"os.path.join", "posixpath.join"} and plain:
        parts = [b.values for b in bounds if not b.keyword]
        return tuple(Known(fold.path_join(taken)) for taken in combinations(parts))
    if name in lib.ENVIRONMENT:
        return _setting(bounds[:1], bounds[1:])
    if name.startswith(lib.SETTINGS) and name.endswith(".get"):
        return _setting(plain[-1:], [b for b in bounds if b.keyword == "fallback"])
    if name in lib.DEFAULTS:
        return _default(bounds)
    if name == "functools.partial" and plain:
        return _partial(plain, bounds)
    if name in lib.BASIC_VALUES:
        return (Known(literal("Basic ") + hole("basic_auth")),) if len(bounds) > 1 else None
    if name in lib.BASIC_HEADERS:
        return _basic_headers(bounds)
    if name in {"dict", "collections.OrderedDict", "collections.defaultdict"}:
        return (_dict(bounds, place),)
    if name in {"zip", "enumerate", "itertools.zip_longest"} and plain:
        columns = [b.values for b in plain] if name != "enumerate" else [unknown(), plain[0].values]
        return (Row(tuple((Row(row, place),) for row in _rows(columns)), place),)
    return None


def _rows(columns: Sequence[Values]) -> Iterator[tuple[Values, ...]]:
    """Yield the rows of columns side by side: item by item where all are lists of one length, else of any item of
    each."""
    lists = [column[0].items for column in columns if len(column) == 1 and isinstance(column[0], Row)]
    if len(lists) == len(columns) and len({len(items) for items in lists}) == 1:
        yield from zip(*lists, strict=True)
    else:
        yield tuple(elements(column) for column in columns)


def _default(bounds: Sequence[Bound]) -> Values:
    """Return what a field or an option is when nobody says otherwise."""
    given = next((b.values for b in bounds if b.keyword == "default"), None)
    if given is None:
        given = next((b.values for b in bounds[:1] if not b.keyword and not b.star), unknown())
    return tuple(value for value in given if isinstance(value, Known)) or unknown()


def _setting(name: Sequence[Bound], others: Sequence[Bound]) -> Values:
    """Return a setting: what it is called, and what it is when it is not set."""
    names = [t.known or "" for t in texts(name[0].values)] if name else []
    default = next((b.values for b in others if b.keyword in {"", "default", "fallback"}), ())
    solid = tuple(v for v in default if isinstance(v, Known) and v.text.pieces)
    return merged((*solid, *item_called(names[0] if names else "environment", None, name[0].values if name else ())))


def _partial(plain: list[Bound], bounds: tuple[Bound, ...]) -> Values:
    rest = tuple(b for b in bounds if b is not plain[0])
    callees = (value for value in plain[0].values if isinstance(value, Function | Ref))
    return merged(replace(callee, preset=(*callee.preset, *rest)) for callee in callees) or unknown("partial")


def _basic_headers(bounds: tuple[Bound, ...]) -> Values | None:
    """urllib3's ``make_headers(basic_auth="user:password")``."""
    for bound in bounds:
        if bound.keyword == "basic_auth" and (place := bound.place) is not None:
            value = Known(literal("Basic ") + hole("basic_auth"))
            return (Mapping((Pair((Known(literal("Authorization")),), (value,), place),), place),)
    return None


def _dict(bounds: tuple[Bound, ...], place: Place) -> Mapping:
    pairs: list[Pair] = []
    for bound in bounds:
        if bound.keyword and bound.arg is not None:
            pairs.append(keyword_pair(bound))
            continue
        for value in bound.values:
            if isinstance(value, Mapping):
                pairs.extend(value.pairs)
            elif isinstance(value, Row):
                pairs.extend(_row_pairs(value))
    return Mapping(tuple(pairs), (bounds[0].place if bounds else None) or place)


def _row_pairs(row: Row) -> list[Pair]:
    """Entries of a list of two-tuples."""
    values = (value for item in row.items for value in item)
    return [Pair(v.items[0], v.items[1], v.place) for v in values if isinstance(v, Row) and len(v.items) == 2]


def put_inside(value: Value, keys: Sequence[Collection[str | None]], new: Pair | tuple[Values, ...]) -> Value:
    """Return a mapping or a list with an entry or items put into the part of it that ``keys`` lead to, each by what
    it may be; a key that is no known text leads to any item of a list."""
    match value:
        case Row() if keys:
            inner = (tuple(put_inside(one, keys[1:], new) for one in item) for item in value.items)
            return replace(value, items=tuple(inner))
        case Row() if isinstance(new, tuple):
            return replace(value, items=value.items + new)
        case Mapping() if keys:
            return replace(value, pairs=tuple(_put_under(pair, keys, new) for pair in value.pairs))
        case Mapping() if isinstance(new, Pair):
            return replace(value, pairs=(*value.pairs, new))
        case _:
            return value


def _put_under(pair: Pair, keys: Sequence[Collection[str | None]], new: Pair | tuple[Values, ...]) -> Pair:
    if not any(text.known in keys[0] for text in texts(pair.key or ())):
        return pair
    return replace(pair, values=tuple(put_inside(one, keys[1:], new) for one in pair.values))
