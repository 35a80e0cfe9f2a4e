"""vocabulary.yaml as it is written, and what becomes of it: the vocabulary and the lexicon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeVar

from c42migrate.catalogue.model import CommandMatch, FieldMatch, HeaderMatch, Rule
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class LexiconFile:
    """``lexicon:`` of vocabulary.yaml; see ``c42migrate.lexicon.Lexicon``."""

    factories: dict[str, str] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    client_members: dict[str, frozenset[str]] = field(default_factory=dict)
    client_names: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    subcommands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """vocabulary.yaml as written: ``resources`` are canonical names, ``live`` are ``METHOD /path`` lines."""

    webapps: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    distinctive: frozenset[str] = frozenset()
    informal: frozenset[str] = frozenset()
    services: tuple[str, ...] = ()
    hosts_incydr: tuple[str, ...] = ()
    hosts_crashplan: tuple[str, ...] = ()
    hosts_ambiguous: tuple[str, ...] = ()
    console_to_api: dict[str, str] = field(default_factory=dict)
    live: tuple[str, ...] = ()
    sites: frozenset[str] = frozenset()
    foreign_headers: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    evidence_incydr: tuple[str, ...] = ()
    evidence_crashplan: tuple[str, ...] = ()
    evidence_any: tuple[str, ...] = ()
    undeprecated: dict[str, str] = field(default_factory=dict)
    lexicon: LexiconFile = field(default_factory=LexiconFile)
    verified_on: date | None = None
    sources: tuple[str, ...] = ()


Words = TypeVar("Words", VocabularyFile, LexiconFile)


def combine(files: Sequence[VocabularyFile]) -> VocabularyFile:
    """All files as one: a custom catalogue adds words to the built-in ones."""
    combined = VocabularyFile()
    for later in files:
        combined = _merge(combined, later)
    return combined


def vocabulary(source: VocabularyFile) -> Vocabulary:
    """The file in the form that matching uses. A ``live`` line without a verb raises ValueError."""
    same = {name: getattr(source, name) for name in _shared_fields() - {"resources", "live"}}
    return Vocabulary(
        resources={name.lower(): name for name in source.resources},
        live=tuple(_operation(line) for line in source.live),
        **same,
    )


def lexicon(source: VocabularyFile, rules: Iterable[Rule]) -> Lexicon:
    """What readers may know; field names come from the rules, resource names from the vocabulary."""
    words, rules = source.lexicon, tuple(rules)
    names = {name for rule in rules if isinstance(rule.match, FieldMatch) for name in rule.match.names}
    return Lexicon(
        factories=words.factories,
        packages=words.packages,
        foreign=words.foreign,
        client_members=words.client_members,
        client_names=words.client_names,
        programs=words.programs,
        subcommands=words.subcommands,
        commands=frozenset(m.words[0] for rule in rules if isinstance(m := rule.match, CommandMatch) and m.words),
        fields=frozenset(names),
        resources={name.lower(): name for name in source.resources},
        headers=frozenset(match.name.lower() for match in _headers(rules)),
        schemes=frozenset(
            value.split(" ")[0].lower() for match in _headers(rules) for value in match.values if " " in value
        ),
    )


def _headers(rules: Iterable[Rule]) -> list[HeaderMatch]:
    return [rule.match for rule in rules if isinstance(rule.match, HeaderMatch)]


def _shared_fields() -> set[str]:
    return {item.name for item in fields(Vocabulary)} & {item.name for item in fields(VocabularyFile)}


def _operation(line: str) -> tuple[str, str]:
    method, separator, path = line.partition(" ")
    if not separator or not path.startswith("/"):
        raise ValueError(f"{line!r} is not of the form 'METHOD /path'")
    return method.upper(), path.strip()


def _union(first: object, second: object) -> object:
    """Two values of one field put together; where they cannot be, the second wins."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first | {key: _union(first[key], value) if key in first else value for key, value in second.items()}
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return first | second
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    if isinstance(first, LexiconFile) and isinstance(second, LexiconFile):
        return _merge(first, second)
    return first if second is None else second


def _merge(first: Words, second: Words) -> Words:
    build: Callable[..., Words] = type(first)
    return build(**{item.name: _union(getattr(first, item.name), getattr(second, item.name)) for item in fields(first)})
