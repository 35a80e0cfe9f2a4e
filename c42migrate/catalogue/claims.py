"""What a rule claims for itself, so that no use can ever belong to two rules by accident."""

from __future__ import annotations

import re
from collections.abc import Iterable

from c42migrate.catalogue import model
from c42migrate.errors import CatalogueError

Claim = tuple[str, ...]


def normal(template: str) -> str:
    """Return a path template with its parameter names dropped, lower case, without a trailing slash or query."""
    path = re.sub(r"\{[^{}]*\}", "{}", template.partition("?")[0])
    return "/" + path.strip("/").lower()


def operations(match: model.RequestMatch) -> Iterable[tuple[str, str]]:
    """Each (METHOD, normal path) the match covers; ``*`` is every verb."""
    verbs = set(match.methods)
    if model.Method.ANY in verbs:
        verbs = {verb for verb in model.Method if verb is not model.Method.ANY}
    return [(verb, normal(path)) for path in match.paths for verb in sorted(verbs)]


def claims(rule: model.Rule) -> Iterable[Claim]:
    """Keys of everything the rule matches; two rules with a common key are ambiguous."""
    made: list[Claim] = []
    match rule.match:
        case model.RequestMatch() as found:
            extra = (*sorted(found.query), "|", *(f"{key}={value}" for key, value in sorted(found.body.items())))
            made = [("request", *operation, *extra) for operation in operations(found)]
        case model.SymbolMatch() as found:
            extra = (found.argument, str(found.argument_absent), *sorted(found.forms))
            made = [("symbol", name, *extra) for name in found.names]
        case model.CommandMatch() as found:
            made = [("command", found.program, *found.words, "|", *sorted(found.options))]
        case model.RequirementMatch() as found:
            made = [("requirement", package, found.versions) for package in found.packages]
        case model.HeaderMatch() as found:
            made = [("header", found.name.lower(), value.lower()) for value in found.values or ("",)]
        case model.FieldMatch() as found:
            made = [(found.direction, name, *sorted(found.operations), *found.value_of) for name in found.names]
        case model.HostMatch() as found:
            made = [("host", host.lower()) for host in found.hosts]
        case model.ShapeMatch() as found:
            made = [("shape", source, str(found.only_lowercase)) for source in found.source]
    return made


def check_claims(rules: Iterable[model.Rule]) -> None:
    """Raise CatalogueError when two rules of equal precedence claim the same thing."""
    owners: dict[tuple[str, ...], model.Rule] = {}
    for rule in rules:
        for claim in dict.fromkeys(claims(rule)):
            owner = owners.setdefault((*claim, str(rule.precedence)), rule)
            if owner is not rule:
                raise _clash(rule, owner, claim)


def _clash(rule: model.Rule, owner: model.Rule, claim: Claim) -> CatalogueError:
    return CatalogueError(
        f"{rule.code} and {owner.code} ({owner.source_file}:{owner.source_line}) both match {' '.join(claim[:3])}",
        path=rule.source_file,
        line=rule.source_line,
        hint="give one of them a higher 'precedence' or narrow what it matches",
    )
