"""JSON Schema of the rule files, made from ``ruleformat``, for editors and for custom catalogues."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import get_args, get_origin

from c42migrate.catalogue.model import LineTest, Match, MatchKind, RuleFix, RuleTest, ScriptTest
from c42migrate.catalogue.ruleformat import FIXES, MATCHES, Key, RuleFile, WrittenRule, keys
from c42migrate.catalogue.vocabulary import VocabularyFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]


def rules_schema() -> Schema:
    """Return the schema of ``rules/<family>.yaml``."""
    return {"$schema": DIALECT, "title": "c42migrate rule file", **_record(RuleFile)}


def vocabulary_schema() -> Schema:
    """Return the schema of ``rules/vocabulary.yaml``."""
    return {"$schema": DIALECT, "title": "c42migrate vocabulary", **_record(VocabularyFile)}


def _record(cls: type, **extra: Schema) -> Schema:
    known = keys(cls)
    kinds: Schema = {"allOf": [_fix_of(kind) for kind in MATCHES]} if cls is WrittenRule else {}
    return kinds | {
        "type": "object",
        "properties": extra | {key.name: _key(key) for key in known},
        "required": [*extra, *(key.name for key in known if key.required)],
        "additionalProperties": False,
    }


def _fix_of(kind: MatchKind) -> Schema:
    """Return what ``fix`` may hold when ``match`` is of this kind."""
    matched = {"properties": {"match": {"properties": {"kind": {"const": kind.value}}}}}
    return {"if": matched, "then": {"properties": {"fix": {"anyOf": [_record(cls) for cls in FIXES[kind].values()]}}}}


def _key(key: Key) -> Schema:
    return _type(key.type) | ({"pattern": f"^{key.pattern}$"} if key.pattern else {})


def _type(expected: object) -> Schema:
    if expected is RuleFix:
        return {"type": "object"}
    if expected == Match:
        return {"oneOf": [_record(cls, kind={"const": kind.value}) for kind, cls in MATCHES.items()]}
    if expected == RuleTest:
        return {"anyOf": [{"type": "string"}, _record(LineTest), _record(ScriptTest)]}
    origin, args = get_origin(expected), get_args(expected)
    if origin is tuple:
        return _list(args[0])
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(args[1])}
    if NoneType in args:
        several = [_type(item) for item in args if item is not NoneType]
        return several[0] if len(several) == 1 else {"anyOf": several}
    if isinstance(expected, type) and is_dataclass(expected):
        return _record(expected)
    return _scalar(expected)


def _list(item: object) -> Schema:
    """Return a list; one text may be written without the brackets."""
    items = _type(item)
    several: Schema = {"type": "array", "items": items}
    return {"anyOf": [items, several]} if isinstance(item, type) and issubclass(item, str) else several


def _scalar(expected: object) -> Schema:
    if isinstance(expected, type) and issubclass(expected, StrEnum):
        return {"type": "string", "enum": [word.value for word in expected]}
    if expected is date:
        return {"type": "string", "format": "date"}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[expected]} if isinstance(expected, type) else {}
