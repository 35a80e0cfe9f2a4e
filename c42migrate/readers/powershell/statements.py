"""The statements of a PowerShell script: what each one does to a ``Machine``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.model import Text, hole
from c42migrate.readers.choices import LIMIT, Choice, only
from c42migrate.readers.flow import ANYWHERE
from c42migrate.readers.powershell import commands, operators
from c42migrate.readers.powershell.functions import parameters
from c42migrate.readers.powershell.values import Values, as_list
from c42migrate.readers.syntax import core, walk

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.powershell.machine import Machine

_PASSING = frozenset(["convertto-json", "out-string", "sort-object", "select-object"])


def _assignment(machine: Machine, node: Node) -> None:
    target, value = node.named_children[0], node.named_children[-1]
    operator = next((machine.script.read(c) for c in node.named_children if c.type == "assignement_operator"), "=")
    values = machine.evaluate(value)
    if operator.strip() in ("+=", "??"):
        values = operators.assigned(machine, target, values, operator.strip())
    machine.store(target, (), values, machine.script.place(node))


def _parameters(machine: Machine, node: Node) -> None:
    machine.define(parameters(machine.script, node))


def _return(machine: Machine, node: Node) -> None:
    shown = machine.script.read(node).lower()
    for child in node.named_children:
        if shown.startswith("return"):
            machine.run(child)
        else:
            machine.evaluate(child)


def _if(machine: Machine, node: Node) -> None:
    blocks: list[list[Node]] = []
    ends = False
    for child in node.named_children:
        if child.type == "statement_block":
            blocks.append([child])
        elif child.type == "elseif_clauses":
            blocks.extend([clause] for clause in child.named_children)
        elif child.type == "else_clause":
            blocks.append([child])
            ends = True
        elif child.type != "comment":
            machine.evaluate(child)
    arms = blocks if ends else [*blocks, []]
    machine.flow.branch([(partial(machine.run_all, arm), ANYWHERE) for arm in arms])


def _elseif(machine: Machine, node: Node) -> None:
    for child in node.named_children:
        if child.type == "statement_block":
            machine.run(child)
        else:
            machine.evaluate(child)


def _switch(machine: Machine, node: Node) -> None:
    clauses = [child for child in walk(node) if child.type == "switch_clause"]
    blocks = [[c for c in clause.named_children if c.type in ("statement_block", "ERROR")] for clause in clauses]
    machine.flow.branch([(partial(machine.run_all, arm), ANYWHERE) for arm in [*blocks, []]])


def _foreach(machine: Machine, node: Node) -> None:
    variable, *rest = [child for child in node.named_children if child.type != "comment"]
    values = machine.evaluate(rest[0])
    place = machine.script.place(variable)
    machine.store(variable, (), _each(machine, values), place)
    machine.run_all(rest[1:])


def _each(machine: Machine, values: Values) -> Values:
    """The elements of a list, one alternative each."""
    number = machine.flow.number()
    items = [(item, choice.arms) for choice in values for item in as_list(choice.value)]
    known = bool(items) and not (isinstance(values[0].value, Text) and not values[0].value.literals)
    return (
        tuple(Choice(i, arms | {(number, n)}) for n, (i, arms) in enumerate(items[:LIMIT])) if known else only(hole())
    )


def _loop(machine: Machine, node: Node) -> None:
    body = [child for child in node.named_children if child.type == "statement_block"]
    machine.run_all([child for child in node.named_children if child not in body])
    machine.flow.branch([(partial(machine.run_all, body), ANYWHERE), (partial(machine.run_all, []), ANYWHERE)])


def _try(machine: Machine, node: Node) -> None:
    block, *clauses = node.named_children
    machine.run(block)
    for clause in clauses:
        machine.flow.branch([(partial(machine.run_all, clause.named_children), ANYWHERE), (_nothing, ANYWHERE)])


def _nothing() -> None:
    """The arm on which nothing happens."""


def _pipeline(machine: Machine, node: Node) -> None:
    """``a | b | c``: what each part yields is ``$_`` and the input of the next."""
    before, shadowed = machine.piped, machine.flow.values.get("_")
    values: Values | None = None
    for part in node.named_children:
        machine.piped = values
        if values is not None:
            machine.flow.assign("_", _each(machine, values))
        if commands.name_of(machine, core(part)) in _PASSING and values is not None:
            continue
        values = machine.flow.printed(partial(machine.run, part)) or only(hole())
    machine.piped = before
    machine.flow.assign("_", shadowed)
    if values is not None:
        machine.flow.print(values)


def _block(machine: Machine, node: Node) -> None:
    machine.run_all(node.named_children)


def _script_block(machine: Machine, node: Node) -> None:
    before, machine.piped = machine.piped, None
    machine.run_all(node.named_children)
    machine.piped = before


HANDLERS: dict[str, Callable[[Machine, Node], None]] = {
    "assignment_expression": _assignment,
    "command": commands.run,
    "else_clause": _block,
    "elseif_clause": _elseif,
    "flow_control_statement": _return,
    "foreach_statement": _foreach,
    "for_statement": _loop,
    "do_statement": _loop,
    "if_statement": _if,
    "param_block": _parameters,
    "pipeline_chain": _pipeline,
    "script_block_expression": _script_block,
    "switch_statement": _switch,
    "try_statement": _try,
    "while_statement": _loop,
}
"""What runs a node, by its type; expressions are evaluated, other nodes run what is inside them."""
