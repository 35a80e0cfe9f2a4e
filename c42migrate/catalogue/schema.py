"""JSON Schema of the rule files, made from the model, for editors and for custom catalogues."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

from c42migrate.catalogue.model import Match, MatchKind, Rule, RuleFix
from c42migrate.catalogue.shape import FIXES, KINDS, Key, keys
from c42migrate.catalogue.words import VocabularyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]


def rules_schema() -> Schema:
    """The schema of ``rules/<family>.yaml``."""
    properties = {
        "family": {"type": "string"},
        "verified_on": _type(date),
        "rules": {"type": "array", "items": _record(Rule)},
    }
    return {
        "$schema": DIALECT,
        "title": "c42migrate rule file",
        "type": "object",
        "properties": properties,
        "required": ["family", "rules"],
        "additionalProperties": False,
    }


def vocabulary_schema() -> Schema:
    """The schema of ``rules/vocabulary.yaml``."""
    return {"$schema": DIALECT, "title": "c42migrate vocabulary", **_record(VocabularyFile)}


def _record(cls: type, **extra: Schema) -> Schema:
    known = keys(cls)
    kinds: Schema = {"allOf": [_fix_of(kind) for kind in KINDS]} if cls is Rule else {}
    return kinds | {
        "type": "object",
        "properties": extra | {key.name: _key(key) for key in known},
        "required": [*extra, *(key.name for key in known if key.required)],
        "additionalProperties": False,
    }


def _fix_of(kind: MatchKind) -> Schema:
    """What ``fix`` may hold when ``match`` is of this kind."""
    matched = {"properties": {"match": {"properties": {"kind": {"const": kind.value}}}}}
    return {"if": matched, "then": {"properties": {"fix": {"anyOf": [_record(cls) for cls in FIXES[kind].values()]}}}}


def _key(key: Key) -> Schema:
    limits: Schema = {}
    if key.choices:
        limits["enum"] = list(key.choices)
    if key.pattern:
        limits["pattern"] = f"^{key.pattern}$"
    return _type(key.type, limits)


def _type(expected: object, limits: Schema | None = None) -> Schema:
    if expected is RuleFix:
        return {"type": "object"}
    if expected == Match:
        return {"oneOf": [_record(cls, kind={"const": kind}) for kind, cls in KINDS.items()]}
    origin, args = get_origin(expected), get_args(expected)
    if origin in (Union, UnionType):
        return {"anyOf": [_type(item, limits) for item in args if item is not NoneType] + [{"type": "null"}]}
    if origin in (tuple, frozenset):
        return _list(args[0], limits)
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(args[1])}
    if isinstance(expected, type) and is_dataclass(expected):
        return _record(expected)
    return _scalar(expected) | (limits or {})


def _list(item: object, limits: Schema | None) -> Schema:
    """A list; one text may be written without the brackets."""
    items = _type(item, limits)
    several: Schema = {"type": "array", "items": items}
    return {"anyOf": [items, several]} if item is str else several


def _scalar(expected: object) -> Schema:
    if isinstance(expected, type) and issubclass(expected, StrEnum):
        return {"type": "string", "enum": [word.value for word in expected]}
    if expected is date:
        return {"type": "string", "format": "date"}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[expected]} if isinstance(expected, type) else {}
