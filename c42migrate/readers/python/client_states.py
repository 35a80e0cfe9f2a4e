"""What is done to the objects that send requests: headers, credentials, base URLs and verbs that they are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import libcst as cst

from c42migrate.model import Text, literal
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.evaluator import Evaluator, identity
from c42migrate.readers.python.nodes import dotted
from c42migrate.readers.python.scopes import Scope, Spot
from c42migrate.readers.python.values import (
    Bound,
    Function,
    Instance,
    Known,
    Mapping,
    Pair,
    Plain,
    Ref,
    Row,
    Value,
    Values,
    hole_of,
    keyword_pair,
    merged,
    texts,
)


@dataclass(frozen=True, slots=True)
class ClientState:
    """Headers, credentials, base URLs and verbs that apply to every request of an object."""

    headers: Values = ()
    auth: Values = ()
    base: tuple[Text, ...] = ()
    verbs: Values = ()


@dataclass(slots=True)
class _Gathered:
    headers: list[Value] = field(default_factory=list)
    auth: list[Value] = field(default_factory=list)
    verbs: list[Value] = field(default_factory=list)


class ClientStates:
    """What is done to client objects after they are built: ``session.auth = …``, ``session.headers.update(…)``,
    ``req.add_header(…)``; for all objects of a program."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._gathered: dict[object, _Gathered] = defaultdict(_Gathered)
        for scope in evaluator.program.scopes:
            self._gather(scope)

    def of(self, callee: Value) -> ClientState:
        """Return the state of the object that ``callee`` is a method of."""
        found = [self._gathered[key] for key in _keys(callee, "") if key in self._gathered]
        built = _construction(callee) if isinstance(callee, Ref) else ClientState()
        return ClientState(
            merged([*built.headers, *(v for g in found for v in g.headers)]),
            merged([*built.auth, *(v for g in found for v in g.auth)]),
            built.base,
            merged(v for g in found for v in g.verbs),
        )

    def _gather(self, scope: Scope) -> None:
        for name, events in scope.by_attribute.items():
            last = name.rpartition(".")[2]
            for event in events if last in {"headers", "auth", "get_method"} else ():
                if isinstance(event.target, cst.Attribute) and event.value is not None:
                    self._attribute(event.target.value, last, event.value, event.spot)
        for name, events in scope.by_item.items():
            for event in events if name.endswith(".headers") else ():
                match event.target:
                    case cst.Subscript(value=cst.Attribute(value=owner)) if event.value is not None:
                        key = self._evaluator.key(event.target, event.spot)
                        place = scope.positions.place(event.target)
                        pair = Pair(key, self._evaluator.value(event.value, event.spot), place)
                        self._add(owner, event.spot, "headers", (Mapping((pair,), place),))
        for node, spot in scope.used(cst.Call):
            if isinstance(node.func, cst.Attribute):
                self._call(node, node.func, spot)

    def _attribute(self, owner: cst.BaseExpression, name: str, value: cst.BaseExpression, spot: Spot) -> None:
        values = self._evaluator.value(value, spot)
        if name == "get_method":
            functions = [f for f in values if isinstance(f, Function)]
            self._add(owner, spot, "verbs", merged(v for f in functions for v in self._evaluator.returned(f, ())))
        else:
            self._add(owner, spot, name, values)

    def _add(self, owner: cst.BaseExpression, spot: Spot, kind: str, values: Iterable[Value]) -> None:
        for value in self._evaluator.value(owner, spot):
            for key in _keys(value, spot.scope.module):
                gathered = self._gathered[key]
                lists = {"headers": gathered.headers, "auth": gathered.auth, "verbs": gathered.verbs}
                lists[kind].extend(values)

    def _call(self, call: cst.Call, func: cst.Attribute, spot: Spot) -> None:
        name, owner = func.attr.value, func.value
        if name in {"update", "extend"} and isinstance(owner, cst.Attribute) and owner.attr.value == "headers":
            bounds = self._evaluator.bounds(call, spot)
            self._add(owner.value, spot, "headers", merged(v for b in bounds for v in _entries_of(b)))
        elif name in {"add_header", "add_unredirected_header", "putheader", "set_header"} and len(call.args) >= 2:
            first, second = self._evaluator.bounds(call, spot)[:2]
            place = spot.scope.positions.place(call)
            self._add(owner, spot, "headers", (Mapping((Pair(first.values, second.values, place),), place),))
        elif name == "setopt" and len(call.args) == 2:
            self._option(call, owner, spot)

    def _option(self, call: cst.Call, owner: cst.BaseExpression, spot: Spot) -> None:
        """Take what pycurl's ``setopt`` is given."""
        option = dotted(call.args[0].value).rpartition(".")[2]
        values = self._evaluator.value(call.args[1].value, spot)
        if option == "CUSTOMREQUEST":
            self._add(owner, spot, "verbs", values)
        elif option in {"POST", "PUT"}:
            self._add(owner, spot, "verbs", (Known(literal(option)),))
        elif option == "HTTPHEADER":
            self._add(owner, spot, "headers", values)
        elif option == "USERPWD":
            place = spot.scope.positions.place(call.args[1])
            self._add(owner, spot, "auth", [Row(((Known(text),), ()), place) for text in texts(values)])


def _keys(value: Value, module: str) -> Iterator[object]:
    """Yield the identities an object may be remembered under."""
    if isinstance(value, Ref) and value.origin is not None:
        yield ("object", value.origin)
    elif isinstance(value, Instance):
        yield ("object", identity(value))
    elif (gap := hole_of(value)) is not None and gap.name:
        yield (module, gap.name)


def _entries_of(bound: Bound) -> Values:
    if bound.keyword and bound.arg is not None:
        pair = keyword_pair(bound)
        return (Mapping((pair,), pair.place),)
    return bound.values


def _construction(callee: Ref) -> ClientState:
    """Return what the arguments of a client's construction say."""
    named = {bound.keyword: bound.values for bound in callee.args if bound.keyword}
    base = [text for name in lib.BASE_KEYWORDS for text in texts(named.get(name, ()))]
    root = callee.name.split("()")[0].rpartition(".")[0]
    plain = [bound.values for bound in callee.args if not bound.keyword and not bound.star]
    if root in lib.HOST_FROM_CONSTRUCTION and plain:
        port = _port(named.get("port", plain[1] if len(plain) > 1 else ()))
        base = [literal("https://") + text + port for text in texts(plain[0])]
    elif callee.name.startswith("aiohttp.ClientSession()") and plain:
        base = list(texts(plain[0]))
    return ClientState(named.get("headers", ()), named.get("auth", ()), tuple(base))


def _port(values: Values) -> Text:
    """``:4285`` when the port is one known number, else nothing."""
    (value,) = values if len(values) == 1 else (None,)
    number = value.written if isinstance(value, Plain) else value.text.known if isinstance(value, Known) else None
    return literal(f":{number}") if number and number.isdecimal() else Text()
