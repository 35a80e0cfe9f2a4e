"""Functions from outside the project that only pass their arguments on, or put strings together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from c42migrate.model import Place, Text, hole, literal
from c42migrate.readers.python import fold
from c42migrate.readers.python.operators import combinations
from c42migrate.readers.python.values import (
    LIMIT,
    Bound,
    Class,
    Function,
    Known,
    Mapping,
    Pair,
    ProjectModule,
    Ref,
    Response,
    Row,
    Value,
    Values,
    merged,
    texts,
    unknown,
)

Member = Callable[[Value, str], Values]

_SAME = frozenset(
    [
        "str",
        "unicode",
        "bytes",
        "bytearray",
        "tuple",
        "list",
        "set",
        "frozenset",
        "sorted",
        "reversed",
        "iter",
        "repr",
        "cast",
        "copy.copy",
        "copy.deepcopy",
        "typing.cast",
        "json.dumps",
        "simplejson.dumps",
        "ujson.dumps",
        "orjson.dumps",
        "ast.literal_eval",
        "six.text_type",
        "six.u",
        "six.b",
        "six.ensure_str",
        "six.ensure_text",
        "six.ensure_binary",
        "urllib.parse.urlsplit",
        "urllib.parse.urlparse",
        "urlparse.urlparse",
        "pathlib.PurePosixPath",
        "yarl.URL",
        "furl.furl",
        "httpx.URL",
        "SecretStr",
        "pydantic.SecretStr",
        "asyncio.run",
        "asyncio.wait_for",
        "asyncio.ensure_future",
        "asyncio.create_task",
        "contextlib.closing",
        "closing",
        "StringIO",
        "io.StringIO",
        "io.BytesIO",
        "shlex.split",
        "next",
        "urllib.parse.quote",
        "urllib.parse.quote_plus",
        "urllib.quote",
        "urllib.quote_plus",
        "six.moves.urllib.parse.quote",
        "requests.utils.quote",
    ]
)
_PARSERS = frozenset(
    ["json.loads", "json.load", "simplejson.loads", "simplejson.load", "ujson.loads", "ujson.load", "orjson.loads"]
)
_JOINS = frozenset(
    ["urllib.parse.urljoin", "urlparse.urljoin", "requests.compat.urljoin", "six.moves.urllib.parse.urljoin", "urljoin"]
)
_PATHS = frozenset(["os.path.join", "posixpath.join"])
_BASIC_HEADERS = frozenset(["urllib3.make_headers", "urllib3.util.make_headers", "urllib3.util.request.make_headers"])
_BASIC_VALUES = frozenset(
    [
        "ansible.module_utils.urls.basic_auth_header",
        "requests.auth._basic_auth_str",
        "w3lib.http.basic_auth_header",
    ]
)
"""Functions that make the value of an Authorization header of a user name and a password."""
_ENVIRONMENT = frozenset(
    ["os.environ.get", "os.getenv", "environ.get", "getenv", "decouple.config", "environ.pop", "os.environ.pop"]
)


def external(callee: Ref, bounds: tuple[Bound, ...], member: Member) -> Values | None:
    """What the call returns when it is known, else None (an object of that callable)."""
    name, plain = callee.name, [b for b in bounds if not b.keyword and not b.star]
    if (same := _passed_on(name, plain)) is not None:
        return same
    if name in _PARSERS and plain:
        return tuple(value for value in plain[0].values if isinstance(value, Response)) or None
    if name in _JOINS and len(plain) >= 2:
        return _joined(plain)
    if name in _PATHS and plain:
        parts = [b.values for b in bounds if not b.keyword]
        return tuple(Known(fold.path_join(chosen)) for chosen in combinations(parts))
    if name in _ENVIRONMENT:
        return _environment(bounds)
    if name == "getattr" and len(plain) >= 2:
        return _getattr(plain, member)
    if name in {"functools.partial", "functools.partialmethod"} and plain:
        return _partial(plain, bounds)
    if name in _BASIC_HEADERS | _BASIC_VALUES:
        return _basic_headers(name, bounds)
    if name in {"dict", "collections.OrderedDict", "collections.defaultdict"}:
        return (_dict(bounds),)
    return None


def _passed_on(name: str, plain: list[Bound]) -> Values | None:
    """The argument of a function that gives back what it is given, also for every item (``map(str, parts)``)."""
    if name in _SAME and plain:
        return plain[-1].values if name in {"cast", "typing.cast"} else plain[0].values
    if name == "map" and len(plain) == 2 and any(isinstance(v, Ref) and v.name in _SAME for v in plain[0].values):
        return plain[1].values
    return None


def _joined(plain: list[Bound]) -> Values:
    pairs = islice(combinations([plain[0].values, plain[1].values]), LIMIT)
    return tuple(Known(fold.urljoin(base, path)) for base, path in pairs)


def _environment(bounds: tuple[Bound, ...]) -> Values:
    names = [t.known or "" for t in texts(bounds[0].values)] if bounds else []
    default = next((b.values for b in bounds[1:] if b.keyword in {"", "default"}), ())
    solid = tuple(v for v in default if isinstance(v, Known) and v.text.pieces)
    return merged((*solid, *unknown(names[0] if names else "environment")))


def _getattr(plain: list[Bound], member: Member) -> Values:
    found: list[Value] = []
    for base in plain[0].values:
        for name in texts(plain[1].values):
            if name.known:
                found.extend(_with_word(value, name) for value in member(base, name.known))
            elif isinstance(base, Ref):
                found.append(Ref(base.name, base.origin, base.args, base.tokens, name))
            elif isinstance(base, Known | Response | Class | Function | ProjectModule):
                found.extend(unknown("getattr"))
    return merged(found)


def _with_word(value: Value, name: Text) -> Value:
    """A reference that remembers the string its last part was named by, when that is one piece."""
    return replace(value, tokens=name.literals) if isinstance(value, Ref) and len(name.literals) == 1 else value


def _partial(plain: list[Bound], bounds: tuple[Bound, ...]) -> Values:
    rest = tuple(b for b in bounds if b is not plain[0])
    found: list[Value] = []
    for callee in plain[0].values:
        if isinstance(callee, Function):
            found.append(Function(callee.module, callee.scope, callee.owner, (*callee.preset, *rest)))
        elif isinstance(callee, Ref):
            found.append(
                Ref(callee.name, callee.origin, callee.args, callee.tokens, callee.dynamic, (*callee.preset, *rest))
            )
    return merged(found) or unknown("partial")


def _basic_headers(name: str, bounds: tuple[Bound, ...]) -> Values | None:
    """urllib3's ``make_headers(basic_auth="user:password")``; ``basic_auth_header(user, password)`` gives the value."""
    if name in _BASIC_VALUES:
        return (Known(literal("Basic ") + hole("basic_auth")),) if len(bounds) > 1 else None
    for bound in bounds:
        if bound.keyword == "basic_auth" and bound.arg is not None and bound.arg.place is not None:
            value = Known(literal("Basic ") + hole("basic_auth"))
            return (Mapping((Pair((Known(literal("Authorization")),), (value,), bound.arg.place),), bound.arg.place),)
    return None


def _dict(bounds: tuple[Bound, ...]) -> Mapping:
    pairs: list[Pair] = []
    for bound in bounds:
        if bound.keyword and bound.arg is not None:
            token = bound.arg.keyword_token
            key = Known(Text((token,)) if token is not None else literal(bound.keyword))
            pairs.append(Pair((key,), bound.values, bound.arg.place or _NOWHERE, bound.arg.removal))
        for value in bound.values:
            if isinstance(value, Mapping) and not bound.keyword:
                pairs.extend(value.pairs)
            elif isinstance(value, Row) and not bound.keyword:
                pairs.extend(_row_pairs(value))
    return Mapping(tuple(pairs), bounds[0].arg.place or _NOWHERE if bounds and bounds[0].arg else _NOWHERE)


def _row_pairs(row: Row) -> list[Pair]:
    """Entries of a list of two-tuples."""
    values = (value for item in row.items for value in item)
    return [Pair(v.items[0], v.items[1], v.place) for v in values if isinstance(v, Row) and len(v.items) == 2]


_NOWHERE = Place("", 0, 0)
