"""What the visitor collects of a module: its scopes, and in each scope the bindings and uses, in source order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

import libcst as cst

from c42migrate.files.imports import module_path
from c42migrate.model import Literal, Place
from c42migrate.readers.python.nodes import Display, dotted, key_of, last_name, targets
from c42migrate.readers.python.positions import Positions

Branch = tuple[tuple[int, int], ...]
"""Where something stands: one ``(statement, arm)`` per enclosing compound statement of the scope, outermost first.

Two places exclude each other when they share a statement with different arms (``if`` / ``else``; the handlers of one
``try`` exclude each other but not its body). An assignment decides a later use when its branch is a prefix of the
use's. Bodies that always run (``with``, ``try``) add no entry, those that may not (``for``, ``while``, ``except``,
``else`` of those, ``case``) add one.
"""

Node = TypeVar("Node", bound=cst.CSTNode)
END = 1 << 60


@dataclass(slots=True, eq=False)
class Spot:
    """The moment at which an expression is evaluated: its scope, branch and order of its event, and the statement
    line, or the head of a compound statement, it stands in."""

    scope: Scope
    branch: Branch = ()
    order: int = END
    statement: cst.CSTNode | None = None


@dataclass(slots=True, eq=False)
class Assignment:
    """``target = value``; tuple targets are split when both sides are displays of one length.

    ``op``: ``=``, ``+=``, ``for`` (the target takes items of the value), ``with``, ``walrus``, or ``unknown`` for what
    is caught, captured or changed by another operator. ``value`` is None for a bare annotation and for ``unknown``.
    """

    target: cst.BaseExpression
    value: cst.BaseExpression | None
    op: str
    spot: Spot
    annotation: cst.BaseExpression | None = None


@dataclass(slots=True, eq=False)
class Evaluation:
    """An expression that a statement evaluates.

    ``role``: ``statement``, ``test``, ``raise``, ``print``, ``assert``, ``match``, ``yield from``, ``del`` or
    ``other``.
    """

    value: cst.BaseExpression
    role: str
    spot: Spot


@dataclass(slots=True, eq=False)
class Return:
    """``return value`` or ``yield value``; None for a bare one."""

    value: cst.BaseExpression | None
    spot: Spot
    is_yield: bool = False


@dataclass(slots=True, eq=False)
class Definition:
    """A function or class definition."""

    name: str
    scope: Scope
    spot: Spot


@dataclass(slots=True, eq=False)
class Import:
    """One imported name.

    ``import a.b as c``: module ``a.b``, name "", alias ``c``; ``import a.b``: alias ``a`` and ``is_root`` (it binds
    the root); ``from .m import x as y``: module ``m``, level 1, name ``x``, alias ``y``; star: name ``*``. ``place`` is
    the name (or module) as written; ``tokens`` are the words of the module, then the imported name.
    """

    module: str
    name: str
    alias: str
    level: int
    is_root: bool
    place: Place
    tokens: tuple[Literal, ...]
    spot: Spot


Event = Assignment | Evaluation | Return | Definition | Import
Binding = Assignment | Definition | Import


@dataclass(slots=True, eq=False)
class Guard:
    """An arm runs only when ``test`` is true (``negated``: false); with ``cases``, when it equals one of them."""

    statement: int
    arm: int
    test: cst.BaseExpression
    spot: Spot
    negated: bool = False
    cases: tuple[cst.BaseExpression, ...] = ()


@dataclass(slots=True, eq=False)
class Param:
    """A parameter. ``kind``: ``positional``, ``keyword`` (keyword-only), ``*`` or ``**``."""

    name: str
    kind: str
    default: cst.BaseExpression | None = None
    annotation: cst.BaseExpression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Deep:
    """``name[key][key].append(value)`` or ``name[key][key] = value``: ``by`` is the call, or the target."""

    keys: tuple[cst.BaseExpression, ...]
    by: cst.Subscript | cst.Call
    value: cst.BaseExpression
    spot: Spot


@dataclass(slots=True, eq=False)
class Scope:
    """A module, class, function or lambda; comprehensions have none of their own.

    ``module`` is the key of the module, ``qualname`` the dotted name without ``<locals>``, ``after`` the moment when
    all of it has run. ``globals`` are the names declared ``global`` or ``nonlocal``.
    """

    kind: str
    name: str
    qualname: str
    module: str
    number: int
    parent: Scope | None
    positions: Positions
    events: list[Event] = field(default_factory=list)
    params: tuple[Param, ...] = ()
    bases: tuple[cst.Arg, ...] = ()
    decorators: tuple[cst.BaseExpression, ...] = ()
    guards: list[Guard] = field(default_factory=list)
    globals: set[str] = field(default_factory=set)
    children: list[Scope] = field(default_factory=list)
    by_name: dict[str, list[Binding]] = field(default_factory=lambda: defaultdict(list))
    stars: list[Import] = field(default_factory=list)
    by_attribute: dict[str, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    by_item: dict[str, list[Assignment]] = field(default_factory=lambda: defaultdict(list))
    growing: dict[str, list[tuple[cst.Call, Spot]]] = field(default_factory=lambda: defaultdict(list))
    """Statements that call ``append``, ``extend``, ``update`` or ``setdefault``, by the name of the container."""
    deep: dict[str, list[Deep]] = field(default_factory=lambda: defaultdict(list))
    """What is put deeper into a container, by its name."""
    uses: dict[type[cst.CSTNode], list[tuple[cst.CSTNode, Spot]]] = field(default_factory=lambda: defaultdict(list))
    loops: list[tuple[int, int]] = field(default_factory=list)
    """The first and last order of what each ``for`` and ``while`` statement repeats."""
    node: cst.ClassDef | None = None
    body: tuple[cst.CSTNode, ...] = ()
    """The statements of a function that has lines of its own."""
    owner: str = ""
    """Identity of the scope, as used in ``Hole.param``."""
    after: Spot = field(init=False)

    def __post_init__(self) -> None:
        self.owner = f"{self.module}:{self.number}"
        self.after = Spot(self)

    @property
    def outer(self) -> Spot:
        """The moment at which defaults, annotations and bases are looked up: the scope around, once it has run."""
        return self.parent.after if self.parent is not None else self.after

    @property
    def in_class(self) -> bool:
        """Whether this is directly inside of a class."""
        return self.parent is not None and self.parent.kind == "class"

    def used(self, kind: type[Node]) -> Sequence[tuple[Node, Spot]]:
        """Every expression of a kind (of those the visitor notes) in this scope, inner ones first."""
        return cast("Sequence[tuple[Node, Spot]]", self.uses.get(kind, ()))

    def marks(self) -> set[str]:
        """Return the last names of the decorators."""
        return {last_name(node.func if isinstance(node, cst.Call) else node) for node in self.decorators}

    def method(self, name: str) -> Scope | None:
        """Return the function ``name`` defined in this class, the last one if several."""
        for event in reversed(self.by_name.get(name, ())):
            if isinstance(event, Definition):
                return event.scope
        return None

    def methods(self) -> Iterator[tuple[Scope, str]]:
        """Yield the methods of this class, each with the name it has for ``self``."""
        for scope in self.children:
            if scope.kind == "function" and scope.params:
                yield scope, scope.params[0].name

    def fields(self) -> list[str]:
        """Return the names that this class annotates, in order: the fields of a dataclass or named tuple."""
        events = (event for event in self.events if isinstance(event, Assignment) and event.annotation is not None)
        return [event.target.value for event in events if isinstance(event.target, cst.Name)]

    def set_on_self(self, name: str) -> Iterator[Assignment]:
        """Yield what the methods of this class set as an attribute of their object."""
        for scope, own in self.methods():
            yield from scope.by_attribute.get(f"{own}.{name}", ())

    @property
    def is_abstract(self) -> bool:
        """Whether this method is only a place for those of subclasses."""
        if any(mark.startswith("abstract") for mark in self.marks()):
            return True
        raised = [event.value for event in self.events if isinstance(event, Evaluation) and event.role == "raise"]
        names = [dotted(value.func if isinstance(value, cst.Call) else value) for value in raised]
        return "NotImplementedError" in names and not any(isinstance(event, Return) for event in self.events)

    def home(self, name: str) -> Scope | None:
        """Return the scope that binds a name as seen from this one; None for a parameter and for what is bound
        nowhere."""
        scope: Scope | None = self
        while scope is not None:
            if any(param.name == name for param in scope.params):
                return None
            if name in scope.by_name and (scope.parent is None or name not in scope.globals):
                return scope
            scope = scope.parent
        return None

    def add(self, event: Event) -> None:
        """Append an event and index what it binds."""
        self.events.append(event)
        match event:
            case Definition():
                self.by_name[event.name].append(event)
            case Import():
                (self.stars if event.name == "*" else self.by_name[event.alias]).append(event)
            case Assignment():
                self._index(event)
            case Evaluation(value=cst.Call(func=cst.Attribute()) as call):
                self._grow(call, event.spot)
            case _:
                pass

    def _index(self, event: Assignment) -> None:
        for target in targets(event.target):
            match target:
                case cst.Name():
                    self.by_name[target.value].append(event)
                case cst.Attribute():
                    self.by_attribute[dotted(target)].append(event)
                case cst.Subscript() if key_of(target) is not None:
                    self.by_item[dotted(target.value)].append(event)
                    self._deepen(target.value, target, event.value, event.spot)

    def _grow(self, call: cst.Call, spot: Spot) -> None:
        name, _, method = dotted(call.func).rpartition(".")
        if name and method in {"append", "extend", "update", "setdefault"}:
            self.growing[name].append((call, spot))
        elif isinstance(call.func, cst.Attribute) and call.func.attr.value in {"append", "extend"}:
            self._deepen(call.func.value, call, call.args[0].value if len(call.args) == 1 else None, spot)

    def _deepen(
        self, into: cst.BaseExpression, by: cst.Subscript | cst.Call, value: cst.BaseExpression | None, spot: Spot
    ) -> None:
        keys: list[cst.BaseExpression] = []
        while isinstance(into, cst.Subscript) and (key := key_of(into)) is not None:
            keys.insert(0, key)
            into = into.value
        if keys and value is not None and (name := dotted(into)):
            self.deep[name].append(Deep(tuple(keys), by, value, spot))


@dataclass(slots=True, eq=False)
class Module:
    """A parsed module; ``scopes[0]`` is the module's own.

    ``docstrings`` are the tokens (see ``Literal.token``) of bare strings.
    """

    key: str
    tree: cst.Module
    positions: Positions
    scopes: list[Scope] = field(default_factory=list)
    docstrings: set[int] = field(default_factory=set)
    lambdas: dict[int, Scope] = field(default_factory=dict)
    """The scope of each lambda, by the identity of its node."""


class Program:
    """All modules of a run and how names lead from one to another. Nothing is evaluated here."""

    def __init__(self, modules: dict[str, Module], installed: frozenset[str] = frozenset()) -> None:
        """``installed``: packages that are not the project's own, though a folder of it may be called like one."""
        self.modules = modules
        self._installed = installed
        self.scopes = [scope for module in modules.values() for scope in module.scopes]
        self.classes = [scope for scope in self.scopes if scope.kind == "class"]
        self._found: dict[tuple[str, str, int], str | None] = {}

    def find(self, importer: str, module: str, level: int) -> str | None:
        """Key of the project module that ``module`` names when imported from ``importer``, else None."""
        key = (importer, module, level)
        if key not in self._found:
            root = module.partition(".")[0]
            foreign = not level and root in self._installed and root not in importer.split("/")[:-1]
            self._found[key] = None if foreign else module_path(*key, self.modules.__contains__)
        return self._found[key]

    def top(self, module: str) -> Scope:
        """Return the scope of a module itself."""
        return self.modules[module].scopes[0]


def reaching(events: Iterable[Binding], spot: Spot) -> list[Binding]:
    """Return the bindings that may hold at ``spot``: after the last one that certainly ran, none that excludes it.

    When none comes before (a loop, a later definition used inside a function), all that do not exclude it.
    """
    branch, order = spot.branch, spot.order
    possible = [event for event in events if not (event.spot.branch and _exclude(event.spot.branch, branch))]
    before = [event for event in possible if event.spot.order < order]
    last = max((i for i, e in enumerate(before) if branch[: len(e.spot.branch)] == e.spot.branch), default=0)
    return before[last:] if before else possible


def _exclude(one: Branch, other: Branch) -> bool:
    arms = dict(one)
    return any(statement in arms and arms[statement] != arm for statement, arm in other)


def split_targets(
    target: cst.BaseExpression, value: cst.BaseExpression
) -> Iterator[tuple[cst.BaseExpression, cst.BaseExpression]]:
    """Yield ``a, b = 1, 2`` item by item; anything else as it is."""
    if isinstance(target, Display) and isinstance(value, Display) and _aligned(target, value):
        for one, part in zip(target.elements, value.elements, strict=True):
            yield from split_targets(one.value, part.value)
    else:
        yield target, value


def _aligned(target: Display, value: Display) -> bool:
    starred = any(isinstance(element, cst.StarredElement) for element in (*target.elements, *value.elements))
    return len(target.elements) == len(value.elements) and not starred
