"""What a text is also used for, beside being sent: a key, taken apart, stored, handed to somebody who may do anything.

A text is followed to where it ends: the request, what is shown to a person, a comparison of which both sides are known
(see ``Probe``). Whatever else it reaches depends on how it is written, and is noted with its place. Functions of the
project are looked into: what ``def fetch(path): …; open(path[5:], "w")`` does with its parameter is done with every
string that it is called with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain

import libcst as cst

from c42migrate.model import Place, Probe, ProbeForm, Step, Text, literal
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import children, dotted, key_of, keyword, last_name, subexpressions
from c42migrate.readers.python.scopes import Assignment, Event, Return, Scope, Spot
from c42migrate.readers.python.unattributed import Token, tokens
from c42migrate.readers.python.values import (
    Bound,
    Class,
    Function,
    Instance,
    Known,
    Mapping,
    Ref,
    Response,
    Row,
    Values,
    value_texts,
)

_APART = frozenset({"split", "rsplit", "partition", "rpartition", "find", "rfind", "index", "rindex", "count"})
_CUTS = frozenset({"removeprefix", "removesuffix", "lstrip", "rstrip", "strip"})
_CHANGES = _APART | _CUTS | {"replace", "translate", "sub", "subn"}
_SEPARATES = re.compile(r"(?!.*://)(?=.*[A-Za-z/])(?!//\Z|\{)")
_LOOKS_UP = frozenset({"get", "pop", "setdefault"})
_READ_BACK = frozenset({"url", "full_url", "path_url", "real_url", "selector"})
"""Attributes of requests and replies that hold the URL which was asked for."""
_KEEPS = frozenset({"sub", "subn", "split", "dict", "append", "appendleft", "add", "insert", "extend"})
"""Last names of calls that take a text apart, or put it into a container."""
_PATHLESS = frozenset(
    ["scheme", "host", "hostname", "netloc", "port", "query", "params", "fragment", "username", "password"]
)
"""Parts of a URL that no fix changes."""
_PATCHES = frozenset({"patch", "object", "setattr", "Mock", "MagicMock"})
"""Last names of calls that put a function in the place of another."""
_PARSED = frozenset({"urlsplit", "urlparse", "str", "URL", "unquote"})
_GIVEN = frozenset({"url", "path", "uri", "endpoint", "request_url", "full_url"})
"""Names of parameters that hold the URL of a request where nobody in the project calls the function."""
_ROUNDS = 3
"""So many functions are looked through, from the use of a parameter outwards."""
_OF_SETS = (cst.Subtract, cst.BitAnd, cst.BitOr, cst.BitXor)
_AS_TABLE = frozenset({"asdict", "astuple", "vars", "dump", "dumps"})
"""Last names of calls that make a table of what an object was made with."""
_URL_PARTS = (5, 6)
"""So many parts have the results of ``urlsplit`` and ``urlparse``, which keep the value of their text."""

_Param = tuple[str, str]
_Use = tuple[Values, cst.CSTNode, str]
"""The values that are used, where, and what is done with them, one phrase for a note."""


class Effects:
    """Finds the tokens of a program that something else than a request depends on.

    ``senders``: the places of the calls that send a request, or run a program that does.
    """

    def __init__(self, evaluator: Evaluator, senders: Collection[Place]) -> None:
        self._evaluator = evaluator
        self._value = evaluator.value
        self._senders = senders
        self._scopes = {scope.owner: scope for scope in evaluator.program.scopes}
        self._calls: dict[str, list[tuple[cst.Call, Spot]]] = defaultdict(list)
        for scope in evaluator.program.scopes:
            for call, spot in scope.used(cst.Call):
                self._calls[last_name(call.func)].append((call, spot))

    def uses(self) -> dict[Token, Step]:
        """Return the tokens that must not be edited, and the use that each has."""
        found: dict[Token, Step] = {}
        waiting: dict[_Param, Step] = {}
        for scope in self._evaluator.program.scopes:
            for values, node, what in (*self._keys(scope), *self._taken(scope), *self._kept(scope)):
                step = Step(scope.positions.place(node), what)
                for text in value_texts(values):
                    self._note(text, step, found, waiting)
        self._follow(waiting, found)
        return found

    def sent_beside(self) -> frozenset[Token]:
        """Return the tokens that are sent beside a URL: none of them may change with the URL, but as a header they
        may."""
        scopes = self._evaluator.program.scopes
        calls = (found for scope in scopes for found in scope.used(cst.Call))
        sent = (values for call, spot in calls for values in self._sent_along(call, spot))
        return frozenset(token for values in sent for text in value_texts(values) for token in tokens(text))

    def read_back(self, scope: Scope) -> Iterator[Probe]:
        """Yield what takes apart the URL that was asked for: there any change of it is seen."""
        for node, spot, what in self._reading(scope):
            if self._is_read_back(node, spot):
                yield Probe(ProbeForm.WHOLE, literal("url"), scope.positions.place(node), what)

    # -- parameters -------------------------------------------------------------------------------

    @staticmethod
    def _note(text: Text, step: Step, found: dict[Token, Step], waiting: dict[_Param, Step]) -> None:
        for token in tokens(text):
            found.setdefault(token, step)
        for gap in text.holes:
            if gap.param:
                waiting.setdefault(gap.param, step)

    def _follow(self, waiting: dict[_Param, Step], found: dict[Token, Step]) -> None:
        """Return what the parameters are given by the program's own calls, and by the callers of these."""
        scopes = self._scopes
        seen: set[_Param] = set()
        for _ in range(_ROUNDS):
            wanted, waiting = {param: step for param, step in waiting.items() if param not in seen}, {}
            seen |= wanted.keys()
            for (owner, name), step in wanted.items():
                for text in self._given(scopes[owner], name) if owner in scopes else ():
                    self._note(text, step, found, waiting)

    def _given(self, scope: Scope, name: str) -> Iterator[Text]:
        """Yield what the callers of a function hand to its parameter."""
        for function, call, spot in self._calls_of(scope):
            given = self._evaluator.bind(function, self._evaluator.bounds(call, spot))
            yield from value_texts(given.get(name, ()))

    def _is_open(self, values: Values) -> bool:
        """Whether values may be texts that nobody sees here: what is read, typed, or given by callers elsewhere."""
        texts = value_texts(_direct(values))
        return (
            not values
            or any(isinstance(value, Response | Ref) for value in values)
            or any(not self._is_filled(gap.param) for text in texts for gap in text.holes)
        )

    def _is_filled(self, param: _Param | None) -> bool:
        """Whether the project calls the function of a parameter."""
        scope = self._scopes.get(param[0]) if param else None
        return scope is not None and any(True for _ in self._calls_of(scope))

    def _calls_of(self, scope: Scope) -> Iterator[tuple[Function, cst.Call, Spot]]:
        """Yield the calls that reach a function of the project."""
        name = _called_as(scope)
        names = (name, *sorted(lib.VERBS)) if name == "request" else (name,)  # a client's get calls its request
        for call, spot in chain.from_iterable(self._calls.get(one, ()) for one in names):
            for callee in self._value(call.func, spot):
                function = self._evaluator.initializer(callee) if isinstance(callee, Class) else callee
                if isinstance(function, Function) and function.scope is scope:
                    yield function, call, spot

    # -- keys and comparisons ---------------------------------------------------------------------

    def _keys(self, scope: Scope) -> Iterator[_Use]:
        for display, spot in scope.used(cst.Dict):
            keys = (one.key for one in display.elements if isinstance(one, cst.DictElement))
            yield from ((self._value(key, spot), key, "a key") for key in keys)
        for made, spot in scope.used(cst.DictComp):
            yield _strings(self._value(made.key, spot)), made.key, "a key"
        for item, spot in scope.used(cst.Subscript):
            yield self._evaluator.key(item, spot), item, "a key"
        for event in scope.events:
            if isinstance(event, Assignment) and isinstance(event.target, cst.Subscript):
                yield self._evaluator.key(event.target, event.spot), event.target, "a key"
        for compared, spot in scope.used(cst.Comparison):
            yield from self._compared(compared, spot)

    def _compared(self, compared: cst.Comparison, spot: Spot) -> Iterator[_Use]:
        """Yield what is compared with something that is not known; where both sides are, the probes tell."""
        yield from self._held_against(
            (compared.left, *(one.comparator for one in compared.comparisons)), compared, spot
        )

    def _held_against(self, operands: Iterable[cst.BaseExpression], node: cst.CSTNode, spot: Spot) -> Iterator[_Use]:
        values = [self._value(operand, spot) for operand in operands]
        if any(map(self._is_open, values)):
            yield from ((own, node, "compared, and not all is known of it") for own in values)

    # -- taken apart, stored, handed over ---------------------------------------------------------

    def _taken(self, scope: Scope) -> Iterator[_Use]:
        for item, spot in scope.used(cst.Subscript):
            key = key_of(item)
            if key is None and not _is_tail(item):
                yield _strings(self._value(item.value, spot)), item, "taken apart"
            elif isinstance(key, cst.Integer) and key.value == "2":
                yield _parsed(self._value(item.value, spot)), item, "taken apart"
        for attribute, spot in scope.used(cst.Attribute):
            if attribute.attr.value == "path":
                yield _parsed(self._value(attribute.value, spot)), attribute, "taken apart"
        for operation, spot in scope.used(cst.BinaryOperation):
            if isinstance(operation.operator, cst.Divide) and _is_path(self._value(operation.left, spot)):
                yield self._inside(operation.right, spot), operation, "part of the name of a file"
            elif isinstance(operation.operator, _OF_SETS):
                yield from self._held_against((operation.left, operation.right), operation, spot)
        for call, spot in scope.used(cst.Call):
            yield from self._called(call, spot)

    def _called(self, call: cst.Call, spot: Spot) -> Iterator[_Use]:
        name = last_name(call.func)
        if isinstance(call.func, cst.Attribute) and name in _APART | _CUTS:
            told = self._known(call.args[:1], spot)
            if any(re.search("[A-Za-z]", text) if name in _CUTS else _SEPARATES.match(text) for text in told):
                yield _strings(self._value(call.func.value, spot)), call, "taken apart"
        elif isinstance(call.func, cst.Attribute) and name in lib.ALIGNS:
            yield _strings(self._value(call.func.value, spot)), call, "shown in a column"
        if call.args:  # an enumeration finds its members by their values
            for callee in self._value(call.func, spot):
                yield self._evaluator.members_of(callee), call, "a key"
        for made in self._value(call, spot) if name in {"dict", "OrderedDict", "defaultdict", "Counter"} else ():
            yield from ((pair.key or (), call, "a key") for pair in (made.pairs if isinstance(made, Mapping) else ()))
        if not self._is_accounted(call, name, spot):
            for arg in call.args:
                if not _starts_thread(call, arg):
                    given = self._inside(arg.value, spot)
                    handed = given if name in _AS_TABLE else _direct(given)
                    yield handed, call, f"handed to {dotted(call.func) or name}"

    def _is_accounted(self, call: cst.Call, name: str, spot: Spot) -> bool:
        """Whether what a call does with its arguments is known, and depends on none of them."""
        callees = self._value(call.func, spot)
        refs = [value for value in callees if isinstance(value, Ref)]
        if any(ref.name.startswith(lib.STORES) for ref in refs):
            return name in lib.RUNS and spot.scope.positions.place(call) in self._senders
        if self._looks_up(call, name, spot):
            return False
        if any(ref.name in lib.JOINS for ref in refs):
            return True
        if name in lib.FOLLOWED | lib.ROUTES or name.endswith(("Error", "Exception", "Warning")):
            return True
        if any(isinstance(value, Function | Class | Instance) for value in callees):
            return True
        if spot.scope.positions.place(call) in self._senders or any(_speaks_http(ref) for ref in refs):
            return True
        if name in lib.SHOWN:
            return True
        if name in lib.PATTERNS and self._is_pattern_known(call, name, refs, spot):
            return True  # a probe tells
        if name in lib.RUNNERS and call.args:
            run = self._value(call.args[0].value, spot)
            return any(isinstance(value, Function) or (isinstance(value, Ref) and _speaks_http(value)) for value in run)
        handed = {
            token
            for arg in call.args
            for text in value_texts(_direct(self._value(arg.value, spot)))
            for token in tokens(text)
        }
        result = {token for text in value_texts(_direct(self._value(call, spot))) for token in tokens(text)}
        return bool(handed) and handed <= result

    def _is_pattern_known(self, call: cst.Call, name: str, refs: Iterable[Ref], spot: Spot) -> bool:
        """Whether a probe can tell what a text is held against: ``re.search(known, text)``, ``known.search(text)``."""
        if name == "compile":
            return True
        compiled = [ref for ref in refs if ref.name.endswith(f".compile().{name}")]
        given = [bound.values for ref in compiled for bound in ref.args[:1]]
        if not compiled:
            given = [self._value(arg.value, spot) for arg in call.args[:1]]
        return bool(given) and all(text.known for values in given for text in value_texts(values))

    def _looks_up(self, call: cst.Call, name: str, spot: Spot) -> bool:
        """Whether a call gets an entry of a mapping, by its key."""
        of = call.func.value if isinstance(call.func, cst.Attribute) and name in _LOOKS_UP else None
        return of is not None and any(isinstance(value, Mapping) for value in self._value(of, spot))

    def _inside(self, node: cst.BaseExpression, spot: Spot) -> Values:
        """Return the value of an expression, and of the names in it: what is made of them may not be known."""
        names = [one for one in _made_of(node) if one is not node]
        return (*self._value(node, spot), *(v for one in names for v in _strings(self._value(one, spot))))

    def _known(self, args: Iterable[cst.Arg], spot: Spot) -> list[str]:
        return [text.known for arg in args for text in value_texts(self._value(arg.value, spot)) if text.known]

    def _sent_along(self, call: cst.Call, spot: Spot) -> Iterator[Values]:
        """Yield what a call is given to send beside its URL, and the keys of a mapping that it makes."""
        for arg in call.args:
            if arg.keyword is not None and arg.keyword.value in lib.BESIDE:
                yield self._value(arg.value, spot)

    # -- the URL read back ------------------------------------------------------------------------

    def _reading(self, scope: Scope) -> Iterator[tuple[cst.BaseExpression, Spot, str]]:
        """Yield the expressions whose value is taken apart or told from others."""
        for call, spot in scope.used(cst.Call):
            name = last_name(call.func)
            if (
                isinstance(call.func, cst.Attribute)
                and name in _CHANGES - {"sub", "subn"}
                and not self._keeps(call, spot)
            ):
                yield call.func.value, spot, "is taken apart"
            elif name in _KEEPS or not self._is_accounted(call, name, spot):
                given = (one for arg in call.args for one in (arg.value, *_filled_in(arg.value)))
                yield from ((one, spot, "is handed on") for one in given if name not in _PARSED)
        yield from ((item.value, spot, "is taken apart") for item, spot in scope.used(cst.Subscript))
        yield from ((key, spot, "is a key") for key, spot in _keys_in(scope))
        for compared, spot in scope.used(cst.Comparison):
            operands = (compared.left, *(target.comparator for target in compared.comparisons))
            if all(self._is_open(self._value(operand, spot)) for operand in operands):
                yield from ((operand, spot, "is compared") for operand in operands)

    def _keeps(self, call: cst.Call, spot: Spot) -> bool:
        """Whether a call cuts off what no fix changes: a slash at the end, the scheme, the query."""
        told = self._known(call.args[:1], spot)
        if last_name(call.func) in _CUTS:
            return not any(re.search("[A-Za-z]", text) for text in told)
        return bool(told) and all(text in {"?", "#", "&", "="} for text in told)

    def _is_read_back(self, node: cst.BaseExpression, spot: Spot, seen: frozenset[str] = frozenset()) -> bool:
        """Whether an expression is the URL that was asked for, as a reply or a hook has it, or the path in it.

        ``seen``: names whose value is being looked at, which may be made of itself (``url = url.strip()``).
        """
        match node:
            case cst.Attribute(attr=cst.Name(name)) if name in _READ_BACK:
                return self._is_open(self._value(node, spot)) or not any(value_texts(self._value(node, spot)))
            case cst.Attribute(value=value, attr=cst.Name(name)) if name not in _PATHLESS:
                return self._is_read_back(value, spot, seen)
            case cst.Call(cst.Attribute(cst.Call(cst.Name("super")))):
                return spot.scope.owner in self._called_by_clients
            case cst.Call(cst.Attribute(value, cst.Name("encode" | "decode" | "lower" | "strip" | "rstrip"))):
                return self._is_read_back(value, spot, seen)
            case cst.Call(func, [cst.Arg(value), *_]) if last_name(func) in _PARSED:
                return self._is_read_back(value, spot, seen)
            case cst.Name(name):
                events = [
                    e for e in spot.scope.by_name.get(name, ()) if isinstance(e, Assignment) and e.value is not None
                ]
                if len(events) == 1 and events[0].value is not None and name not in seen:
                    return self._is_read_back(events[0].value, events[0].spot, seen | {name})
                gaps = [
                    gap
                    for value in _strings(self._value(node, spot))
                    for text in value_texts((value,))
                    for gap in text.holes
                ]
                params = [gap.param for gap in gaps if gap.param]
                if any(owner in self._called_by_clients for owner, _ in params):
                    return True
                return name in _GIVEN and bool(params) and self._is_open(self._value(node, spot))
            case _:
                return False

    @cached_property
    def _called_by_clients(self) -> frozenset[str]:
        """The functions that an HTTP library calls itself: methods of classes that derive from its own, and what is
        put in the place of its own functions, or handed to it or to what stands in for it in a test."""
        found: set[str] = set()
        for scope in self._evaluator.program.scopes:
            if scope.in_class and scope.parent is not None and scope.name not in {"__init__", "request"}:
                above = self._evaluator.lineage(Class(scope.parent))
                found.update(scope.owner for one in above if isinstance(one, Ref) and _speaks_http(one))
            for event in scope.events:
                if isinstance(event, Assignment) and event.value is not None:
                    into = event.target.value if isinstance(event.target, cst.Attribute | cst.Subscript) else None
                    if into is not None and self._is_client(self._value(into, event.spot)):
                        found.update(_functions(self._value(event.value, event.spot)))
            for call, spot in scope.used(cst.Call):
                if last_name(call.func) in _PATCHES or self._is_client(self._value(call.func, spot)):
                    found.update(owner for arg in call.args for owner in _functions(self._value(arg.value, spot)))
        return frozenset(found)

    @staticmethod
    def _is_client(values: Values) -> bool:
        return any(isinstance(value, Ref) and _speaks_http(value) for value in values)

    # -- kept: returned beside the reply, or put into a container ---------------------------------

    def _kept(self, scope: Scope) -> Iterator[_Use]:
        beside: list[tuple[cst.Name, Spot]] = []
        for event in scope.events:
            if isinstance(event, Assignment) and event.value is not None:
                if self._is_store(event):
                    yield self._value(event.value, event.spot), event.value, "stored"
                elif isinstance(event.target, cst.Tuple | cst.List) and len(event.target.elements) in _URL_PARTS:
                    yield _strings(self._value(event.value, event.spot)), event.value, "taken apart"
            beside += ((name, event.spot) for name in _beside(event))
        sent = self._sent(scope, {name.value for name, _ in beside}) if beside else set()
        for name, spot in beside:
            if name.value in sent:
                yield self._value(name, spot), name, "given back beside the reply"

    def _is_store(self, event: Assignment) -> bool:
        """``os.environ["X"] = …``, ``reply["source"] = …``"""
        if not isinstance(event.target, cst.Subscript):
            return False
        into = self._value(event.target.value, event.spot)
        return any(
            isinstance(one, Response) or (isinstance(one, Ref) and one.name.startswith(lib.SETTINGS)) for one in into
        )

    def _sent(self, scope: Scope, names: set[str]) -> set[str]:
        """Those of the names that a call which gets a reply is given."""
        found: set[str] = set()
        for call, spot in scope.used(cst.Call):
            inside = (one for arg in call.args for one in subexpressions(arg.value))
            given = names & {one.value for one in inside if isinstance(one, cst.Name)}
            if given - found and any(isinstance(value, Response) for value in self._value(call, spot)):
                found |= given
        return found


def _filled_in(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """Yield what is filled into a formatted string."""
    if isinstance(node, cst.FormattedString):
        yield from (part.expression for part in node.parts if isinstance(part, cst.FormattedStringExpression))


def _functions(values: Values) -> Iterator[str]:
    """Yield the functions among values, in lists and mappings too."""
    for value in values:
        match value:
            case Function():
                yield value.scope.owner
            case Row():
                yield from (owner for item in value.items for owner in _functions(item))
            case Mapping():
                yield from (owner for pair in value.pairs for owner in _functions(pair.values))


def _keys_in(scope: Scope) -> Iterator[tuple[cst.BaseExpression, Spot]]:
    """Yield the expressions that are keys of displays, or by which something is looked up or stored."""
    for display, spot in scope.used(cst.Dict):
        yield from ((one.key, spot) for one in display.elements if isinstance(one, cst.DictElement))
    stored = [
        (e.target, e.spot) for e in scope.events if isinstance(e, Assignment) and isinstance(e.target, cst.Subscript)
    ]
    for item, spot in (*scope.used(cst.Subscript), *stored):
        if (key := key_of(item)) is not None:
            yield key, spot


def _made_of(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """Yield the names in an expression, without those that a call in it has taken: that call answers for them."""
    if isinstance(node, cst.Name | cst.Attribute | cst.Subscript):
        yield node
    if isinstance(node, cst.Call) and last_name(node.func) not in lib.FOLLOWED:
        return
    for child in children(node):
        if isinstance(child, cst.BaseExpression):
            yield from _made_of(child)


def _called_as(scope: Scope) -> str:
    """Return the last name of the calls of a function; an initializer is called by the name of its class."""
    is_initializer = scope.name == "__init__" and scope.parent is not None
    return scope.parent.name if is_initializer and scope.parent is not None else scope.name


def _speaks_http(ref: Ref) -> bool:
    return ref.root in lib.CLIENTS | lib.PARTS | lib.DOUBLES


def _starts_thread(call: cst.Call, arg: cst.Arg) -> bool:
    """``Thread(target=work, args=(path,))``"""
    return last_name(call.func) in {"Thread", "Process", "Timer"} and keyword(arg) in {"target", "args", "kwargs"}


def _direct(values: Values) -> Values:
    """Return the texts, also in lists and mappings; those that an object was made with are its own business."""
    return tuple(
        replace(value, items=tuple(map(_direct, value.items))) if isinstance(value, Row) else value
        for value in values
        if isinstance(value, Known | Row | Mapping)
    )


def _beside(event: Event) -> Iterator[cst.Name]:
    """Names that are returned with other things, or put into a container under a key."""
    parts: Iterable[cst.CSTNode] = ()
    match event:
        case Return(value=cst.Tuple(elements=elements) | cst.List(elements=elements) | cst.Set(elements=elements)):
            parts = (element.value for element in elements)
        case Return(value=cst.Dict(elements=elements)):
            parts = (element.value for element in elements)
        case Return(value=cst.DictComp(value=value)):
            parts = (value,)
        case Assignment(op="=", target=cst.Subscript(), value=cst.Name() as name):
            parts = (name,)
    yield from (part for part in parts if isinstance(part, cst.Name))


def _parsed(values: Values) -> Values:
    """Return the URLs whose path is taken: what is parsed keeps the value of its text, and no other text has a
    ``path``."""
    parsed = (value for value in values if isinstance(value, Ref) and value.name in lib.URL_PARSERS)
    return (*_strings(values), *(one for ref in parsed for one in _first(ref.args)))


def _is_path(values: Values) -> bool:
    return any(isinstance(value, Ref) and value.name.startswith("pathlib.") for value in values)


def _first(bounds: Iterable[Bound]) -> Values:
    return next((bound.values for bound in bounds), ())


def _strings(values: Values) -> Values:
    """Return the strings; parts of lists are none."""
    return tuple(value for value in values if isinstance(value, Known))


def _is_tail(node: cst.Subscript) -> bool:
    """``[:-1]``: a slash at the end goes."""
    if len(node.slice) != 1 or not isinstance(node.slice[0].slice, cst.Slice):
        return False
    inside = node.slice[0].slice
    return inside.lower is None and (inside.upper is None) != (inside.step is None)
