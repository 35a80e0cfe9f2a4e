"""How the dataclasses of the model look in YAML: their keys, types and closed word lists.

The loader, the JSON Schema and the exports all work from this one description.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import get_type_hints

from c42migrate.catalogue.model import (
    CommandMatch,
    CredentialMatch,
    FieldMatch,
    FixSpec,
    HeaderMatch,
    HostMatch,
    Replacement,
    RequestMatch,
    RequirementMatch,
    Rule,
    RuleTest,
    ShapeMatch,
    SymbolMatch,
)

KINDS: dict[str, type] = {
    "request": RequestMatch,
    "path-shape": ShapeMatch,
    "host": HostMatch,
    "header": HeaderMatch,
    "credential": CredentialMatch,
    "symbol": SymbolMatch,
    "command": CommandMatch,
    "requirement": RequirementMatch,
    "field": FieldMatch,
}
"""``match.kind`` → the dataclass that holds it."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""The verbs ``*`` stands for."""

CODE = r"[A-Z][A-Z0-9]*-[0-9]{3,5}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Codes and names must be writable in a suppression comment, so their alphabet is small."""

CHOICES: dict[tuple[type, str], tuple[str, ...]] = {
    (Rule, "confidence"): ("documented", "observed", "inferred"),
    (Rule, "product"): ("incydr", "any", "crashplan"),
    (Replacement, "status"): ("live", "deprecated", "none", "unknown"),
    (FixSpec, "applicability"): ("safe", "unsafe", "manual"),
    (FieldMatch, "direction"): ("request", "response"),
    (CredentialMatch, "schemes"): ("basic", "challenge", "digest"),
    (CredentialMatch, "sent_to"): ("portal", "moving"),
    (SymbolMatch, "forms"): ("import", "call", "reference", "argument"),
    (RequestMatch, "methods"): ("*", *METHODS),
}
PATTERNS: dict[tuple[type, str], str] = {(Rule, "code"): CODE, (Rule, "name"): SLUG}

HIDDEN: dict[type, frozenset[str]] = {
    Rule: frozenset({"family", "source_file", "source_line", "found", "not_found"}),
}
"""Fields that the loader fills in itself."""

SPELLED: dict[tuple[type, str], str] = {(RequestMatch, "methods"): "method"}
"""Fields whose YAML key differs from the field's name."""


@dataclass(frozen=True, slots=True)
class Tests:
    """``tests:`` of a rule as written."""

    found: tuple[RuleTest, ...] = ()
    not_found: tuple[RuleTest, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a YAML mapping: ``name`` in the file, ``field`` of the dataclass, ``type`` as a typing object.

    ``choices`` is the closed list of words ("" = any), ``pattern`` a regular expression the whole text must match.
    """

    name: str
    field: str
    type: object
    required: bool
    choices: tuple[str, ...] = ()
    pattern: str = ""


@cache
def keys(cls: type) -> tuple[Key, ...]:
    """The YAML keys of dataclass ``cls`` in the order of its fields."""
    hints = get_type_hints(cls)
    hidden = HIDDEN.get(cls, frozenset())
    found = [
        Key(
            name=SPELLED.get((cls, item.name), item.name),
            field=item.name,
            type=hints[item.name],
            required=item.default is MISSING and item.default_factory is MISSING and (cls, item.name) not in OPTIONAL,
            choices=CHOICES.get((cls, item.name), ()),
            pattern=PATTERNS.get((cls, item.name), ""),
        )
        for item in fields(cls)
        if item.name not in hidden
    ]
    return (*found, Key("tests", "tests", Tests, required=False)) if cls is Rule else tuple(found)


OPTIONAL: set[tuple[type, str]] = {(Rule, "verified_on")}
"""Required by the model, but a rule file may state it once for all its rules."""


def kind_of(match: object) -> str:
    """The ``match.kind`` word of a match object."""
    return next(kind for kind, cls in KINDS.items() if isinstance(match, cls))
