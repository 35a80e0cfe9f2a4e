"""What is done to client objects after they are built: ``session.auth = …``, ``session.headers.update(…)``,
``req.add_header(…)``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from c42migrate.model import Place, Text, literal
from c42migrate.readers.python import ir
from c42migrate.readers.python import signatures as sig
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.program import Spot, dotted
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
    merged,
    texts,
)

Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class ObjectState:
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


def keys(value: Value, module: str) -> Iterator[Key]:
    """The identities an object may be remembered under."""
    if isinstance(value, Ref) and value.origin is not None:
        yield ("object", value.origin)
    elif isinstance(value, Instance):
        yield ("object", Place(value.of.module, value.of.scope, value.of.scope))
    elif (gap := hole_of(value)) is not None and gap.name:
        yield (module, gap.name)


class States:
    """The states of all client objects of a program."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._gathered: dict[Key, _Gathered] = defaultdict(_Gathered)
        for key, module in evaluator.program.modules.items():
            for number in range(len(module.module.scopes)):
                self._gather(Spot(key, number))

    def of(self, callee: Value, module: str = "") -> ObjectState:
        """The state of the object that ``callee`` is a method of."""
        found = [self._gathered[key] for key in keys(callee, module) if key in self._gathered]
        built = _construction(callee) if isinstance(callee, Ref) else ObjectState()
        return ObjectState(
            merged([*built.headers, *(v for g in found for v in g.headers)]),
            merged([*built.auth, *(v for g in found for v in g.auth)]),
            built.base,
            merged(v for g in found for v in g.verbs),
        )

    def _gather(self, spot: Spot) -> None:
        index = self._evaluator.program.modules[spot.module].scopes[spot.scope]
        for name, events in index.by_attribute.items():
            last = name.rpartition(".")[2]
            if last in {"headers", "auth", "get_method"}:
                for event in events:
                    self._attribute(event, last, spot)
        for name, events in index.by_item.items():
            if name.endswith(".headers"):
                for event in events:
                    self._item(event, spot)
        scope = self._evaluator.program.modules[spot.module].module.scopes[spot.scope]
        for statement in scope.events:
            if isinstance(statement, ir.Evaluate) and isinstance(statement.value, ir.Call):
                self._call(statement.value, Spot(spot.module, spot.scope, statement.branch, statement.order))

    def _remember(self, base: ir.Expr, spot: Spot, kind: str, values: Values) -> None:
        for value in self._evaluator.value(base, spot):
            for key in keys(value, spot.module):
                getattr(self._gathered[key], kind).extend(values)

    def _attribute(self, event: ir.Assign, last: str, spot: Spot) -> None:
        if not isinstance(event.target, ir.Attribute) or event.value is None:
            return
        at = Spot(spot.module, spot.scope, event.branch, event.order)
        values = self._evaluator.value(event.value, at)
        if last == "get_method":
            values = merged(v for f in values if isinstance(f, Function) for v in self._evaluator.calls.returned(f, ()))
        self._remember(event.target.base, at, {"headers": "headers", "auth": "auth"}.get(last, "verbs"), values)

    def _item(self, event: ir.Assign, spot: Spot) -> None:
        target = event.target
        if isinstance(target, ir.Subscript) and isinstance(target.base, ir.Attribute) and event.value is not None:
            at = Spot(spot.module, spot.scope, event.branch, event.order)
            pair = Pair(self._evaluator.value(target.key, at), self._evaluator.value(event.value, at), target.place)
            self._remember(target.base.base, at, "headers", (Mapping((pair,), target.place),))

    def _call(self, call: ir.Call, spot: Spot) -> None:
        if not isinstance(call.func, ir.Attribute):
            return
        name, base = call.func.name, call.func.base
        if name in {"update", "extend"} and isinstance(base, ir.Attribute) and base.name == "headers":
            bounds = self._evaluator.calls.bounds(call, spot)
            self._remember(base.base, spot, "headers", merged(v for b in bounds for v in _mapping(b)))
        elif name in {"add_header", "add_unredirected_header", "putheader", "set_header"} and len(call.args) >= 2:
            first, second = self._evaluator.calls.bounds(call, spot)[:2]
            pair = Pair(first.values, second.values, call.place)
            self._remember(base, spot, "headers", (Mapping((pair,), call.place),))
        elif name == "setopt" and len(call.args) == 2:
            self._option(call, spot)

    def _option(self, call: ir.Call, spot: Spot) -> None:
        """pycurl's ``setopt``."""
        option = dotted(call.args[0].value).rpartition(".")[2]
        values = self._evaluator.value(call.args[1].value, spot)
        base = call.func.base if isinstance(call.func, ir.Attribute) else call.func
        if option == "CUSTOMREQUEST":
            self._remember(base, spot, "verbs", values)
        elif option in {"POST", "PUT"}:
            self._remember(base, spot, "verbs", (Known(literal(option)),))
        elif option == "HTTPHEADER":
            self._remember(base, spot, "headers", values)
        elif option == "USERPWD":
            rows = [Row(((Known(text),), ()), call.args[1].place or call.place) for text in texts(values)]
            self._remember(base, spot, "auth", tuple(rows))


def _mapping(bound: Bound) -> Values:
    if bound.keyword and bound.arg is not None and bound.arg.keyword_token is not None:
        key = (Known(Text((bound.arg.keyword_token,))),)
        place = bound.arg.place or Place("", 0, 0)
        return (Mapping((Pair(key, bound.values, place),), place),)
    return bound.values


def _construction(callee: Ref) -> ObjectState:
    """What the arguments of a client's construction say."""
    named = {bound.keyword: bound.values for bound in callee.args if bound.keyword}
    base = [text for name in sig.BASE_KEYWORDS for text in texts(named.get(name, ()))]
    root = callee.name.split("()")[0].rpartition(".")[0]
    plain = [bound.values for bound in callee.args if not bound.keyword and not bound.star]
    if root in sig.HOST_FROM_CONSTRUCTION and plain:
        port = _port(named.get("port", plain[1] if len(plain) > 1 else ()))
        base = [literal("https://") + text + port for text in texts(plain[0])]
    elif callee.name.startswith("aiohttp.ClientSession()") and plain:
        base = list(texts(plain[0]))
    return ObjectState(named.get("headers", ()), named.get("auth", ()), tuple(base))


def _port(values: Values) -> Text:
    """``:4285`` when the port is one known number, else nothing."""
    (value,) = values if len(values) == 1 else (None,)
    number = value.written if isinstance(value, Plain) else value.text.known if isinstance(value, Known) else None
    return literal(f":{number}") if number and number.isdecimal() else Text()
