"""What the parts of the lowering share: the scopes being built, the branch, the counters, and the table of handlers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

import libcst as cst

from c42migrate.model import Place
from c42migrate.readers.python import ir
from c42migrate.readers.python.spans import Spans

_Node = TypeVar("_Node", bound=cst.CSTNode)


@dataclass(slots=True)
class _Building:
    """A scope whose events are still being collected."""

    head: ir.Scope
    events: list[ir.Event] = field(default_factory=list)
    guards: list[ir.Guard] = field(default_factory=list)
    globals: set[str] = field(default_factory=set)
    branch: ir.Branch = ()

    def built(self) -> ir.Scope:
        return replace(self.head, events=tuple(self.events), guards=tuple(self.guards), globals=frozenset(self.globals))


class Lowering:
    """The state of lowering one module. Statement ids and orders are unique in the module and grow in source order."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.docstrings: set[int] = set()
        self._scopes: list[_Building] = []
        self._current = -1
        self._orders = count()
        self._statements = count()

    def scopes(self) -> tuple[ir.Scope, ...]:
        """All scopes as built so far, the module first."""
        return tuple(scope.built() for scope in self._scopes)

    def expression(self, node: cst.CSTNode) -> ir.Expr:
        """Lower an expression; what has no handler becomes an ``Opaque`` of the expressions inside it."""
        handler = EXPRESSIONS.get(type(node))
        return handler(self, node) if handler is not None else self.opaque("other", node, *self._inside(node))

    def _inside(self, node: cst.CSTNode) -> Iterator[ir.Expr]:
        for child in node.children:
            if isinstance(child, cst.BaseExpression):
                yield self.expression(child)
            else:
                yield from self._inside(child)

    def statement(self, node: cst.CSTNode) -> None:
        """Lower a statement into events of the current scope."""
        handler = STATEMENTS.get(type(node))
        if handler is not None:
            handler(self, node)

    def opaque(self, what: str, node: cst.CSTNode, *children: ir.Expr) -> ir.Opaque:
        """An expression that is only evaluated for what it contains."""
        return ir.Opaque(children, what, self.place(node))

    def place(self, node: cst.CSTNode) -> Place:
        """The bytes of a node without its own parentheses."""
        return self.spans.place(self.spans.inner(node))

    def order(self) -> int:
        """The next place in the order of events."""
        return next(self._orders)

    def statement_id(self) -> int:
        """A new id for a compound statement."""
        return next(self._statements)

    @property
    def branch(self) -> ir.Branch:
        """The branch of the current scope that is being lowered."""
        return self._scopes[self._current].branch

    def emit(self, event: ir.Event) -> None:
        """Append an event to the current scope."""
        self._scopes[self._current].events.append(event)

    def evaluate(self, value: ir.Expr, role: str) -> None:
        """Append the evaluation of an expression."""
        self.emit(ir.Evaluate(value, self.branch, self.order(), role))

    def guard(self, statement: int, arm: int, test: ir.Expr, *, negated: bool = False) -> None:
        """Note the condition of an arm."""
        self._scopes[self._current].guards.append(ir.Guard(statement, arm, test, negated))

    def declare_global(self, name: str) -> None:
        """Note a name declared ``global`` or ``nonlocal``."""
        self._scopes[self._current].globals.add(name)

    @contextmanager
    def arm(self, statement: int, arm: int = 0) -> Iterator[None]:
        """Lower what stands in arm ``arm`` of a compound statement."""
        scope = self._scopes[self._current]
        before = scope.branch
        scope.branch = (*before, (statement, arm))
        yield
        scope.branch = before

    @contextmanager
    def scope(self, kind: str, name: str, place: Place | None = None) -> Iterator[int]:
        """Lower what stands in a new scope inside the current one; gives its index."""
        parent = self._current
        outer = self._scopes[parent].head.qualname if parent >= 0 else ""
        head = ir.Scope(kind, name, f"{outer}.{name}" if outer else name, parent, (), place=place)
        self._scopes.append(_Building(head))
        self._current = len(self._scopes) - 1
        yield self._current
        self._current = parent

    def describe(self, index: int, scope: Callable[[ir.Scope], ir.Scope]) -> None:
        """Add to the head of a scope (parameters, bases, decorators)."""
        self._scopes[index].head = scope(self._scopes[index].head)


EXPRESSIONS: dict[type[cst.CSTNode], Callable[..., ir.Expr]] = {}
STATEMENTS: dict[type[cst.CSTNode], Callable[..., None]] = {}


def expression(
    *kinds: type[_Node],
) -> Callable[[Callable[[Lowering, _Node], ir.Expr]], Callable[[Lowering, _Node], ir.Expr]]:
    """Register a function as the handler of expressions of these types."""

    def register(handler: Callable[[Lowering, _Node], ir.Expr]) -> Callable[[Lowering, _Node], ir.Expr]:
        EXPRESSIONS.update(dict.fromkeys(kinds, handler))
        return handler

    return register


def statement(
    *kinds: type[_Node],
) -> Callable[[Callable[[Lowering, _Node], None]], Callable[[Lowering, _Node], None]]:
    """Register a function as the handler of statements of these types."""

    def register(handler: Callable[[Lowering, _Node], None]) -> Callable[[Lowering, _Node], None]:
        STATEMENTS.update(dict.fromkeys(kinds, handler))
        return handler

    return register
