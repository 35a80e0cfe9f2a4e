"""Expressions of the small tree."""

from __future__ import annotations

from dataclasses import dataclass

from c42migrate.model import Literal, Place, Text


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
