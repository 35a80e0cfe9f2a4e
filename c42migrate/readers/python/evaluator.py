"""What the expressions of a program stand for.

Evaluation is mutual recursion: a name leads to an assignment, that to a call, that to what a function returns, that
to an attribute of a class. All of it is the class ``Evaluator``, which works on libcst nodes; what needs no recursion
is in ``operations`` and ``substitution``. Values are remembered, cycles end in an unknown value, and a function's
results are worked out once, with holes for its parameters that each call fills.
"""

from __future__ import annotations

import builtins
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

import libcst as cst

from c42migrate.lexicon import Lexicon
from c42migrate.model import Literal, Place, Text, hole, literal
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.declared import option_defaults, stored_as
from c42migrate.readers.python.library_calls import external, put_inside
from c42migrate.readers.python.nodes import (
    Display,
    dotted,
    is_simple,
    key_of,
    keyword,
    keyword_value,
    last_name,
    string_tokens,
)
from c42migrate.readers.python.operations import (
    PARSED,
    binary,
    chosen,
    elements,
    item_name,
    joined,
    method,
    plain_text,
    spread,
    unpacked,
)
from c42migrate.readers.python.scopes import (
    Assignment,
    Binding,
    Deep,
    Definition,
    Import,
    Param,
    Program,
    Return,
    Scope,
    Spot,
    reaching,
)
from c42migrate.readers.python.substitution import Binding as Passed
from c42migrate.readers.python.substitution import Filling, Substitution
from c42migrate.readers.python.values import (
    LIMIT,
    NOWHERE,
    Bound,
    Class,
    Function,
    Instance,
    Known,
    Mapping,
    Pair,
    Plain,
    ProjectModule,
    Ref,
    Response,
    Row,
    Value,
    Values,
    bounds_of,
    hole_of,
    is_none,
    is_open,
    keyword_pair,
    merged,
    stepped,
    texts,
    unknown,
    with_after,
)

MOST_STEPS = 250_000
"""Evaluations and filled calls for one set of modules: counted, not timed, so that every machine finds the same.

Some ten seconds; what people write takes some thousands.
"""

BUILTINS = frozenset(dir(builtins)) | {"unicode", "basestring", "raw_input", "unichr", "xrange", "long"}
"""Names that need no import, Python 2's too."""

_OPERATORS: dict[type[cst.BaseBinaryOp], str] = {cst.Add: "+", cst.Modulo: "%", cst.Divide: "/"}
_DEPTH = 60
"""Deepest chain of evaluations; a deeper value is unknown."""
_NESTED = 10
"""Deepest nesting of what an object remembers of its construction."""
_CLOSED = 3
"""So many functions around one are remembered."""
_MOST_CONSTRUCTIONS = 8
_MOST_ITEMS = 32
_EMPTY = frozenset({"object", "Exception", "ABC", "Protocol", "Generic", "Generic[]", "Protocol[]"})
"""Bases that have no attributes a script would use."""
_BAGS = ("argparse.Namespace()", "types.SimpleNamespace()")
"""Objects that are made to be given attributes."""


class OutOfSteps(Exception):  # noqa: N818  says what happened
    """The modules take more work than they are worth."""


class Evaluator:
    """Evaluates the expressions of a program."""

    def __init__(self, program: Program, lexicon: Lexicon) -> None:
        self.program = program
        self.lexicon = lexicon
        self._steps = MOST_STEPS
        self._values: dict[tuple[int, Spot], Values] = {}
        self._active: set[tuple[int, Spot]] = set()
        self._sums: dict[int, Values] = {}
        self._stars: set[tuple[str, str]] = set()
        self._returns: dict[Scope, Values] = {}
        self._returning: set[Scope] = set()
        self._constructions: dict[Class, list[tuple[Bound, ...]]] = {}
        self._lineages: dict[Class, list[Class | Ref]] = {}
        self._derived: dict[Class, list[Class]] | None = None
        self._differing: dict[Class, frozenset[str]] = {}
        self._given: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
        self._given_anywhere: dict[str, list[Assignment]] = defaultdict(list)
        self._growing: dict[tuple[Scope, str], list[tuple[cst.Call, Spot]]] = defaultdict(list)
        self._deep: dict[tuple[Scope, str], list[Deep]] = defaultdict(list)
        self.deepened: set[int] = set()
        """What was seen to be put deep into a container, by the identity of its node."""
        self._handed: dict[Scope, dict[str, list[tuple[cst.Call, Spot]]]] = {}
        for scope in program.scopes:
            for name, calls in scope.growing.items():
                self._growing[scope.home(name.partition(".")[0]) or scope, name].extend(calls)
            for name, puts in scope.deep.items():
                self._deep[scope.home(name.partition(".")[0]) or scope, name].extend(puts)
            for name, events in scope.by_attribute.items():
                plain = [event for event in events if event.op == "="]
                self._given[scope.module, name].extend(plain)
                self._given_anywhere[name.rpartition(".")[2]].extend(plain)
        self._options = option_defaults(program)
        self._declared: dict[Scope, dict[str, cst.BaseExpression]] = {}

    def forget(self) -> None:
        """Drop what was evaluated: the next look sees what was learnt since (constructions of classes)."""
        self._values.clear()
        self._sums.clear()
        self._returns.clear()
        self._differing.clear()

    def spend(self) -> None:
        """Count one step. Raises OutOfSteps when there is none left."""
        self._steps -= 1
        if self._steps < 0:
            raise OutOfSteps

    # -- expressions -----------------------------------------------------------------------------

    def value(self, node: cst.BaseExpression, spot: Spot) -> Values:
        """Return the alternatives of ``node`` at ``spot`` (never empty)."""
        key = (id(node), spot)
        found = self._values.get(key)
        if found is not None:
            return found
        if key in self._active or len(self._active) > _DEPTH:
            return unknown(dotted(node))
        self.spend()
        self._active.add(key)
        try:
            found = merged(self._evaluate(node, spot)) or unknown(dotted(node))
        finally:
            self._active.discard(key)
        self._values[key] = found
        return found

    def _evaluate(self, node: cst.BaseExpression, spot: Spot) -> Iterable[Value]:  # noqa: C901, PLR0912  one case per kind
        match node:
            case cst.Name(value="None" | "True" | "False" as word):
                return (Plain(word),)
            case cst.Name(value=name):
                return self.name(name, spot, node)
            case cst.Attribute():
                return self._attribute(node, spot)
            case cst.Call():
                return self._call(node, spot)
            case cst.SimpleString():
                return (Known(Text((spot.scope.positions.string(node),))),)
            case cst.FormattedString():
                return joined(self._fields(node, spot))
            case cst.ConcatenatedString():
                return self._concatenated(node, spot)
            case cst.Subscript():
                return self._item(node, spot)
            case cst.BinaryOperation() if type(node.operator) in _OPERATORS:
                return self._operation(node, spot)
            case cst.BooleanOperation(operator=cst.Or()):
                return (*self.value(node.left, spot), *self.value(node.right, spot))
            case cst.BooleanOperation():
                return self.value(node.right, spot)
            case cst.IfExp():
                return (*self.value(node.body, spot), *self.value(node.orelse, spot))
            case cst.Dict():
                return (self._dict(node, spot),)
            case cst.Tuple() | cst.List() | cst.Set():
                items = tuple([item for element in node.elements for item in self._element(element, spot)])
                return (Row(items, spot.scope.positions.place(node)),)
            case cst.Integer() | cst.Float() | cst.Imaginary() | cst.UnaryOperation(cst.Minus(), cst.BaseNumber()):
                return (Plain(spot.scope.positions.written(node)),)
            case cst.Await(expression=inner) | cst.NamedExpr(target=inner):
                return self.value(inner, spot)
            case cst.Lambda():
                return (Function(self.program.modules[spot.scope.module].lambdas[id(node)]),)
            case cst.ListComp() | cst.SetComp() | cst.GeneratorExp():
                items = tuple([(value,) for value in self.value(node.elt, spot)])
                return (Row(items, spot.scope.positions.place(node)),)
            case cst.DictComp():
                place = spot.scope.positions.place(node)
                return (Mapping((Pair(self.value(node.key, spot), self.value(node.value, spot), place),), place),)
            case cst.Ellipsis():
                return (Plain("..."),)
            case _:
                return unknown()

    def _concatenated(self, node: cst.ConcatenatedString, spot: Spot) -> Values:
        tokens = list(string_tokens(node))
        if is_simple(node):
            positions = spot.scope.positions
            return (Known(Text(tuple([positions.string(t) for t in tokens if isinstance(t, cst.SimpleString)]))),)
        parts: list[tuple[Text, ...]] = []
        for token in tokens:
            formatted = isinstance(token, cst.FormattedString)
            parts += self._fields(token, spot) if formatted else [texts(self.value(token, spot))]
        return joined(parts)

    def _fields(self, node: cst.BaseExpression, spot: Spot) -> list[tuple[Text, ...]]:
        """Return the alternatives of each part of an f-string; a field that formats its value is unknown."""
        found: list[tuple[Text, ...]] = []
        parts = spot.scope.positions.field_texts(node) if isinstance(node, cst.FormattedString) else []
        for part in parts:
            if isinstance(part, Literal):
                found.append((Text((part,)),))
            elif _is_plain_field(part):
                found.append(self._texts(part.expression, spot))
            else:
                found.append(texts(unknown()))
        return found

    def _texts(self, node: cst.BaseExpression, spot: Spot) -> tuple[Text, ...]:
        """Return the alternatives as strings: what is no string becomes a hole or its written form."""
        return tuple([plain_text(value, dotted(node)) for value in self.value(node, spot)])

    def _operation(self, node: cst.BinaryOperation, spot: Spot) -> Values:
        """``left op right``; a hole on the right of ``+`` learns where more text can be added behind it."""
        op = _OPERATORS[type(node.operator)]
        left, right = self.value(node.left, spot), self.value(node.right, spot)
        is_closed = isinstance(node.right, cst.Name | cst.Attribute | cst.Call | cst.Subscript)
        if op == "+" and is_closed and all(isinstance(value, Known) for value in left):
            place = spot.scope.positions.place(node.right)
            right = tuple([with_after(value, place, dotted(node.right)) for value in right])
        return binary(op, left, right)

    def _element(self, element: cst.BaseElement, spot: Spot) -> Iterable[Values]:
        """Return the items that one element of a display gives: several when it has a star."""
        values = self.value(element.value, spot)
        return spread(values) if isinstance(element, cst.StarredElement) else (values,)

    def _dict(self, node: cst.Dict, spot: Spot) -> Mapping:
        positions = spot.scope.positions
        pairs = [
            Pair(
                self.value(element.key, spot) if isinstance(element, cst.DictElement) else None,
                self.value(element.value, spot),
                positions.place(element),
                positions.removal(node.elements, index),
            )
            for index, element in enumerate(node.elements)
        ]
        return Mapping(tuple(pairs), positions.place(node))

    # -- names -----------------------------------------------------------------------------------

    def name(self, name: str, spot: Spot, node: cst.Name | None = None) -> Values:
        """Return what ``name`` may stand for at ``spot``: its own scope first, then the enclosing ones, then star
        imports.

        ``node`` is the name where it is written.
        """
        scope: Scope | None = spot.scope
        while scope is not None:
            here = scope is spot.scope
            is_seen = (here or scope.kind != "class") and not (name in scope.globals and scope.parent is not None)
            if is_seen and (found := self._bound(name, spot if here else scope.after)):
                return self._used(found, node, spot, name)
            scope = scope.parent
        if starred := self._starred(name, spot.scope.module):
            return starred
        if name in BUILTINS:
            return (Ref(name),)
        return unknown(name, spot.scope.positions.place(node) if node is not None else None)

    def _used(self, values: Values, node: cst.CSTNode | None, spot: Spot, name: str) -> Values:
        """Return the values with one more step in their trail, where there is something to trace."""
        if node is None or not any(isinstance(value, Known) for value in values):
            return values
        return stepped(values, spot.scope.positions.place(node), name)

    def _bound(self, name: str, spot: Spot) -> Values:
        scope = spot.scope
        events: Sequence[Binding] = scope.by_name.get(name, ())
        param = next((param for param in scope.params if param.name == name), None)
        if param is not None:  # ``path = path.strip()`` starts from what is given
            events = [event for event in events if event.spot is not spot]
        found = [v for event in reaching(events, spot) for v in self._binding(event, name)] if events else []
        if param is not None and not any(e.spot.order < spot.order and not e.spot.branch for e in events):
            found.extend(self._parameter(param, scope))
        return merged(found)

    def _parameter(self, param: Param, scope: Scope) -> Values:
        """``self``, what the annotation says, what pytest gives, else a hole to be filled at call sites."""
        if (own := self.receiver(param, scope)) is not None:
            return (own,)
        name = f"{param.kind}{param.name}" if param.kind in {"*", "**"} else param.name
        if param.annotation is not None and (typed := self._annotated(param.annotation, scope)):
            return tuple(replace(v, param=(scope.owner, name)) if isinstance(v, Instance) else v for v in typed)
        if (fixture := self.fixture(param.name, scope)) is not None:
            return self.returned(fixture, ())
        return unknown(name, None, (scope.owner, name))

    def fixture(self, name: str, scope: Scope) -> Function | None:
        """Return the fixture that pytest gives to a test or a fixture: of its class, its module or a conftest.py
        above."""
        if not (scope.name.startswith("test") or "fixture" in scope.marks()):
            return None
        around = [scope.parent, scope.parent.parent if scope.parent is not None else None]
        folder = scope.module
        while folder:
            folder = folder.rpartition("/")[0]
            key = f"{folder}/conftest.py".lstrip("/")
            around += [self.program.top(key)] if key in self.program.modules else []
        for home in around:
            found = home.method(name) if home is not None else None
            if home is not None and found is not None and found is not scope and "fixture" in found.marks():
                return Function(found, Instance(Class(home)) if home.kind == "class" else None)
        return None

    def _annotated(self, annotation: cst.BaseExpression, scope: Scope) -> Values:
        for value in self.value(annotation, scope.outer):
            if isinstance(value, Class) and not self._is_enum(value):
                return (Instance(value),)
            if isinstance(value, Ref):
                root = value.name.split(".", maxsplit=1)[0]
                if root in self.lexicon.packages or value.name in self.lexicon.factories:
                    return (self._constructed(value, scope.positions.place(annotation), ()),)
        return ()

    def _is_enum(self, of: Class) -> bool:
        """Whether objects of a class are its members, each with a value of its own."""
        return any(isinstance(base, Ref) and "Enum" in base.name for base in self.lineage(of))

    def _binding(self, event: Binding, name: str) -> Values:
        if isinstance(event, Definition):  # decorators are taken to keep what they decorate
            return (Class(event.scope),) if event.scope.kind == "class" else (Function(event.scope),)
        if isinstance(event, Import):
            return self._imported(event)
        return self._assigned(event, name)

    def _assigned(self, event: Assignment, name: str) -> Values:
        if event.value is None:
            if event.annotation is not None:
                return self._annotated(event.annotation, event.spot.scope)
            return unknown() if event.op == "unknown" else ()
        value = self.value(event.value, event.spot)
        if event.op == "for":
            value = merged(v for one in value for v in self.members_of(one) or elements((one,)))
        if not isinstance(event.target, cst.Name):
            return unpacked(event.target, name, value)
        if event.op == "+=":
            return self._sum(event, name, value)
        return self._completed(value, name, event.spot.scope) if event.op in {"=", "with", "walrus"} else value

    def _sum(self, event: Assignment, name: str, value: Values) -> Values:
        """``name += value``, remembered: a chain of them in branches would otherwise be walked once per path."""
        if id(event) not in self._sums:
            self._sums[id(event)] = value  # while it is being worked out
            self._sums[id(event)] = merged(binary("+", self.name(name, event.spot), value))
        return self._sums[id(event)]

    # -- modules ---------------------------------------------------------------------------------

    def _imported(self, event: Import) -> Values:
        """Return what an import binds."""
        module, find = event.spot.scope.module, self.program.find
        key = find(module, event.module, event.level)
        if not event.name:
            if event.is_root:
                root = event.module.split(".")[0]
                own = find(module, root, 0)
                return (ProjectModule(own),) if own else (Ref(root),)
            return (ProjectModule(key),) if key else (Ref(event.module),)
        if key and (found := self._exported(key, event.name)):
            return found
        inner = find(module, f"{event.module}.{event.name}".strip("."), event.level)
        if inner:
            return (ProjectModule(inner),)
        if key:
            return unknown(event.alias, event.place)
        return (Ref(f"{event.module}.{event.name}" if event.module else event.name),)

    def _exported(self, module: str, name: str) -> Values:
        """Return what ``name`` is in ``module`` once the module has run; empty when it does not say."""
        return self._bound(name, self.program.top(module).after) or self._starred(name, module)

    def _starred(self, name: str, module: str) -> Values:
        stars = self.program.top(module).stars
        key = (name, module)
        if not stars or key in self._stars:
            return ()
        self._stars.add(key)
        try:
            for star in stars:
                found = self.program.find(module, star.module, star.level)
                if found is None and star.module.split(".")[0] in self.lexicon.packages and name[:1].isupper():
                    return (Ref(f"{star.module}.{name}"),)
                if found and (value := self._exported(found, name)):
                    return value
        finally:
            self._stars.discard(key)
        return ()

    # -- attributes and items --------------------------------------------------------------------

    def _attribute(self, node: cst.Attribute, spot: Spot) -> Values:
        """``base.name``, for every alternative of the base."""
        name = node.attr.value
        found = self._members(self.value(node.value, spot), node, spot)
        found = self._used(found, node, spot, name)
        if is_open(found, _BAGS) and (given := self._given_to_name(node, spot)):
            found = given
        if any(isinstance(v, Mapping) for v in found):
            return self._completed(found, dotted(node), spot.scope)
        return merged(found)

    def _members(self, bases: Values, node: cst.Attribute, spot: Spot) -> Values:
        found: list[Value] = []
        for base in bases:
            token = spot.scope.positions.word(node.attr) if isinstance(base, Ref) else None
            found.extend(self.member(base, node.attr.value, token))
        return tuple(found)

    def member(self, base: Value, name: str, token: Literal | None = None) -> Values:
        """Attribute ``name`` of one value, written as ``token``."""
        match base:
            case Ref() if base.name.endswith(PARSED):
                given = (v for node, spot in self._options.get(name, ()) for v in self.value(node, spot))
                return merged((*(v for v in given if isinstance(v, Known)), *unknown(name)))
            case Ref():
                tokens = (*base.tokens, token) if token else base.tokens
                return (replace(base, name=f"{base.name}.{name}", tokens=tokens),)
            case ProjectModule():
                if found := self._exported(base.name, name):
                    return found
                inner = self.program.find(base.name, name, 1)
                return (ProjectModule(inner),) if inner else unknown(name)
            case Class() | Instance():
                return self._class_attribute(base, name)
            case Response():
                return (base,)
            case Known() if (gap := hole_of(base)) is not None:
                param = (gap.param[0], f"{gap.param[1]}.{name}") if gap.param else None
                return unknown(f"{gap.name}.{name}" if gap.name else name, gap.place, param)
            case Known() if name in {"value", "url"}:
                return (base,)  # a member of an Enum; a URL object
            case _:
                return unknown(name)

    def key(self, node: cst.Subscript, spot: Spot) -> Values:
        """Return the key of a subscript; unknown for slices."""
        key = key_of(node)
        return self.value(key, spot) if key is not None else unknown()

    def _item(self, node: cst.Subscript, spot: Spot) -> Values:
        keys = self.key(node, spot)
        found: list[Value] = []
        for base in self.value(node.value, spot):
            found.extend(chosen(base, keys))
        return merged(found) or unknown(dotted(node.value))

    def _given_to_name(self, node: cst.Attribute, spot: Spot) -> Values:
        """Return what the object that is called the same here was given: before, in the same scope, or anywhere."""
        name = dotted(node)
        root, _, rest = name.partition(".")
        given = self._given.get((spot.scope.module, name), ()) if rest else ()
        home = spot.scope.home(root) if given else None
        if home is None:
            return ()
        near = [event for event in given if event.spot.scope.home(root) is home]
        reached = {id(event) for event in reaching([e for e in near if e.spot.scope is spot.scope], spot)}
        elsewhere = not reached or spot.scope is not home
        return self._all_given(e for e in near if id(e) in reached or (elsewhere and e.spot.scope is not spot.scope))

    def _given_to_class(self, owner: Class, name: str) -> Values:
        """Return what objects of a class are given from outside of it, when it is one object only that is."""
        given = [event for event in self._given_anywhere.get(name, ()) if self._is_object_of(event, owner)]
        one = len({(event.spot.scope.module, dotted(event.target)) for event in given}) == 1
        return self._all_given(given) if one else ()

    def _is_object_of(self, event: Assignment, owner: Class) -> bool:
        if not isinstance(event.target, cst.Attribute):
            return False
        found = self.value(event.target.value, event.spot)
        return any(isinstance(value, Instance) and value.args is not None and value.of == owner for value in found)

    def _all_given(self, given: Iterable[Assignment]) -> Values:
        values = (v for event in given if event.value is not None for v in self.value(event.value, event.spot))
        return merged(v for v in values if not is_none(v))

    # -- what is put into containers later -------------------------------------------------------

    def _completed(self, values: Values, name: str, scope: Scope) -> Values:
        """``values``, bound to ``name`` in a scope, with what the scope puts into the mappings and lists among them."""
        if any(isinstance(value, Mapping) for value in values):
            extra = self.later_entries(name, scope)
            values = tuple(replace(v, pairs=v.pairs + extra) if isinstance(v, Mapping) else v for v in values)
        if any(isinstance(value, Row) for value in values):
            more = tuple(self._later_items(name, scope))
            values = tuple(replace(v, items=v.items + more) if isinstance(v, Row) and more else v for v in values)
        return self._deepened(values, self._deep.get((scope, name), ()))

    def _deepened(self, values: Values, puts: Sequence[Deep]) -> Values:
        """``values`` with what is put deeper into the mappings and lists among them."""
        if not any(isinstance(value, Mapping | Row) for value in values):
            return values
        for put in puts[:_MOST_ITEMS]:
            keys = [{text.known for text in texts(self.value(key, put.spot))} for key in put.keys]
            new = self._new_part(put)
            self.deepened.add(id(put.by))
            values = tuple(put_inside(value, keys, new) for value in values)
        return values

    def _new_part(self, put: Deep) -> Pair | tuple[Values, ...]:
        """Return the entry or the items that are put somewhere."""
        if isinstance(put.by, cst.Call):
            return tuple(self._put(put.by, put.spot))
        return Pair(self.key(put.by, put.spot), self.value(put.value, put.spot), put.spot.scope.positions.place(put.by))

    def _later_items(self, name: str, scope: Scope) -> Iterator[Values]:
        """Items put into the list ``name`` by ``append`` and ``extend``, also by functions that are given the list."""
        for call, spot in self._growing.get((scope, name), ())[:_MOST_ITEMS]:
            yield from self._put(call, spot)
        for call, spot in self._handed_on(scope).get(name, ())[:_MOST_ITEMS]:
            for callee in self.value(call.func, spot):
                if isinstance(callee, Function):
                    yield from self._put_by(callee, call, name, spot)

    def _put(self, call: cst.Call, spot: Spot) -> Iterator[Values]:
        """Yield the items of one call of ``append`` or ``extend``."""
        method_name = last_name(call.func)
        if method_name in {"append", "extend"} and len(call.args) == 1:
            values = self.value(call.args[0].value, spot)
            if method_name == "append":
                yield values
            else:
                yield from (item for value in values if isinstance(value, Row) for item in value.items)

    def _put_by(self, function: Function, call: cst.Call, name: str, spot: Spot) -> Iterator[Values]:
        """Yield the items that a function puts into the list ``name`` which a call gives it."""
        names = [param.name for param in function.scope.params][int(_takes_receiver(function)) :]
        for number, arg in enumerate(call.args):
            param = keyword(arg) or (names[number] if number < len(names) else "")
            for inner, at in function.scope.growing.get(param, ()) if dotted(arg.value) == name else ():
                filling = self.filling(function, self.bounds(call, spot))
                yield from (filling.all(item) for item in self._put(inner, at))

    def _handed_on(self, scope: Scope) -> dict[str, list[tuple[cst.Call, Spot]]]:
        """Return the calls of the project's functions in a scope that are given something by its name."""
        if scope not in self._handed:
            found: dict[str, list[tuple[cst.Call, Spot]]] = defaultdict(list)
            for call, spot in scope.used(cst.Call):
                if last_name(call.func) in self._growers:
                    for arg in call.args:
                        found[dotted(arg.value)].append((call, spot))
            self._handed[scope] = found
        return self._handed[scope]

    @cached_property
    def _growers(self) -> frozenset[str]:
        """The names of functions that put items into a list which they are given."""
        scopes = (s for s in self.program.scopes if any(param.name in s.growing for param in s.params))
        return frozenset(scope.name for scope in scopes)

    def later_entries(self, name: str, scope: Scope) -> tuple[Pair, ...]:
        """Entries put into the mapping ``name`` (dotted) by ``name[key] = value``, ``update`` and ``setdefault``."""
        found: list[Pair] = []
        for event in scope.by_item.get(name, ()):
            if isinstance(event.target, cst.Subscript) and event.value is not None:
                place = scope.positions.place(event.target)
                found.append(Pair(self.key(event.target, event.spot), self.value(event.value, event.spot), place))
        for call, spot in scope.growing.get(name, ()):
            if last_name(call.func) in {"update", "setdefault"}:
                found.extend(self._update(call, spot))
        return tuple(found)

    def _update(self, call: cst.Call, spot: Spot) -> Iterator[Pair]:
        bounds, place = self.bounds(call, spot), spot.scope.positions.place(call)
        if last_name(call.func) == "setdefault":
            yield from (Pair(bounds[0].values, bounds[1].values, place),) if len(bounds) == 2 else ()
            return
        for bound in bounds:
            if bound.keyword:
                yield keyword_pair(bound)
            for value in bound.values:
                if isinstance(value, Mapping):
                    yield from value.pairs
                elif not bound.keyword:
                    yield Pair(None, (value,), place)

    # -- calls -----------------------------------------------------------------------------------

    def _call(self, node: cst.Call, spot: Spot) -> Values:
        """Return what a call returns."""
        found: list[Value] = []
        bounds = self.bounds(node, spot)
        if isinstance(node.func, cst.Attribute):
            for base in self.value(node.func.value, spot):
                folded = method(base, node.func.attr.value, bounds)
                if folded is not None:
                    found.extend(folded)
                    continue
                for callee in self._members((base,), node.func, spot):
                    found.extend(self._result(callee, bounds, node, spot))
            return merged(found)
        for callee in self.value(node.func, spot):
            if isinstance(callee, Ref) and callee.name == "super":
                found.extend(self._above(spot.scope))
            else:
                found.extend(self._result(callee, bounds, node, spot))
        return merged(found)

    def _result(self, callee: Value, bounds: tuple[Bound, ...], node: cst.Call, spot: Spot) -> Values:
        """Return what calling one value returns."""
        match callee:
            case Function():
                place = spot.scope.positions.place(node)
                found = self.returned(callee, bounds)
                here = tuple(Response(place, v.name) if isinstance(v, Response) else v for v in found)
                return here or (Response(place, f"{dotted(node.func)}()"),)
            case Class():
                self.built(callee, bounds)
                made = Instance(callee, bounds)
                return (made if made.depth <= _NESTED else Instance(callee),)
            case Instance():
                hook = self._class_attribute(callee, "__call__")
                return merged(v for m in hook if isinstance(m, Function) for v in self.returned(m, bounds))
            case Ref():
                return self._external(callee, bounds, spot.scope.positions.place(node))
            case _:
                return (Response(spot.scope.positions.place(node), _reply_name(node.func, bounds)),)

    def _external(self, callee: Ref, bounds: tuple[Bound, ...], place: Place) -> Values:
        if callee.name == "getattr" and len(bounds) >= 2:
            return self._getattr(bounds[0].values, texts(bounds[1].values) or (hole(),))
        known = external(callee, bounds, place)
        asks = callee.root in self.lexicon.packages and ".client." in callee.name
        if known is None and (asks or lib.answers(callee.name)):
            return (Response(place, f"{callee.name}()"),)
        return known if known is not None else (self._constructed(callee, place, bounds),)

    def _getattr(self, bases: Values, names: Iterable[Text]) -> Values:
        """Attributes by their names; one that is not known yet stays open."""
        found: list[Value] = []
        for base in bases:
            for name in names:
                if name.known:
                    word = name.literals if len(name.literals) == 1 else None
                    members = self.member(base, name.known)
                    found.extend(replace(v, tokens=word) if isinstance(v, Ref) and word else v for v in members)
                elif isinstance(base, Ref):
                    found.append(replace(base, dynamic=name, preset=()))
                elif not isinstance(base, Instance | Row | Mapping | Plain):
                    found.extend(unknown("getattr"))
        return merged(found)

    def _constructed(self, callee: Ref, place: Place | None, bounds: tuple[Bound, ...]) -> Ref:
        """Return the object an external callable returns; known factories give the client they make."""
        name = self.lexicon.factories.get(callee.name, f"{callee.name}()")
        made = Ref(name, origin=place or callee.origin, args=bounds)
        return made if made.depth <= _NESTED else Ref(name, origin=made.origin)

    def bounds(self, call: cst.Call, spot: Spot) -> tuple[Bound, ...]:
        """Return the arguments of a call; displays behind ``*`` and ``**`` unfold."""
        nodes = tuple(call.args)
        raw = bounds_of(nodes, [self.value(arg.value, spot) for arg in nodes], spot.scope.positions)
        return Substitution("", {}, self.member).bounds(raw) if any(arg.star for arg in nodes) else raw

    def returned(self, function: Function, bounds: tuple[Bound, ...]) -> Values:
        """Return what a project function returns when called with ``bounds``."""
        return self._fill(self._returned(function.scope), function, bounds)

    def _returned(self, scope: Scope) -> Values:
        if scope in self._returns:
            return self._returns[scope]
        if scope in self._returning:
            return ()
        self._returning.add(scope)
        try:
            found = merged(v for e in scope.events if isinstance(e, Return) for v in self._return(e))
        finally:
            self._returning.discard(scope)
        self._returns[scope] = found
        return found

    def _return(self, event: Return) -> Values:
        return self.value(event.value, event.spot) if event.value is not None else (Plain("None"),)

    def _fill(self, values: Values, function: Function, bounds: tuple[Bound, ...]) -> Values:
        """``values`` with the parameters of ``function`` replaced by what ``bounds`` pass."""
        filled = self.filling(function, bounds).all(values) if any(v.owners for v in values) else values
        return tuple([_closing(value, function, bounds) for value in filled])

    def filling(self, function: Function, bounds: tuple[Bound, ...]) -> Filling:
        """Return what replaces the parameters of ``function`` when it is called with ``bounds``, and of those around
        it."""
        calls = ((function, bounds), *function.closed)
        return Filling([Substitution(f.scope.owner, self.bind(f, given), self.member) for f, given in calls])

    def bind(self, function: Function, bounds: tuple[Bound, ...]) -> Passed:
        """Parameter → values passed, defaults filled in."""
        scope = function.scope
        params = list(scope.params)
        own: Passed = {}
        if _takes_receiver(function):
            of = Instance(function.owner) if isinstance(function.owner, Class) else function.owner
            own = {p.name: (of,) for p in params[:1] if of is not None}
            params = params[1:]
        given = [*function.preset, *bounds]
        positional = [b.values for b in given if not b.keyword and not b.star]
        named = {b.keyword: b for b in given if b.keyword}
        plain = [p for p in params if p.kind == "positional"]
        binding: Passed = {param.name: values for param, values in zip(plain, positional, strict=False)}
        for param in params:
            if param.kind == "*":
                binding[f"*{param.name}"] = (Row(tuple(positional[len(plain) :]), NOWHERE),)
            elif param.kind == "**":
                known = {p.name for p in params}
                pairs = tuple(keyword_pair(b) for name, b in named.items() if name not in known)
                binding[f"**{param.name}"] = (Mapping(pairs, NOWHERE),)
            elif param.name in named:
                binding[param.name] = named[param.name].values
            elif param.name not in binding and (default := self._default(param, scope)):
                binding[param.name] = default
        return own | binding

    def _default(self, param: Param, scope: Scope) -> Values:
        """Return what a parameter is when it is not given: its own default, or that of an option of click's."""
        if param.default is not None:
            return self.value(param.default, scope.outer)
        default = self._options_of(scope).get(param.name) if scope.decorators else None
        return self.value(default, scope.outer) if default is not None else ()

    def _options_of(self, scope: Scope) -> dict[str, cst.BaseExpression]:
        """Return the defaults of the options that decorators of click's declare for a function."""
        if scope not in self._declared:
            found: dict[str, cst.BaseExpression] = {}
            for node in scope.decorators:
                default = keyword_value(node, "default") if isinstance(node, cst.Call) else None
                if default is not None and isinstance(node, cst.Call):
                    declares = self.value(node.func, scope.outer)
                    if any(isinstance(value, Ref) and value.name in lib.OPTIONS for value in declares):
                        found[stored_as(node)] = default
            self._declared[scope] = found
        return self._declared[scope]

    def by_default(self, scope: Scope) -> list[Substitution]:
        """Return what replaces the parameters of a function nobody is seen to call: defaults, beside what one might
        pass.

        Of a method's ``self`` there is one for the class, and one for each subclass when the class leaves something
        for them to say and nobody is seen to make an object: a framework may.
        """
        binding: Passed = {}
        for param in scope.params:
            if default := self._default(param, scope):
                solid = (value for value in default if (gap := hole_of(value)) is None or gap.name)
                binding[param.name] = merged((*solid, *unknown(param.name)))
        own = self.receiver(scope.params[0], scope) if scope.params else None
        if not isinstance(own, Instance):
            return [Substitution(scope.owner, binding, self.member)]
        below = self._below(own.of)[:LIMIT] if self._leaves_open(own.of) else []
        objects = [replace(own, param=None), *(Instance(sub) for sub in below)]
        name = scope.params[0].name
        return [Substitution(scope.owner, {name: (one,)} | binding, self.member) for one in objects]

    def _leaves_open(self, owner: Class) -> bool:
        """Whether a class of which no object is seen to be made has empty attributes: its subclasses fill them."""
        if owner in self._constructions:
            return False
        given = [self._own(owner, name, owner) for name in sorted(self._differs(owner))]
        return any(values and all(is_none(v) or _is_blank(v) for v in values) for values in given)

    # -- classes ---------------------------------------------------------------------------------

    def receiver(self, param: Param, scope: Scope) -> Instance | Class | None:
        """``self`` or ``cls`` when ``param`` is one, else None; a class that is only asked is like an object of it."""
        if scope.kind != "function" or not scope.in_class or scope.params[0] is not param or scope.parent is None:
            return None
        marks = scope.marks() if scope.decorators else ()
        if "staticmethod" in marks:
            return None
        own = Class(scope.parent)
        is_open = bool(self._differs(own))
        if scope.name == "__new__" or ("classmethod" in marks and (not is_open or _makes_objects(param, scope))):
            return own
        return Instance(own, None, (scope.owner, param.name) if is_open else None)

    def built(self, made: Class, args: tuple[Bound, ...]) -> None:
        """Remember that ``made`` is constructed with ``args`` somewhere."""
        known = self._constructions.setdefault(made, [])
        if len(known) < _MOST_CONSTRUCTIONS and args not in known:
            known.append(args)

    def _above(self, scope: Scope) -> Values:
        """Return what ``super()`` is in a method; nothing outside of methods."""
        while not scope.in_class and scope.parent is not None:
            scope = scope.parent
        if scope.parent is None or not scope.params:
            return ()
        own = Class(scope.parent)
        receiver = self.receiver(scope.params[0], scope)
        if isinstance(receiver, Instance):
            return (replace(receiver, after=own),)
        return merged(self._bases(own)) if receiver is not None else ()

    def _bases(self, of: Class) -> list[Value]:
        """Return the base classes, project's or foreign."""
        return [v for base in of.scope.bases if not base.keyword for v in self.value(base.value, of.scope.outer)]

    def lineage(self, of: Class) -> list[Class | Ref]:
        """Return the class and its ancestors, nearest first; foreign ones as references."""
        if of not in self._lineages:
            found: list[Class | Ref] = []
            queue: list[Value] = [of]
            while queue:
                current = queue.pop(0)
                if isinstance(current, Ref):
                    found.append(current)
                elif isinstance(current, Class) and current not in found:
                    found.append(current)
                    queue.extend(self._bases(current))
            self._lineages[of] = found
        return self._lineages[of]

    def members_of(self, value: Value) -> Values:
        """Return the values of an enumeration's members; () of anything else."""
        if not isinstance(value, Class) or not any(
            isinstance(a, Ref) and "Enum" in a.name for a in self.lineage(value)
        ):
            return ()
        names = (e.target for e in value.scope.events if isinstance(e, Assignment) and e.op == "=")
        return merged(v for n in names if isinstance(n, cst.Name) for v in self._own(value, n.value, value))

    def derived(self, of: Class) -> list[Class]:
        """Direct subclasses in the project."""
        if self._derived is None:
            self._derived = {}
            for scope in self.program.classes:
                for base in self._bases(Class(scope)) if scope.bases else ():
                    if isinstance(base, Class):
                        self._derived.setdefault(base, []).append(Class(scope))
        return self._derived.get(of, [])

    def _class_attribute(self, base: Class | Instance, name: str) -> Values:
        """Attribute ``name`` of a class or an instance; a hole named ``self.name`` when nothing says."""
        of = base.of if isinstance(base, Instance) else base
        if isinstance(base, Instance):
            if base.after is not None:
                return self._inherited(replace(base, after=None), name, base.after) or unknown(f"self.{name}")
            if base.param and name in self._differs(of):
                return unknown(f"self.{name}", None, (base.param[0], f"{base.param[1]}.{name}"))
            if given := self._field(base, name):
                return given
        if found := self._inherited(base, name):
            return (self._given_to_class(of, name) if is_open(found, _BAGS) else ()) or found
        if below := [v for sub in self.derived(of) for v in self._own(sub, name, base)]:
            return merged(below)
        if not isinstance(base, Instance):
            return unknown(name)
        if given := self._given_to_class(of, name):
            return given
        return unknown(f"self.{name}")

    def _inherited(self, base: Class | Instance, name: str, after: Class | None = None) -> Values:
        """Return what the nearest class that has ``name`` says; only those behind ``after`` are asked."""
        of = base.of if isinstance(base, Instance) else base
        lineage = self.lineage(of)
        for ancestor in lineage[lineage.index(after) + 1 :] if after in lineage else lineage:
            if isinstance(ancestor, Ref):
                if foreign := self._overridden(ancestor, name, base) or self._foreign(ancestor, name, base):
                    return foreign
            elif found := self._own(ancestor, name, base):
                return self._filled(self._handed_up(found, of), of, base)
        return ()

    def _overridden(self, ancestor: Ref, name: str, base: Class | Instance) -> Values:
        """Return the ``request`` of a kind of client, which its ``get`` calls."""
        if name not in lib.VERBS or ancestor.root not in lib.CLIENTS or not isinstance(base, Instance):
            return ()
        verb = Bound((Known(literal(name.upper())),))
        found = self._inherited(base, "request")
        return tuple(replace(one, preset=(verb,)) for one in found if isinstance(one, Function))

    def _foreign(self, ancestor: Ref, name: str, base: Class | Instance) -> Values:
        if ancestor.name.rpartition(".")[2] in _EMPTY or "Enum" in ancestor.name or name.startswith("__"):
            return ()
        if not isinstance(base, Instance):
            return ()
        if name in lib.VERBS and (own := self._requesting(ancestor, base)):
            return (replace(own, preset=(Bound((Known(literal(name.upper())),)),)),)
        made = self._constructed(ancestor, identity(base), ())
        return (replace(made, name=f"{made.name}.{name}"),)

    def _requesting(self, ancestor: Ref, base: Instance) -> Function | None:
        """Return the ``request`` of the program that ``get`` and the like of a library's client call in their turn."""
        if ancestor.root not in lib.CLIENTS:
            return None
        found = (each.scope.method("request") for each in self.lineage(base.of) if isinstance(each, Class))
        return next((Function(scope, base) for scope in found if scope is not None), None)

    def _own(self, owner: Class, name: str, base: Class | Instance) -> Values:
        """Return what one class says of ``name``: a method, what its body declares, what its methods set on
        ``self``."""
        if (scope := owner.scope.method(name)) is not None:
            if scope.is_abstract and self.derived(owner):
                return ()
            function = Function(scope, base)
            return self.returned(function, ()) if {"property", "cached_property"} & scope.marks() else (function,)
        found = list(self.name(name, owner.scope.after)) if name in owner.scope.by_name else []
        if isinstance(base, Instance):
            found.extend(v for event in owner.scope.set_on_self(name) for v in self._set(event, name))
        solid = [v for v in found if not is_none(v)]
        return self._with_items(merged(solid or found), owner, name)

    def _set(self, event: Assignment, name: str) -> Values:
        if event.value is None:
            return ()
        values = self.value(event.value, event.spot)
        return unpacked(event.target, name, values) if isinstance(event.target, Display) else values

    def _with_items(self, values: Values, owner: Class, name: str) -> Values:
        """Return the mappings and lists among ``values`` with what the methods of the class put into them."""
        if any(isinstance(v, Row) for v in values):
            items = tuple(
                item
                for scope, own in owner.scope.methods()
                for call, spot in scope.growing.get(f"{own}.{name}", ())
                for item in self._put(call, spot)
            )
            values = tuple(replace(v, items=v.items + items) if isinstance(v, Row) and items else v for v in values)
        own_methods = list(owner.scope.methods())
        if any(isinstance(v, Mapping) for v in values):
            extra = tuple(pair for scope, own in own_methods for pair in self.later_entries(f"{own}.{name}", scope))
            values = tuple(replace(v, pairs=v.pairs + extra) if isinstance(v, Mapping) else v for v in values)
        return self._deepened(
            values, [put for scope, own in own_methods for put in scope.deep.get(f"{own}.{name}", ())]
        )

    def _filled(self, values: Values, of: Class, base: Class | Instance) -> Values:
        """Values with the constructor's parameters replaced by what constructions of the class pass."""
        if not any(value.owners for value in values):
            return values
        args = base.args if isinstance(base, Instance) else None
        constructions = [args] if args is not None else self._constructions.get(of, [])
        init = self.initializer(of)
        if init is None or not constructions:
            return values
        return merged(v for given in constructions for v in self._fill(values, init, given))

    def initializer(self, of: Class) -> Function | None:
        """Return the ``__init__`` that runs for ``of``."""
        return next(self._initializers(of), None)

    def _initializers(self, of: Class) -> Iterator[Function]:
        """Yield the ``__init__`` of a class and those of its ancestors, nearest first."""
        for ancestor in self.lineage(of):
            if isinstance(ancestor, Class) and (scope := ancestor.scope.method("__init__")) is not None:
                yield Function(scope, Instance(of))

    def _handed_up(self, values: Values, of: Class) -> Values:
        """``values`` with the parameters of an upper ``__init__`` replaced by what the lower ones pass to it."""
        if not any(value.owners for value in values):
            return values
        for upper, lower in pairwise(reversed(list(self._initializers(of)))):
            given = self._passed_up(lower, upper)
            if given is not None:
                values = self._fill(values, upper, given)
        return values

    def _passed_up(self, lower: Function, upper: Function) -> tuple[Bound, ...] | None:
        """Return the arguments with which one ``__init__`` calls the other, without ``self``; None when it does not."""
        for call, spot in lower.scope.used(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value == "__init__":
                for callee in self.value(call.func, spot):
                    if isinstance(callee, Function) and callee.scope is upper.scope:
                        bounds = self.bounds(call, spot)
                        return bounds[1:] if isinstance(callee.owner, Class) else bounds
        return None

    def _field(self, base: Instance, name: str) -> Values:
        """Return what the construction of a dataclass or NamedTuple passes for ``name``."""
        if not base.args or self.initializer(base.of) is not None:
            return ()
        names = base.of.scope.fields()
        for index, bound in enumerate(base.args):
            if bound.keyword == name or (not bound.keyword and index < len(names) and names[index] == name):
                return bound.values
        return ()

    # -- what depends on the object --------------------------------------------------------------

    def _differs(self, owner: Class) -> frozenset[str]:
        """Return the names of the values of ``self`` that a method of ``owner`` cannot know: a subclass sets them, or
        constructions that are not alike."""
        if owner not in self._differing:
            self._differing[owner] = frozenset()  # for classes that inherit from themselves
            found = {n for sub in self.derived(owner) for n in (*self._told_apart(sub), *self._differs(sub))}
            if self._is_made_differently(owner):
                init = self.initializer(owner)
                found.update(self._texts_set(init.scope) if init is not None else owner.scope.fields())
            self._differing[owner] = frozenset(found)
        return self._differing[owner]

    def _is_made_differently(self, owner: Class) -> bool:
        made = self._constructions.get(owner, [])
        if len(made) > 1 or any(bound.owners for given in made for bound in given):
            return True
        return any(sub.scope.method("__init__") is not None or sub in self._constructions for sub in self._below(owner))

    def _below(self, owner: Class) -> list[Class]:
        """All subclasses in the project."""
        found = list(self.derived(owner))
        for sub in found:
            found.extend(below for below in self.derived(sub) if below not in found)
        return found

    def _told_apart(self, owner: Class) -> set[str]:
        """Values set in the body of a class, and strings set on ``self`` by its methods."""
        events = owner.scope.events
        found = {e.target.value for e in events if isinstance(e, Assignment) and isinstance(e.target, cst.Name)}
        for scope, _ in owner.scope.methods():
            found.update(self._texts_set(scope))
        return found

    def _texts_set(self, scope: Scope) -> Iterator[str]:
        """Yield the names a method gives strings to on ``self``."""
        own = scope.params[0].name if scope.params else ""
        for name, events in scope.by_attribute.items():
            base, _, last = name.rpartition(".")
            if base == own and all(self._is_text(event) for event in events):
                yield last

    def _is_text(self, event: Assignment) -> bool:
        return event.value is not None and all(isinstance(v, Known) for v in self.value(event.value, event.spot))


def _reply_name(func: cst.BaseExpression, bounds: tuple[Bound, ...]) -> str:
    """Return what the result of a call is called: ``config.host`` for ``config.get("host")``."""
    base, _, last = dotted(func).rpartition(".")
    return item_name(base, bounds[0].values) if last == "get" and bounds else f"{dotted(func)}()"


def identity(of: Instance) -> Place:
    """Return a place that stands for an object of a project class itself."""
    return Place(of.of.scope.module, of.of.scope.number, of.of.scope.number)


def _makes_objects(param: Param, scope: Scope) -> bool:
    """Whether a class method calls its class."""
    return any(isinstance(call.func, cst.Name) and call.func.value == param.name for call, _ in scope.used(cst.Call))


def _takes_receiver(function: Function) -> bool:
    if function.owner is None:
        return False
    marks = function.scope.marks() if function.scope.decorators else ()
    return "staticmethod" not in marks and (isinstance(function.owner, Instance) or "classmethod" in marks)


def _closing(value: Value, function: Function, bounds: tuple[Bound, ...]) -> Value:
    """Return a function that ``function`` defines and returns, with what ``function`` was called with."""
    if not isinstance(value, Function) or len(value.closed) >= _CLOSED or value.scope.parent is not function.scope:
        return value
    return replace(value, closed=((replace(function, closed=()), bounds), *function.closed))


def _is_blank(value: Value) -> bool:
    return isinstance(value, Known) and value.text.known == ""


def _is_plain_field(field: cst.FormattedStringExpression) -> bool:
    """Whether a replacement field is written as ``str()`` would."""
    spec = field.format_spec or ()
    plain = all(isinstance(part, cst.FormattedStringText) and part.value == "s" for part in spec)
    return plain and field.conversion in {None, "s"} and field.equal is None
