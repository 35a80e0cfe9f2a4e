"""Functions of a PowerShell script: their parameters, and how the arguments of a call reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from c42migrate.model import Text
from c42migrate.readers.choices import Choice
from c42migrate.readers.powershell.values import Table, Values, variable_name
from c42migrate.readers.syntax import Script, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_HEAD = ("function_name", "function_parameter_declaration", "comment")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command: ``name`` in lower case without the dash, "" for a positional one.

    ``token`` is the parameter as written (``-Uri``); ``values`` is None for a switch.
    """

    name: str
    token: Text
    values: Values | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``name`` in lower case; ``default`` is the node of its default value.

    ``piped``: it takes what comes through the pipeline.
    """

    name: str
    node: Node
    default: Node | None = None
    switch: bool = False
    piped: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A function or method and the nodes that are run when it is called."""

    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Node, ...]
    script: Script
    node: Node

    @property
    def switches(self) -> frozenset[str]:
        """Names of parameters that take no value."""
        return frozenset(parameter.name for parameter in self.parameters if parameter.switch)


@dataclass(frozen=True, slots=True)
class Class:
    """``properties`` are names and the nodes of their first values; names are in lower case."""

    name: str
    properties: tuple[tuple[str, Node | None], ...]
    methods: tuple[Function, ...]


def function(script: Script, node: Node) -> Function:
    """Read a ``function_statement``."""
    name = next(script.read(child) for child in node.named_children if child.type == "function_name")
    body = tuple(child for child in node.named_children if child.type not in _HEAD)
    return Function(name.rpartition(":")[2], parameters(script, node), body, script, node)


def parameters(script: Script, node: Node) -> tuple[Parameter, ...]:
    """Return the parameters that a function or a ``param`` block declares."""
    lists = [child for child in walk(node) if child.type == "parameter_list"][:1]
    declared = (child for top in lists for child in top.named_children if child.type == "script_parameter")
    return tuple(_parameter(script, child) for child in declared)


def _parameter(script: Script, node: Node) -> Parameter:
    defaults = [child.named_children[-1] for child in node.named_children if child.type == "script_parameter_default"]
    shown = script.read(node).lower()
    default = defaults[0] if defaults else None
    return Parameter(_variable(script, node), node, default, "[switch]" in shown, "valuefrompipeline" in shown)


def _variable(script: Script, node: Node) -> str:
    return variable_name(next((script.read(child) for child in node.named_children if child.type == "variable"), ""))


def class_of(script: Script, node: Node) -> Class:
    """Read a ``class_statement``."""
    names = [script.read(child).lower() for child in node.named_children if child.type == "simple_name"]
    properties = (child for child in node.named_children if child.type == "class_property_definition")
    methods = (child for child in node.named_children if child.type == "class_method_definition")
    return Class(
        names[0],
        tuple(_property(script, child) for child in properties),
        tuple(_method(script, child) for child in methods),
    )


def _property(script: Script, node: Node) -> tuple[str, Node | None]:
    variable, *value = [child for child in node.named_children if child.type not in ("type_literal", "class_attribute")]
    return variable_name(script.read(variable)), value[-1] if value else None


def _method(script: Script, node: Node) -> Function:
    name = next((script.read(child) for child in node.named_children if child.type == "simple_name"), "")
    lists = [child for child in node.named_children if child.type == "class_method_parameter_list"]
    taken = tuple(Parameter(_variable(script, child), child) for top in lists for child in top.named_children)
    body = tuple(child for child in node.named_children if child.type == "script_block")
    return Function(name.strip(), taken, body, script, node)


def bound(function: Function, arguments: Sequence[Argument]) -> dict[str, Values]:
    """Return the values of the parameters that a call passes; names may be abbreviated."""
    names = [parameter.name for parameter in function.parameters]
    found = {full_name(a.name, names): a.values for a in arguments if a.name and a.values is not None}
    free = [p.name for p in function.parameters if p.name not in found and not p.switch]
    found.update(zip(free, (a.values for a in arguments if not a.name and a.values is not None), strict=False))
    return found


def full_name(name: str, known: Sequence[str]) -> str:
    """Return the only known name that starts with ``name``; ``name`` itself when there is none or several."""
    if name in known:
        return name
    found = [candidate for candidate in known if candidate.startswith(name)]
    return found[0] if len(found) == 1 else name


def splatted(values: Values) -> list[Argument]:
    """Return the named arguments that the entries of a table are."""
    names = dict.fromkeys(str(key) for c in values if isinstance(c.value, Table) for key, _ in c.value.entries)
    return [Argument(name.lower(), Text(), _column(values, name)) for name in names]


def _column(values: Values, name: str) -> Values:
    cells = ((c.value.get(name), c.arms) for c in values if isinstance(c.value, Table))
    return tuple(Choice(value, arms) for value, arms in cells if value is not None)


def method_named(kinds: Sequence[Class], name: str, count: int) -> Function | None:
    """Return the method of that name: with as many parameters as there are arguments, else the first."""
    named = [method for kind in kinds for method in kind.methods if method.name.lower() == name]
    return next((method for method in named if len(method.parameters) == count), named[0] if named else None)


def positional(method: Function, arguments: Sequence[Values]) -> dict[str, Values]:
    """Return the values of the parameters that a call of a method passes."""
    return dict(zip([parameter.name for parameter in method.parameters], arguments, strict=False))
