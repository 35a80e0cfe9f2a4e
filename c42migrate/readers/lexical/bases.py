"""Bare resource names: ``put("UserBlock/#{id}")`` where the client's base, perhaps in another file, ends in ``/api``.

A name counts only when the project shows such a base, and when the name goes to something that sends requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.model import HOLE, Hole, Literal, Step, Text, Verb
from c42migrate.readers import web
from c42migrate.readers.lexical.program import Expression, Program
from c42migrate.readers.lexical.verbs import sends, verb_of

_BASE = re.compile(
    rf"(?:(?P<host>(?:https?:)?//[^\s/?#]+|[{HOLE}:]+)/?)?(?P<path>(?:/?[\w-]+)?/?(?:api|rest)(?P<version>/v\d+)?/?)",
    re.IGNORECASE,
)
_VALUES = frozenset({"=", ":", "=>", ":=", "||", "||=", "??", "?:"})
"""What stands before a value that a name gets."""

_NAMED = re.compile(r"api|base|root|prefix|url|uri|path|endpoint|server|version|client|faraday", re.IGNORECASE)
_PATH_NAME = re.compile(r"\W*(?:\w*_)?(?:path|resource|endpoint|uri|url|route|api|action|name|p)\w*\W*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:.*[^a-z])?(?:base|api|server|host|endpoint|root|prefix|instance)?_?(?:ur[il]|base|host|root|endpoint|server|prefix)\W*",
    re.IGNORECASE,
)
_CLIENT = re.compile(r"client|base_?(?:ur[il]|address|path)|prefix_?url|faraday", re.IGNORECASE)
_PREFIXES = frozenset({"new", "await"})
_JOINS = frozenset({"uri", "url", "join", "resolve", "urljoin"})
_ROOTED = re.compile(r"/?(?:\w*api|rest|v\d+)/", re.IGNORECASE)
"""The beginning of a path that stands below no base."""
_NAME = re.compile(rf"/?(?P<name>[A-Za-z]\w*)(?:[/?{HOLE}].*)?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Base:
    """Where a program says below which path its API stands. ``host``: as written, "" where it is not known here."""

    file: str
    name: str
    host: str
    path: str
    versioned: bool
    step: Step
    sender: str = ""
    """The function that puts the base before what it is given."""
    is_its_own: bool = False
    """Whether nothing says that what it is given are paths: then the base counts for that function alone."""
    holder: str = ""
    """The name that is given the client which is built with the base."""

    @property
    def kind(self) -> tuple[str, bool]:
        """What two bases of one API have in common."""
        return self.host, self.versioned


def bases(program: Program, expressions: Iterable[Expression]) -> Iterator[Base]:
    """``api_root = '/api'``, ``BaseUrl { get; } = "https://host/api/"``, ``apiVersion: 'api'``, and the functions that
    put ``"/api/"`` before what they are given."""
    for expression in expressions:
        match, sender = _BASE.fullmatch(expression.text.marked), ""
        name = _name_before(program, expression) if match else ""
        if match is None:
            match, name, sender = _put_before_a_path(program, expression)
        if match is None or not _NAMED.search(name) or not _is_path(match, name):
            continue
        place = program.source.place(program.tokens[expression.start].start, program.tokens[expression.end - 1].end)
        host = match["host"] if match["host"] and HOLE not in match["host"] else ""
        path = "/" + match["path"].strip("/")
        step = Step(place, "the base of the path")
        is_its_own = bool(sender) and not _PATH_NAME.fullmatch(expression.text.holes[-1].name)
        holder = _holder(program, expression) if not sender else ""
        yield Base(program.source.path, name, host, path, bool(match["version"]), step, sender, is_its_own, holder)


def _holder(program: Program, expression: Expression) -> str:
    """``c`` of ``c = new Client("https://host/api/")``."""
    start, _ = program.line(expression.start)
    at = next(
        (i for i in range(start + 1, expression.start) if program.text_of(i) in _VALUES and _is_name(program, i)), 0
    )
    return program.text_of(at - 1).lstrip("$@") if at else ""


def _is_name(program: Program, at: int) -> bool:
    return program.tokens[at - 1].kind == "name" and program.text_of(at) not in {":", "=>"}


def _put_before_a_path(program: Program, expression: Expression) -> tuple[re.Match[str] | None, str, str]:
    """Return the base in ``"/api/#{path}"``, a name for it and the function around it, where that is given what
    follows.

    None where what follows is not a whole path.
    """
    text = expression.text
    last = text.pieces[-1] if text.pieces else None
    if not isinstance(last, Hole) or not text.marked.endswith("/" + HOLE):
        return None, "", ""
    function, given = program.function(expression.start)
    sender = function if last.name.strip("$@ ") in given else ""
    match = _BASE.fullmatch(text.marked[:-1]) if sender or _PATH_NAME.fullmatch(last.name) else None
    return match, "base", sender


def _is_path(match: re.Match[str], name: str) -> bool:
    """Take a lone word ``api`` for a path only under a name that says so: ``apiVersion``, ``api_root``, ``prefix``."""
    return "/" in match.group() or (bool(re.search(r"api|prefix|root", name, re.IGNORECASE)) and len(match.group()) > 0)


def _name_before(program: Program, expression: Expression) -> str:
    """Return the name that gets the value: ``X`` of ``self.X = options[:x] || '/api'`` and ``X { get; set; } =
    "…"``."""
    start, _ = program.line(expression.start)
    at = expression.start - 1
    while program.text_of(at) in _PREFIXES:
        at -= 1
    if program.text_of(at) not in _VALUES:
        return _given_to(program, at)
    before = range(at - 1, max(start - 14, -1), -1)
    for index in before:
        token = program.tokens[index]
        if token.kind == "newline":
            break
        if _NAMED.search(token.text) and token.kind in {"name", "string"}:
            return token.text
    return ""


def _given_to(program: Program, at: int) -> str:
    """Return the function before token ``at`` that is given a value alone: ``new RESTClient("…")``, ``base_uri
    '…'``."""
    name = program.text_of(program.callee(at) if program.text_of(at) == "(" else at)
    return name if _CLIENT.search(name) else ""


def nearest(found: Sequence[Base], file: str) -> Base | None:
    """Return the base that counts in ``file``: one of its own, else the project's; None where several disagree."""
    own = [base for base in found if base.file == file]
    chosen = own or list(found)
    kinds = {(base.host, base.versioned) for base in chosen if base.host} or {base.kind for base in chosen}
    agree = len(kinds) == 1 and len({base.versioned for base in chosen}) == 1
    return chosen[0] if chosen and agree else None


def rooted(text: Text, base: Base) -> Text:
    """``text`` below ``base``, whose characters stand elsewhere: each takes the base along as a step of its trail."""
    head = Literal(f"{base.path}/", editable=False, trail=(base.step,))
    host = Literal(base.host, editable=False) if base.host else Hole(base.name)
    bare = text.cut(1) if text.marked.startswith("/") else text
    return Text((host, head, *bare.pieces))


def filled(text: Text, found: Iterable[Base], file: str) -> Text:
    """``/{ApiVersion}/User`` of a service description with the part that the same file names ``apiVersion``."""
    named: Mapping[str, Base] = {
        base.name.strip("'\"").lower(): base for base in found if base.file == file and not base.host
    }
    first = text.pieces[1:2] if text.marked.startswith("/" + HOLE) else text.pieces[:1]
    hole = first[0] if first and isinstance(first[0], Hole) else None
    base = named.get(hole.name.lower()) if hole else None
    if base is None or not isinstance(hole, Hole):
        return text
    rest = text.cut(text.marked.index(HOLE) + 1)
    return Text((Literal(base.path, editable=False, trail=(base.step,)), *rest.pieces))


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare name, the verb it is sent with (None where a URL is only made of it) and the function it is given to.

    ``callee`` is "" for all functions that are called like a verb. ``is_sent``: False where that function must be shown
    to send it.
    """

    name: str
    text: Text
    verb: Verb | None
    callee: str
    is_sent: bool = True
    receiver: str = ""
    """The object whose method that function is."""


def bare_name(program: Program, expression: Expression) -> Bare | None:
    """Return the bare name that an expression sends, joins to an address or gives to a function; None when it is
    else."""
    text = _without_address(expression.text)
    match = _NAME.match(text.marked)
    if match is None or match["name"].upper() in web.VERBS or _ROOTED.match(text.marked):
        return None
    if text is expression.text and not _is_joined(program, expression):
        verb = sends(program, expression)
        callee = program.text_of(program.callee(program.enclosing[expression.start])) if verb else ""
        callee = "" if callee.upper() in web.VERBS else callee
        return Bare(match["name"], text, verb, callee) if verb else _given(program, expression, match["name"])
    return Bare(match["name"], text, verb_of(program, expression), "")


def _given(program: Program, expression: Expression, name: str) -> Bare | None:
    """Return the bare name that a function of any name is given."""
    at = program.callee(program.enclosing[expression.start])
    if not program.text_of(at):
        return None
    receiver = program.text_of(at - 2).lstrip("$@") if program.text_of(at - 1) in {".", "->"} else ""
    return Bare(name, expression.text, verb_of(program, expression), program.text_of(at), False, receiver)


def _without_address(text: Text) -> Text:
    """Return the text after a leading value that is named like an address (``base + "Computer/"``)."""
    first = text.pieces[0] if text.pieces else None
    if isinstance(first, Hole) and _ADDRESS.fullmatch(first.name):
        return Text(text.pieces[1:])
    return text


def _is_joined(program: Program, expression: Expression) -> bool:
    """Return the second argument of ``new Uri(base, "Computer/" + id)``, ``URI.join(base, "User")``."""
    bracket = program.enclosing[expression.start]
    if program.text_of(expression.start - 1) != "," or program.text_of(program.callee(bracket)).lower() not in _JOINS:
        return False
    first = program.expression(bracket + 1)
    return first is not None and first.end == expression.start - 1 and _is_address(first.text)


def _is_address(text: Text) -> bool:
    return len(text.pieces) == 1 and all(_ADDRESS.fullmatch(hole.name) for hole in text.holes)
