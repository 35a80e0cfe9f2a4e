"""What operators, methods of strings and containers, and known library functions return: pure functions on values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

import libcst as cst

from c42migrate.model import HOLE, MOST_PIECES, Hole, Place, Text, hole, is_index, literal
from c42migrate.readers.python import texts as fold
from c42migrate.readers.python.nodes import Display, dotted, targets
from c42migrate.readers.python.values import (
    LIMIT,
    NOWHERE,
    Bound,
    Known,
    Mapping,
    Pair,
    Plain,
    Ref,
    Response,
    Row,
    Value,
    Values,
    as_rest,
    hole_of,
    is_rest,
    merged,
    texts,
    unknown,
)
from c42migrate.readers.texts import cased, join, replaced, without_end, without_start

PARSED = ("parse_args()", "parse_known_args()")
"""What the results of argparse and optparse end with (see ``Ref.name``)."""

_LONG = 60
"""A name of a part of a reply does not grow longer."""
_CASES = frozenset({"lower", "upper", "title", "capitalize"})
_SAME = frozenset(
    {"encode", "decode", "__str__", "expandtabs", "as_posix", "geturl", "strip", "lstrip", "rstrip", "format"}
)
_OF_REPLIES = frozenset({"json", "get", "read", "decode", "items", "values", "text", "content", "pop"})


# -- operators ------------------------------------------------------------------------------------


def plain_text(value: Value, name: str = "") -> Text:
    """Return a value as it appears inside a string: numbers as written, anything not a string as a hole called
    ``name``."""
    if isinstance(value, Known):
        return value.text
    if isinstance(value, Plain) and value.written.isdigit():
        return literal(value.written)
    return hole(value.name if isinstance(value, Ref | Response) else name)


def binary(op: str, left: Values, right: Values) -> Values:
    """All combinations of ``left op right``, bounded."""
    found: list[Value] = []
    for one, other in islice(product(left, right), LIMIT):
        found.extend(_combined(op, one, other))
    return tuple(found)


def _combined(op: str, left: Value, right: Value) -> Values:
    if op == "%" and isinstance(left, Known):
        return tuple(Known(text) for text in _percent(left.text, right))
    if isinstance(left, Row) and isinstance(right, Row):
        items = left.items + right.items
        return (Row(items, left.place),) if len(items) <= MOST_PIECES else ()
    if op == "+" and isinstance(left, Row) and (rest := as_rest(right)) is not None:
        return (Row((*left.items, (rest,)), left.place),)
    if isinstance(left, Row | Mapping):
        return (left,)
    if op == "+" and Known in {type(left), type(right)}:
        return (Known(plain_text(left) + plain_text(right)),)
    if op == "/" and isinstance(left, Known):
        return (Known(left.text + literal("/") + plain_text(right)),)
    return ()


def combinations(items: Sequence[Values]) -> Iterator[tuple[Text, ...]]:
    """Every way to take one alternative of each item, as strings; bounded."""
    return islice(product(*([plain_text(value) for value in item] or [hole()] for item in items)), LIMIT)


def joined(parts: Sequence[Sequence[Text]]) -> Values:
    """Return the parts of an f-string put together, every combination of their alternatives; bounded."""
    combined = islice(product(*parts), LIMIT)
    return tuple(Known(Text(tuple(piece for text in chosen for piece in text.pieces))) for chosen in combined)


def _percent(template: Text, right: Value) -> Iterator[Text]:
    if isinstance(right, Row):
        for taken in combinations(right.items):
            yield fold.percent(template, taken, {})
    elif isinstance(right, Mapping):
        for named in _named_texts(right):
            yield fold.percent(template, (), named)
    else:
        yield fold.percent(template, (plain_text(right),), {})


def _named_texts(mapping: Mapping) -> Iterator[dict[str, Text]]:
    """Yield the entries of a mapping whose key is known, as strings; every combination of their alternatives."""
    known = [
        (key.known, pair.values) for pair in mapping.pairs for key in texts(pair.key or ()) if key.known is not None
    ]
    for taken in combinations([values for _, values in known]):
        yield dict(zip([key for key, _ in known], taken, strict=True))


# -- items ----------------------------------------------------------------------------------------


def chosen(base: Value, keys: Values) -> Values:
    """Return the item of one value under any of the keys; every item when the key is unknown."""
    match base:
        case Response():
            key = _key_name(keys)
            return (replace(base, name=f"{base.name}.{key}"),) if key and len(base.name) < _LONG else (base,)
        case Ref() if base.name.endswith(PARSED):
            return (base,)  # options, rest = parser.parse_args()
        case Ref():
            return item_called(_key_name(keys) or item_name(base.name, keys), None, keys)
        case Row():
            return _row_item(base, keys)
        case Mapping():
            return _mapping_item(base, keys)
    gap = hole_of(base)
    return item_called(item_name(gap.name, keys), gap.called, keys) if gap else unknown()


def item_called(name: str, above: Text | None, keys: Values) -> Values:
    """Return an unknown item; ``above``: what the container is called, where parameters make that up."""
    (key,) = texts(keys) if len(texts(keys)) == 1 else (Text(),)
    if above is None and not any(gap.param for gap in key.holes):
        return unknown(name)
    called = (above + literal(".") if above is not None else Text()) + key
    return (Known(Text((Hole(name, called=called),))),)


def item_name(base: str, keys: Values) -> str:
    """Return what an unknown item is called: ``config.host`` for ``config["host"]``, ``hosts[1]`` for a number, else
    ``hosts[]``."""
    if key := _key_name(keys):
        return f"{base}.{key}" if base else key
    (only,) = keys if len(keys) == 1 else (None,)
    return f"{base}[{only.written if isinstance(only, Plain) else ''}]"


def _key_name(keys: Values) -> str:
    """Return the key as a word, ``""`` when it is none or not known."""
    known = texts(keys)[0].known if len(keys) == 1 and texts(keys) else None
    return known if known and re.fullmatch(r"[A-Za-z_][\w-]*", known) else ""


def _mapping_item(base: Mapping, keys: Values) -> Values:
    known = {t.known for t in texts(keys) if t.known is not None}
    pairs = [p for p in base.pairs if p.key is not None]
    hits = [p for p in pairs if known & {t.known for t in texts(p.key or ())}]
    picked = hits or ([] if known else pairs)
    return merged([v for p in picked for v in p.values] + _given_later(base, hits))


def _given_later(base: Mapping, hits: list[Pair]) -> list[Value]:
    """Return what other values an item may have: entries that nobody sees stand behind it (``{"a": 1, **loaded}``)."""
    behind = base.pairs[base.pairs.index(hits[-1]) :] if hits else ()
    hidden = any(pair.key is None and not all(isinstance(one, Mapping) for one in pair.values) for pair in behind)
    return list(unknown()) if hidden else []


def _row_item(base: Row, keys: Values) -> Values:
    for key in keys:
        if isinstance(key, Plain) and is_index(key.written.removeprefix("-")):
            index = int(key.written)
            if -len(base.items) <= index < len(base.items):
                return base.items[index]
    return merged(v for item in base.items for v in item)


def elements(values: Values) -> Values:
    """Return what a loop over the values yields."""
    found: list[Value] = []
    for value in values:
        match value:
            case Row():
                found.extend(v for item in value.items for v in item)
            case Mapping():
                found.extend(v for pair in value.pairs if pair.key is not None for v in pair.key)
            case Response():
                found.append(value)
            case _ if is_rest(value):
                found.append(value)
            case _:
                gap = hole_of(value)
                found.extend(unknown(f"{gap.name}[]" if gap else ""))
    return merged(found)


def spread(values: Values) -> tuple[Values, ...]:
    """Return the items that ``*values`` puts into a display; one of unknown values when they cannot be told apart."""
    if len(values) == 1 and isinstance(values[0], Row):
        return values[0].items
    rests = tuple([rest for value in values if (rest := as_rest(value)) is not None])
    return (rests if rests and len(rests) == len(values) else elements(values),)


def unpacked(target: cst.CSTNode, name: str, values: Values) -> Values:
    """Return the part of ``values`` that ``name`` takes when they are unpacked into ``target``."""
    if not isinstance(target, Display):
        return ()
    for index, element in enumerate(target.elements):
        part = element.value
        if any(dotted(t).rpartition(".")[2] == name for t in targets(part)):
            picked = merged(v for value in values for v in chosen(value, (Plain(str(index)),)))
            return unpacked(part, name, picked) if isinstance(part, Display) else picked
    return ()


# -- methods --------------------------------------------------------------------------------------


def method(base: Value, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    """Return what ``base.name(...)`` returns when that is known from the kind of ``base``, else None."""
    match base:
        case Known() if hole_of(base) is not None:
            return _of_unknown(base, name, bounds)
        case Known():
            return _of_string(base.text, name, bounds)
        case Mapping():
            return _of_mapping(base, name, bounds)
        case Row() if name == "pop":
            return chosen(base, bounds[0].values if bounds else (Plain("-1"),))
        case Row() if name in {"copy", "__iter__"}:
            return (base,)
        case Response() if name in {"get", "pop"} and bounds:
            return chosen(base, bounds[0].values)
        case Response() if name in _OF_REPLIES:
            return (base,)
        case _:
            return None


def _of_unknown(base: Known, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    if name in _SAME:
        return (base,)
    if name in _CASES:
        return (Known(cased(base.text, name)),)
    if name == "replace" and any(gap.param for gap in base.text.holes):
        return _replaced(base.text, bounds)
    if name in {"split", "partition"} and _word(bounds, 0) in {"?", "#"}:  # a path is what stands before its query
        return (Row(((base,), unknown(), unknown()), _written_at(bounds)),)
    if name in {"split", "rsplit"} and _splits_once(bounds):
        return (Row((unknown(), unknown()), _written_at(bounds)),)
    return None


def _of_string(text: Text, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    match name:
        case "format":
            return _formatted(text, bounds)
        case "join":
            return _join(text, bounds)
        case "lower" | "upper" | "title" | "capitalize":
            return (Known(cased(text, name)),)
        case "strip" | "lstrip" | "rstrip":
            return (Known(fold.strip(text, _word(bounds, 0), left=name != "rstrip", right=name != "lstrip")),)
        case "removeprefix" | "removesuffix":
            cut = without_start if name == "removeprefix" else without_end
            return (Known(cut(text, _word(bounds, 0) or "")),)
        case "replace":
            return _replaced(text, bounds)
        case "split" | "rsplit" | "partition":
            return (Row(tuple((Known(part),) for part in _split(text, _word(bounds, 0))), _written_at(bounds)),)
        case "encode" | "decode" | "__str__":
            return (Known(text),)
        case _:
            return None


def _formatted(text: Text, bounds: tuple[Bound, ...]) -> Values:
    positional = [b.values for b in bounds if not b.keyword and not b.star]
    named = [b for b in bounds if b.keyword]
    found: list[Value] = []
    for given in _spreads(bounds):
        for taken in combinations([*positional, *(b.values for b in named)]):
            keys = {b.keyword: value for b, value in zip(named, taken[len(positional) :], strict=True)}
            found.append(Known(fold.brace_format(text, taken[: len(positional)], {**given, **keys})))
    return merged(found[:LIMIT])


def _spreads(bounds: tuple[Bound, ...]) -> list[dict[str, Text]]:
    """Return what ``**mapping`` arguments may give by name."""
    for bound in bounds:
        if bound.star == "**":
            found = [named for value in bound.values if isinstance(value, Mapping) for named in _named_texts(value)]
            return found or [{}]
    return [{}]


def _join(separator: Text, bounds: tuple[Bound, ...]) -> Values:
    found: list[Value] = []
    for value in bounds[0].values if bounds else ():
        if isinstance(value, Row):
            found.extend(Known(join(taken, separator)) for taken in combinations(value.items))
        elif is_rest(value):
            found.append(value)
        elif separator.known and "/" not in separator.known:
            found.append(Known(hole("join") + separator + hole("join")))
    return merged(found) or unknown("join")


def _replaced(text: Text, bounds: tuple[Bound, ...]) -> Values:
    old = _word(bounds, 0)
    if old is None or len(bounds) < 2:
        return (Known(text),)
    found = []
    for new in bounds[1].values:
        done, word = replaced(text, old, plain_text(new)), plain_text(new).known
        pieces = [
            replace(p, replaced=(*p.replaced, (old, word))) if isinstance(p, Hole) and p.param and word else p
            for p in done.pieces
        ]
        found.append(Known(Text(tuple(pieces))))
    return tuple(found)


def _split(text: Text, separator: str | None) -> list[Text]:
    marked, found, last = text.marked, [], 0
    while separator and HOLE not in separator and (index := marked.find(separator, last)) >= 0:
        found.append(text.cut(last, index))
        last = index + len(separator)
    return [*found, text.cut(last)]


def _written_at(bounds: tuple[Bound, ...]) -> Place:
    """From the first to the last argument of a call."""
    places = [place for bound in bounds if (place := bound.place) is not None]
    return Place(places[0].path, places[0].start, places[-1].end) if places else NOWHERE


def _splits_once(bounds: tuple[Bound, ...]) -> bool:
    """``login.split(":", 1)``: two parts, whatever they are."""
    if len(bounds) != 2 or bounds[1].keyword not in {"", "maxsplit"} or not _word(bounds, 0):
        return False
    return all(isinstance(value, Plain) and value.written == "1" for value in bounds[1].values)


def _word(bounds: tuple[Bound, ...], index: int) -> str | None:
    if index < len(bounds) and not bounds[index].star:
        for text in texts(bounds[index].values):
            return text.known
    return None


def _of_mapping(base: Mapping, name: str, bounds: tuple[Bound, ...]) -> Values | None:
    keyed = [pair for pair in base.pairs if pair.key]
    match name:
        case "copy" | "encode" | "decode":  # the latter of what json.dumps made of it
            return (base,)
        case "keys":
            return (Row(tuple(pair.key for pair in keyed if pair.key), base.place),)
        case "values":
            return (Row(tuple(pair.values for pair in base.pairs), base.place),)
        case "items" | "iteritems":
            items = tuple((Row((pair.key, pair.values), base.place),) for pair in keyed if pair.key)
            return (Row(items, base.place),)
        case "get" | "pop" | "setdefault" if bounds:
            default = bounds[1].values if len(bounds) > 1 else ()
            return merged((*chosen(base, bounds[0].values), *default)) or unknown()
        case _:
            return None
