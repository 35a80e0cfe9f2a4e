"""Variables that hold a client with an address: ``const c = axios.create({baseURL: "https://host/api"})``.

What such a variable sends goes below its own address, whatever other addresses the file names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from c42migrate.model import HOLE, Hole, Literal, Step, Text
from c42migrate.readers.lexical.program import Expression, Program, plain_name

_MAKER = re.compile(r"\w*client|faraday|axios|got|ky|resty|webservice|resource|resttemplate\w*", re.IGNORECASE)
"""Classes and modules of clients; a constructor is one of them or a function of one."""
_FUNCTION = re.compile(r"new|create|extend|defaults|set_?base_?url|base_?url|root_?uri|builder", re.IGNORECASE)
_KEY = re.compile(r"base_?ur[il]|base_?address|prefix_?url|root_?ur[il]", re.IGNORECASE)
_PLAIN_KEY = re.compile(r"url|uri|host|server", re.IGNORECASE)
_RESOLVES = re.compile(r"faraday|httpclient|client", re.IGNORECASE)
"""Those that take a path from the root for the whole path, as a browser does."""
_REQUEST = re.compile(r"\w*request(?:message)?", re.IGNORECASE)
_ASKED = frozenset({"url", "uri", "path", "resource", "endpoint"})
_VERB = re.compile(r"(?:http_?method_?)?(?:get|post|put|delete|patch|head)", re.IGNORECASE)
_SENDER = re.compile(
    r"(?:api|do|send|rest|http)?_?(?:get|post|put|delete|patch|head)\w*|\w*request(?:message)?|execute\w*|fetch|send\w*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rf"(?P<host>https?://[^\s/]+|{HOLE}[^\s/]*)(?:/\S*)?")
_PATH = re.compile(r"/?\w[^\s]*")
_CHAIN = frozenset({".", "->", "::", "\\"})
_SETS = frozenset({"=", ":=", "||=", "??="})
_REACH = 120
"""Tokens after a request in which it may be handed to a client."""


@dataclass(frozen=True, slots=True)
class Client:
    """``address`` is empty where it is not known; ``resolves``: a path from the root takes the place of its path."""

    at: int
    address: Text
    step: Step
    resolves: bool


class Clients:
    """The clients of one program by the names of their variables."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._opening = {closing: opening for opening, closing in program.closing.items()}
        self._by_name: dict[str, list[Client]] = {}
        for index in range(len(program.tokens)):
            for name, client in self._made(index):
                self._by_name.setdefault(name, []).append(client)

    def of(self, expression: Expression) -> Client | None:
        """Return the client that is given a path; None also for the only one whose address no text of the program
        says."""
        marked = expression.text.marked
        if not self._by_name or "//" in marked or _VERB.fullmatch(marked) or not _PATH.fullmatch(marked):
            return None
        known = [self._by_name[name] for name in self._receivers(expression) if name in self._by_name]
        if not known:
            return None
        client = ([one for one in known[0] if one.at < expression.start] or known[0])[-1]
        return client if client.address.literals or self._are_several else None

    @cached_property
    def _are_several(self) -> bool:
        return len({str(one.address) for made in self._by_name.values() for one in made if one.address.pieces}) > 1

    # -- where clients are made ------------------------------------------------------------------

    def _made(self, index: int) -> Iterator[tuple[str, Client]]:
        program = self._program
        word = program.text_of(index)
        if word in {"(", "{"} and index in program.closing:
            callee = index - 1 if word == "{" and program.text_of(index - 2) == "new" else program.callee(index)
            if callee >= 0 and (maker := self._maker(callee)) and (owner := self._owner(callee)):
                yield owner, self._client(index, self._address(index), maker)
        elif (
            word in {"=", ":="} and _KEY.fullmatch(program.text_of(index - 1)) and program.text_of(index - 2) in _CHAIN
        ):
            first = self._start(index - 1)  # c.BaseAddress = new Uri("https://…"), c.defaults.baseURL = "https://…"
            value = program.expression(index + 1)
            named = [
                plain_name(program.text_of(i)) for i in range(first, index - 1) if program.tokens[i].kind == "name"
            ]
            owner = next((name for name in named if name not in {"this", "self", "defaults"}), "")
            if value is not None and owner:
                yield owner, self._client(index, value.text, "httpclient" if "defaults" not in named else "axios")

    def _client(self, index: int, address: Text, maker: str) -> Client:
        token = self._program.tokens[index]
        place = self._program.source.place(token.start, token.end)
        known = address if _ADDRESS.fullmatch(address.marked) else Text()
        return Client(index, known, Step(place, "the base of the path"), bool(_RESOLVES.fullmatch(maker)))

    def _maker(self, callee: int) -> str:
        """Return the class or module of clients that is called, "" for anything else."""
        word = self._program.text_of(callee)
        if self._program.text_of(callee - 1) == "new" or not _FUNCTION.fullmatch(word):
            return word if _MAKER.fullmatch(word) else ""
        names = [self._program.text_of(index) for index in range(self._start(callee), callee)]
        return next((name for name in names if _MAKER.fullmatch(name)), "")

    def _start(self, index: int) -> int:
        """Where the chain begins that ends with the name at ``index``: ``a`` of ``a.b().c``."""
        program = self._program
        while program.text_of(index - 1) in _CHAIN:
            index -= 2
            if index in self._opening:
                index = self._opening[index] - 1
        return index - 1 if program.text_of(index - 1) == "new" else index

    def _owner(self, callee: int) -> str:
        """Return the variable that gets what is made: ``c`` of ``const c: T = await axios.create(…)``."""
        program, at = self._program, self._start(callee) - 1
        while program.text_of(at) in {"new", "await"} or (at in self._opening and program.text_of(at) == ")"):
            at -= 1
        if program.text_of(at) not in _SETS:
            return ""
        at -= 1
        at -= program.text_of(at) in {"||", "?"}
        at -= 2 if program.text_of(at - 1) == ":" else 0
        return plain_name(program.text_of(at)) if program.tokens[at].kind == "name" else ""

    def _address(self, bracket: int) -> Text:
        program, end = self._program, self._program.closing[bracket]
        end = program.closing.get(end + 1, end) if program.text_of(end + 1) == "{" else end
        keys = [(_KEY, range(bracket + 1, end)), (_PLAIN_KEY, range(bracket + 1, min(bracket + 4, end)))]
        for pattern, inside in keys:
            for index in inside:
                sign = program.text_of(index + 1)
                if pattern.fullmatch(program.tokens[index].text) and sign in {":", "=>", "="}:
                    value = program.expression(index + 2)
                    return value.text if value else Text()
        first = program.expression(bracket + 1)
        return first.text if first else Text()

    # -- what is given to them -------------------------------------------------------------------

    def _receivers(self, expression: Expression) -> Iterator[str]:
        """Yield the names whose method is given a path, the nearest first; or that get a request made of it."""
        program, at = self._program, expression.start
        if at and program.tokens[at - 1].kind == "name":  # c.get 'User'
            yield from self._before(at - 1)
        for _ in range(3):
            bracket = program.enclosing[at]
            if bracket < 0 or not self._is_what_is_asked_for(at, bracket):
                return
            callee = program.callee(bracket)
            if callee >= 0:
                if program.enclosing[expression.start] == bracket and not self._sends(callee):
                    return
                yield from self._before(callee)
                if _REQUEST.fullmatch(program.text_of(callee)) and (name := self._owner(callee)):
                    yield from self._sending(name, program.closing.get(bracket, bracket))
            at = bracket

    def _is_what_is_asked_for(self, at: int, bracket: int) -> bool:
        """Whether what begins at ``at`` is the first argument, the next one after a verb, or under a key ``url``."""
        program = self._program
        if program.text_of(at - 1) in {":", "=>", "="}:
            return program.tokens[at - 2].text.lower() in _ASKED
        before = [index for index in program.inside(bracket, at) if index < at]
        commas = sum(program.text_of(index) == "," for index in before)
        is_told = any(_VERB.fullmatch(program.tokens[index].text) for index in before)
        return program.text_of(bracket) == "(" and (commas == 0 or (commas == 1 and is_told))

    def _sends(self, callee: int) -> bool:
        name = self._program.text_of(callee)
        return bool(_SENDER.fullmatch(name)) or plain_name(name) in self._by_name

    def _before(self, callee: int) -> Iterator[str]:
        """``c`` of ``c.get``, ``this.c.get``, ``c.R().get``, and of ``c`` itself, which is called like a function."""
        program = self._program
        yield plain_name(program.text_of(callee - 2)) if program.text_of(callee - 1) in _CHAIN else ""
        yield plain_name(program.text_of(callee))
        yield plain_name(program.text_of(self._start(callee)))

    def _sending(self, name: str, at: int) -> Iterator[str]:
        program = self._program
        for index in range(at, min(at + _REACH, len(program.tokens) - 1)):
            if program.text_of(index) == "(" and plain_name(program.text_of(index + 1)) == name:
                callee = program.callee(index)
                yield from self._before(callee) if callee >= 0 else ()


def joined(client: Client, path: Text) -> Text:
    """``path`` below the address of ``client``, whose characters stand elsewhere; by itself where that is not known."""
    if not client.address.pieces:
        return path
    address, rest = client.address, path
    host = _ADDRESS.fullmatch(address.marked)
    if path.marked.startswith("/"):
        rest = path.cut(1)
        address = address.cut(0, host.end("host")) if host and client.resolves else address
    address = address.cut(0, len(address.marked.rstrip("/")))
    fixed = [
        p if isinstance(p, Hole) else Literal(p.text, editable=False, trail=(client.step,)) for p in address.pieces
    ]
    return Text((*fixed, Literal("/", editable=False), *rest.pieces))
