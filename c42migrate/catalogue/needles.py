"""Needles: the byte strings by which a file is known to be worth reading.

A path may be put together from pieces, so no needle is longer than one path segment. A word that any program may
contain (``user``, ``alerts``) is a weak needle, and only where a segment or a string begins: ``/user``, ``"user``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from c42migrate.catalogue.index import Needles
from c42migrate.catalogue.model import (
    CommandMatch,
    CredentialMatch,
    FieldMatch,
    HeaderMatch,
    HostMatch,
    RequestMatch,
    RequirementMatch,
    Rule,
    ShapeMatch,
    SymbolMatch,
)
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.lexicon import Lexicon

SHORTEST = 4
"""A shorter word says nothing."""

COMMON = frozenset(
    re.findall(
        r"\w+",
        """account accounts action actions activate activity actor actors agent agents alert alerts alias
        aliases app apps archive archives auth authentication authorization basic bearer block bulk business
        client clients command computer computers config consumer count create customer data deactivate
        delete department departments device devices diagnostic directory disable download edit enable
        enterprise event events export field fields file files filter filters folder folders form group
        grouping groups history import info item items legal license list lists login manage manager member
        members metadata move name names note notes oauth operations org organization orgs page partner
        permission permissions ping policies policy profile profiles query remove report reporting reports
        request response restore role roles rule rules saved search security server servers service services
        session sessions setting settings show state status subscription subscriptions summary task tasks
        token type types unblock update upload user users value view watchlist""",
    )
)
"""Words of ordinary programs; that a path has one of them is no sign of Code42."""

OPENERS = ("/", '"', "'")
CREDENTIAL_WORDS = ("auth=", "auth(", "authorization", "basic", "credential", "curl", "wget", "password")
"""Ways in which a user name and password reach a request, whatever the language."""


def needles(rules: Iterable[Rule], vocabulary: Vocabulary, lexicon: Lexicon) -> Needles:
    """The needles of all rules, of the vocabulary's resources and evidence, and of the lexicon's packages."""
    strong = set(_evidence(vocabulary, lexicon))
    weak = {"api/"}
    own = {name.lower() for name in vocabulary.distinctive}
    for segment in vocabulary.resources:
        (strong if segment in own else weak).update([segment] if segment in own else _openings(segment))
        weak.update(_openings(vocabulary.resources[segment]))
    for rule in rules:
        for word, is_strong in _words(rule):
            (strong if is_strong else weak).add(word)
    return Needles(_smallest(strong), _smallest(weak))


def _evidence(vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[str]:
    hosts = (*vocabulary.hosts_incydr, *vocabulary.hosts_crashplan, *vocabulary.hosts_ambiguous)
    yield from (_host(host) for host in hosts)
    words = (*vocabulary.evidence_incydr, *vocabulary.evidence_crashplan, *vocabulary.evidence_any)
    yield from (word.lower() for word in (*words, *lexicon.packages, *lexicon.programs))


def _words(rule: Rule) -> Iterator[tuple[str, bool]]:
    """Needles of one rule, each with whether it is strong."""
    match rule.match:
        case RequestMatch() as found:
            yield from _paths(found.paths)
        case FieldMatch() as found:
            yield from _paths(tuple(operation.partition(" ")[2] for operation in found.operations))
            yield from ((name.lower(), False) for name in found.names if len(name) >= SHORTEST)
        case ShapeMatch() as found:
            yield from _paths(found.source)
        case HostMatch() as found:
            yield from ((_host(host), True) for host in found.hosts)
        case HeaderMatch() as found:
            yield from _header(found)
        case CredentialMatch():
            yield from ((word, False) for word in CREDENTIAL_WORDS)
        case SymbolMatch() as found:
            yield from (needle for name in found.names for needle in _symbol(name))
        case CommandMatch() as found:
            yield found.program.lower(), True
        case RequirementMatch() as found:
            yield from ((spelling, True) for name in found.packages for spelling in _package(name))


def _paths(templates: Iterable[str]) -> Iterator[tuple[str, bool]]:
    for template in templates:
        segments = [part.lower() for part in template.split("/") if part and "{" not in part]
        rare = [segment for segment in segments if is_rare(segment)]
        if rare:
            yield max(rare, key=len), True
        for segment in template.split("/"):
            if segment and "{" not in segment:
                yield from ((opening, False) for opening in _openings(segment))


def _openings(segment: str) -> list[str]:
    """The first word of a segment where a segment or a string begins, so that ``"User" + "Block"`` is seen."""
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", segment).lower()
    first = re.split(r"[-_.]", word)[0]
    return [] if re.fullmatch(r"api|v\d+|", first) else [opener + first for opener in OPENERS]


def is_rare(segment: str) -> bool:
    """True when a path segment (lower case) says by itself that a file is about Code42."""
    plain = re.fullmatch(r"api|v\d+", segment)
    return not plain and len(segment) >= SHORTEST and segment not in COMMON


def _header(found: HeaderMatch) -> Iterator[tuple[str, bool]]:
    yield from ((word, is_rare(word)) for value in found.values for word in _value_words(value))
    if not found.values:
        yield found.name.lower(), is_rare(found.name.lower())


def _value_words(value: str) -> list[str]:
    return [max(words, key=len)] if (words := re.findall(r"[\w-]{3,}", value.replace("{}", " ").lower())) else []


def _symbol(name: str) -> Iterator[tuple[str, bool]]:
    """The package, and for what hangs on a client (which may come in by a parameter) its most telling attribute."""
    package, *rest = name.removesuffix(".*").split(".")
    yield package.lower(), True
    if rest[:1] != ["client"]:
        yield from ((part.lower(), False) for part in rest[-1:] if len(part) >= SHORTEST)
        return
    for part in rest[1:]:
        yield "." + part.lower(), False


def _package(name: str) -> set[str]:
    return {name.lower(), name.lower().replace("-", "_"), name.lower().replace("_", "-")}


def _host(host: str) -> str:
    """The part of a host name that is always written: without ``*.``."""
    return host.lower().removeprefix("*").removeprefix(".")


def _smallest(words: set[str]) -> tuple[bytes, ...]:
    """Without the words that contain another one: finding the smaller one is enough."""
    kept: list[str] = []
    for word in sorted(filter(None, words), key=lambda word: (len(word), word)):
        if not any(small in word for small in kept):
            kept.append(word)
    return tuple(word.encode() for word in sorted(kept))
