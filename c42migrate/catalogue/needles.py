"""Needles: the byte strings by which a file is known to be worth reading.

A path may be put together from pieces, so no needle is longer than one path segment. A word that any program may
contain (``user``, ``alerts``) is a weak needle, and only as a segment or as a string of its own: ``/user``, ``"user"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from c42migrate.catalogue import model
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.files.prefilter import Needles, bare_host
from c42migrate.lexicon import Lexicon

SHORTEST = 4
"""A shorter word says nothing."""

TELLING = 10
"""From this length on, a single word that is not common says by itself that a file is about Code42."""

COMMON = frozenset(
    re.findall(
        r"\w+",
        """access account accounts action actions activate activity actor actors agent agents alert alerts
        alias aliases app apps archive archives auth authentication authorization basic bearer block bulk
        business client clients command computer computers config consumer count create customer data
        deactivate delete department departments details device devices diagnostic directory disable
        download edit enable enterprise event events export field fields file files filter filters folder
        folders form grant group grouping groups health history import info item items jwt legal license
        list lists login manage manager member members metadata move my name names note notes oauth
        operations org organization orgs page partner permission permissions ping policies policy profile
        profiles query refresh remove report reporting reports request reset response restore revoke role
        roles rule rules saved search security self server servers service services session sessions setting
        settings show state status subscription subscriptions summary task tasks token type types unblock
        update upload user users validate value version view watchlist""",
    )
)
"""Words of ordinary programs; that a path has one of them is no sign of Code42."""

VERBS = frozenset({"add", "create", "delete", "export", "get", "list", "query", "remove", "search", "update", "view"})
"""Never looked for: what they stand beside is."""

CREDENTIAL_WORDS = ("auth=", "auth(", "authorization", "basic", "credential", "curl", "wget")
"""Ways in which a user name and password reach a request, whatever the language."""


_ENDS_OF_KEYS = ("=", " =", '"', "'", ":")
"""What stands behind a key of a query."""


def needles(rules: Iterable[model.Rule], vocabulary: Vocabulary, lexicon: Lexicon) -> Needles:
    """Return the needles of all rules, of the vocabulary's resources and evidence, and of the lexicon's packages."""
    found = Collector(vocabulary)
    telling = set(_evidence(vocabulary, lexicon))
    found.strong.update(telling)
    for segment in vocabulary.resources:
        found.segment(segment)
    for rule in rules:
        found.rule(rule)
        telling.update(_unmistakable(rule))
    strong = _smallest(found.strong)
    evidence = [word for word in strong if word in telling]
    # ``login_token {`` says more than the ``login_token`` that is looked for: both must be there.
    whole = found.distinctive.union(word for word in telling if not any(said in word for said in evidence))
    groups = (strong, _smallest(found.weak, strong), evidence, sorted(whole))
    return Needles(*(tuple(map(str.encode, words)) for words in groups))


class Collector:
    """Gathers needles, lower case; ``vocabulary`` says which resource names only Code42 has."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.resources = vocabulary.resources
        self.distinctive = {name.lower() for name in vocabulary.distinctive}
        self.strong: set[str] = set()
        self.weak: set[str] = set()

    def rule(self, rule: model.Rule) -> None:
        """Enter the needles of one rule."""
        match rule.match:
            case model.RequestMatch(paths=templates) | model.ShapeMatch(source=templates):
                self.paths(templates)
            case model.FieldMatch(operations=operations, names=names):
                self.paths([operation.partition(" ")[2] for operation in operations])
                self.weak.update(filter(is_rare, (name.lower() for name in names)))
            case model.HostMatch(hosts=hosts):
                self.strong.update(map(bare_host, hosts))
            case model.HeaderMatch() as header:
                self.header(header)
            case model.CredentialMatch():
                self.weak.update(CREDENTIAL_WORDS)
            case model.SymbolMatch(names=names):
                for name in names:
                    self.symbol(name)
            case model.CommandMatch(program=program):
                self.strong.add(program.lower())
            case model.RequirementMatch(packages=packages):
                self.strong.update(spelling for package in packages for spelling in _spellings(package))

    def paths(self, templates: Iterable[str]) -> None:
        """Return the rarest segment of each template (else the last two common ones together) as a strong needle.

        The others are weak ones.
        """
        for template in templates:
            segments = [part for part in template.lower().split("/") if part and "{" not in part]
            rare = sorted(filter(self.is_rare, segments), key=len)
            pairs = re.findall(r"(?<![\w-])(?!api/|v\d+/)(?=([\w-]+/[\w-]+))", template.lower())
            self.strong.update(rare[-1:] or pairs[-1:])
            for segment in segments:
                self.segment(segment)

    def segment(self, segment: str) -> None:
        """Return a segment by itself: strong when a resource only Code42 has, else weak where a segment begins.

        Old clients take the bare resource (``get("User?active=true")``), so a string may begin with one too.
        """
        if segment in self.distinctive:
            self.strong.add(segment)
        elif is_prefix(segment):
            self.weak.add(f"{segment}/")
        elif len(segment) >= SHORTEST - 1 and segment not in VERBS:
            self.weak.add(f"/{segment}")
            if segment in self.resources:
                self.weak.update(quote + segment + end for quote in "\"'" for end in (quote, "/", "?"))

    def is_rare(self, segment: str) -> bool:
        """Return True when a path segment (lower case) says by itself that a file is about Code42."""
        if segment in self.resources:
            return segment in self.distinctive
        return is_rare(segment)

    def header(self, header: model.HeaderMatch) -> None:
        """Return the name, and of each value its longest word."""
        self.weak.add(header.name.lower())
        for value in header.values:
            words = re.findall(r"[\w-]{3,}", value.replace("{}", " ").lower())
            for word in sorted(words, key=len)[-1:]:
                (self.strong if is_rare(word) else self.weak).update([word] if is_rare(word) else _quoted(word))

    def symbol(self, name: str) -> None:
        """Return the package; and since a client may come in by a parameter, the attributes that hang on it."""
        package, *rest = name.lower().removesuffix(".*").split(".")
        self.strong.add(package)
        if rest[:1] == ["client"]:
            self.weak.update(f".{part}" for part in rest[1:] if len(part) >= SHORTEST and part not in VERBS)
            self.strong.update(filter(is_rare, rest[1:2]))
        else:
            self.weak.update(part for part in rest[-1:] if len(part) >= TELLING and is_rare(part))


def is_prefix(segment: str) -> bool:
    """Read ``api``, ``v1`` …: what every path of the API begins with."""
    return re.fullmatch(r"api|v\d+", segment) is not None


def is_rare(word: str) -> bool:
    """Return True for a word (lower case) that ordinary programs hardly contain: a long one, or one of several
    parts."""
    compound = len(word) >= SHORTEST and re.search(r"[-_\d]", word) is not None
    return (compound or len(word) >= TELLING) and word not in COMMON and not is_prefix(word)


def _evidence(vocabulary: Vocabulary, lexicon: Lexicon) -> Iterable[str]:
    hosts = (*vocabulary.hosts_incydr, *vocabulary.hosts_crashplan, *vocabulary.hosts_ambiguous)
    words = (*vocabulary.evidence_incydr, *vocabulary.evidence_crashplan, *vocabulary.evidence_any)
    names = (*lexicon.packages, *lexicon.foreign, *lexicon.programs)
    keys = (f"{key}{end}" for key in vocabulary.query_keys for end in _ENDS_OF_KEYS)  # not ``_PGNumeric``
    return [*map(bare_host, hosts), *(word.lower() for word in (*words, *names, *keys))]


def _unmistakable(rule: model.Rule) -> Iterable[str]:
    """Hosts, packages and programs that a rule is about: they need no other evidence."""
    match rule.match:
        case model.HostMatch(hosts=hosts):
            return map(bare_host, hosts)
        case model.CommandMatch(program=program):
            return [program.lower()]
        case model.RequirementMatch(packages=packages):
            return [spelling for package in packages for spelling in _spellings(package)]
        case model.SymbolMatch(names=names):
            return [name.lower().split(".")[0] for name in names]
        case _:
            return []


def _quoted(word: str) -> list[str]:
    return [quote + word for quote in "\"'"]


def _spellings(package: str) -> set[str]:
    name = package.lower()
    return {name, name.replace("-", "_"), name.replace("_", "-")}


def _smallest(words: set[str], known: Sequence[str] = ()) -> list[str]:
    """Without the words that contain another one, or one of ``known``: finding the smaller one is enough."""
    kept: list[str] = []
    for word in sorted(filter(None, words), key=lambda word: (len(word), word)):
        if not any(small in word for small in (*known, *kept)):
            kept.append(word)
    return sorted(kept)
