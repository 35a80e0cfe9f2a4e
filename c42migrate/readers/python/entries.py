"""What is put into mappings and lists after they were made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from c42migrate.model import Place, Text, literal
from c42migrate.readers.python import ir
from c42migrate.readers.python.program import Spot, dotted
from c42migrate.readers.python.values import Bound, Known, Mapping, Pair, Row, Values

if TYPE_CHECKING:
    from c42migrate.readers.python.evaluate import Evaluator

_NOWHERE = Place("", 0, 0)
_MOST_ITEMS = 32


def completed(evaluator: Evaluator, values: Values, name: str, spot: Spot) -> Values:
    """``values``, bound to ``name`` in a scope, with what the scope puts into the mappings and lists among them."""
    if any(isinstance(value, Mapping) for value in values):
        extra = later_entries(evaluator, name, spot)
        values = tuple(replace(v, pairs=v.pairs + extra) if isinstance(v, Mapping) else v for v in values)
    if any(isinstance(value, Row) for value in values):
        more = tuple(_later_items(evaluator, name, spot))
        values = tuple(replace(v, items=v.items + more) if isinstance(v, Row) and more else v for v in values)
    return values


def _later_items(evaluator: Evaluator, name: str, spot: Spot) -> Iterator[Values]:
    """Items put into the list ``name`` by ``name.append(value)`` and ``name.extend(values)`` in its scope."""
    events = evaluator.program.modules[spot.module].scopes[spot.scope].by_growth.get(name, ())
    for event in events[:_MOST_ITEMS]:
        call = event.value
        if isinstance(call, ir.Call) and isinstance(call.func, ir.Attribute):
            values = evaluator.value(call.args[0].value, Spot(spot.module, spot.scope, event.branch, event.order))
            if call.func.name == "append":
                yield values
            else:
                yield from (item for value in values if isinstance(value, Row) for item in value.items)


def later_entries(evaluator: Evaluator, name: str, spot: Spot) -> tuple[Pair, ...]:
    """Entries put into the mapping ``name`` (dotted) by ``name[key] = value`` and ``name.update(...)`` in its
    scope."""
    module = evaluator.program.modules[spot.module]
    found: list[Pair] = []
    for event in module.scopes[spot.scope].by_item.get(name, ()):
        if isinstance(event.target, ir.Subscript) and event.value is not None:
            at = Spot(spot.module, spot.scope, event.branch, event.order)
            key = evaluator.value(event.target.key, at)
            found.append(Pair(key, evaluator.value(event.value, at), event.target.place))
    for call, at in _updates(evaluator, name, spot):
        found.extend(_update_pairs(evaluator, call, at))
    return tuple(found)


def _updates(evaluator: Evaluator, name: str, spot: Spot) -> Iterator[tuple[ir.Call, Spot]]:
    scope = evaluator.program.modules[spot.module].module.scopes[spot.scope]
    for event in scope.events:
        call = event.value if isinstance(event, ir.Evaluate) else None
        if isinstance(call, ir.Call) and dotted(call.func) in {f"{name}.update", f"{name}.setdefault"}:
            yield call, Spot(spot.module, spot.scope, event.branch, event.order)


def _update_pairs(evaluator: Evaluator, call: ir.Call, spot: Spot) -> Iterator[Pair]:
    bounds = evaluator.calls.bounds(call, spot)
    if dotted(call.func).endswith(".setdefault") and len(bounds) == 2:
        yield Pair(bounds[0].values, bounds[1].values, call.place)
        return
    for bound in bounds:
        if bound.keyword:
            yield keyword_pair(bound)
        for value in bound.values:
            if isinstance(value, Mapping):
                yield from value.pairs
            elif not bound.keyword:
                yield Pair(None, (value,), call.place)


def keyword_pair(bound: Bound) -> Pair:
    """The entry that a keyword argument is when it ends up in a mapping."""
    place = bound.arg.place if bound.arg is not None and bound.arg.place is not None else _NOWHERE
    removal = bound.arg.removal if bound.arg is not None else None
    token = bound.arg.keyword_token if bound.arg is not None else None
    key = Known(Text((token,)) if token is not None else literal(bound.keyword))
    return Pair((key,), bound.values, place, removal)
