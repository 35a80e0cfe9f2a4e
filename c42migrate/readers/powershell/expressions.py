"""What a PowerShell expression stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from c42migrate.model import Literal, Place, Text, hole, is_index, literal
from c42migrate.readers import texts
from c42migrate.readers.choices import Choice, Choices, only, product
from c42migrate.readers.powershell import classes, methods, objects, operators
from c42migrate.readers.powershell.values import (
    Items,
    Table,
    Value,
    Values,
    as_list,
    as_text,
    mapped,
    variable_name,
)
from c42migrate.readers.syntax import core

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.powershell.machine import Machine

_ESCAPE = re.compile(r'`(\r?\n|.)|""', re.DOTALL)
_INLINE = re.compile(r"\$(?:\w+(?::\w+)?|\{[^}\s]+\})(?:\.[A-Za-z]\w*(?=/))*", re.ASCII)
_HERE_ESCAPE = re.compile(r"`(\r?\n|.)", re.DOTALL)
_NO_ESCAPE = re.compile("(?!)")
_VERBATIM_ESCAPE = re.compile("''")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_HERE = re.compile(r"@[\"'][ \t]*\r?\n?")
_RUN = frozenset(
    ["command", "pipeline_chain", "if_statement", "switch_statement", "foreach_statement", "try_statement"]
)
_PASSED = frozenset(
    ["parenthesized_expression", "sub_expression", "argument_list", "argument_expression_list", "statement_list"]
)


def evaluate(machine: Machine, node: Node) -> Values:
    """The alternatives of an expression; commands in it are run."""
    node = core(node)
    handler = _HANDLERS.get(node.type)
    if handler is not None:
        return handler(machine, node)
    if node.type in _RUN:
        return machine.flow.printed(lambda: machine.run(node)) or machine.unknown(node)
    if node.type in _PASSED:
        return _passed(machine, node)
    machine.run_all(node.named_children)
    return machine.unknown(node)


def _passed(machine: Machine, node: Node) -> Values:
    inside = [child for child in node.named_children if child.type != "comment"]
    if len(inside) == 1:
        return machine.evaluate(inside[0])
    if node.type == "argument_expression_list":
        return _list(machine, node)
    return machine.flow.printed(lambda: machine.run_all(inside)) or machine.unknown(node)


def _text(machine: Machine, node: Node, quotes: tuple[int, int], escape: re.Pattern[str]) -> Values:
    """A string: ``quotes`` are the characters to leave out at both ends."""
    start, end = machine.script.span(node)
    at, stop = start + quotes[0], end - quotes[1]
    parts: list[Choices[Text]] = []
    for child in node.named_children:
        low, high = machine.script.span(child)
        if child.type in ("variable", "sub_expression") and at <= low and high <= stop:
            parts += [only(_plain(machine, at, low, start, escape)), machine.texts(child)]
            at = high
    parts.append(only(_plain(machine, at, stop, start, escape, whole=at == start + quotes[0])))
    return _summed(parts)


def _plain(machine: Machine, start: int, end: int, token: int, escape: re.Pattern[str], *, whole: bool = False) -> Text:
    script = machine.script
    result, at = Text(), start
    for match in escape.finditer(script.text, start, end):
        place = script.source.place(*match.span())
        char = _ESCAPES.get(match[1], match[1]) if match.lastindex else match[0][0]
        escaped = Literal(char, place, (place.start, place.end), False, script.source.offset(token))
        result += script.piece(at, match.start(), token=token) + Text((escaped,))
        at = match.end()
    return result + script.piece(at, end, token=token, whole=whole and at == start)


def _expandable(machine: Machine, node: Node) -> Values:
    return _text(machine, node, (1, 1), _ESCAPE)


def _verbatim(machine: Machine, node: Node) -> Values:
    return _text(machine, node, (1, 1), _VERBATIM_ESCAPE)


def _here_string(machine: Machine, node: Node) -> Values:
    shown = machine.script.read(node)
    opening = _HERE.match(shown)
    closing = len(shown) - len(shown[:-2].rstrip("\n").removesuffix("\r"))
    escape = _NO_ESCAPE if shown.startswith("@'") else _HERE_ESCAPE
    return _text(machine, node, (opening.end() if opening else 1, closing), escape)


def bare(machine: Machine, node: Node) -> Values:
    """A word without quotes, with the variables in it."""
    start, end = machine.script.span(node)
    text, at = machine.script.text, start
    parts: list[Choices[Text]] = []
    for match in _INLINE.finditer(text, start, end):
        place = machine.script.source.place(*match.span())
        parts += [only(_plain(machine, at, match.start(), start, _HERE_ESCAPE)), _named(machine, match[0], place)]
        at = match.end()
    parts.append(only(_plain(machine, at, end, start, _HERE_ESCAPE, whole=at == start)))
    return _summed(parts)


def _summed(parts: list[Choices[Text]]) -> Values:
    return tuple(Choice(sum(row.value, Text()), row.arms) for row in product(parts))


def _named(machine: Machine, shown: str, place: Place) -> Choices[Text]:
    """A variable by its name in an unquoted word (``$base/api``, ``$x.y/api``)."""
    name, *members = shown.strip("$").replace("{", "").replace("}", "").split(".")
    values = machine.flow.values.get(variable_name(name))
    other = hole(shown.strip("${}"), place)
    for member in members:
        values = tuple(Choice(_got(c.value, member, other), c.arms) for c in values or ())
    label = shown.strip("${}")
    return tuple(Choice(texts.used(as_text(c.value), label, place), c.arms) for c in values or only(other))


def _bare_text(machine: Machine, node: Node) -> Text:
    return as_text(bare(machine, node)[0].value)


def _variable(machine: Machine, node: Node) -> Values:
    shown = machine.script.read(node)
    name = variable_name(shown)
    if name in ("true", "false", "null"):
        return only(Text() if name == "null" else literal(name))
    place = machine.script.place(node)
    known = machine.flow.values.get(name)
    if known is None:
        return only(hole(shown.strip("$@{}"), place))
    return tuple(Choice(_used(c.value, shown.strip("$@{}"), place), c.arms) for c in known)


def _used(value: Value, label: str, place: Place) -> Value:
    if isinstance(value, Text):
        return texts.used(value, label, place)
    return mapped(value, lambda text: texts.stepped(text, place, f"{label} is used here"))


def _table(machine: Machine, node: Node) -> Values:
    entries = [child for body in node.named_children for child in body.named_children if child.type == "hash_entry"]
    entries += [child for child in node.named_children if child.type == "hash_entry"]
    rows = product(_entry(machine, entry) for entry in entries)
    place = machine.script.place(node)
    for row in rows:
        machine.loose(Table(row.value, place))
    return tuple(Choice(Table(row.value, place), row.arms) for row in rows)


def _entry(machine: Machine, node: Node) -> Choices[tuple[Text, Value]]:
    key, *value = [child for child in node.named_children if child.type != "comment"]
    name = core(key)
    keys = only(_bare_text(machine, name)) if name.type == "simple_name" else machine.texts(key)
    values = machine.evaluate(value[-1]) if value else machine.unknown(node)
    rows = product([_widened(keys), values])
    return tuple(Choice((as_text(row.value[0]), row.value[1]), row.arms) for row in rows)


def _widened(keys: Choices[Text]) -> Values:
    return tuple(Choice(c.value, c.arms) for c in keys)


def _list(machine: Machine, node: Node) -> Values:
    rows = product(machine.evaluate(child) for child in node.named_children if child.type != "comment")
    return tuple(Choice(Items(row.value), row.arms) for row in rows)


def _array(machine: Machine, node: Node) -> Values:
    inside = [c for group in node.named_children for c in (group.named_children or [group]) if c.type != "comment"]
    rows = product(machine.evaluate(child) for child in inside if child.type != "empty_statement")
    return tuple(Choice(Items(tuple(x for v in row.value for x in as_list(v))), row.arms) for row in rows)


def _cast(machine: Machine, node: Node) -> Values:
    values = machine.evaluate(node.named_children[-1])
    if not machine.script.read(node.named_children[0]).lower().endswith(f"{objects.BUILDER}]"):
        return values
    return tuple(Choice(objects.made(objects.BUILDER, [c.value]), c.arms) for c in values)


def _member(machine: Machine, node: Node) -> Values:
    """``$x.y`` and ``$x["y"]``."""
    base, *keys = node.named_children
    if base.type == "type_literal" and keys:
        kind, name = machine.script.read(base).lower().strip("[]"), core(keys[-1])
        known = classes.property_of(machine, kind, machine.script.read(name).lower())
        return known or only(_bare_text(machine, name))
    values = machine.evaluate(base)
    key = core(keys[-1]) if keys else node
    plain = key.type in ("simple_name", "member_name")
    written: Choices[Text] = only(_bare_text(machine, key)) if plain else machine.texts(key)
    other = hole(machine.script.read(node).lstrip("$"), machine.script.place(node))
    rows = product([values, _widened(written)])
    return tuple(Choice(_got(row.value[0], str(row.value[1]), other), row.arms) for row in rows)


def _got(value: Value, name: str, other: Text) -> Value:
    if (built := objects.address(value, name.lower())) is not None:
        return built
    if isinstance(value, Table):
        found = value.get(name)
        return found if found is not None else other
    if isinstance(value, Items):
        return value.values[int(name)] if is_index(name) and int(name) < len(value.values) else other
    return value if name.lower() in ("absoluteuri", "originalstring") else other


def _call(machine: Machine, node: Node) -> Values:
    return methods.call(machine, node)


_HANDLERS: dict[str, Callable[[Machine, Node], Values]] = {
    "expandable_string_literal": _expandable,
    "verbatim_string_characters": _verbatim,
    "expandable_here_string_literal": _here_string,
    "verbatim_here_string_characters": _here_string,
    "generic_token": bare,
    "simple_name": bare,
    "decimal_integer_literal": bare,
    "hexadecimal_integer_literal": bare,
    "real_literal": bare,
    "variable": _variable,
    "braced_variable": _variable,
    "hash_literal_expression": _table,
    "additive_expression": operators.binary,
    "additive_argument_expression": operators.binary,
    "logical_expression": operators.logical,
    "logical_argument_expression": operators.logical,
    "format_expression": operators.binary,
    "format_argument_expression": operators.binary,
    "comparison_expression": operators.binary,
    "comparison_argument_expression": operators.binary,
    "array_literal_expression": _list,
    "array_expression": _array,
    "cast_expression": _cast,
    "member_access": _member,
    "element_access": _member,
    "invokation_expression": _call,
}


def is_expression(node: Node) -> bool:
    """True when the node has a value of its own, false for statements."""
    return core(node).type in _HANDLERS or core(node).type in _PASSED
