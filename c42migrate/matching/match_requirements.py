"""Declared dependencies against their rules: which releases a range allows, and what those still call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from c42migrate.catalogue.model import RequirementMatch
from c42migrate.matching.build import Draft
from c42migrate.matching.context import Context
from c42migrate.matching.evidence import Product
from c42migrate.model import Requirement

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet


def requirement_draft(requirement: Requirement, context: Context) -> Draft | None:
    """Return the rule that covers a declared dependency, with notes on what its range allows."""
    rules = sorted(context.rules(RequirementMatch), key=lambda rule: (-rule.precedence, rule.code))
    for rule in rules:
        match = rule.match
        listed = isinstance(match, RequirementMatch) and requirement.package in match.packages
        if isinstance(match, RequirementMatch) and listed and may_meet(requirement.specifier, match.versions):
            where, what, sure = requirement.place, requirement.package, requirement.certainty
            notes = tuple(allowed_notes(requirement, match))
            return Draft(rule, where, "", what, sure, Product.INCYDR, notes=notes)
    return None


def may_meet(declared: str, affected: str) -> bool:
    """Whether some version can satisfy both specifiers: tried at, below and just above every version they name."""
    if not affected:
        return True
    try:
        both = _specifiers(f"{declared},{affected}" if declared else affected)
    except ValueError:  # InvalidSpecifier, and numbers of thousands of digits
        return True
    named = [spec.version.removesuffix(".*") for spec in both]
    tries = ["0", "999", *named, *(f"{version}.1" for version in named), *(f"{version}.999" for version in named)]
    return any(both.contains(version, prereleases=True) for version in tries)


def allowed_notes(requirement: Requirement, match: RequirementMatch) -> Iterator[str]:
    """Which releases are allowed, what the newest of them still calls, and what older ones do besides."""
    package, declared = requirement.package, requirement.specifier
    try:
        allowed = list(_specifiers(declared).filter(match.releases, prereleases=True))
    except ValueError:  # InvalidSpecifier, and numbers of thousands of digits
        return
    if match.releases and not allowed:
        yield f"no release of {package} satisfies {declared}"
    if not allowed:
        return
    newest = allowed[-1]
    if len(allowed) > 1:
        yield f"{declared or 'no version is given, which'} allows {package} {allowed[0]} to {newest}"
    if now := _phrases(match, [newest]):
        yield f"{package} {newest}: {'; '.join(now)}"
    if older := [phrase for phrase in _phrases(match, allowed) if phrase not in now]:
        yield f"also for older releases in the range: {'; '.join(older)}"


def _phrases(match: RequirementMatch, releases: Sequence[str]) -> list[str]:
    """Return what is true of at least one of the releases."""
    return [text for spec, text in match.calls.items() if any(_specifiers(spec).filter(releases, prereleases=True))]


def _specifiers(text: str) -> SpecifierSet:
    """Import what this takes here: most runs meet no declared dependency."""
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(text)
