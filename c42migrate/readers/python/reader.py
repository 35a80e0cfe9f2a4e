"""From linked modules to usages: requests first, then what no request accounts for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from c42migrate.errors import ParseError
from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Command, Credential, Header, Place, Problem, Reading, Request, Usage
from c42migrate.readers import web
from c42migrate.readers.python import ir
from c42migrate.readers.python.authentication import kept
from c42migrate.readers.python.challenges import Answering, answering, challenges
from c42migrate.readers.python.commandlines import commandlines
from c42migrate.readers.python.declared import declared
from c42migrate.readers.python.displays import Displays
from c42migrate.readers.python.entries import later_entries
from c42migrate.readers.python.evaluate import Evaluator
from c42migrate.readers.python.loose import Loose, Token, is_prose, tokens
from c42migrate.readers.python.lower import lower
from c42migrate.readers.python.program import Program, Spot, dotted
from c42migrate.readers.python.purposes import other_purposes
from c42migrate.readers.python.records import CallRecord, Records
from c42migrate.readers.python.sinks import Sinks
from c42migrate.readers.python.slicing import left_out
from c42migrate.readers.python.state import States
from c42migrate.readers.python.symbols import Symbols
from c42migrate.readers.python.values import Function
from c42migrate.readers.python.walk import owners, subexpressions

_KEPT = frozenset({"auth", "basic_auth", "http_auth", "basicauth", "credentials"})


class Reader:
    """Reads one set of sources."""

    def __init__(self, sources: Sequence[Source], lexicon: Lexicon) -> None:
        self._sources = sources
        self._lexicon = lexicon
        self._problems: dict[str, Problem] = {}
        self._keys = _keys(sources)
        modules = {}
        for key, source in zip(self._keys, sources, strict=True):
            try:
                modules[key] = lower(source, left_out(source.text, lexicon) if len(sources) == 1 else ())
            except ParseError as error:
                self._problems[key] = Problem(source.path, "parse", error.message)
        self._evaluator = Evaluator(Program(modules), lexicon)
        self._records = Records(self._evaluator)
        self._symbols = Symbols(self._evaluator)
        self._usages: dict[str, list[Usage]] = defaultdict(list)
        self._sent: dict[Place, Request] = {}
        self._consumed: set[Token] = set()
        self._built: set[Place] = set()
        self._purposes: frozenset[Token] = frozenset()
        self._answering: Answering = {}

    def readings(self) -> list[Reading]:
        """One reading per source."""
        leaves = self._leaves()
        sinks = Sinks(self._lexicon, States(self._evaluator), Displays(self._evaluator.program))
        self._purposes = other_purposes(self._evaluator)
        self._answering = answering(leaf for _, leaf in leaves)
        own = [(key, leaf) for key, leaf in leaves if not isinstance(leaf.callee[0], Function)]
        opaque = [(key, leaf) for key, leaf in leaves if isinstance(leaf.callee[0], Function)]
        for key, leaf in own:
            self._call(key, leaf, sinks)
        for key, leaf in opaque:
            self._opaque(key, leaf, sinks)
        for key in self._evaluator.program.modules:
            self._module(key)
        return [self._reading(key, source) for key, source in zip(self._keys, self._sources, strict=True)]

    def _reading(self, key: str, source: Source) -> Reading:
        if (problem := self._problems.get(key)) is not None:
            return Reading(source.path, (), (problem,), False, web.hosts(source.text))
        usages = tuple(dict.fromkeys(self._usages[key]))
        return Reading(source.path, usages, hosts=web.hosts(source.text))

    # -- calls -----------------------------------------------------------------------------------

    def _leaves(self) -> list[tuple[str, CallRecord]]:
        """Every call that is to be reported where it is, parameters filled as far as callers say."""
        records, program = self._records, self._evaluator.program
        found = []
        defined = (scope.kind for module in program.modules.values() for scope in module.module.scopes)
        for _ in range(2 if "class" in defined else 1):  # the first pass learns with which arguments they are made
            records.forget()
            found = [
                (key, number, leaf)
                for key, module in program.modules.items()
                for number in range(len(module.module.scopes))
                for leaf in records.leaves(key, number)
            ]
        reported = [(key, number, leaf) for key, number, leaf in found if self._reports(leaf)]
        return [(key, leaf) for key, number, open_ in reported for leaf in records.with_defaults(open_, key, number)]

    def _reports(self, leaf: CallRecord) -> bool:
        """False for a call with parameters open that some caller fills."""
        inside = owners(leaf.callee, leaf.args)
        return not any((leaf.origin, owner) in self._records.instantiated for owner in inside)

    def _call(self, key: str, leaf: CallRecord, sinks: Sinks) -> None:
        for request in sinks.requests(leaf):
            self._send(key, request)
        for usage in commandlines(leaf, self._lexicon):
            self._send(key, usage) if isinstance(usage, Request) else self._usages[key].append(usage)
            if isinstance(usage, Command):
                self._consumed.update(token for word in usage.words for token in tokens(word))
        self._usages[key].extend(self._symbols.call(leaf))
        self._usages[key].extend(declared(leaf, self._lexicon))
        self._usages[key].extend(challenges(leaf, self._answering))

    def _opaque(self, key: str, leaf: CallRecord, sinks: Sinks) -> None:
        """A call of a project function counts as a request when nothing inside it accounts for the path."""
        for request in sinks.requests(leaf):
            if not set(tokens(request.url)) & self._consumed:
                self._send(key, request)

    def _send(self, key: str, found: Request) -> None:
        shared = tuple(p.place for p in found.url.literals if p.place and (p.place.path, p.token) in self._purposes)
        request = replace(found, shared=shared)
        self._usages[key].append(request)
        self._sent.setdefault(request.place, request)
        self._consumed.update(tokens(request.url))
        self._built.update(head.place for head in request.headers)
        self._built.update(credential.place for credential in request.credentials)
        for made in web.basic_headers(request.headers):
            self._usages[key].append(made)

    # -- the rest --------------------------------------------------------------------------------

    def _module(self, key: str) -> None:
        module = self._evaluator.program.modules[key].module
        loose = Loose(self._evaluator, self._consumed)
        for number, scope in enumerate(module.scopes):
            self._usages[key].extend(self._symbols.imports(scope, key))
            for expr, spot, _ in _expressions(key, number, scope):
                self._usages[key].extend(self._symbols.references(expr, spot, scope))
                for inner in subexpressions(expr):
                    self._usages[key].extend(self._fresh(loose.headers(inner, spot)))
                    self._usages[key].extend(loose.fields(inner, spot, self._sent, scope))
            self._usages[key].extend(self._fresh(self._entries(key, number, loose)))
            self._usages[key].extend(self._kept(key, number, scope))
        for number, scope in enumerate(module.scopes):
            for expr, spot, prose in _expressions(key, number, scope):
                if not prose:
                    self._usages[key].extend(self._fresh(loose.strings(expr, spot, scope, module.docstrings)))

    def _fresh(self, found: Iterable[Request | Header | Command]) -> Iterator[Usage]:
        """What was found, without headers that are known already."""
        for usage in found:
            if not isinstance(usage, Header):
                yield usage
            elif usage.place not in self._built:
                self._built.add(usage.place)
                yield usage
                yield from web.basic_headers((usage,))

    def _entries(self, key: str, number: int, loose: Loose) -> Iterator[Header]:
        """Headers put into a mapping nothing else is known of: ``request.headers["Authorization"] = …``."""
        for name in self._evaluator.program.modules[key].scopes[number].by_item:
            for pair in later_entries(self._evaluator, name, Spot(key, number)):
                yield from loose.entry(pair)

    def _kept(self, key: str, number: int, scope: ir.Scope) -> Iterator[Credential]:
        """Credentials kept under a name that says so, which no request is seen to use."""
        for event in scope.events:
            if isinstance(event, ir.Assign) and event.value is not None and _says_auth(event):
                values = self._evaluator.value(event.value, Spot(key, number, event.branch, event.order))
                for credential in kept(values, event.value.place):
                    if credential.place not in self._built:
                        self._built.add(credential.place)
                        yield credential


def _says_auth(event: ir.Assign) -> bool:
    return event.op == "=" and dotted(event.target).rpartition(".")[2].strip("_").lower() in _KEPT


def _expressions(key: str, number: int, scope: ir.Scope) -> Iterator[tuple[ir.Expr, Spot, bool]]:
    """Every outermost expression of a scope, and whether it is prose."""
    for event in scope.events:
        if isinstance(event, ir.Define | ir.Import):
            continue
        spot = Spot(key, number, event.branch, event.order)
        if event.value is not None:
            yield event.value, spot, is_prose(event)
        if isinstance(event, ir.Assign) and isinstance(event.target, ir.Subscript):
            yield event.target.base, spot, True
    for param in scope.params:
        if param.default is not None:
            yield param.default, Spot(key, max(scope.parent, 0)), False


def _keys(sources: Sequence[Source]) -> list[str]:
    """A module key per source: its path; several sources of one path (fenced blocks) are told apart by number."""
    seen: dict[str, int] = defaultdict(int)
    keys = []
    for source in sources:
        seen[source.path] += 1
        keys.append(source.path if seen[source.path] == 1 else f"{source.path}#{seen[source.path]}")
    return keys
