"""Follows a shell script: runs its statements on symbolic values and gathers what it would send.

Every branch is taken, every loop body runs once, every function runs once per call with the arguments of that
call; functions nobody calls run once with unknown arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Command, Place, ProbeForm, Text, hole, is_index, literal
from c42migrate.readers import curl, texts, web
from c42migrate.readers.choices import LIMIT, Choice, Choices, only, product
from c42migrate.readers.collect import is_path
from c42migrate.readers.commandwords import command_lines
from c42migrate.readers.flow import ANYWHERE
from c42migrate.readers.installs import installed
from c42migrate.readers.project import Project
from c42migrate.readers.shell import programs
from c42migrate.readers.shell import words as w
from c42migrate.readers.shell.expansion import Expander
from c42migrate.readers.shell.grammar import fields, neighbours, spelled
from c42migrate.readers.shell.variables import Values, Variables
from c42migrate.readers.shell.words import Words
from c42migrate.readers.syntax import Script, walk

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_FUEL = 1_500
"""Commands that are run before the machine stops following calls."""
_DEPTH = 8
_MAP = re.compile(r"-[a-zA-Z]*A[a-zA-Z]*")
"""The option of ``declare``, ``local`` and ``typeset`` that makes an associative array."""
_CLAUSES = ("elif_clause", "else_clause")
_HERE = ("heredoc_redirect", "herestring_redirect")
_WORDS = ("string", "raw_string", "word", "concatenation", "simple_expansion", "expansion")
_SKIPPED = ("comment", "function_definition", "unset_command", "heredoc_start", "heredoc_end")
_SUBSTITUTIONS = ("command_substitution", "process_substitution")
_PRINT_FLAGS = ("-n", "-e", "-ne", "-en", "-E", "-r", "--")


def parsed(source: Source, language: Language) -> Script:
    """Return the tree of a script, or of a text that a script runs as one."""
    return Script(source, language, escape="\\", spelled=spelled)


class Machine:
    """One run over one script: statements, then commands, then functions and other scripts."""

    def __init__(self, script: Script, language: Language, lexicon: Lexicon, project: Project) -> None:
        self._script = script
        self._language = language
        self._project = project
        self._lexicon = lexicon
        self._collector = project.collector
        self._variables = Variables()
        self._expander = Expander(script, self._variables, self._captured, self._collector)
        self._functions: dict[str, list[tuple[Script, Node]]] = {}
        self._aliases: dict[str, Words] = {}
        self._stdin: Text | None = None
        self._files: dict[str, Text] = {}
        self._logged: list[tuple[str, Text, Place]] = []
        self._searched: set[str] = set()
        self._is_heard = False
        self._maps: set[str] = set()
        self._calls: list[str] = []
        self._locals: list[dict[str, Values | None]] = []
        self._sourced: list[str] = [script.source.path]
        self._mentioned: set[str] = set()
        self._fuel = _FUEL
        self._statements: dict[str, Callable[[Node], object]] = {
            "command": self._command,
            "variable_assignment": self._assignment,
            "declaration_command": self._declaration,
            "if_statement": self._if,
            "case_statement": self._case,
            "for_statement": self._for,
            "while_statement": self._while,
            "list": self._list,
            "pipeline": self._pipeline,
            "redirected_statement": self._redirected,
            "subshell": self._subshell,
            "command_substitution": self._captured,
            "unary_expression": self._tested_alone,
            **dict.fromkeys(_WORDS, self._tested),
        }
        self._builtins: dict[str, Callable[[Words, Place], None]] = {
            "echo": self._echo,
            "print": self._echo,
            "printf": self._printf,
            "cat": self._cat,
            "shift": self._shift,
            "set": self._set,
            "alias": self._alias,
            "read": self._read,
            "test": self._test,
            "source": self._source,
            ".": self._source,
        }

    def follow(self) -> None:
        """Run the script."""
        self._enter(self._script)

    def follow_uncalled(self) -> None:
        """Run the functions that no script calls, first those that no other function calls either."""
        self._run_uncalled()
        for log, text, place in self._logged:
            if log in self._searched:
                self._collector.also_used(text, place, "looked for in a file here")

    def _run_uncalled(self) -> None:
        for name in sorted(self._functions, key=lambda name: name in self._mentioned):
            self._fuel = _FUEL
            if not all(script.place(node) in self._project.called for script, node in self._functions[name]):
                self._call(name, None)

    @property
    def _scope(self) -> str:
        """The name of the function that is running, "" at top level."""
        return self._calls[-1] if self._calls else ""

    # Statements

    def _run(self, node: Node) -> None:
        """Run one statement, or everything inside a node that is none."""
        if node.type not in _SKIPPED:
            self._statements.get(node.type, self._inside)(node)

    def _inside(self, node: Node) -> None:
        self._run_all(node.named_children)

    def _run_all(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            self._run(node)

    def _perhaps(self, nodes: Sequence[Node]) -> None:
        """Run statements that may not run."""
        self._branch([nodes, []])

    def _branch(self, arms: Sequence[Sequence[Node]]) -> None:
        self._variables.branch([(partial(self._run_all, arm), ANYWHERE) for arm in arms])

    def _while(self, node: Node) -> None:
        self._run_all(fields(node, "condition"))
        self._perhaps(fields(node, "body"))

    def _list(self, node: Node) -> None:
        """Read ``a && b``, ``a || b``: the right side may not run."""
        self._run(node.named_children[0])
        self._perhaps(node.named_children[1:])

    def _subshell(self, node: Node) -> None:
        before = dict(self._variables.values)
        self._run_all(node.named_children)
        self._variables.values = before

    def _tested_alone(self, node: Node) -> None:
        """``-z "$x"``: whether a value is empty does not depend on how it is spelled."""
        for child in node.named_children:
            if child.type != "test_operator":
                self._expander.word(child)

    def _tested(self, node: Node) -> None:
        """Return a word that is no argument of a command: it is compared."""
        for choice in self._expander.text(node):
            self._collector.also_used(choice.value, self._script.place(node), "compared here")
            self._collector.probe(ProbeForm.GLOB, choice.value, self._script.place(node), "is compared")

    def _if(self, node: Node) -> None:
        clauses = [child for child in node.named_children if child.type in _CLAUSES]
        conditions = fields(node, "condition")
        self._run_all(conditions)
        body = [child for child in node.named_children if child not in clauses and child not in conditions]
        arms = [body, *([clause] for clause in clauses)]
        self._branch(arms if any(clause.type == "else_clause" for clause in clauses) else [*arms, []])

    def _case(self, node: Node) -> None:
        self._run_all(fields(node, "value"))
        items = [child for child in node.named_children if child.type == "case_item"]
        for pattern in (value for item in items for value in fields(item, "value")):
            text = literal(self._script.read(pattern).replace('"', "").replace("'", ""))
            self._collector.probe(ProbeForm.GLOB, text, self._script.place(pattern), "is compared")
        self._branch([*([c for c in item.named_children if c not in fields(item, "value")] for item in items), []])

    def _for(self, node: Node) -> None:
        variable = node.child_by_field_name("variable") or node
        rows = self._expander.words(fields(node, "value")) if fields(node, "value") else ()
        items = list(dict.fromkeys((text, row.arms) for row in rows for text in row.value))
        number = self._variables.number()
        name, place = self._script.read(variable), self._script.place(variable)
        values: list[Choice[Words]] = [
            Choice((_nameless(texts.stepped(text, place, f"{name} takes each item here")),), arms | {(number, index)})
            for index, (text, arms) in enumerate(items[:LIMIT])
        ]
        self._variables.assign(name, tuple(values) or None)
        self._run_all(fields(node, "body"))

    def _pipeline(self, node: Node) -> None:
        *before, last = [child for child in node.named_children if child.type != "comment"] or [node]
        text = self._stdin
        for part in before:
            with self._reading(text):
                printed = self._captured(part)
            text = printed[0].value if len(printed) == 1 else None
        with self._reading(text):
            self._run(last)

    def _redirected(self, node: Node) -> None:
        outer = [child for child in node.named_children if child.type.endswith("_redirect")]
        here = [redirect for redirect in outer if redirect.type in _HERE]
        redirects = [*outer, *(child for redirect in here for child in redirect.named_children)]
        inner = [c for r in here for c in r.named_children if c.type in ("pipeline", "command", "list")]
        text = self._here(here[0]) if here else self._substituted(outer) or self._stdin
        hidden = [redirect for redirect in redirects if _to_file(self._script.read(redirect))]
        self._is_heard = any(_is_of_errors(self._script.read(redirect)) for redirect in redirects)
        with self._reading(text):
            if not hidden and not inner:
                self._run_all(fields(node, "body"))
                return
            printed = [self._captured(part) for part in fields(node, "body")]
        self._written(hidden, printed)
        if inner and not hidden:
            with self._reading(printed[0][0].value if printed else None):
                self._run_all(inner)

    def _substituted(self, redirects: Sequence[Node]) -> Text | None:
        """Run the commands of ``< <(…)`` and ``> >(…)``; what the last of those to read from prints."""
        text = None
        for node in (c for redirect in redirects for c in redirect.named_children if c.type == "process_substitution"):
            printed = self._captured(node)
            text = printed[0].value if self._script.read(node).startswith("<") and len(printed) == 1 else text
        return text

    def _written(self, redirects: Sequence[Node], printed: Sequence[Choices[Text]]) -> None:
        """Remember what goes to a file (``cat > body.json <<EOF``); a file that is added to is no longer known."""
        for target in (redirect.child_by_field_name("destination") for redirect in redirects):
            if target is None:
                continue
            name, place = self._expander.text(target)[0].value, self._script.place(target)
            self._collector.also_used(name, place, "the name of a file here")
            for choice in (choice for values in printed for choice in values):
                if programs.is_log(name):
                    self._logged.append((str(name), choice.value, place))
                else:
                    self._collector.also_used(choice.value, place, "stored in a file here")
            if name.known and len(printed) == 1 and len(printed[0]) == 1:
                self._files[name.known] = hole() if name.known in self._files else printed[0][0].value

    def _here(self, redirect: Node) -> Text | None:
        """Return the text of a here-document or here-string."""
        if redirect.type == "herestring_redirect":
            return self._expander.text(redirect.named_children[-1])[0].value
        body = next((child for child in redirect.named_children if child.type == "heredoc_body"), None)
        if body is None:
            return None
        starts = (self._script.read(c) for c in redirect.named_children if c.type == "heredoc_start")
        quoted = any(start.startswith(("'", '"', "\\")) for start in starts)
        return self._expander.raw(body) if quoted else self._expander.body(body)[0].value

    def _captured(self, node: Node) -> Choices[Text]:
        """Return the text that the commands in ``node`` print; a hole when that is not known."""
        inside = node.named_children if node.type in _SUBSTITUTIONS else [node]
        return self._variables.printed(lambda: self._run_all(inside)) or only(Text())

    @contextmanager
    def _reading(self, text: Text | None) -> Iterator[None]:
        """Run with ``text`` on standard input (None: unknown)."""
        before, self._stdin = self._stdin, text
        try:
            yield
        finally:
            self._stdin = before

    # Variables

    def _target(self, node: Node) -> tuple[str, str]:
        """Return the variable an assignment sets, and its array key ("" for none)."""
        name = node.child_by_field_name("name")
        if name is None or name.type != "subscript":
            return (self._script.read(name) if name is not None else ""), ""
        base, key = name.child_by_field_name("name"), name.child_by_field_name("index")
        label = self._expander.text(key)[0].value.known if key is not None else None
        return (self._script.read(base) if base is not None else ""), label or "?"

    def _assignment(self, node: Node) -> None:
        name, key = self._target(node)
        values = self._assigned(node, name)
        if key:
            self._variables.assign(f"{name}[{key}]", values)
        if key or any(child.type == "+=" for child in node.children):
            array = key or any(child.type == "array" for child in node.children)
            rows = product([self._variables.values.get(name, only(())), values])
            values = tuple(Choice(sum(r.value, ()) if array else w.fuse(r.value), r.arms) for r in rows)
        self._variables.assign(name, values)

    def _assigned(self, node: Node, name: str) -> Values:
        value, place = node.child_by_field_name("value"), self._script.place(node)
        if value is None:
            return only((Text(),))
        if value.type != "array":
            values: Values = tuple(Choice((c.value,), c.arms) for c in self._expander.text(value))
        elif elements := self._expander.elements(value, pairs=name in self._maps):
            for key, element in elements.items():
                self._variables.assign(f"{name}[{key}]", self._defined(element, name, place))
            values = only(tuple(c.value[0] for element in elements.values() for c in element))
        else:
            values = self._expander.words(value.named_children)
        return self._defined(values, name, place)

    def _defined(self, values: Values, name: str, place: Place) -> Values:
        for choice in values:
            for text in choice.value:
                self._collector.bare(text, place, self._scope)
        return tuple(Choice(w.stepped(c.value, place, f"{name} is set here"), c.arms) for c in values)

    def _declaration(self, node: Node) -> None:
        local = self._script.read(node).startswith(("local", "declare", "typeset"))
        if any(_MAP.fullmatch(self._script.read(child)) for child in node.named_children):
            assigned = (child.child_by_field_name("name") or child for child in node.named_children)
            self._maps.update(self._script.read(child) for child in assigned)
        for child in (child for child in node.named_children if child.type == "variable_assignment"):
            if local and self._locals:
                name = self._target(child)[0]
                self._locals[-1].setdefault(name, self._variables.values.get(name))
            self._assignment(child)
            if self._script.read(node).startswith("export"):
                found = self._variables.values.get(self._target(child)[0], ())
                for text in (text for choice in found for text in choice.value):
                    self._collector.also_used(text, self._script.place(node), "exported here")

    # Commands

    def _command(self, node: Node) -> None:
        self._fuel -= 1
        names = [child for child in node.named_children if child.type == "variable_assignment"]
        if any(neighbours(value) for name in names for value in fields(name, "value")):
            self._run_all(names)
            return
        before = dict(self._variables.values)
        self._run_all(names)
        rows = self._expander.words(fields(node, "name", "argument"))
        place = self._script.place(node)
        here = [child for child in node.named_children if child.type == "herestring_redirect"]
        with self._reading(self._here(here[0]) if here else self._stdin):
            if len(rows) == 1:
                self._execute(rows[0].value, place)
            else:
                self._variables.branch([(partial(self._execute, row.value, place), row.arms) for row in rows])
        for variable in (self._target(name)[0] for name in names):
            self._variables.assign(variable, before.get(variable))

    def _execute(self, words: Words, place: Place) -> None:
        """Run ``words``, the program first; ``place`` is the command in the file."""
        if not words:
            return
        name, own = curl.program(words[0]), words[0].known
        if programs.asks(words, name):
            self._variables.print(only(words[-1]))
        elif own is not None and own in self._functions and self._is_the_program(own):
            self._variables.print(only(hole()))
            self._command_line(own, words[1:], place, Text())
        elif own is not None and own in self._aliases:
            self._execute((*self._aliases[own], *words[1:]), place)
        elif own is not None and own in self._functions:
            self._call(own, w.stepped(words[1:], place, f"passed to {own} here"))
        elif name in self._builtins:
            self._builtins[name](words[1:], place)
        else:
            self._variables.print(only(hole()))
            self._program(words, name, place)

    def _is_the_program(self, name: str) -> bool:
        """Whether a function called like one of the catalogue's programs hands what it is given to that program."""
        for script, body in self._functions[name] if name in self._lexicon.programs else ():
            commands = (fields(node, "name", "argument") for node in walk(body) if node.type == "command")
            if any(programs.hands_on([script.read(word) for word in words], name) for words in commands):
                self._project.called.add(script.place(body))
                return True
        return False

    def _command_line(self, name: str, words: Words, place: Place, written: Text) -> None:
        if words:
            self._collector.add(Command(name, words, place, web.certainty_of(*words), self._scope, name=written))

    def _program(self, words: Words, name: str, place: Place) -> None:
        for found in () if name in programs.SILENT else installed(words, self._lexicon.packages, place):
            self._collector.add(found)
        known = {*curl.CLIENTS, *self._lexicon.programs, *self._functions, *programs.SHELLS}
        if name in curl.CLIENTS:
            is_heard, self._is_heard = self._is_heard, False
            made = curl.requests(
                words, place, scope=self._scope, stdin=self._stdin, files=self._files, is_heard=is_heard
            )
            self._collector.requests(made)
            for word in curl.file_names(words):
                self._collector.also_used(word, place, "the name of a file here")
        elif name in self._lexicon.programs:
            self._command_line(name, words[1:], place, words[0])
        elif (start := programs.inner(words, name, known)) is not None:
            self._execute(words[start:], place)
        elif name in programs.SHELLS:
            self._text(programs.given(words, self._stdin), place)
        else:
            self._unknown(words, name, place)

    def _text(self, text: Text, place: Place) -> None:
        """Run a text as a script: in its place where it stands as it is, else as plain command lines."""
        piece = text.literals[0] if len(text.pieces) == 1 and text.literals else None
        if piece is not None and piece.place is not None and piece.editable:
            source = Source(place.path, piece.text, "shell", base=piece.place.start, offsets=piece.bounds)
            self._enter(parsed(source, self._language))
            return
        for line in command_lines(text):
            if line and line[0].literals:
                self._execute(line, place)

    def _unknown(self, words: Words, name: str, place: Place) -> None:
        """Return a program or function from elsewhere: its arguments may be paths, with a verb beside them."""
        if name in programs.SEARCHES:
            self._searched.update(map(str, words[1:]))
        if programs.tells(name, words[1:]):
            return
        for word in (*words[1:], self._stdin or Text()):
            self._collector.also_used(word, place, f"handed to {name or 'a program'} here")
        if name and name not in programs.SILENT:
            verb = programs.verb_of(words[1:])
            for word in words[1:]:
                if is_path(word):
                    self._collector.bare(word, place, self._scope, verb=verb)

    def _test(self, words: Words, place: Place) -> None:
        """``test "$path" = /api/User``: what is compared."""
        for word in words:
            self._collector.also_used(word, place, "compared here")
            self._collector.probe(ProbeForm.GLOB, word, place, "is compared")

    def _echo(self, words: Words, _place: Place) -> None:
        self._variables.print(only(texts.join([word for word in words if word.known not in _PRINT_FLAGS])))

    def _printf(self, words: Words, _place: Place) -> None:
        if words and words[0].known == "-v":
            name = words[1].known if len(words) > 1 else None
            self._variables.assign(name or "", only((w.formatted(words[2:]),)))
            return
        self._variables.print(only(w.formatted(tuple(word for word in words if word.known != "--"))))

    def _cat(self, words: Words, _place: Place) -> None:
        named = [word for word in words if word.known != "-"]
        text = self._files.get(named[0].known or "") if len(named) == 1 else None
        text = text if named else self._stdin
        self._variables.print(only(text if text is not None else hole()))

    def _shift(self, words: Words, _place: Place) -> None:
        arguments = self._variables.arguments
        count = words[0].known if words else "1"
        if arguments is not None:
            self._variables.arguments = arguments[int(count) if count and is_index(count) else 1 :]

    def _set(self, words: Words, _place: Place) -> None:
        if words and words[0].known == "--":
            self._variables.arguments = words[1:]

    def _alias(self, words: Words, place: Place) -> None:
        """``alias name='command line'``: the command is run once, and again where only options are given so far."""
        for word in words:
            name, is_set, _ = word.marked.partition("=")
            line = next(command_lines(word.cut(len(name) + 1)), ()) if is_set else ()
            is_whole = any(each.known in self._lexicon.commands for each in line)
            if line and curl.program(line[0]) in self._lexicon.programs and line[0].known != name and not is_whole:
                self._aliases[name] = line
            if is_set:
                self._text(word.cut(len(name) + 1), place)

    def _read(self, words: Words, place: Place) -> None:
        """``read -r verb path``: each line that is known is an alternative; the last name takes the rest of it."""
        names = [word.known for word in words if word.known and word.known.isidentifier()]
        stdin = self._stdin or Text()
        separators = self._variables.values.get("IFS", only((Text(),)))[0].value
        if any(text.marked.strip() for text in separators):  # IFS=/ read -r a b
            self._collector.also_used(stdin, place, "cut here")
            stdin = Text()
        rows = [w.fields(line, len(names)) for line in w.lines(stdin)] if stdin.literals else []
        number = self._variables.number()
        for at, name in enumerate(names):
            arms = [frozenset({(number, n)}) if len(rows) > 1 else ANYWHERE for n in range(len(rows))]
            cells: Values = tuple(Choice((row[at],), arm) for row, arm in zip(rows[:LIMIT], arms, strict=False))
            self._variables.assign(name, cells or None)

    # Functions and other scripts

    def _define(self, root: Node) -> None:
        for node in walk(root):
            if node.type == "function_definition" and (name := node.child_by_field_name("name")) is not None:
                known = self._functions.setdefault(self._script.read(name), [])
                known += [] if (self._script, node) in known else [(self._script, node)]
            elif node.type == "command_name":
                self._mentioned.add(self._script.read(node))

    def _enter(self, script: Script) -> None:
        """Run a script in the state of this one: itself, one that is sourced, one that stands inside this one."""
        with self._within(script):
            for root in script.roots:
                self._define(root)
            self._run_all(script.roots)

    def _source(self, words: Words, _place: Place) -> None:
        """Run another script of the project (``. lib.sh``), unless that is what runs already."""
        script = self._project.named(words[0], self._script.source.path) if words else None
        if script is None or script.source.path in self._sourced or len(self._sourced) > _DEPTH:
            return
        self._sourced.append(script.source.path)
        self._enter(script)
        self._sourced.pop()

    @contextmanager
    def _within(self, script: Script) -> Iterator[None]:
        outer, self._script, self._expander.script = self._script, script, script
        try:
            yield
        finally:
            self._script = self._expander.script = outer

    def _call(self, name: str, arguments: Words | None) -> None:
        """Run a function with ``arguments`` (None: unknown); too deep or recursive calls print something unknown."""
        if name in self._calls or len(self._calls) >= _DEPTH or self._fuel <= 0:
            self._variables.print(only(hole()))
            return
        outer, self._variables.arguments = self._variables.arguments, arguments
        self._calls.append(name)
        self._locals.append({})
        for script, node in self._functions[name]:
            self._project.called.add(script.place(node))
            with self._within(script):
                self._run_all(fields(node, "body"))
        self._calls.pop()
        self._variables.arguments = outer
        for variable, value in self._locals.pop().items():
            self._variables.assign(variable, value)


def _nameless(text: Text) -> Text:
    """Give a value of which nothing is known the name of what it is put into."""
    return text if text.literals else hole("", next((piece.place for piece in text.holes), None))


def _is_of_errors(redirect: str) -> bool:
    """Whether what a program says on standard error goes to a file or to another program."""
    return redirect.startswith(("2>", "&>", ">&")) and "/dev/null" not in redirect


def _to_file(redirect: str) -> bool:
    """Return True for ``> file``: what is printed goes nowhere the script can see."""
    return redirect.startswith((">", "1>", "&>")) and not redirect.startswith((">&", "1>&"))
