"""What matching and readers know of the API apart from the rules, made from vocabulary.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

from c42migrate.catalogue.model import CommandMatch, FieldMatch, HeaderMatch, Rule
from c42migrate.errors import CatalogueError
from c42migrate.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the API, from rules/vocabulary.yaml.

    ``webapps``: first path segments of the old console shapes. ``resources``: legacy resource names, lower case →
    canonical case. ``distinctive``: canonical resource names only Code42 has, which need no other evidence.
    ``informal``: names (lower case) that are no resource but stand for one in scripts, and that any API may have.
    ``services``: first path segments never read as shapes. ``hosts_*``: exact names or ``*.suffix``.
    ``console_to_api``: console host → API host. ``live``: current operations (METHOD, path template).
    ``sites``: first labels of the vendor's hosts that are for people. ``foreign_headers``: names (lower case) of
    headers that only other vendors' APIs take. ``query_keys``: keys of queries that only this API has.
    ``vendors``: names (lower case) of other vendors.
    ``evidence_*``: words whose presence in a file speaks for a product. ``crashplan_client``: parts of a py42 client
    that pycpg, the SDK of CrashPlan, has as well. ``links``: words of a rule's sources → where these can be read.
    """

    webapps: tuple[str, ...] = ()
    resources: dict[str, str] = field(default_factory=dict)
    distinctive: frozenset[str] = frozenset()
    informal: frozenset[str] = frozenset()
    services: tuple[str, ...] = ()
    hosts_incydr: tuple[str, ...] = ()
    hosts_crashplan: tuple[str, ...] = ()
    hosts_ambiguous: tuple[str, ...] = ()
    console_to_api: dict[str, str] = field(default_factory=dict)
    live: tuple[tuple[str, str], ...] = ()
    sites: frozenset[str] = frozenset()
    foreign_headers: frozenset[str] = frozenset()
    query_keys: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    evidence_incydr: tuple[str, ...] = ()
    evidence_crashplan: tuple[str, ...] = ()
    evidence_any: tuple[str, ...] = ()
    crashplan_client: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LexiconFile:
    """``lexicon:`` of vocabulary.yaml; see ``c42migrate.lexicon.Lexicon``."""

    factories: dict[str, str] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    client_members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    client_names: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    subcommands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """vocabulary.yaml: see ``vocabulary.Vocabulary``. ``resources`` are canonical names, ``live`` ``METHOD /path``."""

    webapps: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    distinctive: tuple[str, ...] = ()
    informal: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    hosts_incydr: tuple[str, ...] = ()
    hosts_crashplan: tuple[str, ...] = ()
    hosts_ambiguous: tuple[str, ...] = ()
    console_to_api: dict[str, str] = field(default_factory=dict)
    live: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    foreign_headers: tuple[str, ...] = ()
    query_keys: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    evidence_incydr: tuple[str, ...] = ()
    evidence_crashplan: tuple[str, ...] = ()
    evidence_any: tuple[str, ...] = ()
    crashplan_client: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    lexicon: LexiconFile = LexiconFile()
    verified_on: date | None = None
    sources: tuple[str, ...] = ()


_Words = TypeVar("_Words", VocabularyFile, LexiconFile)


def combine(files: Sequence[VocabularyFile]) -> VocabularyFile:
    """All files as one: a custom catalogue adds words to the built-in ones."""
    combined = VocabularyFile()
    for later in files:
        combined = _merge(combined, later)
    return combined


def vocabulary(source: VocabularyFile) -> Vocabulary:
    """Return the file in the form that matching uses. Raises CatalogueError for a ``live`` line without a verb."""
    return Vocabulary(
        webapps=source.webapps,
        resources={name.lower(): name for name in source.resources},
        distinctive=frozenset(source.distinctive),
        informal=frozenset(source.informal),
        services=source.services,
        hosts_incydr=source.hosts_incydr,
        hosts_crashplan=source.hosts_crashplan,
        hosts_ambiguous=source.hosts_ambiguous,
        console_to_api=source.console_to_api,
        live=tuple(_operation(line) for line in source.live),
        sites=frozenset(source.sites),
        foreign_headers=frozenset(source.foreign_headers),
        query_keys=frozenset(source.query_keys),
        vendors=frozenset(source.vendors),
        evidence_incydr=source.evidence_incydr,
        evidence_crashplan=source.evidence_crashplan,
        evidence_any=source.evidence_any,
        crashplan_client=source.crashplan_client,
        links=source.links,
    )


def lexicon(source: VocabularyFile, rules: Iterable[Rule]) -> Lexicon:
    """Return what readers may know; field names come from the rules, resource names from the vocabulary."""
    words, rules = source.lexicon, tuple(rules)
    fields = [rule.match for rule in rules if isinstance(rule.match, FieldMatch)]
    return Lexicon(
        factories=words.factories,
        packages=frozenset(words.packages),
        foreign=frozenset(words.foreign),
        client_members={name: frozenset(members) for name, members in words.client_members.items()},
        client_names=frozenset(words.client_names),
        programs=frozenset(words.programs),
        subcommands=frozenset(words.subcommands),
        commands=frozenset(m.words[0] for rule in rules if isinstance(m := rule.match, CommandMatch) and m.words),
        fields=frozenset(name for match in fields for name in match.names),
        query_keys=frozenset(key for match in fields for key in (*match.value_of, *match.within)),
        resources={name.lower(): name for name in source.resources},
        headers=frozenset(match.name.lower() for match in _headers(rules)),
        schemes=frozenset(
            value.split(" ")[0].lower() for match in _headers(rules) for value in match.values if " " in value
        ),
    )


def _headers(rules: Iterable[Rule]) -> list[HeaderMatch]:
    return [rule.match for rule in rules if isinstance(rule.match, HeaderMatch)]


def _operation(line: str) -> tuple[str, str]:
    method, separator, path = line.partition(" ")
    if not separator or not path.startswith("/"):
        raise CatalogueError(f"live: {line!r} is not of the form 'METHOD /path'", path="vocabulary.yaml")
    return method.upper(), path.strip()


def _union(first: object, second: object) -> object:
    """Two values of one field put together; where they cannot be, the second wins."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first | {key: _union(first[key], value) if key in first else value for key, value in second.items()}
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    if isinstance(first, LexiconFile) and isinstance(second, LexiconFile):
        return _merge(first, second)
    return first if second is None else second


def _merge(first: _Words, second: _Words) -> _Words:
    values: dict[str, Any] = {
        item.name: _union(getattr(first, item.name), getattr(second, item.name)) for item in fields(first)
    }
    return replace(first, **values)
