"""Command lines in PowerShell: web cmdlets, native programs, the script's functions, and everything else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.model import HOLE, Command, Place, Text, hole, literal
from c42migrate.readers import curl, texts, web
from c42migrate.readers.choices import Choice, Choices, only, product
from c42migrate.readers.collect import is_path
from c42migrate.readers.installs import installed
from c42migrate.readers.powershell import classes, cmdlets, expressions, given, methods, objects
from c42migrate.readers.powershell.functions import Argument, Function, bound
from c42migrate.readers.powershell.values import Table, Values, as_list, as_text, mapped
from c42migrate.readers.shell import words
from c42migrate.readers.syntax import core
from c42migrate.readers.texts import stepped

if TYPE_CHECKING:
    from tree_sitter import Node

    from c42migrate.readers.powershell.machine import Machine

_SILENT = re.compile(
    r"(write|out|import|export|test|join|split|add|set|new|remove|copy|move|get-content|get-item|get-childitem|select|"
    r"start-transcript|push|pop)\b|log|echo|cd|dir|ls|cat|type|mkdir|del|rm|cp|mv",
    re.IGNORECASE,
)
_STARTS = frozenset(["start-process", "saps", "cmd", "cmd.exe", "start"])
_EVALUATES = frozenset(["invoke-expression", "iex"])
_STARTING = ("wait", "nonewwindow", "passthru", "usenewenvironment", "loaduserprofile")
"""Switches of Start-Process."""
_SHELLS = frozenset(["powershell", "pwsh"])
_SHELL_SWITCHES = ("noprofile", "nop", "nologo", "noninteractive", "noni", "noexit", "sta", "mta", "login")
_FILE = ("", "name", "fullyqualifiedname")


def name_of(machine: Machine, node: Node) -> str:
    """The lower-case name of a command, "" for other nodes or when it is not known."""
    if node.type != "command":
        return ""
    name = node.child_by_field_name("command_name")
    if name is None:
        return ""
    if "command_name" in (name.type, core(name).type):
        return machine.script.read(name).lower()
    text = machine.texts(name)[0].value
    return (text.known or _file_name(text)).lower()


def _file_name(path: Text) -> str:
    """``code42.exe`` of ``$env:ProgramFiles\\code42.exe``; "" when the name itself is not known."""
    _, slash, name = path.marked.replace("\\", "/").rpartition("/")
    return name if slash and HOLE not in name else ""


def run(machine: Machine, node: Node) -> None:
    """Run one command; what it yields is printed."""
    name = name_of(machine, node)
    program = name.rsplit("\\", 1)[-1].rsplit("/", 1)[-1].removesuffix(".exe")
    place = machine.script.place(node)
    if name in machine.functions:
        _function(machine, node, machine.functions[name], place)
    elif (loaded := _loaded(machine, node, name)) is not None:
        machine.source(loaded)
    elif program in machine.programs or (program in curl.CLIENTS and not _is_alias(machine, node, name)):
        _native(machine, node, program, place)
        machine.flow.print(only(hole()))
    elif name in _STARTS or name in _EVALUATES:
        _started(machine, node, name, place)
        machine.flow.print(only(hole()))
    elif program in _SHELLS:
        _shell(machine, node, place)
    elif name in cmdlets.NAMES:
        _web(machine, node, place)
        machine.flow.print(only(hole()))
    else:
        _other(machine, node, name, place)


def _function(machine: Machine, node: Node, function: Function, place: Place) -> None:
    """A call of one of the script's functions; what comes through the pipeline goes where it is asked for."""
    arguments = [_passed(a, function.name.lower(), place) for a in _arguments(machine, node, function.switches)]
    taken = bound(function, arguments)
    each = machine.flow.values.get("_") if machine.piped is not None else None
    taker = next((p.name for p in function.parameters if p.piped and p.name not in taken), None)
    machine.call(function, taken | {taker: each} if taker is not None and each is not None else taken)


def _loaded(machine: Machine, node: Node, name: str) -> Text | None:
    """The file that ``. file``, ``Import-Module file`` or ``using module file`` loads; None for any other command."""
    if machine.script.read(node.named_children[0]) == ".":
        written = node.named_children[1]
        plain = core(written).type in ("command_name", "path_command_name")
        return as_text((expressions.bare(machine, written) if plain else machine.evaluate(written))[0].value)
    if name not in ("import-module", "ipmo", "using"):
        return None
    files = [as_text(a.values[0].value) for a in _arguments(machine, node, ("force",)) if a.values and a.name in _FILE]
    return files[-1] if files else Text()


def _passed(argument: Argument, name: str, place: Place) -> Argument:
    if argument.values is None:
        return argument
    note = f"passed to {name} here"
    values = tuple(Choice(mapped(c.value, lambda text: stepped(text, place, note)), c.arms) for c in argument.values)
    return replace(argument, values=values)


def _elements(node: Node) -> list[Node]:
    groups = [child for child in node.named_children if child.type == "command_elements"]
    return [c for group in groups for c in group.named_children if c.type not in ("command_argument_sep", "comment")]


def _is_alias(machine: Machine, node: Node, name: str) -> bool:
    """Whether ``curl``/``wget`` is Windows PowerShell's alias: it is when a parameter has a cmdlet's full name."""
    if name not in ("curl", "wget"):
        return False
    shown = [machine.script.read(c).lower() for c in _elements(node) if c.type == "command_parameter"]
    return any(text.strip("-:") in cmdlets.VALUED or text[1:] in cmdlets.SWITCHES for text in shown)


def _arguments(machine: Machine, node: Node, switches: Collection[str]) -> list[Argument]:
    """The arguments in order; tables that are splatted (``@x``) become named arguments."""
    found: list[Argument] = []
    waiting: tuple[str, Text] | None = None
    before = node
    for element in _elements(node):
        if element.type == "command_parameter":
            if waiting is not None:
                found.append(Argument(*waiting, None))
            waiting = _parameter(machine, element)
            if waiting[0] in switches:
                found.append(Argument(*waiting, None))
                waiting = None
        elif element.type == "argument_list" and before.type == "member_access" and found[-1].values is not None:
            found[-1] = replace(found[-1], values=methods.call_of(machine, before, element))
        elif element.type not in ("redirections", "redirection", "stop_parsing"):
            values, before = machine.evaluate(element), core(element)
            if (
                machine.script.read(element).startswith("@")
                and core(element).type == "variable"
                and all(isinstance(c.value, Table) for c in values)
            ):
                found.extend(_splatted(values))
            else:
                found.append(Argument(*(waiting or ("", Text())), values))
                waiting = None
    return [*found, Argument(*waiting, None)] if waiting is not None else found


def _parameter(machine: Machine, node: Node) -> tuple[str, Text]:
    start, end = machine.script.span(node)
    return machine.script.read(node).strip("-:").lower(), machine.script.piece(start, end, token=start)


def _splatted(values: Values) -> list[Argument]:
    names = dict.fromkeys(str(key) for c in values if isinstance(c.value, Table) for key, _ in c.value.entries)
    return [Argument(name.lower(), Text(), _column(values, name)) for name in names]


def _column(values: Values, name: str) -> Values:
    cells = ((c.value.get(name), c.arms) for c in values if isinstance(c.value, Table))
    return tuple(Choice(value, arms) for value, arms in cells if value is not None)


def _native(machine: Machine, node: Node, program: str, place: Place) -> None:
    """A program that is no cmdlet: its words as the shell would pass them."""
    parts: list[Choices[Text]] = [only(literal(program))]
    for element in _elements(node):
        if element.type == "command_parameter":
            parts.append(only(_parameter(machine, element)[1]))
        elif element.type == "stop_parsing":
            start, end = machine.script.span(element)
            parts += [only(word) for word in words.split(machine.script.piece(start, end, token=start))[1:]]
        else:
            parts.append(machine.texts(element))
    for row in product(parts):
        _execute(machine, row.value, place)


def _execute(machine: Machine, line: Sequence[Text], place: Place) -> None:
    """What a program asks for when it is run with these words."""
    name = curl.program(line[0]) if line else ""
    if name in curl.CLIENTS:
        machine.collector.requests(curl.requests(line, place, scope=machine.scope))
    elif name in machine.programs and len(line) > 1:
        machine.collector.add(Command(name, tuple(line[1:]), place, web.certainty_of(*line), machine.scope))


def _started(machine: Machine, node: Node, name: str, place: Place) -> None:
    """``Start-Process curl.exe -ArgumentList …``, ``Invoke-Expression TEXT``, ``cmd /c TEXT``."""
    arguments = _arguments(machine, node, _STARTING)
    values = [argument.values for argument in arguments if argument.values is not None]
    for row in product(values or ([machine.piped] if machine.piped is not None else [])):
        line = [as_text(item) for value in row.value for item in as_list(value)]
        text = texts.join([word for word in line if (word.known or "").lower() not in ("/c", "/k")])
        if name in _EVALUATES and given.run(machine, text, place.path):
            continue
        for command in words.command_lines(text):
            _execute(machine, command, place)


def _shell(machine: Machine, node: Node, place: Place) -> None:
    """``pwsh -NoProfile -Command TEXT``; a block in braces runs when it is evaluated."""
    for argument in _arguments(machine, node, _SHELL_SWITCHES):
        if argument.name and "command".startswith(argument.name):
            for choice in argument.values or ():
                given.run(machine, as_text(choice.value), place.path)
    machine.flow.print(only(hole()))


def _web(machine: Machine, node: Node, place: Place) -> None:
    named: dict[str, Values] = {}
    for argument in _arguments(machine, node, cmdlets.SWITCHES):
        name = cmdlets.parameter(argument.name) if argument.name else "uri" if "uri" not in named else "body"
        if argument.values is not None:
            named[name] = argument.values
    if "body" not in named and machine.piped is not None:
        named["body"] = machine.piped
    rows = product([named[name] for name in named])
    found = [cmdlets.request(dict(zip(named, row.value, strict=True)), place, machine.scope) for row in rows]
    machine.collector.requests([request for request in found if request is not None])


def _other(machine: Machine, node: Node, name: str, place: Place) -> None:
    arguments = _arguments(machine, node, ())
    values = [argument.values for argument in arguments if argument.values is not None]
    machine.flow.print(_result(machine, name, arguments))
    if not name or _SILENT.match(name):
        return
    known = [as_text(choice.value) for options in values for choice in options]
    for found in installed((literal(name), *known), machine.packages, machine.script.place(node)):
        machine.collector.add(found)
    for text in known:
        machine.collector.touch(text)
    verbs = [text for text in known if (text.known or "").upper() in web.VERBS]
    verb = curl.word_verb(verbs[0], place) if len(verbs) == 1 else None
    for text in known:
        if is_path(text):
            machine.collector.bare(text, place, machine.scope, verb=verb)


def _result(machine: Machine, name: str, arguments: Sequence[Argument]) -> Values:
    """What a command yields that is only followed as far as it makes or passes on a value."""
    values = [argument.values for argument in arguments if argument.values is not None]
    if name == "new-object" and values:
        return _new_object(machine, as_text(values[0][0].value).marked.lower(), values[1:])
    if name == "join-path" and len(values) == 2:
        rows = product(values)
        return tuple(Choice(objects.joined(*map(as_text, row.value)), row.arms) for row in rows)
    if name in ("write-output", "echo") and len(values) == 1:
        return values[0]
    if name == "import-powershelldatafile" and values:
        return machine.flow.printed(partial(machine.source, as_text(values[0][0].value))) or only(hole())
    inputs = [a.values for a in arguments if a.values is not None and a.name in ("", "inputobject")]
    if name == "convertto-json" and inputs:
        return inputs[0]
    return only(hole())


def _new_object(machine: Machine, kind: str, rest: Sequence[Values]) -> Values:
    """``New-Object Kind a, b``, also with the arguments in brackets or after ``-ArgumentList``."""
    rows = product(rest)
    flat = [Choice([item for value in row.value for item in as_list(value)], row.arms) for row in rows]
    own = classes.created(machine, kind, [only(item) for item in flat[0].value] if flat else [])
    return own or tuple(Choice(objects.made(kind, items.value), items.arms) for items in flat)
