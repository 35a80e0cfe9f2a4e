"""The small tree the Python reader works on: libcst lowered to what matters for following values.

It is plain data (cacheable, picklable), free of libcst, and the same for Python 2, Python 3 and
notebook cells. Expressions keep evaluation order and exact places; statements are flattened into the events of
their scope, each with the branch it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from c42migrate.symbolic import Literal, Place, Text

Branch = tuple[tuple[int, int], ...]
"""Where an event stands: one ``(statement id, arm)`` per enclosing compound statement of the scope, outermost first.

Two events exclude each other when they share a statement id with different arms (``if`` / ``else``; the handlers of one
``try`` exclude each other but not its body). An assignment decides a later use when its branch is a prefix of the
use's.
Loop bodies, ``with`` bodies and ``try`` bodies add no entry when they always run (``with``, ``try`` body) and one
when they may not (``for``, ``while``, ``except``, ``else`` of those, ``match`` cases).
"""


@dataclass(frozen=True, slots=True)
class Str:
    """A string literal token (or a run of implicitly joined ones without holes); ``is_bytes`` for ``b""``."""

    text: Text
    place: Place
    is_bytes: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """An f-string, or implicit concatenation that contains one: ``Str`` parts and expressions in order.

    An expression with a conversion or a format specification that changes its text is wrapped in ``Opaque``.
    """

    parts: tuple[Expr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, ``True``, ``False``, ``None`` or ``...`` as written."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """``base.name``; ``token`` is the literal of the name itself."""

    base: Expr
    name: str
    token: Literal
    place: Place


@dataclass(frozen=True, slots=True)
class Arg:
    """One argument: ``keyword`` is "" when positional; ``star`` is "", ``*`` or ``**``.

    ``place`` covers keyword and value; ``removal`` covers the argument with one neighbouring comma and blank, so
    that cutting it leaves a valid call. ``keyword_token`` is the literal of the keyword.
    """

    value: Expr
    keyword: str = ""
    star: str = ""
    place: Place | None = None
    removal: Place | None = None
    keyword_token: Literal | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """``func(args)``. ``place`` is the whole call."""

    func: Expr
    args: tuple[Arg, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Subscript:
    """``base[key]``; a slice or a tuple index is an ``Opaque`` key."""

    base: Expr
    key: Expr
    place: Place


@dataclass(frozen=True, slots=True)
class Binary:
    """``left op right`` for ``+``, ``%``, ``/`` (pathlib-like); any other operator is ``Opaque``."""

    op: str
    left: Expr
    right: Expr
    place: Place


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: ``a if t else b`` gives (a, b), ``a or b`` gives (a, b), ``a and b`` gives (b,).

    ``test`` keeps the other expressions (so that calls and comparisons inside are seen).
    """

    options: tuple[Expr, ...]
    test: tuple[Expr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """``key: value`` of a dict display; ``key`` is None for ``**value``. ``removal`` as in ``Arg``."""

    key: Expr | None
    value: Expr
    place: Place
    removal: Place | None = None


@dataclass(frozen=True, slots=True)
class Dict:
    """A dict display."""

    items: tuple[Item, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Seq:
    """A tuple, list or set display (``kind`` is ``tuple``, ``list`` or ``set``)."""

    kind: str
    items: tuple[Expr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Lambda:
    """A lambda: ``scope`` indexes ``Module.scopes``."""

    scope: int
    place: Place


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison or membership test; its operands serve another purpose than being sent."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Opaque:
    """Anything else. ``children`` are evaluated for what they contain (calls, strings), not for their value.

    ``what``: ``comprehension``, ``await`` is never opaque (lowered to its operand), ``slice``, ``format``,
    ``operator`` …
    """

    children: tuple[Expr, ...]
    what: str
    place: Place


Expr = (
    Str
    | Join
    | Constant
    | Name
    | Attribute
    | Call
    | Subscript
    | Binary
    | Choice
    | Dict
    | Seq
    | Lambda
    | Compare
    | Opaque
)


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
