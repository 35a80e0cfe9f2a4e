"""Follows a shell script: runs its statements on symbolic values and gathers what it would send.

Every branch is taken, every loop body runs once, every function runs once per call with the arguments of that
call; functions nobody calls run once with unknown arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from c42migrate.lexicon import Lexicon
from c42migrate.model import Text, hole
from c42migrate.readers.choices import Choices, only
from c42migrate.readers.project import Project
from c42migrate.readers.shell.commands import Commands
from c42migrate.readers.shell.expand import Expander
from c42migrate.readers.shell.statements import HANDLERS
from c42migrate.readers.shell.variables import Values, Variables
from c42migrate.readers.shell.words import Words
from c42migrate.readers.syntax import Script, walk

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_FUEL = 1_500
"""Commands that are run before the machine stops following calls."""
_DEPTH = 8
_TESTED = frozenset({"string", "raw_string", "word", "concatenation", "simple_expansion", "expansion"})
_SUBSTITUTIONS = frozenset({"command_substitution", "process_substitution"})
_SKIPPED = frozenset({"comment", "function_definition", "unset_command", "heredoc_start", "heredoc_end"})


class Machine:
    """One run over one script."""

    def __init__(self, script: Script, language: Language, lexicon: Lexicon, project: Project) -> None:
        self.script = script
        self.language = language
        self.project = project
        self.collector = project.collector
        self.variables = Variables()
        self.expander = Expander(script, self.variables, self.captured)
        self.commands = Commands(self, lexicon)
        self.functions: dict[str, list[tuple[Script, Node]]] = {}
        self.stdin: Text | None = None
        self.files: dict[str, Text] = {}
        self._calls: list[str] = []
        self._sourced: list[str] = [script.source.path]
        self._mentioned: set[str] = set()
        self.locals: list[dict[str, Values | None]] = []
        self.fuel = _FUEL

    @property
    def scope(self) -> str:
        """The name of the function that is running, "" at top level."""
        return self._calls[-1] if self._calls else ""

    def follow(self) -> None:
        """Run the script."""
        for root in self.script.roots:
            self._define(root)
        self.run_all(self.script.roots)

    def follow_uncalled(self) -> None:
        """Run the functions that no script calls, first those that no other function calls either."""
        for name in sorted(self.functions, key=lambda name: name in self._mentioned):
            self.fuel = _FUEL
            if not all(script.place(node) in self.project.called for script, node in self.functions[name]):
                self.call(name, None)

    def _define(self, root: Node) -> None:
        for node in walk(root):
            if node.type == "function_definition" and (name := node.child_by_field_name("name")) is not None:
                known = self.functions.setdefault(self.script.read(name), [])
                known += [] if (self.script, node) in known else [(self.script, node)]
            elif node.type == "command_name":
                self._mentioned.add(self.script.read(node))

    def run(self, node: Node) -> None:
        """Run one statement, or everything inside a node that is none."""
        if node.type in _SKIPPED:
            return
        handler = HANDLERS.get(node.type)
        if handler is not None:
            handler(self, node)
        elif node.type in _TESTED:
            for choice in self.expander.text(node):
                self.collector.touch(choice.value)
        else:
            self.run_all(node.named_children)

    def run_all(self, nodes: Sequence[Node]) -> None:
        """Run statements one after the other."""
        for node in nodes:
            self.run(node)

    def captured(self, node: Node) -> Choices[Text]:
        """The text that the commands in ``node`` print; a hole when that is not known."""
        inside = node.named_children if node.type in _SUBSTITUTIONS else [node]
        return self.variables.printed(lambda: self.run_all(inside)) or only(Text())

    @contextmanager
    def reading(self, text: Text | None) -> Iterator[None]:
        """Run with ``text`` on standard input (None: unknown)."""
        before, self.stdin = self.stdin, text
        try:
            yield
        finally:
            self.stdin = before

    def nested(self, script: Script) -> None:
        """Run a script that stands inside this one (``bash -c '…'``, a here-document) in the same state."""
        with self._within(script):
            for root in script.roots:
                self._define(root)
            self.run_all(script.roots)

    def source(self, written: Text) -> None:
        """Run another script of the project in the same state (``. lib.sh``), unless that is what runs already."""
        script = self.project.named(written, self.script.source.path)
        if script is None or script.source.path in self._sourced or len(self._sourced) > _DEPTH:
            return
        self._sourced.append(script.source.path)
        self.nested(script)
        self._sourced.pop()

    @contextmanager
    def _within(self, script: Script) -> Iterator[None]:
        outer, self.script, self.expander.script = self.script, script, script
        try:
            yield
        finally:
            self.script = self.expander.script = outer

    def call(self, name: str, arguments: Words | None) -> None:
        """Run a function with ``arguments`` (None: unknown); too deep or recursive calls print something unknown."""
        if name in self._calls or len(self._calls) >= _DEPTH or self.fuel <= 0:
            self.variables.print(only(hole()))
            return
        outer, self.variables.arguments = self.variables.arguments, arguments
        self._calls.append(name)
        self.locals.append({})
        for script, node in self.functions[name]:
            self.project.called.add(script.place(node))
            with self._within(script):
                self.run_all([c for c in (node.child_by_field_name("body"),) if c is not None])
        self._calls.pop()
        self.variables.arguments = outer
        for variable, value in self.locals.pop().items():
            self.variables.assign(variable, value)
