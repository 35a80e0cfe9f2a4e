"""Items of values: subscripts, loops, unpacking."""

from __future__ import annotations

from dataclasses import replace

from c42migrate.model import is_index
from c42migrate.readers.python import ir
from c42migrate.readers.python.cli_options import PARSED
from c42migrate.readers.python.operators import is_rest
from c42migrate.readers.python.program import dotted, targets
from c42migrate.readers.python.values import (
    Mapping,
    Pair,
    Plain,
    Ref,
    Response,
    Row,
    Value,
    Values,
    hole_of,
    merged,
    texts,
    unknown,
)


def chosen(base: Value, keys: Values) -> Values:
    """The item of one value under any of the keys; every item when the key is unknown."""
    if isinstance(base, Response):
        return (base,)
    if isinstance(base, Ref) and base.name.endswith(PARSED):
        return (base,)  # options, rest = parser.parse_args()
    if isinstance(base, Ref):
        return (replace(base, name=f"{base.name}[]"),) if base.name == "os.environ" else unknown(base.name)
    if isinstance(base, Row):
        return _row_item(base, keys)
    if isinstance(base, Mapping):
        known = {t.known for t in texts(keys) if t.known is not None}
        pairs = [p for p in base.pairs if p.key is not None]
        hits = [p for p in pairs if known & {t.known for t in texts(p.key or ())}]
        picked = hits or ([] if known else pairs)
        return merged([v for p in picked for v in p.values] + _given_later(base, hits))
    gap = hole_of(base)
    return unknown(f"{gap.name}[]") if gap else unknown()


def _given_later(base: Mapping, hits: list[Pair]) -> list[Value]:
    """What other values an item may have: entries that nobody sees stand behind it (``{"a": 1, **loaded}``)."""
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
    """What a loop over the values yields."""
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
    """The items that ``*values`` puts into a display; one of unknown values when they cannot be told apart."""
    if len(values) == 1 and isinstance(values[0], Row):
        return values[0].items
    return (values if all(is_rest(value) for value in values) else elements(values),)


def unpacked(target: ir.Expr, name: str, values: Values) -> Values:
    """The part of ``values`` that ``name`` takes when they are unpacked into ``target``."""
    if not isinstance(target, ir.Seq):
        return ()
    for index, part in enumerate(target.items):
        if any(_last(t) == name for t in targets(part)):
            picked = merged(v for value in values for v in chosen(value, (Plain(str(index)),)))
            return unpacked(part, name, picked) if isinstance(part, ir.Seq) else picked
    return ()


def _last(target: ir.Expr) -> str:
    return dotted(target).rpartition(".")[2]
