"""Hand-made rules, findings and outcomes for the tests of reports, policy, fixes and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from c42migrate.catalogue.index import Catalogue, Chain
from c42migrate.catalogue.model import (
    Basis,
    Confidence,
    HeaderMatch,
    Lifecycle,
    Milestone,
    Replacement,
    ReplacementStatus,
    RequestFix,
    RequestMatch,
    Rule,
)
from c42migrate.catalogue.vocabulary import Vocabulary
from c42migrate.files.prefilter import Needles
from c42migrate.lexicon import Lexicon
from c42migrate.model import Applicability, Certainty, Deprecated, Edit, Finding, Fix, Place
from c42migrate.options import CheckOptions
from c42migrate.outcome import Outcome
from c42migrate.policy.overlay import overlay

AS_OF = date(2026, 11, 23)


def milestone(day: str, basis: Basis = Basis.POLICY) -> Milestone:
    return Milestone(date.fromisoformat(day), basis, "release notes")


def make_rule(code: str, name: str, family: str, ends: str = "2023-05-18", basis: Basis = Basis.POLICY) -> Rule:
    life = Lifecycle(
        announced=milestone("2022-05-18", Basis.STATED),
        deprecated=milestone("2022-05-18", Basis.STATED),
        end_of_life=milestone(ends, basis) if ends else None,
    )
    return Rule(
        code=code,
        name=name,
        family=family,
        summary=f"The {name} operation",
        match=RequestMatch(("PUT",), (f"/api/v1/{name}",)),
        lifecycle=life,
        replacement=Replacement(ReplacementStatus.LIVE, "Ask for it by userUid.", "POST", f"/v1/{name}"),
        fix=RequestFix(Applicability.UNSAFE, "ids differ"),
        confidence=Confidence.DOCUMENTED,
        verified_on=date(2026, 11, 1),
        steps=("Create an API client.", "Use it."),
        sources=("release notes",),
    )


RULES = {
    rule.code: rule
    for rule in (
        make_rule("C42-303", "user-deactivate", "users"),
        make_rule("C42-304", "user-block", "users", "2027-01-15"),
        replace(
            make_rule("C42-201", "v3-user-token", "authentication", "2022-01-31", Basis.STATED),
            match=HeaderMatch("Authorization", ("v3_user_token {}",)),
            replacement=Replacement("none", "Nothing replaces it."),
        ),
    )
}

CATALOGUE = Catalogue(
    rules=RULES,
    by_name={rule.name: code for code, rule in RULES.items()},
    chains={code: Chain((), rule.replacement) for code, rule in RULES.items()},
    vocabulary=Vocabulary(
        webapps=("api", "v1"),
        resources={name.lower(): name for name in ("UserDeactivation", "UserBlock", "User")},
        services=("users", "deactivate"),
    ),
    lexicon=Lexicon(schemes=frozenset({"v3_user_token"})),
    needles=Needles((b"userdeactivation",), ()),
    version="abc123",
    verified_on=date(2026, 11, 1),
)


def edit(path: str, data: bytes, old: bytes, new: str) -> Edit:
    start = data.index(old)
    return Edit(Place(path, start, start + len(old)), new, old)


def finding(path: str, data: bytes, part: bytes, code: str = "C42-303", fixes: Iterable[Fix] = ()) -> Finding:
    start = data.index(part)
    return Finding(
        code=code,
        place=Place(path, start, start + len(part)),
        message=f"{RULES[code].name} is deprecated",
        certainty=Certainty.EXACT,
        product="incydr",
        deprecated=Deprecated("PUT", f"/api/v1/{RULES[code].name}"),
        fixes=tuple(fixes),
        matched=part.decode("utf-8", "replace"),
    )


def outcome(
    contents: Mapping[str, bytes], findings: Iterable[Finding] = (), options: CheckOptions | None = None
) -> Outcome:
    chosen = options or CheckOptions((".",), AS_OF)
    dated = overlay(list(findings), contents, {}, CATALOGUE, chosen)
    return Outcome(
        known=lambda: CATALOGUE,
        verified_on=CATALOGUE.verified_on,
        as_of=chosen.as_of,
        findings=dated,
        contents=contents,
        files=max(len(contents), 1),
        parsed=len(contents),
    )


def scan(contents: Mapping[str, bytes], options: CheckOptions | None = None) -> Outcome:
    """A tiny engine: ``/api/UserX`` is found, with a safe fix of its shape and an unsafe one that goes all the way."""
    return outcome(contents, [f for path, data in sorted(contents.items()) for f in _scan(path, data)], options)


def _scan(path: str, data: bytes) -> Iterable[Finding]:
    for old, new, live, code in (
        (b"/api/UserDeactivation", "/api/v1/UserDeactivation", "/v1/users/deactivate", "C42-303"),
        (b"/api/v1/UserDeactivation", "", "/v1/users/deactivate", "C42-303"),
        (b"/api/UserBlock", "/api/v1/UserBlock", "", "C42-304"),
        (b"/api/v1/UserBlock", "", "", "C42-304"),
        (b"v3_user_token ", "Bearer ", "", "C42-201"),
    ):
        if old not in data:
            continue
        fixes = []
        if new:
            fixes.append(Fix("safe", f"write {new}", (edit(path, data, old, new),)))
        if live:
            fixes.append(Fix("unsafe", f"write {live}", (edit(path, data, old, live),)))
        yield finding(path, data, old, code, fixes)
