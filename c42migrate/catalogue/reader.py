"""YAML to the dataclasses of ``ruleformat``, driven by their type hints; every error names file, line and key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import TypeVar, get_args, get_origin

import yaml

from c42migrate.catalogue.model import LineTest, Match, MatchKind, Milestone, RuleFix, RuleTest, ScriptTest
from c42migrate.catalogue.ruleformat import FIXES, MATCHES, Key, Mark, keys, kind_of
from c42migrate.errors import CatalogueError
from c42migrate.files.whole import read_whole

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 30
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
WANTED: dict[object, str] = {str: "text", bool: "true or false", int: "a number", date: "a date"}

_T = TypeVar("_T")


def compose(path: Path) -> yaml.Node:
    """Return the root node of the YAML file ``path``. Raises CatalogueError naming file and line."""
    try:
        text = read_whole(path).decode("utf-8-sig")
        _refuse_tricks(text, path)
        root = yaml.compose(text, Loader=LOADER)
    except OSError as error:
        raise CatalogueError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise CatalogueError("is not UTF-8", path=str(path), hint="save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        message = f"is not valid YAML: {error.problem or error.context}"
        raise CatalogueError(message, path=str(path), line=line) from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"is not valid YAML: {error}", path=str(path)) from error
    if root is None:
        raise CatalogueError("is empty", path=str(path))
    return root


def _refuse_tricks(text: str, path: Path) -> None:
    """Refuse aliases (which may expand without end) and depths at which composing exhausts the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            message = "YAML aliases are not allowed in rule files"
            raise CatalogueError(message, path=str(path), line=line, hint="write it out")
        if depth > DEEPEST:
            raise CatalogueError(f"is nested more than {DEEPEST} levels deep", path=str(path), line=line)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint for a misspelt ``word``: the nearest known one, or all of them."""
    plain = {name.lower(): name for name in known}
    if near := get_close_matches(word.lower(), list(plain), n=1):
        return f"did you mean {plain[near[0]]!r}?"
    return f"known: {', '.join(sorted(known))}" if known else ""


class Reader:
    """Reads the nodes of one file; ``path`` is named in errors, ``where`` is the dotted key of a node."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def record(self, node: yaml.Node, cls: type[_T], where: str = "") -> _T:
        """Return the mapping ``node`` as the dataclass ``cls``."""
        return self._record(self.mapping(node, where), node, cls, where)

    def _record(
        self, given: dict[str, tuple[yaml.Node, yaml.Node]], node: yaml.Node, cls: type[_T], where: str, hint: str = ""
    ) -> _T:
        plain: type = cls
        known = {key.name: key for key in keys(plain)}
        for name, (name_node, _) in given.items():
            if name not in known:
                raise self.fault(name_node, f"{_join(where, name)}: unknown key", hint or did_you_mean(name, [*known]))
        missing = [repr(key.name) for key in known.values() if key.required and key.name not in given]
        if missing:
            raise self.fault(node, f"{where or 'file'}: missing key {', '.join(missing)}")
        values: dict[str, object] = {}
        for name, (_, value) in given.items():
            if known[name].type is not RuleFix:
                values[known[name].field] = self._keyed(value, known[name], _join(where, name))
        if "fix" in given and "match" in values:
            values["fix"] = self._fix(given["fix"][1], kind_of(values["match"]), _join(where, "fix"))
        return cls(**values)

    def mapping(self, node: yaml.Node, where: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Key → (key node, value node) of a mapping with text keys, none of them twice."""
        if not isinstance(node, yaml.MappingNode) or _tag(node) != "map":
            raise self._wrong(node, where, "a mapping")
        found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or _tag(key) != "str":
                raise self._wrong(key, f"{where or 'file'}: key", "text")
            if key.value in found:
                raise self.fault(key, f"{_join(where, key.value)}: key given twice")
            found[key.value] = (key, value)
        return found

    def fault(self, node: yaml.Node, message: str, hint: str = "") -> CatalogueError:
        """Return an error at the line of ``node``."""
        return CatalogueError(message, path=self.path, line=node.start_mark.line + 1, hint=hint)

    def _keyed(self, node: yaml.Node, key: Key, where: str) -> object:
        value = self._value(node, key.type, where)
        if key.required and value in ((), ""):
            raise self.fault(node, f"{where}: must not be empty")
        if key.pattern and not re.fullmatch(key.pattern, str(value)):
            raise self.fault(node, f"{where}: {value!r} does not have the form {key.pattern}")
        return value

    def _value(self, node: yaml.Node, expected: object, where: str) -> object:
        """``node`` as the type ``expected``."""
        if expected == Match:
            return self._match(node, where)
        if expected == RuleTest:
            return self._test(node, where)
        origin, args = get_origin(expected), get_args(expected)
        if origin is tuple:
            return self._list(node, args[0], where)
        if origin is dict:
            pairs = self.mapping(node, where).items()
            return {name: self._value(value, args[1], _join(where, name)) for name, (_, value) in pairs}
        if NoneType in args:
            return self._optional(node, args, where)
        if isinstance(expected, type) and is_dataclass(expected):
            return self.record(node, expected, where)
        return self._scalar(node, expected, where)

    def _optional(self, node: yaml.Node, args: tuple[object, ...], where: str) -> object:
        """Return a value that may be left out; a mark may be written as a mapping or named."""
        if set(args) > set(get_args(Mark)):
            return self._value(node, Milestone if isinstance(node, yaml.MappingNode) else str, where)
        return self._value(node, next(item for item in args if item is not NoneType), where)

    def _match(self, node: yaml.Node, where: str) -> object:
        given = self.mapping(node, where)
        if "kind" not in given:
            raise self.fault(node, f"{where}: missing key 'kind'", f"one of {', '.join(MatchKind)}")
        kind = MatchKind(self._word(given.pop("kind")[1], MatchKind, _join(where, "kind")))
        return self._record(given, node, MATCHES[kind], where)

    def _fix(self, node: yaml.Node, kind: MatchKind, where: str) -> RuleFix:
        """Return the fix of a rule of ``kind``, on which it depends what keys it may have."""
        given = self.mapping(node, where)
        cls: type = next(cls for sign, cls in FIXES[kind].items() if not sign or sign in given)
        names = ", ".join(key.name for key in keys(cls))
        fix: RuleFix = self._record(given, node, cls, where, f"a {kind} rule's fix may have {names}")
        return fix

    def _test(self, node: yaml.Node, where: str) -> object:
        """Return a line alone, a line with its fixes, or a script."""
        if isinstance(node, yaml.ScalarNode):
            return LineTest(str(self._scalar(node, str, where)))
        test: type = LineTest if "line" in self.mapping(node, where) else ScriptTest
        return self.record(node, test, where)

    def _list(self, node: yaml.Node, item: object, where: str) -> tuple[object, ...]:
        """Return a list; one text may be written without the brackets."""
        if isinstance(node, yaml.SequenceNode) and _tag(node) == "seq":
            return tuple(self._value(part, item, f"{where}[{at}]") for at, part in enumerate(node.value))
        if not (isinstance(item, type) and issubclass(item, str)) or not isinstance(node, yaml.ScalarNode):
            raise self._wrong(node, where, "a list")
        return (self._value(node, item, where),)

    def _scalar(self, node: yaml.Node, expected: object, where: str) -> object:
        if isinstance(expected, type) and issubclass(expected, StrEnum):
            return self._word(node, expected, where)
        kind = _tag(node)
        if expected is str and kind == "str":
            return str(node.value)
        if expected is bool and kind == "bool":
            return node.value.lower() in ("true", "yes", "on")
        if expected is int and kind == "int":
            return self._parsed(node, int, where, "a whole number")
        if expected is date and kind in ("timestamp", "str"):
            return self._parsed(node, date.fromisoformat, where, "a date like 2026-11-23")
        raise self._wrong(node, where, WANTED.get(expected, "something else"))

    def _parsed(self, node: yaml.Node, parse: Callable[[str], object], where: str, wanted: str) -> object:
        try:
            return parse(node.value)
        except ValueError as error:
            raise self.fault(node, f"{where}: {node.value!r} is not {wanted}") from error

    def _word(self, node: yaml.Node, words: type[StrEnum], where: str) -> StrEnum:
        text = str(self._scalar(node, str, where))
        if text not in set(words):
            raise self.fault(
                node, f"{where}: unknown value {text!r}", did_you_mean(text, [word.value for word in words])
            )
        return words(text)

    def _wrong(self, node: yaml.Node, where: str, wanted: str) -> CatalogueError:
        found = TAGS.get(_tag(node), f"the tag {node.tag}")
        hint = "put it in quotes" if wanted == "text" and isinstance(node, yaml.ScalarNode) else ""
        return self.fault(node, f"{where or 'file'}: expected {wanted}, found {found}", hint)


def _tag(node: yaml.Node) -> str:
    """Return the short tag of a plain YAML node (``str``, ``map`` …); anything with a tag of its own comes back in
    full."""
    return str(node.tag).removeprefix("tag:yaml.org,2002:")


def _join(where: str, name: str) -> str:
    """Return the dotted key of ``name`` below ``where``."""
    return f"{where}.{name}" if where else name
