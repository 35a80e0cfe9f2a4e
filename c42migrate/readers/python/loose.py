"""Parts of queries that no request is seen to send, though one may: what is put into a body through another name."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import libcst as cst

from c42migrate.model import Place
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import key_of, keyword, last_name, targets
from c42migrate.readers.python.scopes import Assignment, Evaluation, Scope, Spot
from c42migrate.readers.python.values import Mapping, Row, Values, texts

_CHANGES = frozenset({"append", "extend", "insert", "update", "setdefault", "pop", "remove", "clear"})


def containers(values: Values) -> Iterator[Place]:
    """Where the mappings and lists in values are written, and what is put into them later."""
    for value in values:
        if isinstance(value, Row):
            yield value.place
            for item in value.items:
                yield from containers(item)
        elif isinstance(value, Mapping):
            yield value.place
            for pair in value.pairs:
                yield pair.place
                yield from containers(pair.values)


def loose_keys(scope: Scope, evaluator: Evaluator, seen: Collection[Place]) -> Iterator[str]:
    """Yield the keys of queries under which something stands, or is put, that is in no body. ``seen``: what is sent."""
    finder = _Finder(scope, evaluator)
    for key, place in finder.found():
        if place is None or place not in seen:
            yield key


class _Finder:
    def __init__(self, scope: Scope, evaluator: Evaluator) -> None:
        self._scope = scope
        self._evaluator = evaluator
        self._keys = evaluator.lexicon.query_keys

    def found(self) -> Iterator[tuple[str, Place | None]]:
        """Each key, and where the mapping or the entry is that has it; None where that is not followed."""
        place = self._scope.positions.place
        for display, spot in self._scope.used(cst.Dict):
            elements = [one for one in display.elements if isinstance(one, cst.DictElement)]
            yield from ((key, place(one)) for one in elements for key in self._known(one.key, spot))
        for call, _ in self._scope.used(cst.Call):
            if last_name(call.func) == "dict":
                yield from ((name, place(arg)) for arg in call.args if (name := keyword(arg)) in self._keys)
        for event in self._scope.events:
            if isinstance(event, Assignment):
                yield from self._set(event)
            elif isinstance(event, Evaluation) and isinstance(event.value, cst.Call):
                yield from self._changed(event.value, event.spot)

    def _set(self, event: Assignment) -> Iterator[tuple[str, Place | None]]:
        for target in targets(event.target):
            if isinstance(target, cst.Subscript):
                yield from ((key, self._scope.positions.place(target)) for key in self._of(target, event.spot))
            elif isinstance(target, cst.Name) and self._is_changed(target.value):
                yield from ((key, None) for key in self._of(event.value, event.spot))

    def _is_changed(self, name: str) -> bool:
        return name in self._scope.growing or name in self._scope.by_item

    def _changed(self, call: cst.Call, spot: Spot) -> Iterator[tuple[str, Place | None]]:
        is_seen = id(call) in self._evaluator.deepened
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in _CHANGES and not is_seen:
            yield from ((key, None) for key in self._of(call.func.value, spot))
            into = call.func.value
            if isinstance(into, cst.Name) and any(param.name == into.value for param in self._scope.params):
                yield from ((name, None) for arg in call.args if (name := keyword(arg)) in self._keys)

    def _of(self, node: cst.BaseExpression | None, spot: Spot) -> Iterator[str]:
        """Yield the key by which an expression takes a part of something."""
        match node:
            case cst.Subscript():
                inner = key_of(node)
                if isinstance(inner, cst.Integer):
                    yield from self._of(node.value, spot)
                elif inner is not None:
                    yield from self._known(inner, spot)
            case cst.Call(func=cst.Attribute(attr=cst.Name(value="get" | "setdefault")), args=[cst.Arg(value=key), *_]):
                yield from self._known(key, spot)

    def _known(self, node: cst.BaseExpression, spot: Spot) -> Iterator[str]:
        yield from (text.known for text in texts(self._evaluator.value(node, spot)) if text.known in self._keys)
