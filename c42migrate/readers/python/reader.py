"""From parsed modules to usages: requests first, then what no request accounts for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

import libcst as cst

from c42migrate.errors import ParseError, Problem
from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import (
    HOLE,
    Certainty,
    Command,
    Credential,
    Header,
    Place,
    Reading,
    Reply,
    Request,
    Step,
    Symbol,
    Text,
    Usage,
    literal,
)
from c42migrate.readers import web
from c42migrate.readers.python import auth, commands
from c42migrate.readers.python.calls import Call, Calls
from c42migrate.readers.python.clients import Clients
from c42migrate.readers.python.effects import Effects
from c42migrate.readers.python.evaluator import Evaluator
from c42migrate.readers.python.loose import loose_keys
from c42migrate.readers.python.nodes import dotted
from c42migrate.readers.python.parsing import parse
from c42migrate.readers.python.probes import Probes
from c42migrate.readers.python.replies import Replies
from c42migrate.readers.python.scopes import Assignment, Definition, Import, Module, Program, Scope, Spot
from c42migrate.readers.python.sdk import Symbols
from c42migrate.readers.python.unattributed import Token, Unattributed, is_prose, tokens
from c42migrate.readers.python.values import Function
from c42migrate.readers.texts import replaced

_MOST_BASES = 3
"""Requests of one call and path that differ only in what is known of their base."""
_CHANGED = "changed before it is sent"
_API = re.compile(r"(?:/\w+)?/api/")
_UNVERSIONED = re.compile(r"/api/(?!v\d)")
_VERSION = re.compile(r"/api/v\d+")
_VERSIONED = re.compile(rf"(/api/v\d+)/?{HOLE}$")
_KEPT = frozenset({"auth", "basic_auth", "http_auth", "basicauth", "credentials"})


@dataclass(frozen=True, slots=True)
class _Marks:
    """What else the tokens of a program are used for, and which of them are sent beside a URL."""

    uses: Mapping[Token, Step]
    beside: frozenset[Token]

    def marked(self, usage: Usage) -> Usage:
        """Return a request or a header with the other uses of its literals."""
        if isinstance(usage, Header):
            return replace(usage, other_uses=self._uses_of(usage.value))
        if not isinstance(usage, Request):
            return usage
        pieces = [p for p in usage.url.literals if p.place is not None]
        sent = [p for entry in usage.body if entry.value for p in entry.value.literals if p.place is not None]
        shared = [p.place for p in pieces if p.place and self._is_shared((p.place.path, p.token))]
        shared += [p.place for p in sent if p.place and (p.place.path, p.token) in self.uses]
        other_uses = self._uses_of(Text((*usage.url.pieces, *sent)))
        headers = tuple(replace(head, other_uses=self._uses_of(head.value)) for head in usage.headers)
        shared = list(dict.fromkeys((*usage.shared, *shared)))
        uses = tuple(dict.fromkeys((*usage.other_uses, *other_uses)))
        return replace(usage, shared=tuple(shared), other_uses=uses, headers=headers)

    def _is_shared(self, token: Token) -> bool:
        return token in self.uses or token in self.beside

    def _uses_of(self, text: Text) -> tuple[Step, ...]:
        places = [(p.place.path, p.token) for p in text.literals if p.place is not None]
        return tuple(dict.fromkeys(self.uses[token] for token in places if token in self.uses))


class _Inside:
    """What the functions of a program send, by themselves and through others that they call."""

    def __init__(self, calls: Iterable[Call], made: Iterable[tuple[Call, Request]]) -> None:
        self._sent: dict[Scope, list[tuple[Call, Request]]] = defaultdict(list)
        self._called: dict[Scope, set[Scope]] = defaultdict(set)
        self._reached: dict[Scope, set[Scope]] = {}
        for call, request in made:
            self._sent[call.home].append((call, request))
        for call in calls:
            if isinstance(function := call.callee[0], Function):
                self._called[call.home].add(function.scope)

    def sent(self, call: Call) -> list[tuple[Call, Request]]:
        """Return what the function that is called sends."""
        return [one for scope in self._scopes(call) for one in self._sent[scope]]

    def _scopes(self, call: Call) -> set[Scope]:
        """Return the function that is called, and those that it calls."""
        first = call.callee[0]
        if not isinstance(first, Function):
            return set()
        if first.scope not in self._reached:
            seen = {first.scope}
            todo = list(seen)
            while todo:
                todo.extend(new := self._called[todo.pop()] - seen)
                seen |= new
            self._reached[first.scope] = seen
        return self._reached[first.scope]

    def versioned(self, call: Call, url: Text) -> Text:
        """Return a path given to a function with the version that the function writes in place of its beginning."""
        start = _API.match(url.marked)
        written = self._version(call) if start is not None else ""
        return replaced(url, start[0], literal(written)) if written and start is not None else url

    def _version(self, call: Call) -> str:
        """Return ``/api/v1/`` where the function sends that with something unknown behind it, or gives it to a call
        and sends something unknown."""
        sent = [inner.url for _, inner in self.sent(call)]
        calls = (node for scope in self._scopes(call) if sent for node, _ in scope.used(cst.Call))
        given = (arg.value.value for node in calls for arg in node.args if isinstance(arg.value, cst.SimpleString))
        found = (_VERSION.search(text) for text in given)
        return next(chain(filter(None, map(_version, sent)), (f"{match[0]}/" for match in found if match)), "")


def _version(url: Text) -> str:
    """Return ``/api/v1/`` where a URL has that written out and nothing that is known behind it, else ""."""
    found = _VERSIONED.search(url.marked)
    return f"{found[1]}/" if found is not None else ""


def _corrected(made: Iterable[tuple[Call, Request]]) -> Iterator[tuple[Token, Step]]:
    """Yield the tokens of paths that a call sends as they are or, in another case, changed, and where it does."""
    by_origin: dict[Place, list[tuple[Call, Request]]] = defaultdict(list)
    for call, request in made:
        by_origin[call.origin].append((call, request))
    for origin, found in by_origin.items():
        if any(_version(request.url) for _, request in found):
            passed = (request.url for call, request in found if call.depth)
            yield from ((token, Step(origin, _CHANGED)) for url in passed for token in _paths(url))


def _paths(url: Text) -> Iterator[Token]:
    """Yield the tokens that hold the beginning of a path without a version."""
    for piece in url.literals:
        if piece.place is not None and _UNVERSIONED.search(piece.text):
            yield piece.place.path, piece.token


class Reader:
    """Reads one set of sources."""

    def __init__(self, sources: Sequence[Source], lexicon: Lexicon) -> None:
        self._sources = sources
        self._lexicon = lexicon
        self._problems: dict[str, Problem] = {}
        self._keys = _keys(sources)
        self._evaluator = Evaluator(Program(dict(self._parsed()), lexicon.packages | lexicon.foreign), lexicon)
        self._symbols = Symbols(self._evaluator)
        self._probes = Probes(self._evaluator)
        self._replies = Replies(self._evaluator)
        self._usages: dict[str, list[Usage]] = defaultdict(list)
        self._sent: dict[Place, Request] = {}
        self._alternatives: Counter[tuple[object, ...]] = Counter()
        self._consumed: set[Token] = set()
        self._built: set[Place] = set()
        self._senders: set[Place] = set()
        self._made: list[tuple[Call, Request]] = []
        """The requests of calls of clients."""
        self._changed: dict[Token, Step] = {}
        """The tokens of paths that a function of the program changes before it sends them, and where it does."""

    def _parsed(self) -> Iterator[tuple[str, Module]]:
        for key, source in zip(self._keys, self._sources, strict=True):
            try:
                yield key, parse(source, key)
            except ParseError as error:
                self._problems[key] = Problem(source.path, "parse", error.message)

    def readings(self) -> list[Reading]:
        """One reading per source."""
        calls = Calls(self._evaluator).all()
        clients = Clients(self._evaluator)
        handlers = auth.handlers(calls)
        opaque = [call for call in calls if isinstance(call.callee[0], Function)]
        for call in calls:
            if not isinstance(call.callee[0], Function):
                self._call(call, clients, handlers)
        inside = _Inside(calls, self._made)
        for call in opaque:  # a request when nothing inside the function accounts for the path
            for request in clients.requests(call):
                if not set(tokens(request.url)) & self._consumed:
                    url = inside.versioned(call, request.url)
                    self._opaque(call, replace(request, url=url), inside.sent(call))
        self._changed.update(_corrected(self._made))
        for module in self._evaluator.program.modules.values():
            self._module(module)
        self._loosen(clients.sent)
        effects = Effects(self._evaluator, self._senders)
        marks = _Marks({**self._changed, **effects.uses()}, effects.sent_beside())
        return [
            self._reading(key, source, effects, marks) for key, source in zip(self._keys, self._sources, strict=True)
        ]

    def _loosen(self, sent: set[Place]) -> None:
        """Say of the requests of a module that send a query where more of it may be that is not seen."""
        keys = self._lexicon.query_keys
        for key, usages in self._usages.items():
            asking = [n for n, one in enumerate(usages) if isinstance(one, Request) and _asks(one, keys)]
            scopes = self._evaluator.program.modules[key].scopes if asking else ()
            found = {name for scope in scopes for name in loose_keys(scope, self._evaluator, sent)}
            for number in asking if found else ():
                one = usages[number]
                if isinstance(one, Request):
                    usages[number] = replace(one, unseen=(*one.unseen, *((name,) for name in sorted(found))))

    def _reading(self, key: str, source: Source, effects: Effects, marks: _Marks) -> Reading:
        if (problem := self._problems.get(key)) is not None:
            return Reading(source.path, (), (problem,), False, web.hosts(source.text))
        usages = tuple(dict.fromkeys(map(marks.marked, self._usages[key])))
        scopes = self._evaluator.program.modules[key].scopes
        found = (probe for scope in scopes for probe in (*self._probes.of(scope), *effects.read_back(scope)))
        probes = tuple(dict.fromkeys(found))
        rebindings = tuple(dict.fromkeys(one for scope in scopes for one in self._probes.rebindings(scope)))
        return Reading(source.path, usages, hosts=web.hosts(source.text), probes=probes, rebindings=rebindings)

    # -- calls -----------------------------------------------------------------------------------

    def _call(self, call: Call, clients: Clients, handlers: auth.Handlers) -> None:
        key, found = call.at.module, self._usages[call.at.module]
        for request in clients.requests(call):
            self._senders.add(call.origin)
            self._made.append((call, request))
            self._send(key, replace(request, answered=self._answered(call)))
        for usage in commands.run_by(call, self._lexicon):
            self._senders.add(call.origin)
            if isinstance(usage, Request):
                self._send(key, usage)
                continue
            found.append(usage)
            if isinstance(usage, Command):
                self._consumed.update(token for word in usage.words for token in tokens(word))
        found.extend(self._placed(symbol, call) for symbol in self._symbols.call(call))
        found.extend(commands.required(call, self._lexicon))
        found.extend(auth.challenges(call, handlers))

    def _opaque(self, call: Call, request: Request, sent: Sequence[tuple[Call, Request]]) -> None:
        """Take the path given to a function for the one that is sent; ``sent``: what the function is seen to send.

        Where it sends something, it has changed the path in a way that is not known.
        """
        self._senders.add(call.origin)
        for inner, _ in sent[:1]:
            self._changed.update(dict.fromkeys(tokens(request.url), Step(inner.origin, _CHANGED)))
        certainty = Certainty.MAYBE if sent else request.certainty
        self._send(call.at.module, replace(request, certainty=certainty, answered=self._answered(call)))

    def _placed(self, symbol: Symbol, call: Call) -> Symbol:
        """Return a call of an SDK with where it stands and what becomes of its result, whoever calls the function
        around."""
        if call.node is None or call.spot is None:
            return symbol
        has_keys = symbol.name not in self._lexicon.factories
        answered = partial(self._replies.of, call.node, call.spot, has_keys=has_keys)
        return replace(symbol, answered=answered, site=self._symbols.site(call, symbol))

    def _answered(self, call: Call) -> Callable[[], Reply] | None:
        """Follows the answer, as far as it goes through the outermost call."""
        if call.node is None or call.spot is None:
            return None
        return partial(self._replies.of, call.node, call.spot, call.place)

    def _send(self, key: str, request: Request) -> None:
        self._consumed.update(tokens(request.url))
        alternative = _without_base(request)
        self._alternatives[alternative] += 1
        if self._alternatives[alternative] > _MOST_BASES:
            return
        self._usages[key].append(request)
        self._sent.setdefault(request.place, request)
        self._built.update(head.place for head in request.headers)
        self._built.update(credential.place for credential in request.credentials)
        self._usages[key].extend(web.basic_headers(request.headers))

    # -- the rest --------------------------------------------------------------------------------

    def _module(self, module: Module) -> None:
        found = self._usages[module.key]
        rest = Unattributed(self._evaluator, self._consumed, module.docstrings)
        found.extend(self._symbols.imports(module.key))
        for scope in module.scopes:
            for node, spot, _ in _roots(scope):
                found.extend(self._symbols.references(node, spot))
            found.extend(self._fresh(rest.headers(scope)))
            found.extend(rest.fields(scope, self._sent))
            found.extend(self._kept(scope))
        for scope in module.scopes:
            idle = {id(event.value) for event in scope.events if isinstance(event, Assignment) and self._is_idle(event)}
            for node, spot, prose in _roots(scope):
                for usage in self._fresh(rest.strings(node, spot)) if not prose else ():
                    found.append(replace(usage, idle=id(node) in idle) if isinstance(usage, Request) else usage)

    def _is_idle(self, event: Assignment) -> bool:
        """Whether nothing reads the name that is given a value: it is written nowhere else."""
        return isinstance(event.target, cst.Name) and event.value is not None and self._words[event.target.value] == 1

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word is written in the sources."""
        return Counter(word for source in self._sources for word in re.findall(r"\w+", source.text))

    def _fresh(self, found: Iterable[Request | Header | Command]) -> Iterator[Usage]:
        """Yield what was found, without headers that are known already."""
        for usage in found:
            if not isinstance(usage, Header):
                yield usage
            elif usage.place not in self._built:
                self._built.add(usage.place)
                yield usage
                yield from web.basic_headers((usage,))

    def _kept(self, scope: Scope) -> Iterator[Credential]:
        """Credentials kept under a name that says so, which no request is seen to use."""
        for event in scope.events:
            if isinstance(event, Assignment) and event.value is not None and _says_auth(event):
                values = self._evaluator.value(event.value, event.spot)
                for credential in auth.kept(values, scope.positions.place(event.value)):
                    if credential.place not in self._built:
                        self._built.add(credential.place)
                        yield credential


def _asks(request: Request, keys: frozenset[str]) -> bool:
    """Whether a request sends a query."""
    return any(entry.keys[-1:] and entry.keys[-1] in keys for entry in request.body)


def _without_base(request: Request) -> tuple[object, ...]:
    """Return a request but for what its unknown base may be made of, of which alternatives have the same key.

    A host from an argument, a setting or a file, each with or without a port, makes dozens of one path.
    """
    parts = tuple(piece.place or piece.text for piece in request.url.literals if "/" in piece.text)
    port = any(":" in piece.text.partition("://")[2] or piece.text[:1] == ":" for piece in request.url.literals)
    return replace(request, url=Text()), parts, port


def _says_auth(event: Assignment) -> bool:
    return event.op == "=" and dotted(event.target).rpartition(".")[2].strip("_").lower() in _KEPT


def _roots(scope: Scope) -> Iterator[tuple[cst.BaseExpression, Spot, bool]]:
    """Every outermost expression of a scope, and whether it is prose."""
    for event in scope.events:
        if isinstance(event, Definition | Import):
            continue
        if event.value is not None:
            yield event.value, event.spot, is_prose(event)
        if isinstance(event, Assignment) and isinstance(event.target, cst.Subscript):
            yield event.target.value, event.spot, True
        elif isinstance(event, Assignment) and isinstance(event.target, cst.Attribute):
            yield event.target, event.spot, True
    for param in scope.params:
        if param.default is not None:
            yield param.default, scope.outer, False


def _keys(sources: Sequence[Source]) -> list[str]:
    """Return a module key per source: its path; several sources of one path (fenced blocks) are told apart by
    number."""
    seen: dict[str, int] = defaultdict(int)
    keys = []
    for source in sources:
        seen[source.path] += 1
        keys.append(source.path if seen[source.path] == 1 else f"{source.path}#{seen[source.path]}")
    return keys
