"""Events, scopes and modules of the small tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from c42migrate.model import Literal, Place
from c42migrate.readers.python.ir.expressions import Arg, Expr

Branch = tuple[tuple[int, int], ...]
"""Where an event stands: one ``(statement id, arm)`` per enclosing compound statement of the scope, outermost first.

Two events exclude each other when they share a statement id with different arms (``if`` / ``else``; the handlers of one
``try`` exclude each other but not its body). An assignment decides a later use when its branch is a prefix of the
use's.
Loop bodies, ``with`` bodies and ``try`` bodies add no entry when they always run (``with``, ``try`` body) and one
when they may not (``for``, ``while``, ``except``, ``else`` of those, ``match`` cases).
"""


@dataclass(frozen=True, slots=True)
class Assign:
    """``target = value`` (one per target; tuple targets are split when both sides are displays of one length).

    ``op`` is ``=``, ``+=`` (other augmented operators give an ``Opaque`` value), ``for`` (target takes items of
    value: iterable),
    ``with`` (target takes what value enters) or ``walrus``. ``annotation`` is the annotation expression or None;
    ``value`` is None for a bare annotation.
    """

    target: Expr
    value: Expr | None
    op: str
    branch: Branch
    order: int
    annotation: Expr | None = None


@dataclass(frozen=True, slots=True)
class Evaluate:
    """An expression statement, or an expression evaluated by a statement (a test, an assert, a raise, a del).

    ``role``: ``statement``, ``test``, ``raise``, ``print``, ``assert``, ``other``.
    ``guard``: for tests only, the branch entry id of the statement tested.
    """

    value: Expr
    branch: Branch
    order: int
    role: str = "statement"


@dataclass(frozen=True, slots=True)
class Guard:
    """Arm ``arm`` of compound statement ``statement`` runs only when ``test`` is true (``negated``: false)."""

    statement: int
    arm: int
    test: Expr
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """``return value`` or ``yield value``."""

    value: Expr
    branch: Branch
    order: int


@dataclass(frozen=True, slots=True)
class Define:
    """A function or class definition; ``scope`` indexes ``Module.scopes``."""

    name: str
    scope: int
    branch: Branch
    order: int


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name.

    ``import a.b as c`` → module ``a.b``, name "", alias ``c``; ``import a.b`` → alias ``a`` (and ``dotted`` True:
    binds the root);
    ``from .m import x as y`` → module ``m``, level 1, name ``x``, alias ``y``; star: name ``*``. ``place`` covers
    the name (or module) as
    written; ``tokens`` are the literals of the dotted module's parts, then of the imported name.
    """

    module: str
    name: str
    alias: str
    level: int
    dotted: bool
    place: Place
    tokens: tuple[Literal, ...]
    branch: Branch
    order: int


Event = Assign | Evaluate | Return | Define | Import


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter. ``kind``: ``positional``, ``keyword`` (keyword-only), ``*`` or ``**``."""

    name: str
    kind: str
    default: Expr | None = None
    annotation: Expr | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A module (index 0), class, function or lambda, with its events in source order.

    ``parent`` indexes the enclosing scope (-1 for the module). ``name`` is the plain name, ``qualname`` the dotted
    one without
    ``<locals>``. Comprehensions have no scope: their targets are ``Assign(op="for")`` events of the enclosing one.
    ``globals`` are names declared ``global`` or ``nonlocal``.
    """

    kind: str
    name: str
    qualname: str
    parent: int
    events: tuple[Event, ...]
    params: tuple[Param, ...] = ()
    bases: tuple[Arg, ...] = ()
    decorators: tuple[Expr, ...] = ()
    guards: tuple[Guard, ...] = ()
    globals: frozenset[str] = frozenset()
    is_async: bool = False
    place: Place | None = None
    returns: Expr | None = None
    """The annotation of a function's result."""


@dataclass(frozen=True, slots=True)
class Module:
    """A lowered module. ``docstrings`` are the tokens (see ``Literal.token``) of docstrings and bare string statements:
    they are prose, not values. ``name`` is set by the linker."""

    path: str
    scopes: tuple[Scope, ...]
    docstrings: frozenset[int] = field(default_factory=frozenset)
