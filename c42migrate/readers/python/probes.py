"""What a program holds its texts against: patterns, prefixes, keys, routes, HTTP doubles, and names set from outside.

None of these is a use of the literal that is sent, but each may tell the URL that is sent today from another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import libcst as cst

from c42migrate.model import HOLE, Place, Probe, ProbeForm, Rebinding, Text, literal
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import dotted, key_of, keyword, last_name, subexpressions
from c42migrate.readers.python.scopes import Assignment, Definition, Import, Return, Scope, Spot, split_targets
from c42migrate.readers.python.values import Class, Ref, Values, value_texts

_METHODS = {
    "startswith": ProbeForm.PREFIX,
    "removeprefix": ProbeForm.PREFIX,
    "mount": ProbeForm.PREFIX,
    "endswith": ProbeForm.SUFFIX,
    "removesuffix": ProbeForm.SUFFIX,
    **dict.fromkeys(("find", "rfind", "index", "rindex", "count", "replace", "split", "rsplit"), ProbeForm.CONTAINS),
    **dict.fromkeys(("partition", "rpartition"), ProbeForm.CONTAINS),
}
_PATTERNS = frozenset(["match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split", "compile"])
_COOKIES = frozenset({"set", "set_cookie", "create_cookie"})
_STUB = "is answered by a stub of a test"
_EXPECTS = frozenset({"assert_called_with", "assert_called_once_with", "assert_any_call", "call"})
"""Last names of calls that say with which arguments a stub must have been called."""
_SETTERS = frozenset({"setattr", "object"})


class Probes:
    """Collects the probes and rebindings of scopes."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._value = evaluator.value
        self._lineage = evaluator.lineage

    def of(self, scope: Scope) -> Iterator[Probe]:
        """Yield what the expressions of a scope hold texts against."""
        cases = ((case, guard.spot) for guard in scope.guards for case in guard.cases)
        yield from (one for case, spot in cases for one in self._probes(ProbeForm.EQUAL, case, spot, "is compared"))
        for compared, spot in scope.used(cst.Comparison):
            left = compared.left
            for target in compared.comparisons:
                yield from self._comparison(left, target.operator, target.comparator, spot)
                left = target.comparator
        for display, spot in scope.used(cst.Dict):
            keys = (element.key for element in display.elements if isinstance(element, cst.DictElement))
            yield from (one for key in keys for one in self._probes(ProbeForm.EQUAL, key, spot, "is a key"))
        for item, spot in scope.used(cst.Subscript):
            if (key := key_of(item)) is not None:
                yield from self._probes(ProbeForm.EQUAL, key, spot, "is a key")
        for call, spot in scope.used(cst.Call):
            yield from self._call(call, spot)
        for decorator in scope.decorators:
            if isinstance(decorator, cst.Call):
                yield from self._call(decorator, scope.outer)

    def _comparison(
        self, left: cst.BaseExpression, operator: cst.BaseCompOp, right: cst.BaseExpression, spot: Spot
    ) -> Iterator[Probe]:
        if isinstance(operator, cst.Equal | cst.NotEqual):
            yield from self._probes(ProbeForm.EQUAL, left, spot, "is compared")
            yield from self._probes(ProbeForm.EQUAL, right, spot, "is compared")
        elif isinstance(operator, cst.In | cst.NotIn):
            yield from self._probes(ProbeForm.CONTAINS, left, spot, "is looked for")
            yield from self._probes(ProbeForm.EQUAL, right, spot, "is compared")

    def _call(self, call: cst.Call, spot: Spot) -> Iterator[Probe]:
        name = last_name(call.func)
        first = call.args[0].value if call.args else None
        if name in _COOKIES:
            paths = (arg.value for arg in call.args if keyword(arg) == "path")
            yield from (one for path in paths for one in self._probes(ProbeForm.PREFIX, path, spot, "limits a cookie"))
        if first is None:
            return
        refs = {value.name for value in self._value(call.func, spot) if isinstance(value, Ref)}
        if any(ref.startswith(("re.", "regex.")) for ref in refs) and name in _PATTERNS:
            form = ProbeForm.REGEX if name in {"match", "search", "fullmatch", "compile"} else ProbeForm.REGEX_ALL
            yield from self._probes(form, first, spot, "is matched")
        elif name in {"fnmatch", "fnmatchcase"}:
            yield from self._probes(ProbeForm.GLOB, call.args[-1].value, spot, "is matched")
        elif (doubles := list(self._doubles(call, name, refs, spot))) or _is_double(call, refs):
            yield from doubles
        elif name in lib.ROUTES:
            yield from self._probes(ProbeForm.EQUAL, first, spot, "is a route")
        elif isinstance(call.func, cst.Attribute) and name in _METHODS:
            yield from self._probes(_METHODS[name], first, spot, "is looked for")

    def _doubles(self, call: cst.Call, name: str, refs: set[str], spot: Spot) -> Iterator[Probe]:
        """Yield what a test answers in place of the server, or expects to be asked for."""
        bases = [arg.value for arg in call.args if keyword(arg) == "base_url"]
        if any(ref.startswith(("vcr.", "betamax.")) for ref in refs) or (bases and _is_double(call, refs)):
            yield Probe(ProbeForm.WHOLE, literal("recorded"), spot.scope.positions.place(call), _STUB)
        elif name in _EXPECTS or _is_double(call, refs):
            for arg in call.args:
                yield from self._probes(ProbeForm.EQUAL, arg.value, spot, _STUB)

    def _probes(self, form: ProbeForm, node: cst.BaseExpression, spot: Spot, does: str) -> Iterator[Probe]:
        place = spot.scope.positions.place(node)
        for text in dict.fromkeys(value_texts(self._value(node, spot))):
            if text.known:
                yield Probe(form, text, place, does, is_double=does is _STUB)

    # -- names that are given other values ---------------------------------------------------------

    def rebindings(self, scope: Scope) -> Iterator[Rebinding]:
        """Yield the names that a scope gives other values than their declarations: overrides, patches, settings."""
        owner = scope if scope.kind == "class" else scope.parent
        below = owner is not None and owner.kind == "class" and bool(owner.bases)
        above = self._lineage(Class(owner))[1:] if owner is not None and below else []
        inherits = any(isinstance(one, Class) for one in above)
        if owner is not None and below and scope.kind == "function":
            for event in scope.events:
                if isinstance(event, Return) and event.value is not None:
                    found = self._given(scope.name, event.value, event.spot)
                    yield from (self._inherited(one, owner) for one in found)
        for event in scope.events:
            if isinstance(event, Assignment) and event.value is not None:
                for target, value in split_targets(event.target, event.value):
                    if name := _rebound(target, scope, below=below, inherits=inherits):
                        found = self._given(name, value, event.spot)
                        yield from (self._inherited(one, owner) if below and owner else one for one in found)
        decorators = [(one, scope.outer) for one in scope.decorators if isinstance(one, cst.Call)]
        for call, spot in (*scope.used(cst.Call), *decorators):
            yield from self._rebound_by(call, spot)

    def _inherited(self, one: Rebinding, owner: Scope) -> Rebinding:
        """Return a rebinding of a subclass with the places where the classes above declare and read the name."""
        declared: list[Place] = []
        readers: list[Place] = []
        for above in self._lineage(Class(owner)):
            for scope in (above.scope, *above.scope.children) if isinstance(above, Class) else ():
                if scope is not owner and scope.parent is not owner:
                    declared += _declarations(scope, one.name)
                    readers += _reads(scope, one.name)
        return replace(one, declared=tuple(declared), readers=tuple(readers))

    def _rebound_by(self, call: cst.Call, spot: Spot) -> Iterator[Rebinding]:
        name = last_name(call.func)
        arguments = [arg.value for arg in call.args if not keyword(arg)]
        if name in _SETTERS and len(arguments) > 1:
            yield from self._named(arguments[-2], arguments[-1], spot)
        elif name == "patch" and arguments:
            new = (arg.value for arg in call.args if keyword(arg) == "new")
            value = arguments[1] if len(arguments) > 1 else next(new, None)
            if value is not None:
                yield from self._named(arguments[0], value, spot)
        elif name == "type" and arguments and isinstance(arguments[-1], cst.Dict):
            for element in arguments[-1].elements:
                if isinstance(element, cst.DictElement):
                    yield from self._named(element.key, element.value, spot)
        elif name in {"update", "replace", "_replace"} or self._constructs(call, spot):
            for arg in call.args:
                if keyword(arg):
                    yield from self._given(keyword(arg), arg.value, spot)
            yield from self._fields(call, spot)

    def _fields(self, call: cst.Call, spot: Spot) -> Iterator[Rebinding]:
        """Yield what the fields of a dataclass or named tuple are given by position."""
        for made in self._value(call.func, spot):
            if isinstance(made, Class) and made.scope.method("__init__") is None:
                for name, arg in zip(made.scope.fields(), (arg for arg in call.args if not keyword(arg)), strict=False):
                    yield from self._given(name, arg.value, spot)

    def _constructs(self, call: cst.Call, spot: Spot) -> bool:
        return any(isinstance(value, Class) for value in self._value(call.func, spot))

    def _named(self, name: cst.BaseExpression, value: cst.BaseExpression, spot: Spot) -> Iterator[Rebinding]:
        for text in value_texts(self._value(name, spot)):
            if word := text.marked.rpartition(".")[2].strip(HOLE):
                yield from self._given(word, value, spot)

    def _given(self, name: str, value: cst.BaseExpression, spot: Spot) -> Iterator[Rebinding]:
        place = spot.scope.positions.place(value)
        values: Values = self._value(value, spot)
        found = list(dict.fromkeys(value_texts(values)))
        yield from (Rebinding(name, _if_known(text), place) for text in found)


def _declarations(scope: Scope, name: str) -> Iterator[Place]:
    """Where a class, or one of its methods on ``self``, gives a name its value."""
    events = scope.by_name.get(name, ()) if scope.kind == "class" else scope.by_attribute.get(f"self.{name}", ())
    for event in events:
        if isinstance(event, Assignment) and event.value is not None:
            yield scope.positions.place(event.value)


def _reads(scope: Scope, name: str) -> Iterator[Place]:
    """Yield the expressions in which a method reads an attribute of its object."""
    for event in scope.events:
        value = None if isinstance(event, Definition | Import) else event.value
        if value is not None and any(_is_own(node, name) for node in subexpressions(value)):
            yield scope.positions.place(value)


def _is_own(node: cst.CSTNode, name: str) -> bool:
    is_named = isinstance(node, cst.Attribute) and node.attr.value == name
    return is_named and isinstance(node, cst.Attribute) and dotted(node.value) in {"self", "cls"}


def _if_known(text: Text) -> Text | None:
    return text if text.literals else None


def _is_double(call: cst.Call, refs: Iterable[str]) -> bool:
    """Whether a call is one of a library that answers requests in tests."""
    words = {*dotted(call.func).split("."), *(ref.partition(".")[0].partition("(")[0] for ref in refs)}
    return not lib.DOUBLES.isdisjoint(words)


def _rebound(target: cst.BaseExpression, scope: Scope, *, below: bool, inherits: bool) -> str:
    """Return the name that an assignment gives a value to away from its declaration, else ``""``.

    ``below``: in a class that has bases; ``inherits``: one of them is of the project.
    """
    match target:
        case cst.Name() if scope.kind == "class" and below:
            return target.value
        case cst.Attribute():
            is_own = dotted(target.value) in {"self", "cls"}
            return target.attr.value if inherits or not is_own else ""
        case cst.Subscript(value=cst.Call(func=cst.Name("globals" | "vars"))):
            key = key_of(target)
            return key.raw_value if isinstance(key, cst.SimpleString) else ""
        case _:
            return ""
