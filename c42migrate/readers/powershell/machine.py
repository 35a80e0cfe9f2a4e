"""Follows a PowerShell script: runs its statements on symbolic values and gathers what it would send.

Every branch is taken, every loop body runs once, every function runs once per call with the arguments of that
call; functions nobody calls run once with their defaults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Place, Text, hole
from c42migrate.readers import texts, web
from c42migrate.readers.choices import Choice, Choices, only
from c42migrate.readers.flow import Flow
from c42migrate.readers.powershell import classes, expressions
from c42migrate.readers.powershell.classes import Class
from c42migrate.readers.powershell.functions import Function, Parameter
from c42migrate.readers.powershell.grammar import parsed
from c42migrate.readers.powershell.statements import HANDLERS
from c42migrate.readers.powershell.values import Items, Table, Value, Values, as_text, mapped, stored, variable_name
from c42migrate.readers.project import Project
from c42migrate.readers.syntax import Script, core, walk

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_FUEL = 1_500
"""Calls that are followed before the machine stops following them."""
_DEPTH = 8
_SKIPPED = frozenset(["comment", "function_statement", "class_statement"])
_ENDINGS = ("", ".psm1", ".ps1")
_UNNAMED = re.compile(rf"{HOLE}(?:\.\w+)*(?<!\.ps1)(?<!\.psm1)", re.IGNORECASE)
"""A file that is not known, such as ``$_.FullName``."""
_DATA = ".psd1"
_SHARED_DRIVES = ("$global:", "$script:")


class Machine:
    """One run over one script."""

    def __init__(self, script: Script, language: Language, lexicon: Lexicon, project: Project) -> None:
        self.script = script
        self.language = language
        self.project = project
        self.programs = lexicon.programs
        self.packages = lexicon.packages
        self.collector = project.collector
        self.flow: Flow[Value, Value] = Flow(hole())
        self.piped: Values | None = None
        self.functions: dict[str, Function] = {}
        self.classes: dict[str, Class] = {}
        self._mentioned: set[str] = set()
        self._sourced: list[str] = [script.source.path]
        self._calls: list[str] = []
        self._shared: set[str] = set()
        self._fuel = _FUEL

    @property
    def scope(self) -> str:
        """The name of the function that is running, "" at top level."""
        return self._calls[-1] if self._calls else ""

    def follow(self) -> None:
        """Run the script; a data file is one table, whose paths may be used by anybody."""
        data = self.flow.printed(partial(self.nested, self.script))
        if self.script.source.path.lower().endswith(_DATA) and data is not None:
            for choice in data:
                mapped(choice.value, self._entry)

    def _entry(self, text: Text) -> Text:
        """Note one text of a data file."""
        self.collector.bare(text, web.extent(text, self.script.place(self.script.roots[0])), "")
        return text

    def follow_uncalled(self) -> None:
        """Run the functions and methods that no script calls, first those that no other function calls either."""
        for name in sorted(self.functions, key=lambda name: name in self._mentioned):
            self._fuel = _FUEL
            if not self.is_called(self.functions[name]):
                self.call(self.functions[name], {})
        self._fuel = _FUEL
        classes.follow_uncalled(self)

    def is_called(self, function: Function) -> bool:
        """Whether any script of the project calls the function."""
        return function.script.place(function.node) in self.project.called

    def nested(self, script: Script) -> None:
        """Run a script in the state of this one (a file that is loaded, a text that is given to be run)."""
        with self._within(script):
            self._declare(script)
            self.run_all(script.roots)

    def affords(self, text: Text) -> bool:
        """Whether a text that the script runs as a program is not too deep or too long."""
        self._fuel -= 1
        return len(self._calls) < _DEPTH and self._fuel > 0 and self.project.affords(text.marked)

    def given(self, source: Source) -> None:
        """Run a text that the script runs as a program."""
        self._calls.append(self.scope)
        self.nested(parsed(source, self.language))
        self._calls.pop()

    def _declare(self, script: Script) -> None:
        for node in (node for root in script.roots for node in walk(root)):
            if node.type == "function_statement":
                found = Function.of(script, node)
                self.functions[found.name.lower()] = found
            elif node.type == "class_statement":
                kind = classes.declared(script, node)
                self.classes[kind.name] = kind
            elif node.type == "command_name":
                self._mentioned.add(script.read(node).lower())

    def source(self, written: Text) -> None:
        """Load another script or module of the project, unless that is what runs already.

        A module that loads what it does not name loads the scripts of its folders.
        """
        origin = self.script.source.path
        script = self.project.named(written, origin, _ENDINGS)
        found = [script] if script is not None else []
        if not found and _UNNAMED.fullmatch(written.marked) and origin.lower().endswith(".psm1"):
            found = self.project.below(origin, ".ps1")
        for script in found:
            if script.source.path not in self._sourced and len(self._sourced) <= _DEPTH:
                self._sourced.append(script.source.path)
                self.nested(script)
                self._sourced.pop()

    @contextmanager
    def _within(self, script: Script) -> Iterator[None]:
        outer, self.script = self.script, script
        try:
            yield
        finally:
            self.script = outer

    def run(self, node: Node) -> None:
        """Run one statement, or everything inside a node that is none; what an expression yields is printed."""
        node = core(node)
        handler = HANDLERS.get(node.type)
        if node.type in _SKIPPED:
            return
        if handler is not None:
            handler(self, node)
        elif expressions.is_expression(node):
            self.flow.print(self.evaluate(node))
        else:
            self.run_all(node.named_children)

    def evaluate(self, node: Node) -> Values:
        """The alternatives of an expression; commands in it are run."""
        return expressions.evaluate(self, node)

    def texts(self, node: Node) -> Choices[Text]:
        """The alternatives of an expression as texts."""
        return tuple(Choice(as_text(c.value), c.arms) for c in self.evaluate(node))

    def unknown(self, node: Node, name: str = "") -> Values:
        """A value that is not known, with the name the script gives it."""
        return only(hole(name, self.script.place(node)))

    def run_all(self, nodes: Sequence[Node]) -> None:
        """Run statements one after the other."""
        for node in nodes:
            self.run(node)

    def call(self, function: Function, given: Mapping[str, Values]) -> None:
        """Run a function with parameters; too deep or recursive calls print something unknown."""
        self._fuel -= 1
        if function.name in self._calls or len(self._calls) >= _DEPTH or self._fuel <= 0:
            self.flow.print(only(hole()))
            return
        self.project.called.add(function.script.place(function.node))
        outer, piped, self.piped = dict(self.flow.values), self.piped, None
        for parameter in function.parameters:
            self.flow.values.pop(parameter.name, None)
        self.flow.values.update(given)
        self._calls.append(function.name)
        with self._within(function.script):
            self.define(function.parameters)
            self.run_all(function.body)
        self._calls.pop()
        self.piped = piped
        kept = {key: value for key, value in self.flow.values.items() if key in self._shared or key == "this"}
        self.flow.values = outer | kept

    def define(self, parameters: Sequence[Parameter]) -> None:
        """Give the parameters that were not passed their default values."""
        for parameter in parameters:
            if parameter.name not in self.flow.values and parameter.default is not None:
                place = self.script.place(parameter.node)
                values = self.evaluate(parameter.default)
                self.flow.assign(parameter.name, self.named(values, parameter.name, place))

    def named(self, values: Values, name: str, place: Place) -> Values:
        """Values as they are stored under a name: noted as bare paths, with a step on their trail."""
        for choice in values:
            self._bare(choice.value, place)
        note = f"{name} is set here"
        return tuple(Choice(mapped(c.value, lambda t: _kept(t, place, note)), c.arms) for c in values)

    def _bare(self, value: Value, place: Place) -> None:
        if isinstance(value, Text):
            self.collector.bare(value, place, self.scope)
            return
        inner = value.values if isinstance(value, Items) else [item for _, item in value.entries]
        for item in inner:
            self._bare(item, place)

    def loose(self, table: Table) -> None:
        """Note the headers of a table that may never reach a request that is followed."""
        for key, value in table.entries:
            if isinstance(value, Text) and value.literals and "auth" in str(key).lower() and table.place is not None:
                self.collector.header(web.named_header(str(key), value, table.place))

    def store(self, target: Node, keys: Sequence[Text], values: Values, place: Place) -> None:
        """Store values in a variable or under keys of the table that it holds."""
        path = self._path(target)
        if path is None:
            return
        name, inner = path
        keys = (*inner, *keys)
        if not keys:
            self.flow.assign(name, self.named(values, name, place))
            return
        for choice in values:
            self.loose(Table(((keys[-1], choice.value),), place))
        before = self.flow.values.get(name, only(Table()))
        named = self.named(values, name, place)
        self.flow.assign(
            name, tuple(Choice(stored(b.value, keys, v.value), b.arms | v.arms) for b in before for v in named)[:8]
        )

    def _path(self, node: Node) -> tuple[str, tuple[Text, ...]] | None:
        """The variable and the keys that ``$x.a["b"]`` names."""
        node = core(node)
        if node.type in ("cast_expression", "parenthesized_expression"):
            return self._path(node.named_children[-1])
        if node.type == "variable":
            shown = self.script.read(node)
            if shown.lower().startswith(_SHARED_DRIVES):
                self._shared.add(variable_name(shown))
            return variable_name(shown), ()
        if node.type not in ("member_access", "element_access"):
            return None
        base = self._path(node.named_children[0])
        key = core(node.named_children[-1])
        text = self.texts(key)[0].value
        return (base[0], (*base[1], text)) if base is not None else None


def _kept(text: Text, place: Place, note: str) -> Text:
    """A text as it is stored; one of which nothing is known at least stands where it was stored."""
    if text.pieces == hole().pieces:
        return hole("", place)
    return texts.stepped(text, place, note)
