"""Classes of a PowerShell script: their objects are tables that know their class, their methods are functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.model import Text, hole
from c42migrate.readers.choices import only
from c42migrate.readers.powershell.functions import Function, Parameter
from c42migrate.readers.powershell.values import Table, Value, Values, variable_name, word
from c42migrate.readers.syntax import Script

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.powershell.machine import Machine

_DEPTH = 5
"""Base classes that are looked through."""


@dataclass(frozen=True, slots=True)
class Class:
    """``base`` is "" without one; ``properties`` are names and the nodes of their first values, all in lower case."""

    name: str
    base: str
    properties: tuple[tuple[str, Node | None], ...]
    methods: tuple[Function, ...]


def declared(script: Script, node: Node) -> Class:
    """Read a ``class_statement``."""
    names = [script.read(child).lower() for child in node.named_children if child.type == "simple_name"]
    properties = (child for child in node.named_children if child.type == "class_property_definition")
    methods = (child for child in node.named_children if child.type == "class_method_definition")
    return Class(
        names[0],
        names[1] if len(names) > 1 else "",
        tuple(_property(script, child) for child in properties),
        tuple(_method(script, child) for child in methods),
    )


def _property(script: Script, node: Node) -> tuple[str, Node | None]:
    variable, *value = [child for child in node.named_children if child.type not in ("type_literal", "class_attribute")]
    return variable_name(script.read(variable)), value[-1] if value else None


def _method(script: Script, node: Node) -> Function:
    name = next((script.read(child) for child in node.named_children if child.type == "simple_name"), "")
    lists = [child for child in node.named_children if child.type == "class_method_parameter_list"]
    parameters = tuple(_parameter(script, child) for top in lists for child in top.named_children)
    body = tuple(child for child in node.named_children if child.type == "script_block")
    return Function(name.strip(), parameters, body, script, node)


def _parameter(script: Script, node: Node) -> Parameter:
    names = [script.read(child) for child in node.named_children if child.type == "variable"]
    return Parameter(variable_name(names[0] if names else ""), node, None, False)


def created(machine: Machine, name: str, arguments: Sequence[Values]) -> Values | None:
    """A new object of class ``name``, its constructor run; None when the script has no such class."""
    kind = machine.classes.get(name)
    if kind is None:
        return None
    entries = tuple(
        (word(prop), machine.evaluate(node)[0].value if node is not None else hole(prop))
        for one in reversed(list(_line(machine, name)))
        for prop, node in one.properties
    )
    before = machine.flow.values.get("this")
    machine.flow.assign("this", only(Table(entries, None, name)))
    _run(machine, _found([kind], name, len(arguments)), arguments)
    made = machine.flow.values.get("this")
    machine.flow.assign("this", before)
    return made


def called(machine: Machine, value: Value, name: str, arguments: Sequence[Values]) -> Values | None:
    """What the method ``name`` of an object returns; None when its class is not in the script or has none such."""
    kinds = list(_line(machine, value.kind)) if isinstance(value, Table) else []
    function = _found(kinds, name, len(arguments))
    if function is None and isinstance(value, Text) and not value.literals:
        value, function = _guessed(machine, name, len(arguments))
    if function is None:
        return None
    before = machine.flow.values.get("this")
    machine.flow.assign("this", only(value))
    result = machine.flow.printed(partial(_run, machine, function, arguments))
    machine.flow.assign("this", before)
    return result or only(hole())


def of_class(machine: Machine, kind: str, name: str, arguments: Sequence[Values]) -> Values | None:
    """What ``[kind]::name(…)`` yields for a class of the script, None for any other."""
    if name == "new":
        return created(machine, kind, arguments)
    return called(machine, Table((), None, kind), name, arguments)


def property_of(machine: Machine, kind: str, name: str) -> Values | None:
    """The first value of the property that ``[kind]::name`` means; None when the script has no such class or value."""
    found = (node for one in _line(machine, kind) for prop, node in one.properties if prop == name and node is not None)
    node = next(found, None)
    return machine.named(machine.evaluate(node), name, machine.script.place(node)) if node is not None else None


def follow_uncalled(machine: Machine) -> None:
    """Run the methods that nobody calls."""
    for kind in list(machine.classes.values()):
        for function in kind.methods:
            if not machine.is_called(function):
                unknown: list[Values] = [only(hole(parameter.name)) for parameter in function.parameters]
                for choice in created(machine, kind.name, ()) or ():
                    called(machine, choice.value, function.name.lower(), unknown)


def _line(machine: Machine, name: str) -> Iterator[Class]:
    """The class and what it is derived from."""
    for _ in range(_DEPTH):
        kind = machine.classes.get(name)
        if kind is None:
            return
        yield kind
        name = kind.base


def _found(kinds: Sequence[Class], name: str, count: int) -> Function | None:
    """The method of that name: with as many parameters as there are arguments, else the first."""
    named = [function for kind in kinds for function in kind.methods if function.name.lower() == name]
    return next((f for f in named if len(f.parameters) == count), named[0] if named else None)


def _guessed(machine: Machine, name: str, count: int) -> tuple[Value, Function | None]:
    """An object that is not known (a parameter), taken for one of the only class that has such a method."""
    named = [(kind, f) for kind in machine.classes.values() for f in kind.methods if f.name.lower() == name]
    if len(named) != 1 or len(named[0][1].parameters) != count or not count:
        return Text(), None
    entries = tuple((word(prop), hole(prop)) for prop, _ in named[0][0].properties)
    return Table(entries, None, named[0][0].name), named[0][1]


def _run(machine: Machine, function: Function | None, arguments: Sequence[Values]) -> None:
    if function is not None:
        given = dict(zip([parameter.name for parameter in function.parameters], arguments, strict=False))
        machine.call(function, given)
