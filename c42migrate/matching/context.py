"""What matching knows before it looks at a usage: the rules sorted by kind, and the evidence of every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from c42migrate.catalogue.index import Catalogue
from c42migrate.catalogue.model import (
    CredentialMatch,
    FieldMatch,
    HeaderMatch,
    Replacement,
    RequestMatch,
    RequirementMatch,
    Rule,
)
from c42migrate.matching.bases import Bases
from c42migrate.matching.evidence import FileEvidence, survey
from c42migrate.matching.match_shapes import ShapeTable, shape_table
from c42migrate.matching.neighbours import beside_resources
from c42migrate.matching.templates import Route, Template, compile_template, fits
from c42migrate.model import Certainty, Place, Reading, Request

_RANK = {Certainty.EXACT: 0, Certainty.RESOLVED: 1, Certainty.LEXICAL: 2, Certainty.MAYBE: 3}


def weakest(*certainties: Certainty) -> Certainty:
    """Return the least sure of several."""
    return max(certainties, key=_RANK.__getitem__)


def surest(certainties: Iterable[Certainty]) -> Certainty:
    """Return the surest of several."""
    return min(certainties, key=_RANK.__getitem__)


@dataclass(frozen=True, slots=True)
class Operation:
    """One path template of a request or field rule, or of a current operation (``rule`` None)."""

    template: Template
    methods: tuple[str, ...]
    rule: Rule | None = None


class Operations:
    """Operations by the path that they are at."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._by_start: dict[tuple[str, int], list[Operation]] = {}
        """By first word and number of segments."""
        self._known: dict[tuple[tuple[str | None, ...], bool], list[Operation]] = {}
        """What was found for a path: scripts call the same ones again and again."""
        for operation in operations:
            fixed = operation.template.fixed
            self._by_start.setdefault(((fixed[0] if fixed else "") or "", len(fixed)), []).append(operation)

    def of_size(self, found: Route, longer: int = 0) -> Sequence[Operation]:
        """Those that start as the route does and have as many segments, or so many more."""
        first = (found.words[0] or "") if found.words else ""
        return self._by_start.get((first, len(found.words) + longer), ())

    def at(self, found: Route) -> Sequence[Operation]:
        """Those that the route can be."""
        key = (found.words, found.open_end)
        if key not in self._known:
            sizes = (0, 1) if found.open_end else (0,)
            self._known[key] = [op for more in sizes for op in self.of_size(found, more) if fits(op.template, found)]
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rules of a catalogue, sorted for matching. ``packages``: names of SDKs; ``exchanges``: where an API client's
    id and secret are exchanged for a token; ``headers``: rules by the name (lower case) of the header they are about;
    ``senders``: the operations that field rules are about."""

    shapes: ShapeTable
    operations: Operations
    senders: Operations
    by_kind: Mapping[type, tuple[Rule, ...]]
    packages: frozenset[str]
    exchanges: tuple[Template, ...]
    headers: Mapping[str, tuple[Rule, ...]]


@lru_cache(maxsize=2)
def tables(catalogue: Catalogue) -> Tables:
    """Return the rules of a catalogue, sorted; once for all that a process reads."""
    words, rules = catalogue.vocabulary, list(catalogue.rules.values())
    headers: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: (-rule.precedence, rule.code)):
        if isinstance(rule.match, HeaderMatch):
            headers.setdefault(rule.match.name.lower(), []).append(rule)
    excepted = (rule.match.except_paths for rule in rules if isinstance(rule.match, CredentialMatch))
    return Tables(
        shapes=shape_table(rules, words.webapps, words.resources, words.services),
        operations=Operations(_operations(rules, words.live)),
        senders=Operations(_senders(rules)),
        by_kind=_by_kind(rules),
        packages=frozenset(
            name for rule in rules if isinstance(rule.match, RequirementMatch) for name in rule.match.packages
        ),
        exchanges=tuple(compile_template(path) for paths in excepted for path in paths),
        headers={name: tuple(group) for name, group in headers.items()},
    )


@dataclass(frozen=True, slots=True)
class Context:
    """The catalogue and its tables, and the files' bytes and evidence."""

    catalogue: Catalogue
    tables: Tables
    texts: Mapping[str, bytes]
    evidence: Mapping[str, FileEvidence]
    bases: Bases
    beside: frozenset[Place] = frozenset()
    """Where words on no list stand that are resources, for what they stand beside."""

    def at(self, found: Route) -> Sequence[Operation]:
        """Return the operations whose path the route can be, deprecated and current ones."""
        return self.tables.operations.at(found)

    def below(self, found: Route) -> list[Operation]:
        """Return the operations that a path with an unknown last segment may mean: named ones, not ids."""
        head, same = found.words[:-1], self.tables.operations.of_size(found)
        return [op for op in same if op.template.fixed[:-1] == head and op.template.fixed[-1]]

    def rules(self, kind: type) -> tuple[Rule, ...]:
        """Return the rules whose match is of ``kind``."""
        return self.tables.by_kind.get(kind, ())

    def terminal(self, rule: Rule) -> Replacement:
        """Return what is left to use at the end of the rule's chain of replacements."""
        chain = self.catalogue.chains.get(rule.code)
        return chain.terminal if chain else rule.replacement


def prepare(
    readings: Sequence[Reading], texts: Mapping[str, bytes], catalogue: Catalogue, products: Mapping[str, str]
) -> Context:
    """Return the context of one run. ``products``: path → the product that the user says a file speaks to."""
    words, known = catalogue.vocabulary, tables(catalogue)
    evidence = survey(readings, texts, words, known.packages, products, known.exchanges)
    requests = [usage for reading in readings for usage in reading.usages if isinstance(usage, Request)]
    bases = Bases(words, catalogue.lexicon)
    for request in requests:
        bases.add(request)
    return Context(catalogue, known, texts, evidence, bases, beside_resources(requests, known.shapes, words, texts))


def _by_kind(rules: Iterable[Rule]) -> dict[type, tuple[Rule, ...]]:
    found: dict[type, list[Rule]] = {}
    for rule in rules:
        found.setdefault(type(rule.match), []).append(rule)
    return {kind: tuple(group) for kind, group in found.items()}


def _operations(rules: Iterable[Rule], live: Iterable[tuple[str, str]]) -> Iterator[Operation]:
    for rule in rules:
        if isinstance(rule.match, RequestMatch):
            methods = tuple(method.upper() for method in rule.match.methods)
            for path in rule.match.paths:
                yield Operation(compile_template(path), methods, rule)
    for method, path in live:
        yield Operation(compile_template(path), (method.upper(),))


def _senders(rules: Iterable[Rule]) -> Iterator[Operation]:
    for rule in rules:
        for text in rule.match.operations if isinstance(rule.match, FieldMatch) else ():
            method, _, path = text.partition(" ")
            yield Operation(compile_template(path), (method.upper(),), rule)
