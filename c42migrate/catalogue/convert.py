"""YAML nodes to the dataclasses of the model, driven by their type hints; every error names file, line and key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

import yaml

from c42migrate.catalogue.model import Match, MatchKind, Rule, RuleFix
from c42migrate.catalogue.shape import FIXES, KINDS, Key, keys, kind_of
from c42migrate.catalogue.tree import did_you_mean, fault
from c42migrate.errors import CatalogueError

TAGS = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "timestamp": "a date",
    "map": "a mapping",
    "seq": "a list",
}
COLLECTIONS: dict[object, Callable[[list[object]], object]] = {tuple: tuple, frozenset: frozenset}


class Converter:
    """Converts the nodes of one file; ``path`` is named in errors."""

    def __init__(self, path: str) -> None:
        self.path = path

    def record(self, node: yaml.Node, cls: type, where: str) -> dict[str, object]:
        """The arguments of dataclass ``cls`` found in the mapping ``node``; ``where`` is its dotted key."""
        known = {key.name: key for key in keys(cls)}
        values: dict[str, object] = {}
        fix: yaml.Node | None = None
        for name, (name_node, value) in self.mapping(node, where).items():
            if name not in known:
                raise fault(self.path, name_node, f"{join(where, name)}: unknown key", did_you_mean(name, [*known]))
            if known[name].type is RuleFix:
                fix = value
            else:
                values[known[name].field] = self.keyed(value, known[name], join(where, name))
        if fix is not None and "match" in values:
            values["fix"] = self._fix(fix, kind_of(values["match"]), join(where, "fix"))
        self._require(node, keys(cls), values, where)
        return values

    def _require(self, node: yaml.Node, known: tuple[Key, ...], values: dict[str, object], where: str) -> None:
        missing = [key.name for key in known if key.required and key.field not in values]
        if missing:
            raise fault(self.path, node, f"{where or 'file'}: missing key {', '.join(map(repr, missing))}")

    def keyed(self, node: yaml.Node, key: Key, where: str) -> object:
        """The value of one key, checked against its word list and pattern."""
        value = self.value(node, key.type, where)
        if key.required and value in ((), ""):
            raise fault(self.path, node, f"{where}: must not be empty")
        for word in value if isinstance(value, tuple) else (value,):
            if key.choices and word not in key.choices:
                raise self._unknown(node, where, str(word), key.choices)
            if key.pattern and not re.fullmatch(key.pattern, str(word)):
                raise fault(self.path, node, f"{where}: {word!r} does not have the form {key.pattern}")
        return value

    def value(self, node: yaml.Node, expected: object, where: str) -> object:
        """``node`` as the type ``expected``."""
        if expected == Match:
            return self._match(node, where)
        origin, args = get_origin(expected), get_args(expected)
        if origin in (Union, UnionType):
            return self._optional(node, args, where)
        if origin in COLLECTIONS:
            return self._collection(node, origin, args[0], where)
        if origin is dict:
            pairs = self.mapping(node, where).items()
            return {name: self.value(value, args[1], join(where, name)) for name, (_, value) in pairs}
        if isinstance(expected, type) and is_dataclass(expected):
            return self._dataclass(node, expected, where)
        return self._scalar(node, expected, where)

    def mapping(self, node: yaml.Node, where: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Key → (key node, value node) of a mapping with text keys, none of them twice."""
        if not isinstance(node, yaml.MappingNode) or tag(node) != "map":
            raise self._wrong(node, where, "a mapping")
        found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or tag(key) != "str":
                raise self._wrong(key, f"{where or 'file'}: key", "text")
            if key.value in found:
                raise fault(self.path, key, f"{join(where, key.value)}: key given twice")
            found[key.value] = (key, value)
        return found

    def _dataclass(self, node: yaml.Node, cls: type, where: str) -> object:
        build: Callable[..., object] = cls
        if cls is Rule:
            raise fault(self.path, node, f"{where}: a rule cannot stand here")
        return build(**self.record(node, cls, where))

    def _fix(self, node: yaml.Node, kind: MatchKind, where: str) -> object:
        """The fix of a rule of ``kind``; which keys it may have depends on that."""
        given = self.mapping(node, where)
        cls: type = next(cls for sign, cls in FIXES[kind].items() if not sign or sign in given)
        known = [key.name for key in keys(cls)]
        for name, (name_node, _) in given.items():
            if name not in known:
                hint = f"a {kind} rule's fix may have {', '.join(known)}"
                raise fault(self.path, name_node, f"{join(where, name)}: unknown key", hint)
        return self._dataclass(node, cls, where)

    def _match(self, node: yaml.Node, where: str) -> object:
        pairs = self.mapping(node, where)
        if "kind" not in pairs:
            raise fault(self.path, node, f"{where}: missing key 'kind'", f"one of {', '.join(KINDS)}")
        kind_node = pairs["kind"][1]
        kind = str(self._scalar(kind_node, str, join(where, "kind")))
        if kind not in set(MatchKind):
            raise self._unknown(kind_node, join(where, "kind"), kind, [word.value for word in MatchKind])
        rest = [pair for pair in node.value if pair[0].value != "kind"]
        bare = yaml.MappingNode(node.tag, rest, node.start_mark, node.end_mark)
        return self._dataclass(bare, KINDS[MatchKind(kind)], where)

    def _optional(self, node: yaml.Node, args: tuple[object, ...], where: str) -> object:
        if tag(node) == "null":
            return None
        return self.value(node, next(item for item in args if item is not NoneType), where)

    def _collection(self, node: yaml.Node, origin: object, item: object, where: str) -> object:
        """A list; one item may be written without the brackets."""
        if isinstance(node, yaml.SequenceNode) and tag(node) == "seq":
            parts = [self.value(part, item, f"{where}[{at}]") for at, part in enumerate(node.value)]
            return COLLECTIONS[origin](parts)
        if item is not str or not isinstance(node, yaml.ScalarNode):
            raise self._wrong(node, where, "a list")
        return COLLECTIONS[origin]([self.value(node, item, where)])

    def _scalar(self, node: yaml.Node, expected: object, where: str) -> object:
        if isinstance(expected, type) and issubclass(expected, StrEnum):
            return self._word(node, expected, where)
        kind = tag(node)
        if expected is str and kind == "str":
            return str(node.value)
        if expected is bool and kind == "bool":
            return node.value.lower() in ("true", "yes", "on")
        if expected is int and kind == "int":
            return self._parsed(node, int, where, "a whole number")
        if expected is date and kind in ("timestamp", "str"):
            return self._parsed(node, date.fromisoformat, where, "a date like 2026-11-23")
        raise self._wrong(node, where, EXPECTED.get(expected, "something else"))

    def _parsed(self, node: yaml.Node, parse: Callable[[str], object], where: str, wanted: str) -> object:
        try:
            return parse(node.value)
        except ValueError as error:
            raise fault(self.path, node, f"{where}: {node.value!r} is not {wanted}") from error

    def _word(self, node: yaml.Node, words: type[StrEnum], where: str) -> StrEnum:
        known = tuple(word.value for word in words)
        text = str(self._scalar(node, str, where))
        if text not in known:
            raise self._unknown(node, where, text, known)
        return words(text)

    def _unknown(self, node: yaml.Node, where: str, word: str, known: Sequence[str]) -> CatalogueError:
        return fault(self.path, node, f"{where}: unknown value {word!r}", did_you_mean(word, known))

    def _wrong(self, node: yaml.Node, where: str, wanted: str) -> CatalogueError:
        found = TAGS.get(tag(node), f"the tag {node.tag}")
        hint = "put it in quotes" if wanted == "text" and isinstance(node, yaml.ScalarNode) else ""
        return fault(self.path, node, f"{where or 'file'}: expected {wanted}, found {found}", hint)


EXPECTED: dict[object, str] = {str: "text", bool: "true or false", int: "a number", date: "a date"}


def tag(node: yaml.Node) -> str:
    """The short tag of a plain YAML node (``str``, ``map`` …); anything with a tag of its own comes back in full."""
    return str(node.tag).removeprefix("tag:yaml.org,2002:")


def join(where: str, name: str) -> str:
    """The dotted key of ``name`` below ``where``."""
    return f"{where}.{name}" if where else name
