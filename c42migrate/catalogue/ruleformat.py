"""Rule files as they are written, and how dataclasses look in YAML.

``reader`` builds these classes from YAML and ``schema`` describes them for editors; ``load`` makes rules of them.
A field is a key of the same name unless its metadata name another (``key``); ``pattern`` is a regular expression that
the whole text must match.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cache
from typing import get_type_hints

from c42migrate.catalogue import model

MATCHES: dict[model.MatchKind, type] = {
    model.MatchKind.REQUEST: model.RequestMatch,
    model.MatchKind.SHAPE: model.ShapeMatch,
    model.MatchKind.HOST: model.HostMatch,
    model.MatchKind.HEADER: model.HeaderMatch,
    model.MatchKind.CREDENTIAL: model.CredentialMatch,
    model.MatchKind.SYMBOL: model.SymbolMatch,
    model.MatchKind.COMMAND: model.CommandMatch,
    model.MatchKind.REQUIREMENT: model.RequirementMatch,
    model.MatchKind.FIELD: model.FieldMatch,
}
"""``match.kind`` → the dataclass that holds the rest of ``match``."""

FIXES: dict[model.MatchKind, dict[str, type[model.RuleFix]]] = {
    model.MatchKind.REQUEST: {"": model.RequestFix},
    model.MatchKind.SHAPE: {"": model.ShapeFix},
    model.MatchKind.HOST: {"": model.HostFix},
    model.MatchKind.HEADER: {"": model.HeaderFix},
    model.MatchKind.CREDENTIAL: {"": model.CredentialFix},
    model.MatchKind.SYMBOL: {"imports": model.ImportFix, "client": model.ClientFix, "": model.CallFix},
    model.MatchKind.COMMAND: {"": model.CommandFix},
    model.MatchKind.REQUIREMENT: {"": model.RequirementFix},
    model.MatchKind.FIELD: {"": model.FieldFix},
}
"""``match.kind`` → the fixes its rules may have, by the key that tells them apart ("" = any other)."""

NONE = "none"
"""Written for a date that there is not, where one would follow from the announcement."""

Mark = model.Milestone | str
"""A milestone written out, the name of an announcement, or ``none``."""

CODE = r"[A-Z][A-Z0-9]*-[0-9]{3,5}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Codes and names must be writable in a suppression comment, so their alphabet is small."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the vendor said on one day, the dates that follow for every rule that names it, and their sources."""

    date: date
    source: str
    basis: model.Basis = model.Basis.STATED
    deprecated: Mark | None = None
    end_of_support: Mark | None = None
    end_of_life: Mark | None = None
    removed: Mark | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenTests:
    """``tests:`` of a rule."""

    found: tuple[model.RuleTest, ...] = ()
    not_found: tuple[model.RuleTest, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """One rule. See ``model.Rule``; what is left out has a default.

    ``announced`` names an announcement of the file or is a milestone of its own. From it follow, unless they are
    written: ``deprecated`` the same day and ``end_of_life`` one year later by policy; calls and commands of a client
    have no end of their own (see ``ends``). ``facts``: the rule's own name.
    ``changes``, ``steps`` and ``notes`` hold sentences or names of the file's notes, ``sources`` likewise.
    """

    code: str = field(metadata={"pattern": CODE})
    name: str = field(metadata={"pattern": SLUG})
    summary: str
    match: model.Match
    replacement: model.Replacement
    fix: model.RuleFix
    announced: Mark | None = None
    deprecated: Mark | None = None
    end_of_support: Mark | None = None
    end_of_life: Mark | None = None
    removed: Mark | None = None
    confidence: model.Confidence = model.Confidence.DOCUMENTED
    verified_on: date | None = None
    facts: tuple[str, ...] | None = None
    product: model.RuleProduct = model.RuleProduct.INCYDR
    precedence: int = 0
    override: bool = False
    changes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    successors: dict[str, str] = field(default_factory=dict)
    moves: dict[str, model.Twin] = field(default_factory=dict)
    server: tuple[str, ...] = ()
    servers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    message: str = ""
    tests: WrittenTests = WrittenTests()


@dataclass(frozen=True, slots=True)
class Defaults:
    """Keys that every rule of a file has unless it writes them itself (an empty list for none)."""

    announced: Mark | None = None
    confidence: model.Confidence = model.Confidence.DOCUMENTED
    product: model.RuleProduct = model.RuleProduct.INCYDR
    precedence: int = 0
    facts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFile:
    """``rules/<family>.yaml``. ``notes`` and ``sources``: name → the sentence that rules refer to by it.

    ``not_found``: tests of every rule of the file, beside its own. ``shapes``: see ``model.Rule``.
    """

    family: str
    rules: tuple[WrittenRule, ...]
    verified_on: date | None = None
    announcements: dict[str, Announcement] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    defaults: Defaults = Defaults()
    not_found: tuple[model.RuleTest, ...] = ()
    shapes: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a YAML mapping: ``name`` in the file, ``field`` of the dataclass, ``type`` as a typing object."""

    name: str
    field: str
    type: object
    required: bool
    pattern: str = ""


@cache
def keys(cls: type) -> tuple[Key, ...]:
    """Return the YAML keys of dataclass ``cls`` in the order of its fields."""
    hints = get_type_hints(cls)
    return tuple(
        Key(
            name=item.metadata.get("key", item.name),
            field=item.name,
            type=hints[item.name],
            required=item.default is MISSING and item.default_factory is MISSING,
            pattern=item.metadata.get("pattern", ""),
        )
        for item in fields(cls)
    )


def kind_of(match: object) -> model.MatchKind:
    """Return the ``match.kind`` word of a match object."""
    return next(kind for kind, cls in MATCHES.items() if isinstance(match, cls))
