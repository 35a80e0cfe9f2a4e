"""Which product a file talks to: Incydr, CrashPlan, another vendor's, or nobody knows.

The two products share a common ancestor and its ``/api`` paths; only hosts and words around a call tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.matching.templates import Template
from c42migrate.matching.urls import Url, parse
from c42migrate.model import HOLE, Command, Reading, Request, Requirement, Symbol, Usage

# Hosts that say nothing: addresses, single labels, private zones, placeholders.
_NEUTRAL = re.compile(
    r"[\d.]+|\[?[0-9a-f:]+\]?|[\w-]*|.*\.(?:local|internal|lan|test|invalid|localdomain)|.*[<>{}$%].*", re.IGNORECASE
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ADDRESS = re.compile(r"\d+(?:\.\d+){3}")
# An example host is a stand-in for a Code42 server only when it is named like one.
_EXAMPLE = re.compile(r"(?:.*\.)?(?:console|code42|c42|crashplan|backup)[\w-]*\.(?:.*\.)?example\.(?:com|org|net)")
ON_PREMISES_PORTS = frozenset({"4280", "4285"})
# Lines that say something to people only: what they name is no evidence.
_COMMENT = re.compile(rb"^[ \t]*(?:#(?!!)|//|REM\b|;|--|<!--)[^\n]*$", re.MULTILINE | re.IGNORECASE)
_TRAILING = re.compile(
    rb"^((?:[^'\"#/\n]++|'[^'\n]*+'|\"[^\"\n]*+\"|(?<![ \t])#|/(?!/)|(?<![ \t])/)*+)(?:#|//)[^\n]*$", re.MULTILINE
)
# The words of which host names are made that may be anybody's, a Code42 server's too.
_COMMON = re.compile(
    r"(?:your|my|the|our|server|host|hostname|name|fqdn|domain|address|url|console|master|authority|backups?|storage|cloud"
    r"|www|api|app|prod|production|test|testing|dev|stage|staging|qa|lab|company|corp|corporate|example|invalid|local|lan"
    r"|internal|localdomain|home|private|org|com|net|int|cp|c42|pro|[a-z]?)\d*"
)
_OWN = re.compile(r"code42|crashplan|incydr|proserver")


class Product(StrEnum):
    """Whom a URL or file belongs to; NONE = no sign of either product, FOREIGN = another vendor."""

    INCYDR = "incydr"
    CRASHPLAN = "crashplan"
    UNKNOWN = "unknown"
    FOREIGN = "foreign"
    NONE = "none"


OWN_PRODUCTS = frozenset({Product.INCYDR, Product.CRASHPLAN, Product.UNKNOWN})
"""Whose a host of Code42's may be: one of its ambiguous hosts may be either product's."""


@dataclass(frozen=True, slots=True)
class FileEvidence:
    """What speaks for a product in one file.

    ``today``: it names CrashPlan's own domain or SDK, so it was written for CrashPlan as it is now, not for an old
    server. ``declared``: the user said which product it is.
    """

    product: Product = Product.NONE
    foreign: bool = False
    today: bool = False
    declared: bool = False
    named: bool = False
    """A host of either product's cloud is named."""

    @property
    def seen(self) -> bool:
        """Whether there is any sign of Code42 at all."""
        return self.product is not Product.NONE


def host_product(url: Url, vocabulary: Vocabulary) -> Product:
    """Return the product of a URL's host: NONE when the URL has no host, or one that tells nothing."""
    host = url.host
    if not host.strip(HOLE):
        return Product.FOREIGN if names_vendor(base_names(url), vocabulary.vendors) else Product.NONE
    product = Product.FOREIGN if host.partition(".")[0] in vocabulary.sites else named_host(host, vocabulary)
    if product is not Product.FOREIGN:
        return product
    neutral = (
        url.port in ON_PREMISES_PORTS
        or _NEUTRAL.fullmatch(host.replace(HOLE, "x"))
        or _EXAMPLE.fullmatch(host)
        or host.endswith(HOLE)
    )
    return Product.NONE if neutral and not names_vendor([host], vocabulary.vendors) else Product.FOREIGN


def named_host(host: str, vocabulary: Vocabulary) -> Product:
    """Return the product a host name belongs to by the vocabulary; FOREIGN when it is in no list."""
    lists = (
        (vocabulary.hosts_ambiguous, Product.UNKNOWN),
        (vocabulary.hosts_crashplan, Product.CRASHPLAN),
        (vocabulary.hosts_incydr, Product.INCYDR),
    )
    for patterns, product in lists:
        if any(host == pattern or (pattern.startswith("*.") and host.endswith(pattern[1:])) for pattern in patterns):
            return product
    return Product.FOREIGN


def is_elsewhere(url: Url) -> bool:
    """Whether a literal host that is in no list is plainly that of something else: ``intranet``, ``hr.internal``,
    ``localhost:8080``, an address; not ``your-server`` or ``backup.corp.local``."""
    host = url.host
    if not host or HOLE in host or re.search(r"[<>{}$%]", host) or url.port in ON_PREMISES_PORTS or _OWN.search(host):
        return False
    if host == "localhost" or _ADDRESS.fullmatch(host):
        return True
    return not all(_COMMON.fullmatch(word) for word in re.split(r"[.\-_]+", host))


def base_names(url: Url) -> list[str]:
    """All that the source calls the unknown values before the path."""
    return [name for hole in url.base_holes for name in hole.names]


def survey(
    readings: Sequence[Reading],
    texts: Mapping[str, bytes],
    vocabulary: Vocabulary,
    packages: frozenset[str],
    products: Mapping[str, str],
    exchanges: Sequence[Template] = (),
) -> dict[str, FileEvidence]:
    """Return the evidence of every file that was read: of all the readings of it, for a file may hold many programs.

    ``packages``: SDK package names. ``products``: path → the product that the user says a file speaks to.
    ``exchanges``: where an API client's id and secret are exchanged for a token.
    """
    known = _Known(vocabulary, packages, exchanges)
    files: dict[str, list[Reading]] = {}
    for reading in readings:
        files.setdefault(reading.path, []).append(reading)
    own = {path: _own(path, all_of_it, texts.get(path, b""), known) for path, all_of_it in files.items()}
    return {path: _declared(found, products.get(path)) for path, found in own.items()}


def _declared(found: FileEvidence, product: str | None) -> FileEvidence:
    """Return the user said which product it is: that counts, whatever the file says, if there is any sign of either."""
    if product not in {Product.INCYDR, Product.CRASHPLAN} or not found.seen:
        return found
    return replace(found, product=Product(product), today=found.today and product == Product.CRASHPLAN, declared=True)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the arguments of ``survey`` say, for all files alike."""

    vocabulary: Vocabulary
    packages: frozenset[str]
    exchanges: Sequence[Template]


def _own(path: str, readings: Sequence[Reading], data: bytes, known: _Known) -> FileEvidence:
    vocabulary, packages = known.vocabulary, known.packages
    usages = [usage for reading in readings for usage in reading.usages]
    text = _TRAILING.sub(rb"\1", _COMMENT.sub(b"", data)).lower()
    names = {host.lower().partition(":")[0] for reading in readings for host in reading.hosts}
    hosts = {_mentioned(name, vocabulary) for name in names if name.encode("utf-8", "surrogateescape") in text}
    cloud = (*vocabulary.hosts_incydr, *vocabulary.hosts_crashplan)
    named = any(pattern.removeprefix("*.").encode() in text for pattern in cloud)
    asked = [(usage, url) for usage in usages if isinstance(usage, Request) and (url := parse(usage.url))]
    urls = [url for _, url in asked]
    hosts |= {found for url in urls if (found := host_product(url, vocabulary)) is not Product.NONE}
    packaged = any(_is_packaged(usage, packages) for usage in usages)
    incydr = packaged or Product.INCYDR in hosts or _contains(text, vocabulary.evidence_incydr)
    # API clients are younger than the day on which the names shared by both products were left to CrashPlan.
    renewed = Product.UNKNOWN in hosts and any(_is_exchange(url, known.exchanges) for url in urls)
    crashplan = renewed or Product.CRASHPLAN in hosts or _contains(text, vocabulary.evidence_crashplan)
    some = Product.UNKNOWN in hosts or _contains(text, vocabulary.evidence_any) or _distinctive(urls, vocabulary)
    some = some or _is_named(path, vocabulary)
    some = some or any(_is_asked_so(request, url, vocabulary) for request, url in asked)
    today = renewed or _contains(text, vocabulary.evidence_crashplan)
    today = today or any(named_host(url.host, vocabulary) is Product.CRASHPLAN for url in urls)
    return FileEvidence(_decide(incydr, crashplan, some), Product.FOREIGN in hosts, today, named=named)


def _is_named(path: str, vocabulary: Vocabulary) -> bool:
    """Whether a file or its folder, within its project, is called after one of the products."""
    here = PurePosixPath(path)
    words = _HUMP.sub("_", f"{here.parent.name}/{here.stem}")
    names = words.lower().encode("utf-8", "surrogateescape")
    return _contains(names, (word for word in vocabulary.evidence_any if _OWN.fullmatch(word) or word == "c42"))


def _is_exchange(url: Url, exchanges: Iterable[Template]) -> bool:
    words = tuple(segment.fixed for segment in url.segments)
    return any(words[-len(template.fixed) :] == template.fixed for template in exchanges)


def _mentioned(host: str, vocabulary: Vocabulary) -> Product:
    """Return the product of a host that just stands somewhere: a namespace or a link is no vendor's API."""
    product = named_host(host, vocabulary)
    return Product.NONE if product is Product.FOREIGN and not names_vendor([host], vocabulary.vendors) else product


def _is_packaged(usage: Usage, packages: frozenset[str]) -> bool:
    """Whether a usage is one of an SDK or its command line."""
    return isinstance(usage, Symbol | Command) or (isinstance(usage, Requirement) and usage.package in packages)


def _decide(incydr: bool, crashplan: bool, some: bool) -> Product:
    if incydr != crashplan:
        return Product.INCYDR if incydr else Product.CRASHPLAN
    return Product.UNKNOWN if incydr or some else Product.NONE


def _distinctive(urls: Iterable[Url], vocabulary: Vocabulary) -> bool:
    words = {segment.fixed for url in urls for segment in url.segments}
    return any(vocabulary.resources.get(word or "") in vocabulary.distinctive for word in words)


def _is_asked_so(request: Request, url: Url, vocabulary: Vocabulary) -> bool:
    """Whether a resource is asked for with keys that only Code42 has: ``/api/User?pgNum=1``."""
    if not any(segment.fixed in vocabulary.resources for segment in url.segments):
        return False
    keys = {key.name for key in url.query} | {entry.keys[-1] for entry in request.query if entry.keys}
    return bool(keys & vocabulary.query_keys)


def _contains(text: bytes, words: Iterable[str]) -> bool:
    """Short words count only when they stand alone (``c42``), long ones anywhere (``code42client``)."""
    return any(_has(text, word.lower().encode()) for word in words)


def _has(text: bytes, word: bytes) -> bool:
    alone = 6
    if len(word) >= alone or word not in text:
        return word in text
    left = rb"(?<![a-z0-9])" if word[:1].isalnum() else b""
    right = rb"(?![a-z0-9])" if word[-1:].isalnum() else b""
    return re.search(left + re.escape(word) + right, text) is not None


def names_vendor(names: Iterable[str], vendors: Set[str]) -> bool:
    """Whether a name of a source (``self.jira_url``, ``OktaClient.get``, ``slack.com``) names one of ``vendors``."""
    return any(word in vendors for name in names for word in _words(name))


def _words(name: str) -> list[str]:
    """``self.jiraUrl`` gives self, jira, url."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|\d?[A-Z]?[a-z]+\d*", name)] + [name.lower()]
