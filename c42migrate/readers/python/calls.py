"""Call summaries: the calls a function makes, by itself and as seen from its callers.

A function's calls are recorded once, with holes for its parameters. At every call of that function the holes are
filled, so a wrapper around ``requests`` turns into the requests its callers make, through any number of wrappers and
files. ``if method == "get": requests.get(url)`` inside a wrapper must not turn ``wrapper("put", …)`` into a GET: the
conditions of a call are kept with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import libcst as cst

from c42migrate.model import Literal, Place, Step
from c42migrate.readers.python import libraries as lib
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.nodes import chain, last_name
from c42migrate.readers.python.operations import elements
from c42migrate.readers.python.scopes import Assignment, Definition, Guard, Import, Program, Scope, Spot
from c42migrate.readers.python.substitution import Filling
from c42migrate.readers.python.values import (
    Bound,
    Class,
    Function,
    Instance,
    Mapping,
    Plain,
    Ref,
    Row,
    Value,
    Values,
    literal_places,
    owners,
    texts,
)

_MOST_FURTHER = 400
_DEEPEST = 8
_MOST_ACTIVE = 120


@dataclass(frozen=True, slots=True)
class Condition:
    """``subject`` equals one of ``options`` (lower case), or none of them when ``negated``.

    ``options`` None: ``subject`` is true, or false when ``negated``.
    """

    subject: Values
    options: frozenset[str] | None
    negated: bool

    def holds(self) -> bool:
        """Return False only when the subject is known and contradicts the condition."""
        if self.options is None:
            return len(self.subject) != 1 or _is_true(self.subject[0]) is not self.negated
        known = [text.known for text in texts(self.subject)]
        if not known or any(word is None for word in known) or len(known) != len(self.subject):
            return True
        return any(((word or "").lower() in self.options) != self.negated for word in known)


@dataclass(frozen=True, slots=True)
class Call:
    """One call, as made or as seen from a caller.

    ``callee`` is one value once the call is resolved. ``written`` is the callee as written, ``token`` its last name.
    ``written_args`` are the arguments before any parameter was filled; ``depth`` counts the
    functions it was seen through, ``origin`` is the place of the call itself (``place`` that of the outermost
    caller's), ``at`` the scope it is seen in, ``home`` the one it stands in, at the moment ``spot``.
    """

    callee: Values
    args: tuple[Bound, ...]
    place: Place
    origin: Place
    written: str
    token: Literal | None
    at: Scope
    home: Scope
    conditions: tuple[Condition, ...] = ()
    trail: tuple[Step, ...] = ()
    written_args: tuple[Bound, ...] = field(default=(), compare=False)
    depth: int = 0
    node: cst.Call | None = field(default=None, compare=False)
    spot: Spot | None = field(default=None, compare=False)

    @property
    def scope(self) -> str:
        """The qualified name of the scope it is seen in."""
        return self.at.qualname

    def has_own(self, place: Place) -> bool:
        """Whether a literal stood in the call before any parameter was filled."""
        return any(place in literal_places(bound.values) for bound in self.written_args)

    @property
    def last(self) -> str:
        """The last name of the callee as written."""
        return self.written.rpartition(".")[2]

    @property
    def given(self) -> tuple[Bound, ...]:
        """The arguments, with those given before by ``functools.partial``."""
        callee = self.callee[0]
        return (*callee.preset, *self.args) if isinstance(callee, Ref | Function) else self.args


class Calls:
    """The calls of a program, remembered per scope."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._made: dict[Scope, tuple[Call, ...]] = {}
        self._active: set[Scope] = set()
        self._silent = lib.PLAIN - {scope.name for scope in evaluator.program.scopes} - set(evaluator.lexicon.wrappers)
        """The last names of the calls that nobody needs to look at."""
        self._looked_at: frozenset[str] | None = None
        """The last names of the calls to look at; None for all."""
        self._filled_by_some: set[tuple[Place, str]] = set()
        """(origin, owner) of the open calls that some caller filled."""

    def all(self) -> list[Call]:
        """Every call that is to be reported where it is, parameters filled as far as callers say."""
        program = self._evaluator.program
        self._learn_constructions()
        found = [(scope, call) for scope in program.scopes for call in self.of(scope)]
        reported = [(scope, call) for scope, call in found if self._is_reported(call)]
        return [made for scope, call in reported for made in self._by_default(call, scope)]

    def _learn_constructions(self) -> None:
        """Learn with which arguments objects are made, from the calls that may make some."""
        self._looked_at = _constructing(self._evaluator.program)
        for scope in self._evaluator.program.scopes if self._looked_at else ():
            self.of(scope)
        self._looked_at = None
        self._made.clear()
        self._evaluator.forget()

    def _is_reported(self, call: Call) -> bool:
        """Return False for a call with parameters open that some caller fills."""
        inside = owners(call.callee, call.args)
        return not any((call.origin, owner) in self._filled_by_some for owner in inside)

    def of(self, scope: Scope) -> tuple[Call, ...]:
        """Every call the scope makes, itself or through project functions, with single callees."""
        if scope in self._made:
            return self._made[scope]
        if scope in self._active or len(self._active) > _MOST_ACTIVE:
            return ()
        self._active.add(scope)
        try:
            self._made[scope] = tuple(self._bounded(scope))
        finally:
            self._active.discard(scope)
        return self._made[scope]

    def _bounded(self, scope: Scope) -> Iterator[Call]:
        """Each call as it is made, however many there are; those made through it while there are not too many."""
        further = 0
        for record in self._own(scope):
            for number, call in enumerate(self._resolved(record)):
                further += number > 0
                if number and further > _MOST_FURTHER:
                    break
                yield call

    # -- calls as they stand ---------------------------------------------------------------------

    def _own(self, scope: Scope) -> Iterator[Call]:
        for event in scope.events:
            if isinstance(event, Definition) and event.scope.decorators:
                yield from self._decorating(event.scope, event.spot)
        for node, spot in scope.used(cst.Call):
            name = last_name(node.func)
            if name in self._silent or (self._looked_at is not None and name not in self._looked_at):
                continue
            record = self._record(node, spot)
            yield record
            if not any(isinstance(callee, Function) for callee in record.callee):
                yield from _handed(record)

    def _record(self, node: cst.Call, spot: Spot) -> Call:
        positions, scope = spot.scope.positions, spot.scope
        bounds = self._evaluator.bounds(node, spot)
        place = positions.place(node)
        return Call(
            callee=self._evaluator.value(node.func, spot),
            args=bounds,
            place=place,
            origin=place,
            written=chain(node.func),
            token=positions.word(node.func.attr) if isinstance(node.func, cst.Attribute) else None,
            at=scope,
            home=scope,
            conditions=self._conditions(spot),
            written_args=bounds,
            node=node,
            spot=spot,
        )

    def _decorating(self, function: Scope, spot: Spot) -> Iterator[Call]:
        """Yield the calls of the project's own decorators (``@api("PUT", path)``) whose arguments the new function
        uses, and those that say what a test replaces (``@patch("py42.sdk")``)."""
        for node in function.decorators:
            if isinstance(node, cst.Call):
                record = self._record(node, spot)
                if record.last in lib.REPLACING or all(
                    isinstance(callee, Function) and self._is_used_later(callee.scope) for callee in record.callee
                ):
                    yield record

    def _is_used_later(self, decorator: Scope) -> bool:
        """Whether a function inside the function inside ``decorator`` calls something with what ``decorator`` got."""
        inner = [scope for wrapper in decorator.children for scope in wrapper.children]
        return any(decorator.owner in owners(call.callee, call.args) for scope in inner for call in self.of(scope))

    def _conditions(self, spot: Spot) -> tuple[Condition, ...]:
        """Return the conditions of the arms that ``spot`` stands in, as far as they compare a value with known
        strings."""
        if not spot.branch or not spot.scope.guards:
            return ()
        arms = set(spot.branch)
        standing = (guard for guard in spot.scope.guards if (guard.statement, guard.arm) in arms)
        return tuple(made for guard in standing if (made := self._condition(guard)) is not None)

    def _condition(self, guard: Guard) -> Condition | None:
        value, spot = self._evaluator.value, guard.spot
        match guard.test:
            case test if guard.cases:
                options = _words(tuple(v for case in guard.cases for v in value(case, spot)))
                return Condition(value(test, spot), options, guard.negated) if options is not None else None
            case cst.Name():
                return Condition(value(guard.test, spot), None, guard.negated)
            case cst.Comparison(left=left, comparisons=[cst.ComparisonTarget(operator=operator, comparator=right)]):
                pass
            case _:
                return None
        is_equality = isinstance(operator, cst.Equal | cst.NotEqual)
        if not is_equality and not isinstance(operator, cst.In | cst.NotIn):
            return None
        options, subject = _words(value(right, spot)), left
        if options is None and is_equality:
            options, subject = _words(value(left, spot)), right
        if options is None:
            return None
        return Condition(value(subject, spot), options, guard.negated != isinstance(operator, cst.NotEqual | cst.NotIn))

    # -- calls seen from their callers -----------------------------------------------------------

    def _resolved(self, record: Call) -> Iterator[Call]:
        for callee in record.callee:
            call = replace(record, callee=(callee,)) if len(record.callee) > 1 else record
            yield call
            if isinstance(callee, Function) and record.depth < _DEEPEST:
                yield from self._through(call, callee)
            elif isinstance(callee, Class):
                self._evaluator.built(callee, record.args)
                if (init := self._evaluator.initializer(callee)) is not None:
                    yield from self._through(call, init)

    def _through(self, record: Call, function: Function) -> Iterator[Call]:
        """Yield the calls that ``function`` makes with what ``record`` passes to it."""
        around = {f.scope.owner for f in (function, *(outer for outer, _ in function.closed))}
        inner = [
            (call, found) for call in self.of(function.scope) if (found := around & owners(call.callee, call.args))
        ]
        if not inner:
            return
        filling = self._evaluator.filling(function, record.args)
        step = Step(record.place, f"called as {record.written or 'a function'}")
        for call, filled in inner:
            guards = tuple(replace(c, subject=filling.all(c.subject)) for c in call.conditions)
            # A call that no caller is seen to reach (``if note:``) is one that others may reach.
            if all(c.holds() for c in guards if c.options is None):
                self._filled_by_some.update((call.origin, owner) for owner in filled)
            if all(c.holds() for c in guards):
                yield from self._filled(replace(call, conditions=guards), filling, step, record)

    def _filled(self, call: Call, filling: Filling, step: Step, record: Call) -> Iterator[Call]:
        self._evaluator.spend()
        if call.depth >= _DEEPEST:
            return
        filled = replace(
            call,
            callee=filling.all(call.callee),
            args=filling.bounds(call.args),
            place=record.place,
            at=record.at,
            conditions=(*call.conditions, *record.conditions),
            trail=(*call.trail, step),
            depth=call.depth + 1,
        )
        again = not (len(filled.callee) == 1 and _is_same(call.callee[0], filled.callee[0]))
        yield from self._resolved(filled) if again else (filled,)

    def _by_default(self, call: Call, scope: Scope) -> Iterator[Call]:
        """Yield the call as made when its function is called without arguments; for functions nobody is seen to
        call."""
        if scope.owner not in owners(call.callee, call.args):
            yield call
            return
        ways = ((filling.all(call.callee), filling.bounds(call.args)) for filling in self._evaluator.by_default(scope))
        found = ((callee, args) for callees, args in ways for callee in callees)
        yield from (replace(call, callee=(callee,), args=args) for callee, args in dict.fromkeys(found))


def _constructing(program: Program) -> frozenset[str]:
    """Return the last names of calls that may make an object of a project class, directly or in functions of the
    project."""
    names = {scope.name for scope in program.classes}
    if not names:
        return frozenset()
    names |= {"", "cls"}  # whatever a table or another call gives
    called = [(scope.name, {last_name(call.func) for call, _ in scope.used(cst.Call)}) for scope in program.scopes]
    aliases = [pair for scope in program.scopes for pair in _aliases(scope)]
    before = 0
    while before != len(names):
        before = len(names)
        names.update(alias for alias, name in aliases if name and name in names)
        names.update(name for name, used in called if name and used & names)
    return frozenset(names)


def _aliases(scope: Scope) -> Iterator[tuple[str, str]]:
    """Names that stand for others: ``import a as b``, ``b = a``."""
    for event in scope.events:
        if isinstance(event, Import) and event.alias != event.name:
            yield event.alias, event.name
        elif isinstance(event, Assignment) and event.value is not None and isinstance(event.target, cst.Name):
            yield event.target.value, last_name(event.value)


def _is_true(value: Value) -> bool | None:
    """Whether Python takes a value for true; None when that is not known."""
    match value:
        case Plain():
            return value.written not in {"None", "False", "0", "0.0"}
        case Mapping():
            return True if value.pairs else None
        case Row():
            return True if value.items else None
        case _:
            return None


def _words(values: Values) -> frozenset[str] | None:
    """Return the strings that values are, in lower case; None when one is not known."""
    found: set[str] = set()
    for value in values:
        items = tuple(v for item in value.items for v in item) if isinstance(value, Row) else (value,)
        for item in items:
            words = texts((item,))
            if not words or words[0].known is None:
                return None
            found.add(words[0].known.lower())
    return frozenset(found)


def _is_same(before: Value, after: Value) -> bool:
    """Whether filling told nothing new, or only which object a method of ``self`` belongs to: what such a method
    calls was followed with ``self`` open, and is filled by itself."""
    if isinstance(before, Function) and isinstance(before.owner, Instance) and before.owner.param:
        return isinstance(after, Function) and replace(before, owner=after.owner) == after
    return before == after


# -- functions handed to others that call them ----------------------------------------------------


def _handed(record: Call) -> Iterator[Call]:
    """Yield the call of a function that a call of something else is given.

    ``map(fetch, paths)``, ``pool.submit(fetch, path)``, ``Thread(target=fetch, args=(path,))``.
    """
    found = _handed_on(record.last, record.args)
    if found is not None:
        callee, args = found
        yield replace(record, callee=callee, args=args, written="a function", token=None)


def _handed_on(name: str, bounds: Sequence[Bound]) -> tuple[Values, tuple[Bound, ...]] | None:
    named = {bound.keyword: bound.values for bound in bounds if bound.keyword}
    if "target" in named and _is_callable(named["target"]):
        return named["target"], (*_items(named.get("args", ())), *_named(named.get("kwargs", ())))
    plain = [bound for bound in bounds if not bound.keyword and not bound.star]
    first = next((n for n, bound in enumerate(plain[:2]) if _is_callable(bound.values)), None)
    if first is None:
        return None
    rest = plain[first + 1 :]
    if name in lib.MAPS:
        return plain[first].values, tuple(Bound(elements(bound.values)) for bound in rest)
    if name in lib.SUBMITS:
        return plain[first].values, (*rest, *(bound for bound in bounds if bound.keyword))
    if name in lib.APPLIES or (name == "Timer" and first == 1):
        given = rest[0].values if rest else named.get("args", ())
        return plain[first].values, (*_items(given), *_named(named.get("kwds", ())))
    return None


def _is_callable(values: Values) -> bool:
    """Whether values are functions of the project, or of a library by its name (``requests.get``)."""
    return bool(values) and all(
        isinstance(value, Function) or (isinstance(value, Ref) and "." in value.name and not value.name.endswith("()"))
        for value in values
    )


def _items(values: Values) -> list[Bound]:
    """Return the items of one tuple or list as arguments."""
    (row,) = values if len(values) == 1 else (None,)
    return [Bound(item) for item in row.items] if isinstance(row, Row) else []


def _named(values: Values) -> list[Bound]:
    """Return the entries of one mapping as keyword arguments."""
    (mapping,) = values if len(values) == 1 else (None,)
    pairs = mapping.pairs if isinstance(mapping, Mapping) else ()
    named = [(texts(pair.key or ()), pair.values) for pair in pairs]
    return [Bound(values, keyword=keys[0].known) for keys, values in named if len(keys) == 1 and keys[0].known]
