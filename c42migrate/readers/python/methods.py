"""Methods of strings, mappings and lists that matter for building URLs, headers and bodies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from c42migrate.model import HOLE, Place, Text, hole
from c42migrate.readers.python import fold
from c42migrate.readers.python.items import chosen
from c42migrate.readers.python.operators import combinations, is_rest, named_texts, plain_text
from c42migrate.readers.python.values import (
    LIMIT,
    Bound,
    Known,
    Mapping,
    Plain,
    Response,
    Row,
    Value,
    Values,
    is_hole,
    merged,
    texts,
    unknown,
)

_CASES = frozenset({"lower", "upper", "title", "capitalize"})
_SAME = frozenset(
    {"encode", "decode", "__str__", "expandtabs", "as_posix", "geturl", "strip", "lstrip", "rstrip", "format"}
)


def call(base: Value, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    """What ``base.name(...)`` returns when that is known from the kind of ``base``, else None."""
    match base:
        case Known() if is_hole(base) and name in _SAME:
            return (base,)
        case Known() if is_hole(base) and name in _CASES:
            return (Known(fold.cased(base.text, name)),)
        case Known() if is_hole(base) and name in {"split", "rsplit"} and _splits_once(bounds):
            return (Row((unknown(), unknown()), _written_at(bounds)),)
        case Known() if not is_hole(base):
            return _string(base.text, name, bounds)
        case Mapping():
            return _mapping(base, name, bounds)
        case Row():
            return _row(base, name, bounds)
        case Response() if name in {"json", "get", "read", "decode", "items", "values", "text", "content", "pop"}:
            return (base,)
        case _:
            return None


def _string(text: Text, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    if name == "format":
        return _formatted(text, bounds)
    if name == "join":
        return _joined(text, bounds)
    if name in _CASES:
        return (Known(fold.cased(text, name)),)
    if name in {"strip", "lstrip", "rstrip"}:
        chars = _known(bounds, 0)
        return (Known(fold.strip(text, chars, left=name != "rstrip", right=name != "lstrip")),)
    if name in {"removeprefix", "removesuffix"}:
        return (Known(fold.removed(text, _known(bounds, 0) or "", left=name == "removeprefix")),)
    if name == "replace":
        return _replaced(text, bounds)
    if name in {"split", "rsplit", "partition"}:
        return (Row(tuple((Known(part),) for part in _split(text, _known(bounds, 0))), _written_at(bounds)),)
    return (Known(text),) if name in {"encode", "decode", "__str__"} else None


def _formatted(text: Text, bounds: tuple[Bound, ...]) -> Values:
    positional = [b.values for b in bounds if not b.keyword and not b.star]
    named = [b for b in bounds if b.keyword]
    found: list[Value] = []
    for spread in _spreads(bounds):
        for taken in combinations([*positional, *(b.values for b in named)]):
            keys = {b.keyword: value for b, value in zip(named, taken[len(positional) :], strict=True)}
            found.append(Known(fold.brace_format(text, taken[: len(positional)], {**spread, **keys})))
    return merged(found[:LIMIT])


def _spreads(bounds: tuple[Bound, ...]) -> list[dict[str, Text]]:
    """What ``**mapping`` arguments may give by name."""
    for bound in bounds:
        if bound.star == "**":
            found = [named for value in bound.values if isinstance(value, Mapping) for named in named_texts(value)]
            return found or [{}]
    return [{}]


def _joined(separator: Text, bounds: tuple[Bound, ...]) -> Values:
    found: list[Value] = []
    for value in bounds[0].values if bounds else ():
        if isinstance(value, Row):
            found.extend(Known(fold.join(separator, taken)) for taken in combinations(value.items))
        elif is_rest(value):
            found.append(value)
        elif separator.known and "/" not in separator.known:
            found.append(Known(hole("join") + separator + hole("join")))
    return merged(found) or unknown("join")


def _replaced(text: Text, bounds: tuple[Bound, ...]) -> Values:
    old = _known(bounds, 0)
    if old is None or len(bounds) < 2:
        return (Known(text),)
    return tuple(Known(fold.replaced(text, old, plain_text(new))) for new in bounds[1].values)


def _split(text: Text, separator: str | None) -> list[Text]:
    marked, found, last = text.marked, [], 0
    while separator and HOLE not in separator and (index := marked.find(separator, last)) >= 0:
        found.append(text.cut(last, index))
        last = index + len(separator)
    return [*found, text.cut(last)]


def _written_at(bounds: tuple[Bound, ...]) -> Place:
    """From the first to the last argument of a call."""
    places = [bound.arg.place for bound in bounds if bound.arg is not None and bound.arg.place is not None]
    return Place(places[0].path, places[0].start, places[-1].end) if places else Place("", 0, 0)


def _splits_once(bounds: tuple[Bound, ...]) -> bool:
    """``login.split(":", 1)``: two parts, whatever they are."""
    if len(bounds) != 2 or bounds[1].keyword not in {"", "maxsplit"} or not _known(bounds, 0):
        return False
    return all(isinstance(value, Plain) and value.written == "1" for value in bounds[1].values)


def _known(bounds: tuple[Bound, ...], index: int) -> str | None:
    if index < len(bounds) and not bounds[index].star:
        for text in texts(bounds[index].values):
            return text.known
    return None


def _mapping(base: Mapping, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    simple: dict[str, Callable[[], Values]] = {
        "copy": lambda: (base,),
        "keys": lambda: (Row(tuple(p.key for p in base.pairs if p.key), base.place),),
        "values": lambda: (Row(tuple(p.values for p in base.pairs), base.place),),
        "items": lambda: (Row(tuple((Row((p.key, p.values), base.place),) for p in base.pairs if p.key), base.place),),
        "iteritems": lambda: (
            Row(tuple((Row((p.key, p.values), base.place),) for p in base.pairs if p.key), base.place),
        ),
    }
    if name in {"encode", "decode"}:
        return (base,)  # what json.dumps made of it
    if name in simple:
        return simple[name]()
    if name in {"get", "pop", "setdefault"} and bounds:
        default = bounds[1].values if len(bounds) > 1 else ()
        return merged((*chosen(base, bounds[0].values), *default)) or unknown()
    return None


def _row(base: Row, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    if name == "pop":
        return chosen(base, bounds[0].values if bounds else (Plain("-1"),))
    return (replace(base),) if name in {"copy", "__iter__"} else None
