"""Functions of a PowerShell script: their parameters, and how the arguments of a call reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from c42migrate.model import Text
from c42migrate.readers.powershell.values import Values, variable_name
from c42migrate.readers.syntax import Script, walk

if TYPE_CHECKING:
    from tree_sitter import Node


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
    """A parameter: ``name`` in lower case; ``default`` is the node of its default value."""

    name: str
    node: Node
    default: Node | None
    switch: bool
    piped: bool = False
    """True when it takes what comes through the pipeline."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function and the nodes that are run when it is called."""

    name: str
    parameters: tuple[Parameter, ...]
    body: tuple[Node, ...]
    script: Script
    node: Node

    @classmethod
    def of(cls, script: Script, node: Node) -> Function:
        """Read a ``function_statement``."""
        name = next(script.read(child) for child in node.named_children if child.type == "function_name")
        body = tuple(child for child in node.named_children if child.type not in _HEAD)
        return cls(name.rpartition(":")[2], parameters(script, node), body, script, node)

    @property
    def switches(self) -> frozenset[str]:
        """Names of parameters that take no value."""
        return frozenset(parameter.name for parameter in self.parameters if parameter.switch)


_HEAD = ("function_name", "function_parameter_declaration", "comment")


def parameters(script: Script, node: Node) -> tuple[Parameter, ...]:
    """The parameters that a function or a ``param`` block declares."""
    lists = [child for child in walk(node) if child.type == "parameter_list"][:1]
    return tuple(_parameter(script, child) for top in lists for child in top.named_children if _declares(child))


def _declares(node: Node) -> bool:
    return node.type == "script_parameter"


def _parameter(script: Script, node: Node) -> Parameter:
    variable = next((script.read(child) for child in node.named_children if child.type == "variable"), "")
    defaults = [child.named_children[-1] for child in node.named_children if child.type == "script_parameter_default"]
    shown = script.read(node).lower()
    piped = "valuefrompipeline" in shown
    return Parameter(variable_name(variable), node, defaults[0] if defaults else None, "[switch]" in shown, piped)


def bound(function: Function, arguments: Sequence[Argument]) -> dict[str, Values]:
    """The values of the parameters that a call passes; names may be abbreviated."""
    found: dict[str, Values] = {}
    for argument in arguments:
        if argument.name and argument.values is not None:
            name = full_name(argument.name, [parameter.name for parameter in function.parameters])
            found[name] = argument.values
    free = [p.name for p in function.parameters if p.name not in found and not p.switch]
    given = [argument.values for argument in arguments if not argument.name and argument.values is not None]
    found.update(zip(free, given, strict=False))
    return found


def full_name(name: str, known: Sequence[str]) -> str:
    """The only known name that starts with ``name``; ``name`` itself when there is none or several."""
    if name in known:
        return name
    found = [candidate for candidate in known if candidate.startswith(name)]
    return found[0] if len(found) == 1 else name
