"""The operators ``+``, ``-f``, ``-join`` and ``-replace``, and those of PowerShell 7 (``?:``, ``??``, ``??=``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

from c42migrate.model import Text, hole
from c42migrate.readers import texts
from c42migrate.readers.choices import Choice, product, union
from c42migrate.readers.powershell.values import Value, Values, as_list, as_text, concatenated, formatted, mapped
from c42migrate.readers.syntax import core

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.powershell.machine import Machine


def binary(machine: Machine, node: Node) -> Values:
    """What two operands make; sides of an operator that only compares them are noted as seen."""
    left, *_, right = node.named_children
    if len(node.named_children) == 1:
        return machine.evaluate(left)
    operator = machine.script.text[machine.script.span(left)[1] : machine.script.span(right)[0]].strip().lower()
    rows = product([machine.evaluate(left), machine.evaluate(right)])
    action = _OPERATORS.get(operator)
    if action is None:
        for row in rows:
            sides = [as_text(value) for value in row.value]
            if all(side.literals for side in sides):
                machine.collector.touch(sides[0] + sides[1])
        return machine.unknown(node)
    return tuple(Choice(action(*row.value), row.arms) for row in rows)


def logical(machine: Machine, node: Node) -> Values:
    """``test ? a : b`` and ``a ?? b`` of PowerShell 7 (spelled ``-or`` for the grammar); others say true or false."""
    operators, operands = _chain(machine, node)
    values = [machine.evaluate(operand) for operand in operands]
    if not set(operators) <= {"?", ":", "??"}:
        return machine.unknown(node)
    if "?" not in operators:
        return reduce(_default, values)
    after = zip(values[1:], [*operators[1:], ""], strict=True)
    return union([value for value, operator in after if operator != "?"])


def _chain(machine: Machine, node: Node) -> tuple[list[str], list[Node]]:
    """The operators of a chain, and what stands between them."""
    operators: list[str] = []
    operands: list[Node] = []
    at = node
    while at.type == node.type:
        left, *_, right = at.named_children
        operators.append(machine.script.text[machine.script.span(left)[1] : machine.script.span(right)[0]].strip())
        operands.append(right)
        at = core(left)
    return operators[::-1], [at, *operands[::-1]]


def _default(first: Values, second: Values) -> Values:
    known = tuple(choice for choice in first if not isinstance(choice.value, Text) or choice.value.literals)
    return first if len(known) == len(first) else union([known, second])


def assigned(machine: Machine, target: Node, values: Values, operator: str) -> Values:
    """What ``$x += values`` or ``$x ??= values`` makes of ``$x``."""
    if operator == "??":
        return _default(machine.evaluate(target), values)
    return tuple(Choice(concatenated(*row.value), row.arms) for row in product([machine.evaluate(target), values]))


def _replace(left: Value, right: Value) -> Value:
    """``-replace`` takes a regular expression: only one without special characters is followed."""
    old, *new = as_list(right)
    pattern = as_text(old).known
    if not pattern or re.escape(pattern).replace("\\", "") != pattern or set(pattern) & set(".*+?()[]|^$\\"):
        return hole()
    return mapped(left, lambda text: texts.replaced(text, pattern, as_text(new[0]) if new else Text(), every=True))


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "+": concatenated,
    "-f": lambda left, right: formatted(as_text(left), as_list(right)),
    "-join": lambda left, right: texts.join([as_text(item) for item in as_list(left)], as_text(right).known or ""),
    "-replace": _replace,
    "-creplace": _replace,
    "-ireplace": _replace,
}
