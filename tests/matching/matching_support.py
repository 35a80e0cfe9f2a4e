"""Builds sources, usages and catalogues for the tests of matching, as readers and the loader would."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from c42migrate.catalogue.index import Catalogue, Chain
from c42migrate.catalogue.model import (
    Confidence,
    Lifecycle,
    Match,
    Replacement,
    ReplacementStatus,
    RequestFix,
    RequestMatch,
    Rule,
    RuleFix,
    RuleProduct,
    ShapeFix,
    ShapeMatch,
)
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.files.prefilter import Needles
from c42migrate.lexicon import Lexicon
from c42migrate.matching import match
from c42migrate.model import (
    Applicability,
    Certainty,
    Finding,
    Fix,
    Hole,
    Literal,
    Place,
    Reading,
    Request,
    Text,
    Usage,
    Verb,
    VerbForm,
)

RESOURCES = "User UserBlock UserDeactivation UserRole Org Computer LegalHold LegalHoldMembership connectedServerUrl"

HOST = "https://console.us.code42.com"

WORDS = Vocabulary(
    webapps=("console", "app", "login"),
    resources={name.lower(): name for name in RESOURCES.split()},
    distinctive=frozenset({"UserBlock", "UserDeactivation", "LegalHoldMembership"}),
    services=("svc", "forensic-search", "rpc"),
    hosts_incydr=("*.code42.com",),
    hosts_crashplan=("*.crashplan.com",),
    hosts_ambiguous=("www.crashplan.com", "console.us2.crashplan.com"),
    console_to_api={"console.us.code42.com": "api.us.code42.com"},
    sites=frozenset({"support"}),
    foreign_headers=frozenset({"x-api-key"}),
    vendors=frozenset({"jira", "okta", "snipe", "zendesk", "jamf", "slack"}),
    live=(("GET", "/v1/users"), ("GET", "/v1/users/{userId}"), ("POST", "/v1/oauth"), ("POST", "/api/v3/oauth/token")),
    evidence_incydr=("incydr", "py42", "forensic-search"),
    evidence_crashplan=("pycpg",),
    evidence_any=("code42", "c42"),
)


def rule(code: str, found: Match, fix: RuleFix | None = None, **more: object) -> Rule:
    """A rule with little besides its match."""
    base = Rule(
        code=code,
        name=code.lower(),
        family="test",
        summary=f"what {code} says",
        match=found,
        lifecycle=Lifecycle(),
        replacement=Replacement(ReplacementStatus.LIVE, "the new way"),
        fix=fix or RuleFix(Applicability.MANUAL),
        confidence=Confidence.DOCUMENTED,
        verified_on=date(2026, 11, 23),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def endpoint(code: str, methods: str, *paths: str, to: str = "", level: str = "manual", **fix: object) -> Rule:
    """A request rule; ``to`` is ``METHOD /path`` of the replacement."""
    method, _, path = to.partition(" ")
    spec = RequestFix(Applicability(level), **fix)  # type: ignore[arg-type]
    new = Replacement(ReplacementStatus.LIVE if path else ReplacementStatus.NONE, "", method, path)
    return rule(code, RequestMatch(tuple(methods.split()), paths), spec, replacement=new)


def shape(code: str, target: str, *sources: str, level: str = "safe", lower: bool = False) -> Rule:
    """A path-shape rule."""
    product = RuleProduct.INCYDR if lower else RuleProduct.ANY
    return rule(code, ShapeMatch(sources, target, lower), ShapeFix(Applicability(level)), product=product)


SHAPES = (
    shape("C42-101", "/api/v1/{Resource}", "/{resource}", level="unsafe"),
    shape("C42-102", "/api/v1/{Resource}", "/api/{resource}"),
    shape("C42-103", "/api/v1/{Resource}", "/{webapp}/api/{resource}"),
    shape("C42-104", "/api/v1/{Resource}", "/{webapp}/api/v1/{resource}"),
    shape("C42-105", "/api/v2/{Resource}", "/{webapp}/api/v2/{resource}"),
    shape("C42-106", "/api/v3/{rest}", "/c42api/v3/{rest}"),
    shape("C42-107", "/api/v1/{Resource}", "/api/v1/{resource}", "/api/v2/{resource}", lower=True),
)

ENDPOINTS = (
    endpoint("C42-301", "PUT", "/api/v1/UserBlock/{userId}"),
    endpoint("C42-302", "DELETE", "/api/v1/UserBlock/{userId}"),
    endpoint(
        "C42-303",
        "PUT",
        "/api/v1/UserDeactivation/{userId}",
        to="POST /v1/users/{userId}/deactivate",
        level="unsafe",
        host="api",
    ),
    endpoint(
        "C42-307", "GET", "/api/v1/UserRole/{userId}", to="GET /v1/users/{userId}/roles", level="unsafe", host="api"
    ),
    endpoint("C42-201", "GET", "/api/v3/auth/jwt"),
    endpoint("C42-202", "GET", "/v1/auth"),
    endpoint("C42-651", "POST", "/v1/alerts/query-alerts", "/svc/api/v1/query-alerts"),
    endpoint("C42-701", "GET", "/v1/devices/{guid}", to="GET /v1/agents/{guid}", level="unsafe"),
    endpoint("C42-601", "GET", "/v1/watchlists", to="GET /v2/watchlists", level="safe", unless_query=("user_id",)),
    endpoint(
        "C42-602",
        "GET",
        "/v1/watchlists/{watchlistId}",
        to="GET /v2/watchlists/{id}",
        level="safe",
        parameters={"id": "watchlistId"},
    ),
    endpoint(
        "C42-351",
        "GET",
        "/api/v1/LegalHoldMembership",
        to="GET /v1/legal-hold/matters/{matterId}/custodians",
        level="unsafe",
        host="api",
        parameters={"matterId": "query:legalHoldUid"},
    ),
)


def catalogue(*more: Rule, words: Vocabulary = WORDS) -> Catalogue:
    """A catalogue of the shapes, the endpoints and ``more``."""
    rules = {item.code: item for item in (*SHAPES, *ENDPOINTS, *more)}
    chains = {code: Chain((), item.replacement) for code, item in rules.items()}
    names = {item.name: code for code, item in rules.items()}
    return Catalogue(rules, names, chains, words, Lexicon(), Needles((), ()), "test", date(2026, 11, 23))


def literal_in(source: str, text: str, path: str = "a.py", after: int = 0) -> Literal:
    """``text`` where it stands in ``source``."""
    start = len(source[: source.index(text, after)].encode())
    return Literal(text, Place(path, start, start + len(text)))


def text_in(source: str, url: str, path: str = "a.py") -> Text:
    """``url`` with its ``{holes}`` as it stands in ``source``; literal parts are looked for in order."""
    pieces: list[Literal | Hole] = []
    at = 0
    for part in re.split(r"(\{[^{}]*\})", url):
        if part.startswith("{"):
            pieces.append(Hole(part[1:-1]))
        elif part:
            found = literal_in(source, part, path, at)
            at = source.index(part, at) + len(part)
            pieces.append(found)
    return Text(tuple(pieces))


def request_in(
    source: str, url: str, verb: str = "", path: str = "a.py", *, client: str = "requests", **more: object
) -> Request:
    """A request for ``url`` as it stands in ``source``; the verb is the attribute ``.verb(`` where there is one."""
    at = source.find(f".{verb.lower()}(") + 1 if verb else 0
    place = Place(path, at, at + len(verb)) if at else None
    told = Verb(verb, VerbForm.ATTRIBUTE if place else VerbForm.IMPLIED, place) if verb else None
    whole = Place(path, 0, len(source.encode()))
    return Request(text_in(source, url, path), whole, told, client, **more)  # type: ignore[arg-type]


def run(
    source: str, *usages: Usage, more: Sequence[Rule] = (), path: str = "a.py", products: Mapping[str, str] = {}
) -> list[Finding]:
    """The findings of one file."""
    return match([Reading(path, usages)], {path: source.encode()}, catalogue(*more), products)


def codes(found: Sequence[Finding]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in found]


def fixed(texts: Mapping[str, bytes], fix: Fix) -> dict[str, str]:
    """The files after a fix."""
    result = dict(texts)
    for edit in sorted(fix.edits, reverse=True):
        data = result[edit.place.path]
        assert data[edit.place.start : edit.place.end] == edit.expect
        result[edit.place.path] = data[: edit.place.start] + edit.text.encode() + data[edit.place.end :]
    return {path: data.decode() for path, data in result.items()}


def applied(source: str, found: Sequence[Finding], level: str) -> str | None:
    """The source after the one fix of ``level`` of the only finding."""
    [finding] = found
    fixes = [fix for fix in finding.fixes if fix.applicability == level]
    return fixed({"a.py": source.encode()}, fixes[-1])["a.py"] if fixes else None


__all__ = [
    "Certainty",
    "applied",
    "catalogue",
    "codes",
    "endpoint",
    "literal_in",
    "request_in",
    "rule",
    "run",
    "shape",
    "text_in",
]
