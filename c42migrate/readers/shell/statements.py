"""The statements of a shell script: what each one does to a ``Machine``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.model import Place, Text, hole
from c42migrate.readers.choices import LIMIT, Choice, Choices, only, product
from c42migrate.readers.flow import ANYWHERE
from c42migrate.readers.shell import words as w
from c42migrate.readers.shell.grammar import neighbours
from c42migrate.readers.shell.variables import Values

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.shell.machine import Machine

_PAIRED = re.compile(r"-[a-zA-Z]*A[a-zA-Z]*")
"""The option of ``declare``, ``local`` and ``typeset`` that makes an associative array."""
_WORDS = ("name", "argument")
_CLAUSES = frozenset({"elif_clause", "else_clause"})


def _command(machine: Machine, node: Node) -> None:
    machine.fuel -= 1
    if any(neighbours(value) for name in node.named_children for value in _fields(name, ("value",))):
        machine.run_all([child for child in node.named_children if child.type == "variable_assignment"])
        return
    before = dict(machine.variables.values)
    names = [child for child in node.named_children if child.type == "variable_assignment"]
    machine.run_all(names)
    rows = machine.expander.words(_fields(node, _WORDS))
    place = machine.script.place(node)
    with machine.reading(_here_string(machine, node) or machine.stdin):
        if len(rows) == 1:
            machine.commands.run(rows[0].value, place)
        else:
            machine.variables.branch([(partial(machine.commands.run, row.value, place), row.arms) for row in rows])
    for name in names:
        variable = _target(machine, name)[0]
        machine.variables.assign(variable, before.get(variable))


def _here_string(machine: Machine, node: Node) -> Text | None:
    found = [child for child in node.named_children if child.type == "herestring_redirect"]
    return machine.expander.text(found[0].named_children[-1])[0].value if found else None


def _target(machine: Machine, node: Node) -> tuple[str, str]:
    """The variable an assignment sets, and its array key ("" for none)."""
    name = node.child_by_field_name("name")
    if name is None or name.type != "subscript":
        return (machine.script.read(name) if name is not None else ""), ""
    base, key = name.child_by_field_name("name"), name.child_by_field_name("index")
    label = machine.expander.text(key)[0].value.known if key is not None else None
    return (machine.script.read(base) if base is not None else ""), label or "?"


def _assignment(machine: Machine, node: Node) -> None:
    name, key = _target(machine, node)
    values = _assigned(machine, node, name)
    if key:
        before = machine.variables.values.get(name, only(()))
        machine.variables.assign(f"{name}[{key}]", values)
        values = _appended(before, values)
    elif any(child.type == "+=" for child in node.children):
        before = machine.variables.values.get(name, only(()))
        array = any(child.type == "array" for child in node.children)
        values = _appended(before, values) if array else _extended(before, values)
    machine.variables.assign(name, values)


def _assigned(machine: Machine, node: Node, name: str) -> Values:
    value, place = node.child_by_field_name("value"), machine.script.place(node)
    if value is None:
        return only((Text(),))
    if value.type != "array":
        values: Values = tuple(Choice((c.value,), c.arms) for c in machine.expander.text(value))
    elif elements := machine.expander.elements(value) or _pairs(machine, name, value):
        for key, element in elements.items():
            machine.variables.assign(f"{name}[{key}]", _defined(machine, element, name, place))
        values = only(tuple(c.value[0] for element in elements.values() for c in element))
    else:
        values = machine.expander.words(value.named_children)
    return _defined(machine, values, name, place)


def _pairs(machine: Machine, name: str, value: Node) -> dict[str, Values]:
    """Keys and values one after the other, as an associative array is given in zsh (and in bash since 5.1)."""
    inside = [child for child in value.named_children if child.type != "comment"]
    if name not in machine.variables.paired or len(inside) % 2:
        return {}
    texts = [machine.expander.text(child) for child in inside]
    keys = [choices[0].value.known or "" for choices in texts[::2]]
    values: list[Values] = [tuple(Choice((c.value,), c.arms) for c in choices) for choices in texts[1::2]]
    return dict(zip(keys, values, strict=True)) if all(keys) else {}


def _defined(machine: Machine, values: Values, name: str, place: Place) -> Values:
    for choice in values:
        for text in choice.value:
            machine.collector.bare(text, place, machine.scope)
    return tuple(Choice(w.stepped(c.value, place, f"{name} is set here"), c.arms) for c in values)


def _named(machine: Machine, node: Node) -> str:
    """The variable that a part of a declaration names."""
    return _target(machine, node)[0] if node.type == "variable_assignment" else machine.script.read(node)


def _declaration(machine: Machine, node: Node) -> None:
    local = machine.script.text[machine.script.index(node.start_byte) :].startswith(("local", "declare", "typeset"))
    if any(_PAIRED.fullmatch(machine.script.read(child)) for child in node.named_children):
        machine.variables.paired.update(_named(machine, child) for child in node.named_children)
    for child in node.named_children:
        if child.type == "variable_assignment":
            if local and machine.locals:
                name = _target(machine, child)[0]
                machine.locals[-1].setdefault(name, machine.variables.values.get(name))
            _assignment(machine, child)


def _if(machine: Machine, node: Node) -> None:
    clauses = [child for child in node.named_children if child.type in _CLAUSES]
    conditions = _fields(node, ("condition",))
    machine.run_all(conditions)
    body = [child for child in node.named_children if child not in clauses and child not in conditions]
    arms = [body, *([clause] for clause in clauses)]
    if not any(clause.type == "else_clause" for clause in clauses):
        arms.append([])
    machine.variables.branch([(partial(machine.run_all, arm), ANYWHERE) for arm in arms])


def _case(machine: Machine, node: Node) -> None:
    for value in _fields(node, ("value",)):
        machine.run(value)
    arms = [_bodies(item) for item in node.named_children if item.type == "case_item"]
    machine.variables.branch([(partial(machine.run_all, arm), ANYWHERE) for arm in [*arms, []]])


def _for(machine: Machine, node: Node) -> None:
    variable = node.child_by_field_name("variable")
    rows = machine.expander.words(_fields(node, ("value",))) if any(_fields(node, ("value",))) else ()
    items = list(dict.fromkeys((text, row.arms) for row in rows for text in row.value))
    number = machine.variables.number()
    place = machine.script.place(variable) if variable is not None else machine.script.place(node)
    name = machine.script.read(variable) if variable is not None else ""
    values = [
        Choice(w.stepped((text,), place, f"{name} takes each item here"), arms | {(number, index)})
        for index, (text, arms) in enumerate(items[:LIMIT])
    ]
    machine.variables.assign(name, tuple(values) or None)
    machine.run_all(_fields(node, ("body",)))


def _while(machine: Machine, node: Node) -> None:
    machine.run_all(_fields(node, ("condition",)))
    machine.variables.branch([(partial(machine.run_all, _fields(node, ("body",))), ANYWHERE), (_nothing, ANYWHERE)])


def _list(machine: Machine, node: Node) -> None:
    """``a && b``, ``a || b``: the right side may not run."""
    first, *rest = node.named_children
    machine.run(first)
    machine.variables.branch([(partial(machine.run_all, rest), ANYWHERE), (_nothing, ANYWHERE)])


def _pipeline(machine: Machine, node: Node) -> None:
    *before, last = [child for child in node.named_children if child.type != "comment"] or [node]
    text = machine.stdin
    for part in before:
        with machine.reading(text):
            printed = machine.captured(part)
        text = printed[0].value if len(printed) == 1 else None
    with machine.reading(text):
        machine.run(last)


def _subshell(machine: Machine, node: Node) -> None:
    before = dict(machine.variables.values)
    machine.run_all(node.named_children)
    machine.variables.values = before


def _substitution(machine: Machine, node: Node) -> None:
    machine.captured(node)


def _redirected(machine: Machine, node: Node) -> None:
    redirects = [child for child in node.named_children if child.type.endswith("_redirect")]
    here = [r for r in redirects if r.type in ("heredoc_redirect", "herestring_redirect")]
    text = _input(machine, here[0]) if here else _substituted(machine, redirects) or machine.stdin
    inner = [c for r in here for c in r.named_children if c.type in ("pipeline", "command", "list")]
    body = _fields(node, ("body",))
    hidden = any(_to_file(machine.script.read(r)) for r in [*redirects, *(c for r in here for c in r.named_children)])
    with machine.reading(text):
        if not hidden and not inner:
            machine.run_all(body)
            return
        printed = [machine.captured(part) for part in body]
    _written(machine, [*redirects, *(c for r in here for c in r.named_children)], printed)
    if inner and not hidden:
        with machine.reading(printed[0][0].value if printed else None):
            machine.run_all(inner)


def _substituted(machine: Machine, redirects: Sequence[Node]) -> Text | None:
    """Run the commands of ``< <(…)`` and ``> >(…)``; what the last of those to read from prints."""
    text = None
    for redirect in redirects:
        for node in (child for child in redirect.named_children if child.type == "process_substitution"):
            printed = machine.captured(node)
            text = printed[0].value if machine.script.read(node).startswith("<") and len(printed) == 1 else text
    return text


def _written(machine: Machine, redirects: Sequence[Node], printed: Sequence[Choices[Text]]) -> None:
    """Remember what goes to a file (``cat > request.cfg <<EOF``); a file that is added to is no longer known."""
    targets = [r.child_by_field_name("destination") for r in redirects if _to_file(machine.script.read(r))]
    for target in targets:
        name = machine.expander.text(target)[0].value.known if target is not None else None
        if name and len(printed) == 1 and len(printed[0]) == 1:
            machine.files[name] = hole() if name in machine.files else printed[0][0].value


def _input(machine: Machine, redirect: Node) -> Text | None:
    if redirect.type == "herestring_redirect":
        return machine.expander.text(redirect.named_children[-1])[0].value
    body = next((child for child in redirect.named_children if child.type == "heredoc_body"), None)
    if body is None:
        return None
    starts = (machine.script.read(c) for c in redirect.named_children if c.type == "heredoc_start")
    quoted = any(start.startswith(("'", '"', "\\")) for start in starts)
    return machine.expander.raw(body) if quoted else machine.expander.body(body)[0].value


def _nothing() -> None:
    """The arm on which nothing happens."""


def _fields(node: Node, names: Sequence[str]) -> list[Node]:
    return [c for i, c in enumerate(node.children) if node.field_name_for_child(i) in names and c.is_named]


def _bodies(item: Node) -> list[Node]:
    values = _fields(item, ("value",))
    return [child for child in item.named_children if child not in values]


def _to_file(redirect: str) -> bool:
    """True for ``> file``: what is printed goes nowhere the script can see."""
    return redirect.startswith((">", "1>", "&>")) and not redirect.startswith((">&", "1>&"))


def _appended(before: Values, values: Values) -> Values:
    return tuple(Choice(row.value[0] + row.value[1], row.arms) for row in product([before, values]))


def _extended(before: Values, values: Values) -> Values:
    return tuple(Choice(w.fuse(row.value), row.arms) for row in product([before, values]))


def _tested_alone(machine: Machine, node: Node) -> None:
    """``-z "$x"``: whether a value is empty does not depend on how it is spelled."""
    for child in node.named_children:
        if child.type != "test_operator":
            machine.expander.word(child)


HANDLERS: dict[str, Callable[[Machine, Node], None]] = {
    "command": _command,
    "unary_expression": _tested_alone,
    "variable_assignment": _assignment,
    "declaration_command": _declaration,
    "if_statement": _if,
    "case_statement": _case,
    "for_statement": _for,
    "while_statement": _while,
    "list": _list,
    "pipeline": _pipeline,
    "redirected_statement": _redirected,
    "subshell": _subshell,
    "command_substitution": _substitution,
}
"""What runs a node, by its type; other nodes run what is inside them."""
