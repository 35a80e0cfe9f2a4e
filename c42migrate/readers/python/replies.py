"""Where the parts of a reply are read: forwards from a call, through names, loops, returns and helper functions.

The evaluator looks backwards, from an expression to what it may be. Here it goes the other way, from the call that
answers to every expression that reads a part of the answer (``reply["users"]``, ``.get("users")``, ``.data``), until
the value ends somewhere: printed, compared, passed to somebody, stored. Values are followed through local names,
closures, loops, comprehensions, lists that a function fills, returns, and into functions of the project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import libcst as cst

from c42migrate.model import Place, Reply, ReplyEnd, ReplyLoop, ReplyRead, ReplyUse
from c42migrate.readers.python.evaluator import Evaluator, OutOfSteps
from c42migrate.readers.python.nodes import Display, children, dotted, key_of, keyword, last_name, loops, targets
from c42migrate.readers.python.scopes import (
    Assignment,
    Binding,
    Definition,
    Evaluation,
    Event,
    Import,
    Module,
    Return,
    Scope,
    Spot,
    reaching,
)
from c42migrate.readers.python.unattributed import speaks
from c42migrate.readers.python.values import Class, Function, Instance, Ref, Values, is_none, texts

ITEM = "[]"
"""The step to an item of a list, by index or in a loop."""
ANY = "*"
"""The step to a value under a key that is not known."""

_SENDS = frozenset({"urllib.request.urlopen", "urllib2.urlopen"})
"""What gives the reply of a request that was made before."""
_SAME = _SENDS | {"list", "tuple", "sorted", "reversed", "set", "iter", "copy.copy", "copy.deepcopy"}
_ONE = frozenset({"next", "min", "max"})
_ASKED = frozenset({"len", "bool", "any", "all", "isinstance", "type", "hasattr"})
_WRITTEN = frozenset({"str", "repr", "format", "json.dumps", "json.dump", "bytes"})
_LOADS = frozenset({"json.loads", "json.load"})
_TEXTS = frozenset({".text", ".text()", ".content", ".read()", ".body", ".data"})
"""The body of a reply as a text."""
_OVER = frozenset({"items", "values", "keys"})
_PUTS_ONE = frozenset({"append", "add"})
_PUTS = _PUTS_ONE | {"extend", "update"}
_CHANGES = frozenset({"append", "extend", "update", "pop", "clear", "insert", "remove", "setdefault", "sort", "add"})
_DEEPEST = 3
"""So many functions a value is followed through."""
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class _Flow:
    """A value on its way: the expression ``node`` has it.

    ``path``: which part of the reply it is. ``lists``: how many lists of the program's own are around it. ``base``: the
    expression at which the present chain of accesses begins, ``chain`` those accesses. The rest: see ``ReplyRead``.
    """

    node: cst.BaseExpression
    spot: Spot
    base: cst.BaseExpression
    path: tuple[str, ...] = ()
    lists: int = 0
    chain: tuple[cst.BaseExpression, ...] = ()
    beside: tuple[Place, ...] = ()
    depth: int = 0
    given: Place | None = None

    def at(self, node: cst.BaseExpression, **changes: object) -> _Flow:
        """Return the value of ``node``, which is no access: a chain of accesses begins there."""
        return replace(self, node=node, base=node, chain=(), **changes)  # type: ignore[arg-type]  # fields of its own

    def item(self) -> tuple[tuple[str, ...], int]:
        """Path and lists of an item of the value."""
        return (self.path, self.lists - 1) if self.lists else ((*self.path, ITEM), 0)


@dataclass(slots=True)
class _Context:
    """Of a module: what is around each expression, the events whose value it is, and where names are read."""

    parents: dict[int, cst.BaseExpression] = field(default_factory=dict)
    events: dict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))
    written: set[int] = field(default_factory=set)
    names: dict[str, list[_Load]] = field(default_factory=lambda: defaultdict(list))
    inner: set[int] = field(default_factory=set)
    """The targets of the loops of comprehensions."""
    loops: dict[int, cst.CompFor] = field(default_factory=dict)
    """The loops of comprehensions by what they go over."""


@dataclass(frozen=True, slots=True)
class _Load:
    """A name where it is read; ``target``: that of the comprehension around it which binds it, 0 if none does."""

    node: cst.Name
    spot: Spot
    target: int


@dataclass(slots=True)
class _Trace:
    """What was found of one reply. ``via``: the call through which functions are left, where it is known."""

    via: Place | None
    has_keys: bool = True
    reads: dict[Place, ReplyRead] = field(default_factory=dict)
    ends: dict[tuple[Place, str], ReplyEnd] = field(default_factory=dict)
    loops: dict[Place, ReplyLoop] = field(default_factory=dict)
    seen: set[tuple[int, tuple[str, ...], int]] = field(default_factory=set)


class Replies:
    """Follows the replies of calls of one program."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._contexts: dict[str, _Context] = {}
        self._traces: dict[tuple[int, Place | None], Reply] = {}
        self._calls: dict[str, list[tuple[cst.Call, Spot]]] | None = None
        self._trace = _Trace(None)

    def of(self, call: cst.Call, spot: Spot, via: Place | None = None, *, has_keys: bool = True) -> Reply:
        """Return what is known of the reply of ``call``. ``via``: the outermost call it is made by. ``has_keys``: its
        methods called ``get`` read a key."""
        key = (id(call), via)
        if key not in self._traces:
            self._trace = _Trace(via, has_keys)
            flow = _Flow(call, spot, call)
            try:
                self._follow(flow)
            except OutOfSteps:
                self._end(flow, ReplyUse.UNKNOWN)
            reads = tuple(self._trace.reads[place] for place in sorted(self._trace.reads))
            ends = tuple(self._trace.ends[one] for one in sorted(self._trace.ends))
            loops = tuple(self._trace.loops[place] for place in sorted(self._trace.loops))
            self._traces[key] = Reply(reads, ends, loops)
        return self._traces[key]

    # -- what is around an expression ------------------------------------------------------------

    def _context(self, scope: Scope) -> _Context:
        if scope.module not in self._contexts:
            self._contexts[scope.module] = _context(self._evaluator.program.modules[scope.module])
        return self._contexts[scope.module]

    def _called(self, scope: Scope) -> Iterator[tuple[cst.Call, Spot]]:
        """Yield the calls of a function of the project by its name."""
        if self._calls is None:
            self._calls = defaultdict(list)
            for one in self._evaluator.program.scopes:
                for call, spot in one.used(cst.Call):
                    self._calls[last_name(call.func)].append((call, spot))
        owner = [scope.parent.name] if scope.parent is not None and scope.name == "__init__" else []
        for call, spot in (pair for name in (scope.name, *owner) for pair in self._calls.get(name, ())):
            if any(v.scope is scope for v in self._functions(self._evaluator.value(call.func, spot))):
                yield call, spot

    # -- one step further ------------------------------------------------------------------------

    def _follow(self, flow: _Flow) -> None:
        key = (id(flow.node), flow.path, flow.lists)
        if key in self._trace.seen or len(flow.path) > _LONGEST:
            return
        self._trace.seen.add(key)
        self._evaluator.spend()
        context = self._context(flow.spot.scope)
        parent = context.parents.get(id(flow.node))
        if flow.chain and not _goes_on(flow, parent):
            self._read(flow)
        if parent is not None:
            self._inside(flow, parent, context)
            return
        events = context.events.get(id(flow.node), ())
        if not events:
            self._end(flow, ReplyUse.UNKNOWN)
        for event in events:
            self._event(flow, event)

    def _inside(self, flow: _Flow, parent: cst.BaseExpression, context: _Context) -> None:
        node = flow.node
        match parent:
            case cst.Attribute() | cst.Subscript() if id(parent) in context.written and parent.value is node:
                self._end(flow, ReplyUse.CHANGED, self._put_at(parent, flow.spot))
            case cst.Attribute():
                above = context.parents.get(id(parent))
                if isinstance(above, cst.Call) and above.func is parent:
                    self._method(flow, parent.attr.value, above)
                else:
                    self._access(flow, parent, f".{parent.attr.value}")
            case cst.Subscript() if parent.value is node:
                self._item(flow, parent)
            case cst.Call() if parent.func is not node:
                self._argument(flow, parent)
            case cst.BooleanOperation() | cst.IfExp() if (other := _alternative(parent, node)) is not None:
                self._follow(self._or(flow, parent, other))
            case cst.Await() | cst.NamedExpr() | cst.BooleanOperation() | cst.StarredElement():
                self._follow(flow.at(parent))
            case cst.List() | cst.Tuple() | cst.Set():
                self._follow(flow.at(parent, lists=flow.lists + (not isinstance(node, cst.StarredElement))))
            case cst.ListComp() | cst.SetComp() | cst.GeneratorExp() if parent.elt is node:
                self._follow(flow.at(parent, lists=flow.lists + 1))
            case _:
                self._end(flow, _use_in(parent, node), self._by(parent, node, flow.spot))

    def _put_at(self, target: cst.Attribute | cst.Subscript, spot: Spot) -> str:
        """``.name`` or ``[key]``, "" for a key that is not known."""
        if isinstance(target, cst.Attribute):
            return f".{last_name(target)}"
        known = {text.known for text in texts(self._evaluator.key(target, spot))}
        return f"[{known.pop()}]" if len(known) == 1 and None not in known else ""

    def _by(self, parent: cst.BaseExpression, node: cst.BaseExpression, spot: Spot) -> str:
        """``%`` for what fills a text, and the key that is asked for by ``"key" in reply``."""
        match parent:
            case cst.BinaryOperation(operator=cst.Modulo()):
                return "%"
            case cst.Comparison(left=key, comparisons=[cst.ComparisonTarget(operator=cst.In() | cst.NotIn())]) if (
                key is not node
            ):
                known = {text.known for text in texts(self._evaluator.value(key, spot))}
                return known.pop() or "" if len(known) == 1 else ""
            case _:
                return ""

    def _or(self, flow: _Flow, node: cst.BaseExpression, other: cst.BaseExpression) -> _Flow:
        """Return the value of ``node``, which may be ``other`` as well."""
        place = flow.spot.scope.positions.place
        return flow.at(node, beside=(*flow.beside, *([] if _is_nothing(other) else [place(other)])))

    def _access(self, flow: _Flow, node: cst.BaseExpression, step: str) -> None:
        """Read a part of the reply; of the program's own lists nothing but items can be read."""
        if flow.lists:
            self._end(flow, ReplyUse.UNKNOWN)
        else:
            self._follow(replace(flow, node=node, path=(*flow.path, step), chain=(*flow.chain, node)))

    def _item(self, flow: _Flow, node: cst.Subscript) -> None:
        key = key_of(node)
        if key is None:  # a part of a list is a list
            self._follow(flow.at(node))
        elif isinstance(key, cst.Integer | cst.UnaryOperation):
            path, lists = flow.item()
            chain = (*flow.chain, node) if not flow.lists else ()
            self._follow(
                replace(flow, node=node, path=path, lists=lists, chain=chain, base=flow.base if chain else node)
            )
        else:
            self._keyed(flow, node, self._evaluator.key(node, flow.spot))

    def _keyed(self, flow: _Flow, node: cst.BaseExpression, keys: Values) -> None:
        known = {text.known for text in texts(keys)}
        word = next(iter(known)) if len(known) == 1 and len(keys) == 1 else None
        if word is None:
            self._end(flow, ReplyUse.UNKNOWN, "a key that is not known")
        else:
            self._access(flow, node, word)

    def _method(self, flow: _Flow, name: str, call: cst.Call) -> None:
        if name == "get" and call.args and not flow.lists and self._trace.has_keys:
            self._keyed(flow, call, self._evaluator.value(call.args[0].value, flow.spot))
        elif not self._trace.has_keys:
            self._access(flow, call, f".{name}()")
        elif name == "copy" and not call.args:
            self._follow(flow.at(call))
        elif name == "sort" and (flow.lists or flow.path):
            self._mapped(flow, call)
            self._end(flow, ReplyUse.TESTED, name)
        elif name in _CHANGES and (flow.lists or flow.path):
            if not flow.lists:
                self._end(flow, ReplyUse.CHANGED, name)
        else:
            self._access(flow, call, f".{name}()")

    # -- arguments -------------------------------------------------------------------------------

    def _argument(self, flow: _Flow, call: cst.Call) -> None:
        arg = next((arg for arg in call.args if arg.value is flow.node), None)
        name = last_name(call.func)
        if arg is None or arg.star:
            self._end(flow, ReplyUse.PASSED, f"*{name}" if arg is not None else name)
            return
        callees = self._evaluator.value(call.func, flow.spot)
        if isinstance(call.func, cst.Attribute) and name in _PUTS and isinstance(call.func.value, cst.Name):
            self._put(flow, call.func.value, name)
        elif functions := list(self._functions(callees)):
            for function in functions:
                self._into(flow, call, arg, function)
        else:
            names = {one.name for one in callees if isinstance(one, Ref)}
            self._given(flow, call, names.pop() if len(names) == 1 else "")

    def _functions(self, callees: Values) -> Iterator[Function]:
        """Yield the functions of the project that are called; of a class its ``__init__``."""
        for one in callees:
            function = self._evaluator.initializer(one) if isinstance(one, Class) else one
            if isinstance(function, Function):
                yield function

    def _given(self, flow: _Flow, call: cst.Call, callee: str) -> None:
        """Something from outside of the project takes the value."""
        last = last_name(call.func)
        if callee in _SAME:
            self._mapped(flow, call)
            self._follow(flow.at(call))
        elif callee in _ONE:
            self._mapped(flow, call)
            path, lists = flow.item()
            self._follow(flow.at(call, path=path, lists=lists, beside=(*flow.beside, *self._others(flow, call))))
        elif callee in {"map", "filter"}:
            self._mapped(flow, call)
            if callee == "filter":
                self._follow(flow.at(call))
        elif callee in {"enumerate", "zip"}:
            self._numbered(flow, call)
        elif callee in _LOADS and (body := _loaded(flow.path, callee)) is not None and len(call.args) == 1:
            self._follow(flow.at(call, path=body))
        elif callee in _ASKED:
            self._end(flow, ReplyUse.TESTED, callee)
        elif callee in _WRITTEN or (isinstance(call.func, cst.Attribute) and last in {"format", "join"}):
            self._end(flow, ReplyUse.FORMATTED, callee or last)
        elif last in {"print", "pprint"} or speaks(call):
            self._end(flow, ReplyUse.PRINTED, last)
        else:
            self._end(flow, ReplyUse.PASSED, callee or last)

    @staticmethod
    def _others(flow: _Flow, call: cst.Call) -> Iterator[Place]:
        """Yield what ``next`` or ``max`` may give instead of an item."""
        for arg in call.args:
            if arg.value is not flow.node and keyword(arg) in {"", "default"} and not _is_nothing(arg.value):
                yield flow.spot.scope.positions.place(arg.value)

    def _mapped(self, flow: _Flow, call: cst.Call) -> None:
        """Return what ``key=lambda user: …`` or the function of ``map`` and ``filter`` does with each item."""
        path, lists = flow.item()
        is_mapping = last_name(call.func) in {"map", "filter"}
        for arg in call.args:
            if arg.value is flow.node or not (keyword(arg) == "key" or (is_mapping and arg is call.args[0])):
                continue
            for value in self._evaluator.value(arg.value, flow.spot):
                if isinstance(value, Function) and value.scope.params:
                    self._enter(flow.at(flow.node, path=path, lists=lists), value.scope, value.scope.params[0].name, ())
                elif not is_none(value):
                    self._end(flow, ReplyUse.UNKNOWN, "a function that is not known")

    def _numbered(self, flow: _Flow, call: cst.Call) -> None:
        """``for number, user in enumerate(users)``, ``for user, role in zip(users, roles)``."""
        index = next(number for number, arg in enumerate(call.args) if arg.value is flow.node)
        index += last_name(call.func) == "enumerate"
        for event in self._context(flow.spot.scope).events.get(id(call), ()):
            match event:
                case Assignment(op="for", target=cst.Tuple(elements=elements)) if len(elements) > index:
                    path, lists = flow.item()
                    self._bind(flow.at(flow.node, path=path, lists=lists), event, elements[index].value)
                    return
        self._end(flow, ReplyUse.PASSED, last_name(call.func))

    def _put(self, flow: _Flow, into: cst.Name, method: str) -> None:
        """Put the value, or its items, into a list of the program."""
        if method == "update":
            self._end(flow, ReplyUse.STORED, into.value)
        elif method in _PUTS_ONE:
            self._gathered(flow.at(flow.node, lists=flow.lists + 1), into)
        elif flow.lists:
            self._gathered(flow, into)
        else:
            self._gathered(flow.at(flow.node, path=(*flow.path, ITEM), lists=1), into)

    def _gathered(self, flow: _Flow, into: cst.Name) -> None:
        """Return the value is where a list of the program is."""
        context, scope = self._context(flow.spot.scope), _home(into.value, flow.spot.scope)
        if scope is None:
            self._end(flow, ReplyUse.STORED, into.value)
            return
        beside = tuple(
            spot.scope.positions.place(other.args[0].value)
            for other, spot in scope.growing.get(into.value, ())
            if other.args and other.args[0].value is not flow.node
        )
        given = (one for one in scope.by_name.get(into.value, ()) if isinstance(one, Assignment))
        beside += tuple(place for one in given if one.value is not flow.node for place in _value_place(one))
        for load in self._reads_of(into.value, scope):
            above = context.parents.get(id(load.node))
            if not load.target and not (isinstance(above, cst.Attribute) and above.attr.value in _PUTS):
                self._follow(flow.at(load.node, spot=load.spot, beside=(*flow.beside, *beside)))

    def _into(self, flow: _Flow, call: cst.Call, arg: cst.Arg, function: Function) -> None:
        """Follow an argument into a function of the project."""
        scope = function.scope
        param = _param(scope, call, arg, function)
        if flow.depth >= _DEEPEST or not param:
            self._end(flow, ReplyUse.PASSED, scope.name)
            return
        beside = [
            spot.scope.positions.place(value)
            for other, spot in self._called(scope)
            if other is not call and (value := _passed(scope, other, param, function)) is not None
        ]
        default = next(one.default for one in scope.params if one.name == param)
        beside += [scope.positions.place(default)] if default is not None and dotted(default) else []
        given = flow.spot.scope.positions.place(flow.node)
        self._enter(replace(flow, given=given), scope, param, tuple(beside))

    def _enter(self, flow: _Flow, scope: Scope, param: str, beside: tuple[Place, ...]) -> None:
        """Follow a value as the parameter ``param``."""
        events = scope.by_name.get(param, [])
        for load in self._reads_of(param, scope):
            spot, here = load.spot, load.spot.scope is scope
            earlier = [event for event in events if event.spot is not spot and event.spot.order < spot.order]
            if load.target or (here and any(not event.spot.branch for event in earlier)):
                continue
            more = (*beside, *(place for event in (earlier if here else events) for place in _value_place(event)))
            self._follow(flow.at(load.node, spot=spot, beside=(*flow.beside, *more), depth=flow.depth + 1))

    # -- events ----------------------------------------------------------------------------------

    def _event(self, flow: _Flow, event: Event) -> None:
        match event:
            case Assignment(op="for"):
                self._loop(flow, event)
            case Assignment(op="+=", target=cst.Name() as into) if not flow.lists and _is_list(into, event.spot.scope):
                self._gathered(flow.at(flow.node, path=(*flow.path, ITEM), lists=1), into)
            case Assignment():
                self._bind(flow, event, event.target)
            case Return():
                self._return(flow.at(flow.node, lists=flow.lists + event.is_yield), event)
            case Evaluation(role="yield from"):
                self._return(flow, event)
            case Evaluation(role="statement"):
                pass
            case Evaluation(role="test" | "assert"):
                self._end(flow, ReplyUse.TESTED)
            case Evaluation(role="del"):
                self._end(replace(flow, path=flow.path[:-1]), ReplyUse.CHANGED)
            case _:
                self._end(flow, ReplyUse.UNKNOWN)

    def _loop(self, flow: _Flow, event: Assignment) -> None:
        """Give the target of a loop the items; that over ``.items()`` the values."""
        last = flow.path[-1] if flow.path and not flow.lists else ""
        over = last[1:-2] if last[:1] == "." and last[1:-2] in _OVER else ""
        if not flow.lists and event.value is flow.node:
            self._looped(flow, event)
        path, lists = ((*flow.path[:-1], ANY), 0) if over else flow.item()
        target = event.target
        if over == "keys":
            self._end(flow, ReplyUse.KEY)
        elif over == "items":
            if isinstance(target, cst.Tuple) and len(target.elements) == 2:
                self._bind(flow.at(flow.node, path=path, lists=lists), event, target.elements[1].value)
            else:
                self._end(flow, ReplyUse.UNKNOWN)
        else:
            self._bind(flow.at(flow.node, path=path, lists=lists), event, target)

    def _looped(self, flow: _Flow, event: Assignment) -> None:
        """Note a loop, and what to cut where its body can stand alone."""
        positions, statement = flow.spot.scope.positions, event.spot.statement
        over, header = positions.place(flow.node), None
        dedent: tuple[Place, ...] = ()
        clause = self._context(flow.spot.scope).loops.get(id(flow.node))
        if isinstance(event.target, cst.Name) and clause is not None:
            inner = clause.inner_for_in
            if inner is not None and not clause.ifs and not clause.asynchronous:
                header = Place(over.path, positions.place(clause).start, positions.place(inner).start)
        elif isinstance(event.target, cst.Name) and isinstance(statement, cst.For) and goes_through(statement):
            found = positions.unwrapped(statement)
            header, dedent = found if found is not None else (None, ())
        is_left = header is not None and isinstance(statement, cst.For) and _is_left(statement)
        self._trace.loops[over] = ReplyLoop(flow.path, over, header, dedent, is_left=is_left)

    def _bind(self, flow: _Flow, event: Assignment, target: cst.BaseExpression) -> None:
        """Follow a value as what a name stands for."""
        if not isinstance(target, cst.Name):
            is_kept = isinstance(target, cst.Attribute | cst.Subscript)
            self._end(flow, ReplyUse.STORED if is_kept else ReplyUse.UNKNOWN, dotted(target))
            return
        name, scope = target.value, event.spot.scope
        if name in scope.globals:
            self._shared(flow, event, name)
            return
        if scope.kind == "class":
            self._end(flow, ReplyUse.STORED, name)
            return
        known = [one for one in scope.by_name.get(name, ()) if isinstance(one, Assignment)]
        inner = [one for one in known if id(one.target) in self._context(scope).inner]
        events = [one for one in scope.by_name.get(name, ()) if one not in inner]
        for load in self._reads_of(name, scope):
            nearer = [one for one in inner if load.target == id(one.target) or _in(one, load)]
            found = nearer or _reached(events, load.spot, scope)
            if event in found:
                others = (place for other in found if other is not event for place in _value_place(other))
                self._follow(flow.at(load.node, spot=load.spot, beside=(*flow.beside, *others)))

    def _shared(self, flow: _Flow, event: Assignment, name: str) -> None:
        """Follow a value as a name of the module or of an enclosing function: whoever reads it may find it."""
        home = _home(name, event.spot.scope)
        if home is None:
            self._end(flow, ReplyUse.STORED, name)
            return
        others = [place for one in home.by_name.get(name, ()) if one is not event for place in _value_place(one)]
        for load in self._reads_of(name, home):
            if not load.target:
                self._follow(flow.at(load.node, spot=load.spot, beside=(*flow.beside, *others)))

    def _return(self, flow: _Flow, event: Return | Evaluation) -> None:
        """Follow a value to the callers of the function that returns it."""
        scope = event.spot.scope
        if "fixture" in scope.marks():
            self._given_to_tests(flow, scope)
            return
        calls = list(self._called(scope)) if flow.depth < _DEEPEST else []
        via = [pair for pair in calls if pair[1].scope.positions.place(pair[0]) == self._trace.via]
        if not calls:
            self._end(flow, ReplyUse.RETURNED, scope.name)
        others = (one for one in scope.events if isinstance(one, Return) and one is not event and not _yields(one))
        beside = (*flow.beside, *(place for other in others for place in _value_place(other)))
        for call, spot in via or calls:
            self._follow(flow.at(call, spot=spot, beside=beside, depth=flow.depth + 1))

    def _given_to_tests(self, flow: _Flow, fixture: Scope) -> None:
        """Follow what a fixture of pytest returns into the tests that have a parameter of its name."""
        for scope in self._evaluator.program.scopes if flow.depth < _DEEPEST else ():
            if any(param.name == fixture.name for param in scope.params):
                found = self._evaluator.fixture(fixture.name, scope)
                if found is not None and found.scope is fixture:
                    self._enter(flow, scope, fixture.name, ())

    def _reads_of(self, name: str, scope: Scope) -> Iterator[_Load]:
        """Where a name that ``scope`` binds is read, in the functions inside too."""
        for load in self._context(scope).names.get(name, ()):
            if load.spot.scope is scope or _home(name, load.spot.scope) is scope:
                yield load

    # -- what is found ---------------------------------------------------------------------------

    def _read(self, flow: _Flow) -> None:
        positions = flow.spot.scope.positions
        places = [positions.place(node) for node in (flow.base, *flow.chain)]
        steps = tuple(Place(b.path, a.end, b.end) for a, b in pairwise(places))
        read = ReplyRead(flow.path, places[-1], places[0], steps, self._statement(flow), flow.beside, flow.given)
        known = self._trace.reads.get(places[-1])
        if known is not None and known.path != read.path:
            read = replace(known, beside=(*known.beside, places[0]))
        self._trace.reads[places[-1]] = read

    def _end(self, flow: _Flow, use: ReplyUse, by: str = "") -> None:
        place = flow.spot.scope.positions.place(flow.node)
        end = ReplyEnd(flow.path, place, use, by, flow.lists, self._statement(flow), flow.beside, flow.given)
        self._trace.ends.setdefault((place, use), end)

    def _statement(self, flow: _Flow) -> Place:
        node = flow.spot.statement
        return flow.spot.scope.positions.place(node if node is not None else flow.node)


def goes_through(loop: cst.For) -> bool:
    """Whether the body of a loop only goes through a part of each item, or puts that into a list."""
    if loop.orelse is not None or loop.asynchronous is not None or not isinstance(loop.body, cst.IndentedBlock):
        return False
    *before, last = loop.body.body
    if not all(isinstance(one, cst.SimpleStatementLine) and _is_assignment(one.body) for one in before):
        return False
    match last:
        case cst.For(orelse=None, asynchronous=None):
            return True
        case cst.SimpleStatementLine(
            body=[cst.Expr(value=cst.Call(func=cst.Attribute(attr=cst.Name(value="extend" | "update"))))]
        ):
            return True
        case cst.SimpleStatementLine(body=[cst.AugAssign(operator=cst.AddAssign())]):
            return True
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.Yield(value=cst.From()))]):
            return True
        case _:
            return False


def _is_left(loop: cst.For) -> bool:
    """Whether the loop that ends the body of another can be left early."""
    last = loop.body.body[-1]
    return isinstance(last, cst.For) and any(isinstance(node, cst.Break) for node in _own(last.body))


def _is_assignment(body: Sequence[cst.BaseSmallStatement]) -> bool:
    match body:
        case [cst.Assign(targets=[cst.AssignTarget(target=cst.Name())])]:
            return True
        case _:
            return False


def _own(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield what stands in a block, without the bodies of the loops and functions in it."""
    for child in node.children:
        yield child
        if not isinstance(child, cst.For | cst.While | cst.FunctionDef | cst.ClassDef | cst.BaseExpression):
            yield from _own(child)


def _context(module: Module) -> _Context:
    context = _Context()
    for scope in module.scopes:
        for event in scope.events:
            if isinstance(event, Definition | Import):
                continue
            if event.value is not None:
                context.events[id(event.value)].append(event)
                _walk(event.value, event.spot, context)
            if isinstance(event, Assignment):
                _walk_target(event.target, event.spot, context)
        for node in (*(param.default for param in scope.params), *scope.decorators):
            if node is not None:
                _walk(node, scope.outer, context)
    return context


def _walk(root: cst.BaseExpression, spot: Spot, context: _Context) -> None:
    stack: list[tuple[cst.BaseExpression, dict[str, int]]] = [(root, {})]
    while stack:
        node, bound = stack.pop()
        if type(node) is cst.Name:
            context.names[node.value].append(_Load(node, spot, bound.get(node.value, 0)))
        elif isinstance(node, cst.BaseComp):
            aims = [loop.target for loop in loops(node)]
            context.inner.update(map(id, aims))
            context.loops.update((id(loop.iter), loop) for loop in loops(node))
            names = {one.value: id(aim) for aim in aims for one in targets(aim) if isinstance(one, cst.Name)}
            bound = bound | names
        for child in children(node):
            context.parents[id(child)] = node
            stack.append((child, bound))


def _walk_target(target: cst.BaseExpression, spot: Spot, context: _Context) -> None:
    """Return what a target evaluates; a name that is bound is not read."""
    if isinstance(target, Display):
        for element in target.elements:
            _walk_target(element.value, spot, context)
    elif not isinstance(target, cst.Name):
        context.written.add(id(target))
        _walk(target, spot, context)


def _goes_on(flow: _Flow, parent: cst.BaseExpression | None) -> bool:
    """Whether the chain of accesses goes on: ``reply.data`` in ``reply.data["users"]``."""
    match parent:
        case cst.Attribute():
            return parent.attr.value not in _CHANGES | {"copy"}
        case cst.Subscript():
            return parent.value is flow.node and key_of(parent) is not None
        case _:
            return False


def _loaded(path: tuple[str, ...], callee: str) -> tuple[str, ...] | None:
    """Return the part of a reply that ``json.load(reply)`` or ``json.loads(reply.text)`` gives; None where it is no
    reply."""
    rest = path[:-1] if path[-1:] == (".decode()",) else path
    if callee == "json.load":
        return (".json()",) if not path else None
    return (*rest[:-1], ".json()") if rest[-1:] and rest[-1] in _TEXTS else None


def _is_list(name: cst.Name, scope: Scope) -> bool:
    """Whether a name begins as a list of the program's own."""
    home = _home(name.value, scope)
    events = home.by_name.get(name.value, ()) if home is not None else ()
    return any(isinstance(one, Assignment) and one.op == "=" and isinstance(one.value, cst.List) for one in events)


def _yields(event: Return) -> bool:
    """Whether an event stands for what ``yield from`` gives: an event of its own has the value."""
    return event.is_yield and isinstance(event.value, cst.Yield)


def _use_in(parent: cst.BaseExpression, node: cst.BaseExpression) -> ReplyUse:
    match parent:
        case cst.Comparison(comparisons=[cst.ComparisonTarget(comparator=cst.Name(value="None"))]):
            return ReplyUse.TESTED
        case cst.Comparison():
            return ReplyUse.COMPARED
        case cst.FormattedString() | cst.BinaryOperation(operator=cst.Modulo()):
            return ReplyUse.FORMATTED
        case cst.BinaryOperation():
            return ReplyUse.COMPUTED
        case cst.IfExp() | cst.UnaryOperation(operator=cst.Not()) | cst.ListComp() | cst.SetComp() | cst.GeneratorExp():
            return ReplyUse.TESTED
        case cst.Dict(elements=elements):
            return ReplyUse.KEY if any(getattr(one, "key", None) is node for one in elements) else ReplyUse.STORED
        case cst.DictComp():
            return ReplyUse.KEY if parent.key is node else ReplyUse.STORED
        case cst.Subscript():
            return ReplyUse.KEY
        case _:
            return ReplyUse.UNKNOWN


def _reached(events: Iterable[Binding], spot: Spot, scope: Scope) -> list[Binding]:
    """Return the bindings that may hold at ``spot``; those that an earlier round of a loop made as well."""
    known = list(events)
    if spot.scope is not scope:
        return known
    found = [event for event in reaching(known, spot) if event.spot.order < spot.order]
    for first, last in scope.loops:
        if first < spot.order <= last:
            begun = any(first < e.spot.order < spot.order and not _is_aside(e, spot) for e in found)
            later = [e for e in known if spot.order < e.spot.order <= last]
            found += [event for event in later if not begun and event not in found]
    return found


def _in(event: Assignment, load: _Load) -> bool:
    """Whether a name is read in a later loop of the comprehension that binds it."""
    return load.spot.order > event.spot.order and bool(event.spot.branch) and load.spot.branch == event.spot.branch


def _is_aside(event: Binding, spot: Spot) -> bool:
    """Whether a binding stands in a branch that may not have run at ``spot``."""
    return spot.branch[: len(event.spot.branch)] != event.spot.branch


def _value_place(event: Event) -> Iterator[Place]:
    """Where something else than None stands that a binding or a return gives."""
    node = event.value if isinstance(event, Assignment | Return) else None
    if node is not None:
        if not _is_nothing(node):
            yield event.spot.scope.positions.place(node)
    elif isinstance(event, Assignment) and event.value is None and event.op == "unknown":
        yield event.spot.scope.positions.place(event.target)


def _alternative(parent: cst.BooleanOperation | cst.IfExp, node: cst.BaseExpression) -> cst.BaseExpression | None:
    """Return the other value that ``a or b`` or ``a if test else b`` may have."""
    match parent:
        case cst.BooleanOperation(operator=cst.Or()):
            return parent.left if parent.right is node else parent.right
        case cst.IfExp() if parent.test is not node:
            return parent.body if parent.orelse is node else parent.orelse
        case _:
            return None


def _is_nothing(node: cst.BaseExpression) -> bool:
    """Whether a value is None or an empty display: there is nothing in it to read."""
    return (isinstance(node, cst.Name) and node.value == "None") or (
        isinstance(node, Display | cst.Dict) and not node.elements
    )


def _home(name: str, scope: Scope | None) -> Scope | None:
    """Return the scope that binds a name as seen from ``scope``."""
    while scope is not None:
        own = name in scope.by_name or any(param.name == name for param in scope.params)
        if own and (scope.parent is None or name not in scope.globals):
            return scope
        scope = scope.parent
    return None


def _names(scope: Scope, function: Function) -> list[str]:
    """Return the names that positional arguments go to."""
    names = [param.name for param in scope.params if param.kind == "positional"]
    is_bound = isinstance(function.owner, Instance) and "staticmethod" not in scope.marks()
    return names[int(is_bound) + len([b for b in function.preset if not b.keyword]) :]


def _param(scope: Scope, call: cst.Call, arg: cst.Arg, function: Function) -> str:
    """Return the name of the parameter that an argument goes to, "" when it cannot be told."""
    if name := keyword(arg):
        return name if any(param.name == name for param in scope.params) else ""
    before = call.args[: list(call.args).index(arg)]
    names = _names(scope, function)
    return names[len(before)] if len(before) < len(names) and not any(a.star or a.keyword for a in before) else ""


def _passed(scope: Scope, call: cst.Call, param: str, function: Function) -> cst.BaseExpression | None:
    """Return what a call gives for a parameter."""
    return next((arg.value for arg in call.args if _param(scope, call, arg, function) == param), None)
