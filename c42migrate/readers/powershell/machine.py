"""Follows a PowerShell script: runs its statements on symbolic values and gathers what it would send.

Every branch is taken, every loop body runs once, every function runs once per call with the arguments of that
call; functions nobody calls run once with their defaults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from c42migrate.lexicon import Lexicon
from c42migrate.model import HOLE, Command, Place, ProbeForm, Text, hole, literal
from c42migrate.readers import curl, texts, web
from c42migrate.readers.choices import LIMIT, Choice, Choices, only, product, union
from c42migrate.readers.collect import is_path
from c42migrate.readers.commandwords import command_lines
from c42migrate.readers.flow import ANYWHERE, Flow
from c42migrate.readers.installs import installed
from c42migrate.readers.powershell import cmdlets, dotnet, functions
from c42migrate.readers.powershell.functions import (
    Argument,
    Class,
    Function,
    Parameter,
    method_named,
    positional,
    splatted,
)
from c42migrate.readers.powershell.programs import SILENT, STARTING, STARTS, is_harmless, tells
from c42migrate.readers.powershell.values import (
    Items,
    Table,
    Value,
    Values,
    all_known,
    as_list,
    as_stored,
    as_text,
    as_used,
    coalesced,
    combined,
    got,
    mapped,
    stepped,
    stored,
    summed,
    texts_in,
    variable_name,
    word,
)
from c42migrate.readers.project import Project
from c42migrate.readers.shell import words
from c42migrate.readers.shell.programs import is_log
from c42migrate.readers.syntax import Script, core, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_FUEL = 1_500
"""Calls that are followed before the machine stops following them."""
_DEPTH = 8
_SKIPPED = ("comment", "function_statement", "class_statement")
_PASSED = frozenset(
    ["parenthesized_expression", "sub_expression", "argument_list", "argument_expression_list", "statement_list"]
)
"""Nodes whose value is that of what is inside them."""
_BARE_WORDS = ["generic_token", "simple_name", "decimal_integer_literal", "hexadecimal_integer_literal", "real_literal"]
_LOGICAL = ("logical_expression", "logical_argument_expression")
_BINARY = [
    f"{kind}_{part}" for kind in ("additive", "format", "comparison") for part in ("expression", "argument_expression")
]
_ENDINGS = ("", ".psm1", ".ps1")
_DATA = ".psd1"
_UNNAMED = re.compile(rf"{HOLE}(?:\.\w+)*(?<!\.ps1)(?<!\.psm1)", re.IGNORECASE)
"""A file that is not known, such as ``$_.FullName``."""
_SHARED_DRIVES = ("$global:", "$script:")
_PASSING = ("convertto-json", "out-string", "sort-object", "select-object")
"""Commands that hand on what comes through the pipeline."""
_MAKING = ("-f", "-join", "-as", "-and", "-or", "-xor", "-is", "-isnot")
"""Operators that neither compare nor cut texts."""
_FILE = ("", "name", "fullyqualifiedname")
_STORING = ("add", "set", "tryaddwithoutvalidation")

_ESCAPE = re.compile(r'`(\r?\n|.)|"(")', re.DOTALL)
_HERE_ESCAPE = re.compile(r"`(\r?\n|.)", re.DOTALL)
_VERBATIM_ESCAPE = re.compile("'(')")
_NO_ESCAPE = re.compile("(?!)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_HERE = re.compile(r"@[\"'][ \t]*\r?\n?")
_INLINE = re.compile(r"\$(?:\w+(?::\w+)?|\{[^}\s]+\})(?:\.[A-Za-z]\w*(?=/))*", re.ASCII)


_FORMS = {
    **dict.fromkeys(("eq", "ne", "in", "notin"), ProbeForm.EQUAL),
    **dict.fromkeys(("like", "notlike"), ProbeForm.GLOB),
    **dict.fromkeys(("match", "notmatch", "replace", "split"), ProbeForm.REGEX),
}
"""How an operator holds its right side against its left, without the letter for the case of letters."""


def _form(operator: str) -> ProbeForm | None:
    """Return the form of a comparison: ``-match``, ``-cmatch`` and ``-imatch`` are one."""
    name = operator.removeprefix("-")
    return _FORMS.get(name) or (_FORMS.get(name[1:]) if name[:1] in {"c", "i"} else None)


class Machine:
    """One run over one script: statements, expressions, commands, methods, then functions and other scripts."""

    def __init__(self, script: Script, lexicon: Lexicon, project: Project) -> None:
        self._script = script
        self._project = project
        self._lexicon = lexicon
        self._collector = project.collector
        self._flow: Flow[Value, Value] = Flow(hole())
        self._piped: Values | None = None
        self._functions: dict[str, Function] = {}
        self._aliases: dict[str, str] = {}
        self._classes: dict[str, Class] = {}
        self._mentioned: set[str] = set()
        self._sourced: list[str] = [script.source.path]
        self._calls: list[str] = []
        self._shared: set[str] = set()
        self._fuel = _FUEL
        self._statements: dict[str, Callable[[Node], None]] = {
            "assignment_expression": self._assignment,
            "command": self._command,
            "else_clause": self._inside,
            "elseif_clause": self._elseif,
            "flow_control_statement": self._return,
            "foreach_statement": self._foreach,
            "for_statement": self._loop,
            "do_statement": self._loop,
            "while_statement": self._loop,
            "if_statement": self._if,
            "param_block": self._param,
            "pipeline_chain": self._pipeline,
            "script_block_expression": self._script_block,
            "switch_statement": self._switch,
            "try_statement": self._try,
        }
        self._expressions: dict[str, Callable[[Node], Values]] = {
            "expandable_string_literal": self._expandable,
            "verbatim_string_characters": self._verbatim,
            "expandable_here_string_literal": self._here_string,
            "verbatim_here_string_characters": self._here_string,
            "variable": self._variable,
            "braced_variable": self._variable,
            "hash_literal_expression": self._table,
            "array_literal_expression": self._list,
            "array_expression": self._array,
            "cast_expression": lambda node: self._evaluate(node.named_children[-1]),
            "member_access": self._member,
            "element_access": self._member,
            "invokation_expression": self._invocation,
            **dict.fromkeys(_BARE_WORDS, self._bare_word),
            **dict.fromkeys(_BINARY, self._binary),
            **dict.fromkeys(_LOGICAL, self._logical),
        }

    def follow(self) -> None:
        """Run the script; a data file is one table, whose paths may be used by anybody."""
        data = self._flow.printed(partial(self._enter, self._script))
        if self._script.source.path.lower().endswith(_DATA):
            whole = self._script.place(self._script.roots[0])
            for text in (text for choice in data or () for text in texts_in(choice.value)):
                self._collector.bare(text, web.extent(text, whole), "")

    def follow_uncalled(self) -> None:
        """Run the functions and methods that no script calls, first those that no other function calls either."""
        for name in sorted(self._functions, key=lambda name: name in self._mentioned):
            self._fuel = _FUEL
            if not self._is_called(self._functions[name]):
                self._call(self._functions[name], {})
        self._fuel = _FUEL
        for kind in list(self._classes.values()):
            for method in kind.methods:
                if not self._is_called(method):
                    unknown: list[Values] = [only(hole(parameter.name)) for parameter in method.parameters]
                    for choice in self._created(kind.name, ()) or ():
                        self._called(choice.value, method.name.lower(), unknown)

    @property
    def _scope(self) -> str:
        """The name of the function that is running, "" at top level."""
        return self._calls[-1] if self._calls else ""

    # Statements

    def _run(self, node: Node) -> None:
        """Run one statement, or everything inside a node that is none; what an expression yields is printed."""
        node = core(node)
        if node.type in _SKIPPED:
            return
        if node.type in self._statements:
            self._statements[node.type](node)
        elif node.type in self._expressions or node.type in _PASSED:
            self._flow.print(self._evaluate(node))
        else:
            self._inside(node)

    def _run_all(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            self._run(node)

    def _inside(self, node: Node) -> None:
        self._run_all(node.named_children)

    def _branch(self, arms: Sequence[Sequence[Node]]) -> None:
        self._flow.branch([(partial(self._run_all, arm), ANYWHERE) for arm in arms])

    def _assignment(self, node: Node) -> None:
        target, *_, value = [child for child in node.named_children if child.type != "comment"]
        operators = (self._script.read(c).strip() for c in node.named_children if c.type == "assignement_operator")
        operator = next(operators, "=")
        values = self._evaluate(value)
        if operator == "??":
            values = coalesced(self._evaluate(target), values)
        elif operator == "+=":
            rows = product([self._evaluate(target), values])
            values = tuple(Choice(combined("+", *row.value) or hole(), row.arms) for row in rows)
        self._store(target, (), values, self._script.place(node))

    def _param(self, node: Node) -> None:
        self._define(functions.parameters(self._script, node))

    def _return(self, node: Node) -> None:
        for child in node.named_children:
            if self._script.read(node).lower().startswith("return"):
                self._run(child)
            else:
                self._evaluate(child)

    def _if(self, node: Node) -> None:
        arms: list[list[Node]] = []
        for child in node.named_children:
            if child.type == "elseif_clauses":
                arms += [[clause] for clause in child.named_children]
            elif child.type in ("statement_block", "else_clause"):
                arms.append([child])
            elif child.type != "comment":
                self._evaluate(child)
        ends = any(child.type == "else_clause" for child in node.named_children)
        self._branch(arms if ends else [*arms, []])

    def _elseif(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "statement_block":
                self._run(child)
            else:
                self._evaluate(child)

    def _switch(self, node: Node) -> None:
        for child in (child for child in node.named_children if child.type == "switch_condition"):
            for choice in self._evaluate(child.named_children[-1]):
                self._also_used(choice.value, child.named_children[-1], "compared here")
        clauses = [child for child in walk(node) if child.type == "switch_clause"]
        for condition in (
            c for clause in clauses for c in clause.named_children if c.type == "switch_clause_condition"
        ):
            text = literal(self._script.read(condition).strip("\"'"))
            self._collector.probe(ProbeForm.EQUAL, text, self._script.place(condition), "is compared")
        blocks = [[c for c in clause.named_children if c.type in ("statement_block", "ERROR")] for clause in clauses]
        self._branch([*blocks, []])

    def _foreach(self, node: Node) -> None:
        variable, items, *rest = [child for child in node.named_children if child.type != "comment"]
        self._store(variable, (), self._each(self._evaluate(items)), self._script.place(variable))
        self._run_all(rest)

    def _each(self, values: Values) -> Values:
        """Return the elements of a list, one alternative each."""
        number = self._flow.number()
        items = [(item, choice.arms) for choice in values for item in as_list(choice.value)]
        if not items or (isinstance(values[0].value, Text) and not values[0].value.literals):
            return only(hole())
        return tuple(Choice(item, arms | {(number, n)}) for n, (item, arms) in enumerate(items[:LIMIT]))

    def _loop(self, node: Node) -> None:
        body = [child for child in node.named_children if child.type == "statement_block"]
        self._run_all([child for child in node.named_children if child not in body])
        self._branch([body, []])

    def _try(self, node: Node) -> None:
        block, *clauses = [child for child in node.named_children if child.type != "comment"]
        self._run(block)
        for clause in clauses:
            self._branch([clause.named_children, []])

    def _pipeline(self, node: Node) -> None:
        """Read ``a | b | c``: what each part yields is ``$_`` and the input of the next; ``a > file`` stores it."""
        before, shadowed = self._piped, self._flow.values.get("_")
        values: Values | None = None
        files = [child for child in node.named_children if child.type == "redirections"]
        for part in (child for child in node.named_children if child not in files):
            self._piped = values
            if values is not None:
                self._flow.assign("_", self._each(values))
            if values is None or self._name_of(core(part)) not in _PASSING:
                values = self._flow.printed(partial(self._run, part)) or only(hole())
        self._piped = before
        self._flow.assign("_", shadowed)
        for file in files:
            told = is_log(literal(self._script.read(file))) or self._script.read(file).endswith("$null")
            for choice in values or ():
                self._also_used(choice.value, file, "stored in a file here", unless=told)
        if values is not None and not files:
            self._flow.print(values)

    def _script_block(self, node: Node) -> None:
        before, self._piped = self._piped, None
        self._inside(node)
        self._piped = before

    # Variables

    def _store(self, target: Node, keys: Sequence[Text], values: Values, place: Place) -> None:
        """Store values in a variable or under keys of the table that it holds."""
        path = self._path(target)
        if path is None:
            return
        name, inner = path
        keys = (*inner, *keys)
        if core(target).type == "element_access":
            for choice in self._evaluate(core(target).named_children[-1]):
                self._also_used(choice.value, target, "a key here")
        named = self._named(values, name, place)
        if not keys:
            self._flow.assign(name, named)
            return
        for choice in values:
            self._loose(Table(((keys[-1], choice.value),), place))
        before = self._flow.values.get(name, only(Table()))
        changed = (Choice(stored(b.value, keys, v.value), b.arms | v.arms) for b in before for v in named)
        self._flow.assign(name, tuple(changed)[:LIMIT])

    def _path(self, node: Node) -> tuple[str, tuple[Text, ...]] | None:
        """Return the variable and the keys that ``$x.a["b"]`` names."""
        node = core(node)
        if node.type in ("cast_expression", "parenthesized_expression"):
            return self._path(node.named_children[-1])
        if node.type == "variable":
            shown = self._script.read(node)
            if shown.lower().startswith(_SHARED_DRIVES):
                self._shared.add(variable_name(shown))
            return variable_name(shown), ()
        if node.type not in ("member_access", "element_access"):
            return None
        base = self._path(node.named_children[0])
        text = self._texts(core(node.named_children[-1]))[0].value
        return (base[0], (*base[1], text)) if base is not None else None

    def _named(self, values: Values, name: str, place: Place) -> Values:
        """Values as they are stored under a name: noted as bare paths, with a step on their trail."""
        for choice in values:
            self._bare(choice.value, place)
        note = f"{name} is set here"
        return tuple(Choice(mapped(c.value, lambda t: as_stored(t, place, note)), c.arms) for c in values)

    def _bare(self, value: Value, place: Place) -> None:
        """Note the texts of a value that may turn out to be paths."""
        for text in texts_in(value):
            self._collector.bare(text, place, self._scope)

    def _loose(self, table: Table) -> None:
        """Note the headers of a table that may never reach a request that is followed."""
        for key, value in table.entries:
            if isinstance(value, Text) and value.literals and "auth" in str(key).lower() and table.place is not None:
                self._collector.header(web.named_header(str(key), value, table.place))

    def _also_used(self, value: Value, node: Node, purpose: str, *, unless: bool = False) -> None:
        """Note that a value serves another purpose in ``node``, unless that is known to do no harm."""
        for text in texts_in(value) if not unless else ():
            self._collector.also_used(text, self._script.place(node), purpose)

    # Expressions

    def _evaluate(self, node: Node) -> Values:
        """Return the alternatives of an expression; commands in it are run."""
        node = core(node)
        if node.type in self._expressions:
            return self._expressions[node.type](node)
        if node.type in self._statements:
            return self._flow.printed(lambda: self._run(node)) or self._unknown(node)
        if node.type not in _PASSED:
            self._inside(node)
            return self._unknown(node)
        inside = [child for child in node.named_children if child.type != "comment"]
        if len(inside) == 1:
            return self._evaluate(inside[0])
        if node.type == "argument_expression_list":
            return self._list(node)
        return self._flow.printed(lambda: self._run_all(inside)) or self._unknown(node)

    def _texts(self, node: Node) -> Choices[Text]:
        """Return the alternatives of an expression as texts."""
        return tuple(Choice(as_text(c.value), c.arms) for c in self._evaluate(node))

    def _unknown(self, node: Node) -> Values:
        return only(hole("", self._script.place(node)))

    def _expandable(self, node: Node) -> Values:
        return self._string(node, 1, 1, _ESCAPE)

    def _verbatim(self, node: Node) -> Values:
        return self._string(node, 1, 1, _VERBATIM_ESCAPE)

    def _here_string(self, node: Node) -> Values:
        shown = self._script.read(node)
        opening = _HERE.match(shown)
        closing = len(shown) - len(shown[:-2].rstrip("\n").removesuffix("\r"))
        escape = _NO_ESCAPE if shown.startswith("@'") else _HERE_ESCAPE
        return self._string(node, opening.end() if opening else 1, closing, escape)

    def _string(self, node: Node, opening: int, closing: int, escape: re.Pattern[str]) -> Values:
        """Return a string; so many characters at its ends are quotes."""
        start, end = self._script.span(node)
        at, stop = start + opening, end - closing
        parts: list[Choices[Text]] = []
        for child in node.named_children:
            low, high = self._script.span(child)
            if child.type in ("variable", "sub_expression") and at <= low and high <= stop:
                parts += [only(self._plain(at, low, start, escape)), self._texts(child)]
                at = high
        parts.append(only(self._plain(at, stop, start, escape, whole=at == start + opening)))
        return summed(parts)

    def _plain(self, start: int, end: int, token: int, escape: re.Pattern[str], *, whole: bool = False) -> Text:
        """Return the characters ``[start, end)`` with escapes resolved."""
        return self._script.unescaped(start, end, token, escape, _unescaped, whole)

    def _bare_word(self, node: Node) -> Values:
        """Return a word without quotes, with the variables in it."""
        start, end = self._script.span(node)
        at, parts = start, list[Choices[Text]]()
        for match in _INLINE.finditer(self._script.text, start, end):
            plain = self._plain(at, match.start(), start, _HERE_ESCAPE)
            parts += [only(plain), self._inline(match[0], self._script.source.place(*match.span()))]
            at = match.end()
        parts.append(only(self._plain(at, end, start, _HERE_ESCAPE, whole=at == start)))
        return summed(parts)

    def _inline(self, shown: str, place: Place) -> Choices[Text]:
        """Return a variable by its name in an unquoted word (``$base/api``, ``$x.y/api``)."""
        label = shown.strip("${}")
        name, *members = shown.strip("$").replace("{", "").replace("}", "").split(".")
        values = self._flow.values.get(variable_name(name))
        for member in members:
            values = tuple(Choice(got(c.value, member) or hole(label, place), c.arms) for c in values or ())
        return tuple(Choice(texts.used(as_text(c.value), label, place), c.arms) for c in values or only(hole(label)))

    def _variable(self, node: Node) -> Values:
        label = self._script.read(node).strip("$@{}")
        name = variable_name(self._script.read(node))
        if name in ("true", "false", "null"):
            return only(Text() if name == "null" else literal(name))
        place = self._script.place(node)
        known = self._flow.values.get(name, only(hole(label, place)))
        return tuple(Choice(as_used(c.value, label, place), c.arms) for c in known)

    def _table(self, node: Node) -> Values:
        bodies = [node, *node.named_children]
        entries = [child for body in bodies for child in body.named_children if child.type == "hash_entry"]
        rows = product(self._entry(entry) for entry in entries)
        place = self._script.place(node)
        for row in rows:
            self._loose(Table(row.value, place))
        return tuple(Choice(Table(row.value, place), row.arms) for row in rows)

    def _entry(self, node: Node) -> Choices[tuple[Text, Value]]:
        key, *value = [child for child in node.named_children if child.type != "comment"]
        values = self._evaluate(value[-1]) if value else self._unknown(node)
        rows = product([self._key(core(key)), values])
        for row in rows:
            self._also_used(row.value[0], key, "a key here")
        return tuple(Choice((as_text(row.value[0]), row.value[1]), row.arms) for row in rows)

    def _key(self, node: Node) -> Values:
        """Return the name of a member or the key of a table."""
        if node.type in ("simple_name", "member_name"):
            return self._bare_word(node)
        return tuple(Choice(c.value, c.arms) for c in self._texts(node))

    def _list(self, node: Node) -> Values:
        rows = product(self._evaluate(child) for child in node.named_children if child.type != "comment")
        return tuple(Choice(Items(row.value), row.arms) for row in rows)

    def _array(self, node: Node) -> Values:
        inside = [c for group in node.named_children for c in (group.named_children or [group])]
        rows = product(self._evaluate(c) for c in inside if c.type not in ("comment", "empty_statement"))
        return tuple(Choice(Items(tuple(x for v in row.value for x in as_list(v))), row.arms) for row in rows)

    def _member(self, node: Node) -> Values:
        """``$x.y``, ``$x["y"]`` and ``[type]::y``."""
        base, *keys = node.named_children
        key = core(keys[-1]) if keys else node
        if base.type == "type_literal" and keys:
            kind, name = _type_name(self._script.read(base)), self._script.read(key).lower()
            value = dict(self._classes[kind].properties).get(name) if kind in self._classes else None
            return self._named(self._evaluate(value), name, self._script.place(value)) if value else self._key(key)
        other = hole(self._script.read(node).lstrip("$"), self._script.place(node))
        rows = product([self._evaluate(base), self._key(key)])
        for row in rows:
            self._also_used(row.value[1], node, "a key here")
        return tuple(Choice(got(row.value[0], str(row.value[1])) or other, row.arms) for row in rows)

    def _operator(self, left: Node, right: Node) -> str:
        between = self._script.text[self._script.span(left)[1] : self._script.span(right)[0]].split()
        return between[0].lower() if between else ""  # a comment may stand behind it

    def _binary(self, node: Node) -> Values:
        """Return what two operands make; sides of an operator that only compares them are noted as seen."""
        left, *_, right = node.named_children
        if len(node.named_children) == 1:
            return self._evaluate(left)
        operator = self._operator(left, right)
        rows = product([self._evaluate(left), self._evaluate(right)])
        made = tuple(Choice(combined(operator, *row.value), row.arms) for row in rows)
        for row in rows:
            sides = [as_text(value) for value in row.value]
            if (form := _form(operator)) is not None:
                self._collector.probe(form, sides[1], self._script.place(right), "is looked for")
            if operator.endswith(("replace", "split")):
                self._also_used(row.value[0], node, "cut here", unless=is_harmless(operator, row.value[1:]))
            elif operator[:1] == "-" and operator not in _MAKING and all(side.pieces for side in sides):
                self._also_used(Items(row.value), node, "compared here")
        return all_known(made) or self._unknown(node)

    def _logical(self, node: Node) -> Values:
        """Read ``a ?? b`` and ``test ? a : b`` of PowerShell 7, which the grammar takes for ``-or``."""
        left, *_, right = node.named_children
        values = [self._evaluate(left), self._evaluate(right)]
        match self._operator(left, right):
            case "??":
                return coalesced(*values)
            case ":":
                return union(values)
            case "?":
                return values[1]
            case _:
                return self._unknown(node)

    # Commands

    def _name_of(self, node: Node) -> str:
        """Return the lower-case name of a command, "" for other nodes or when it is not known."""
        name = node.child_by_field_name("command_name") if node.type == "command" else None
        if name is None:
            return ""
        if "command_name" in (name.type, core(name).type):
            return self._script.read(name).lower()
        text = self._texts(name)[0].value
        _, slash, last = text.marked.replace("\\", "/").rpartition("/")
        return (text.known or (last if slash and HOLE not in last else "")).lower()

    def _command(self, node: Node) -> None:
        """Run one command; what it yields is printed."""
        written = self._name_of(node)
        name = self._aliases.get(written, written)
        program = _program(name)
        if name in self._functions and self._is_the_program(self._functions[name]):
            self._native(node, name, Text())
        elif name in self._functions:
            self._function(node, self._functions[name])
        elif (loaded := self._loaded(node, name)) is not None:
            self._source(loaded)
        elif program in self._lexicon.programs or (program in curl.CLIENTS and not self._is_alias(node, name)):
            self._native(node, program, self._written(node) if name == written else Text())
        elif name in ("set-alias", "new-alias", "sal", "nal"):
            self._alias(node)
        elif name in STARTS:
            self._started(node)
        elif name in cmdlets.NAMES:
            self._web(node)
        else:
            self._other(node, name)

    def _function(self, node: Node, function: Function) -> None:
        """Return a call of one of the script's functions; what comes through the pipeline goes where it is asked
        for."""
        note, place = f"passed to {function.name.lower()} here", self._script.place(node)
        arguments = self._arguments(node, function.switches)
        passed = [replace(a, values=stepped(a.values, place, note)) for a in arguments]
        taken = functions.bound(function, passed)
        each = self._flow.values.get("_") if self._piped is not None else None
        taker = next((p.name for p in function.parameters if p.piped and p.name not in taken), None)
        self._call(function, taken | {taker: each} if taker is not None and each is not None else taken)

    def _loaded(self, node: Node, name: str) -> Text | None:
        """Return the file that ``. file``, ``Import-Module file`` or ``using module file`` loads; None for other
        commands."""
        if self._script.read(node.named_children[0]) == ".":
            written = node.named_children[1]
            plain = core(written).type in ("command_name", "path_command_name")
            return as_text((self._bare_word(written) if plain else self._evaluate(written))[0].value)
        if name not in ("import-module", "ipmo", "using"):
            return None
        arguments = self._arguments(node, ("force",))
        return next((as_text(a.values[0].value) for a in arguments[::-1] if a.values and a.name in _FILE), Text())

    def _is_alias(self, node: Node, name: str) -> bool:
        """Whether ``curl``/``wget`` is Windows PowerShell's alias: it is when a parameter has a cmdlet's full name."""
        if name not in ("curl", "wget"):
            return False
        shown = [self._script.read(c).lower() for c in _elements(node) if c.type == "command_parameter"]
        return any(text.strip("-:") in cmdlets.VALUED or text[1:] in cmdlets.SWITCHES for text in shown)

    def _arguments(self, node: Node, switches: Collection[str]) -> list[Argument]:
        """Return the arguments in order; tables that are splatted (``@x``) become named arguments."""
        found: list[Argument] = []
        waiting: list[tuple[str, Text]] = []
        before = node
        for element in _elements(node):
            if element.type == "command_parameter":
                found += [Argument(*name, None) for name in waiting]
                waiting = [self._parameter(element)]
                if waiting[0][0] in switches:
                    found.append(Argument(*waiting.pop(), None))
            elif element.type == "argument_list" and before.type == "member_access" and found[-1].values is not None:
                found[-1] = replace(found[-1], values=self._method_of(before, element))
            elif element.type not in ("redirections", "redirection", "stop_parsing"):
                values, before = self._evaluate(element), core(element)
                if self._script.read(element).startswith("@") and before.type == "variable" and _all_tables(values):
                    found += splatted(values)
                    continue
                found.append(Argument(*(waiting.pop() if waiting else ("", Text())), values))
        return [*found, *(Argument(*name, None) for name in waiting)]

    def _parameter(self, node: Node) -> tuple[str, Text]:
        start, end = self._script.span(node)
        return self._script.read(node).strip("-:").lower(), self._script.piece(start, end, token=start)

    def _alias(self, node: Node) -> None:
        """``Set-Alias c42 code42``: another name for one of the catalogue's programs."""
        given = {a.name: a.values for a in self._arguments(node, ("force",)) if a.values is not None and a.name}
        plain = [a.values for a in self._arguments(node, ("force",)) if a.values is not None and not a.name]
        names = [given[name] if name in given else plain.pop(0) for name in ("name", "value") if name in given or plain]
        known = [as_text(values[0].value).known or "" for values in names]
        if len(known) == 2 and _program(known[1].lower()) in self._lexicon.programs:
            self._aliases[known[0].lower()] = known[1].lower()

    def _is_the_program(self, function: Function) -> bool:
        """Whether a function called like one of the catalogue's programs hands what it is given to that program."""
        if function.name.lower() not in self._lexicon.programs:
            return False
        commands = (node for part in function.body for node in walk(part) if node.type == "command")
        lines = ([function.script.read(word) for word in node.named_children] for node in commands)
        found = any(_hands_on(" ".join(line).lower(), function.name.lower()) for line in lines)
        if found:
            self._project.called.add(function.script.place(function.node))
        return found

    def _written(self, node: Node) -> Text:
        """Return the word of a command's name where it is written."""
        name = node.child_by_field_name("command_name")
        start, end = self._script.span(name) if name is not None else (0, 0)
        return self._script.piece(start, end, token=start)

    def _native(self, node: Node, program: str, written: Text) -> None:
        """Return a program that is no cmdlet: its words as the shell would pass them."""
        parts: list[Choices[Text]] = [only(literal(program))]
        for element in _elements(node):
            if element.type == "command_parameter":
                parts.append(only(self._parameter(element)[1]))
            elif element.type == "stop_parsing":
                start, end = self._script.span(element)
                parts += [only(word) for word in words.split(self._script.piece(start, end, token=start))[1:]]
            else:
                parts.append(self._texts(element))
        for row in product(parts):
            self._execute(row.value, self._script.place(node), written)
        self._flow.print(only(hole()))

    def _execute(self, line: Sequence[Text], place: Place, written: Text) -> None:
        """Return what a program asks for when it is run with these words, its name being ``written``."""
        name = curl.program(line[0]) if line else ""
        if name in curl.CLIENTS:
            self._collector.requests(curl.requests(line, place, scope=self._scope))
        elif name in self._lexicon.programs and len(line) > 1:
            self._collector.add(
                Command(name, tuple(line[1:]), place, web.certainty_of(*line), self._scope, name=written)
            )

    def _started(self, node: Node) -> None:
        """``Start-Process curl.exe -ArgumentList …``, ``Invoke-Expression TEXT``, ``cmd /c TEXT``."""
        values = [a.values for a in self._arguments(node, STARTING) if a.values is not None]
        for row in product(values or ([self._piped] if self._piped is not None else [])):
            line = [as_text(item) for value in row.value for item in as_list(value)]
            text = texts.join([word for word in line if (word.known or "").lower() not in ("/c", "/k")])
            for command in command_lines(text):
                self._execute(command, self._script.place(node), command[0] if command else Text())
        self._flow.print(only(hole()))

    def _web(self, node: Node) -> None:
        """Invoke-RestMethod and Invoke-WebRequest."""
        named: dict[str, Values] = {}
        for argument in self._arguments(node, cmdlets.SWITCHES):
            name = cmdlets.parameter(argument.name) if argument.name else "uri" if "uri" not in named else "body"
            if argument.values is not None:
                named[name] = argument.values
        if "body" not in named and self._piped is not None:
            named["body"] = self._piped
        place, rows = self._script.place(node), product([named[name] for name in named])
        found = [cmdlets.request(dict(zip(named, row.value, strict=True)), place, self._scope) for row in rows]
        self._collector.requests([request for request in found if request is not None])
        for choice in named.get("outfile", ()):
            self._also_used(choice.value, node, "the name of a file here")
        self._flow.print(only(hole()))

    def _other(self, node: Node, name: str) -> None:
        """Return a command from elsewhere: its arguments may be paths, with a verb beside them."""
        arguments, place = self._arguments(node, ()), self._script.place(node)
        values = [argument.values for argument in arguments if argument.values is not None]
        result = self._result(name, arguments)
        self._flow.print(result or only(hole()))
        if result is not None or not name or tells(name, arguments):
            return
        for choice in (choice for options in (*values, self._piped or ()) for choice in options):
            self._also_used(choice.value, node, f"handed to {name} here")
        if SILENT.match(name):
            return
        known = [as_text(choice.value) for options in values for choice in options]
        for found in installed((literal(name), *known), self._lexicon.packages, place):
            self._collector.add(found)
        verbs = [text for text in known if (text.known or "").upper() in web.VERBS]
        verb = curl.word_verb(verbs[0], place) if len(verbs) == 1 else None
        for text in known:
            if is_path(text):
                self._collector.bare(text, place, self._scope, verb=verb)

    def _result(self, name: str, arguments: Sequence[Argument]) -> Values | None:
        """Return what a command yields that makes or passes on a value, None for any other command."""
        values = [argument.values for argument in arguments if argument.values is not None]
        if name == "new-object" and values:
            rows = product(values[1:])
            given = [Choice([item for value in row.value for item in as_list(value)], row.arms) for row in rows]
            kind = as_text(values[0][0].value).marked.lower()
            own = self._created(kind, [only(item) for item in given[0].value] if given else [])
            return own or tuple(Choice(dotnet.made(kind, items.value), items.arms) for items in given)
        if name == "join-path" and len(values) == 2:
            return tuple(Choice(dotnet.joined(*map(as_text, row.value)), row.arms) for row in product(values))
        if name in ("write-output", "echo") and len(values) == 1:
            return values[0]
        if name == "import-powershelldatafile" and values:
            return self._flow.printed(partial(self._source, as_text(values[0][0].value))) or only(hole())
        inputs = [a.values for a in arguments if a.values is not None and a.name in ("", "inputobject")]
        return inputs[0] if name == "convertto-json" and inputs else None

    # Methods

    def _invocation(self, node: Node) -> Values:
        """Return the value of ``x.name(…)`` or ``[type]::name(…)``; a request that it sends is noted."""
        base, place = node.named_children[0], self._script.place(node)
        names = (self._script.read(c).lower() for c in node.named_children[1:] if c.type == "member_name")
        name = next(names, "")
        arguments = self._given([child for child in node.named_children if child.type == "argument_list"])
        if base.type == "type_literal":
            return self._static(node, _type_name(self._script.read(base)), name, arguments)
        if self._is_stored(base, name, arguments, place):
            return only(Text())
        bases = self._evaluate(base)
        passed = [stepped(values, place, f"passed to {name} here") or () for values in arguments]
        own = self._called(bases[0].value, name, passed) if bases else None
        if own is not None:
            return own
        rows = product([bases, *arguments])
        for row in rows:
            if name in dotnet.CUTTING and isinstance(row.value[0], Text):
                self._also_used(row.value[0], node, "cut or compared here", unless=is_harmless(name, row.value[1:]))
            sent = dotnet.request(name, row.value[0], row.value[1:], place, self._scope)
            self._collector.requests([sent] if sent is not None else [])
        return tuple(Choice(dotnet.method(row.value[0], name, row.value[1:]), row.arms) for row in rows)

    def _method_of(self, member: Node, arguments: Node) -> Values:
        """``$x.name(…)`` as an argument without brackets, which the grammar takes for two."""
        base, *names = member.named_children
        name = self._script.read(names[-1]).lower() if names else ""
        rows = product([self._evaluate(base), *self._given([arguments])])
        return tuple(Choice(dotnet.method(row.value[0], name, row.value[1:]), row.arms) for row in rows)

    def _given(self, lists: Sequence[Node]) -> list[Values]:
        inner = [c for top in lists for c in top.named_children]
        nodes = [c for top in inner for c in (top.named_children if top.type == "argument_expression_list" else [top])]
        return [self._evaluate(child) for child in nodes if child.type != "comment"]

    def _is_stored(self, base: Node, name: str, arguments: Sequence[Values], place: Place) -> bool:
        """Store what a method puts into its object: an entry, a header, or the address of Microsoft's XMLHTTP."""
        first = as_text(arguments[0][0].value) if arguments and arguments[0] else Text()
        if name == "open" and len(arguments) > 1 and (first.known or "").upper() in web.VERBS:
            for part, values in zip(("method", "requesturi", "async", "credentials"), arguments, strict=False):
                self._store(base, (word(part),), values, place)
            return True
        if name == "setrequestheader" and len(arguments) > 1:
            self._store(base, (word("headers"), first), arguments[1], place)
            return True
        if name in _STORING and len(arguments) > 1:
            self._store(base, (first,), arguments[1], place)
            return True
        head = web.header(first, place) if name in _STORING and len(arguments) == 1 else None
        if head is not None:  # $request.Headers.Add("Name: value")
            self._store(base, (word(head.name),), only(head.value), place)
        return False

    def _static(self, node: Node, kind: str, name: str, arguments: Sequence[Values]) -> Values:
        own = self._created(kind, arguments) if name == "new" else self._called(Table((), None, kind), name, arguments)
        if own is not None:
            return own
        made = tuple(Choice(dotnet.static(kind, name, row.value), row.arms) for row in product(arguments))
        return all_known(made) or self._unknown(node)

    # Classes, functions and other scripts

    def _created(self, kind: str, arguments: Sequence[Values]) -> Values | None:
        """Return a new object of a class of the script, its constructor run; None when the script has no such class."""
        if kind not in self._classes:
            return None
        entries = tuple(
            (word(name), self._evaluate(node)[0].value if node is not None else hole(name))
            for name, node in self._classes[kind].properties
        )
        made: Values = only(Table(entries, None, kind))
        before = self._flow.values.get("this")
        self._flow.assign("this", made)
        constructor = method_named([self._classes[kind]], kind, len(arguments))
        if constructor is not None:
            self._call(constructor, positional(constructor, arguments))
        made = self._flow.values.get("this", made)
        self._flow.assign("this", before)
        return made

    def _called(self, value: Value, name: str, arguments: Sequence[Values]) -> Values | None:
        """Return what a method of an object returns, None when it is none of the script's classes.

        An object that is not known is taken for one of the only class that has such a method.
        """
        kind = self._classes.get(value.kind) if isinstance(value, Table) else None
        method = method_named([kind] if kind is not None else [], name, len(arguments))
        if method is None and isinstance(value, Text) and not value.literals and arguments:
            having = [one for one in self._classes.values() if method_named([one], name, len(arguments))]
            method = method_named(having, name, len(arguments)) if len(having) == 1 else None
            if method is None or len(method.parameters) != len(arguments):
                return None
            value = Table(tuple((word(prop), hole(prop)) for prop, _ in having[0].properties), None, having[0].name)
        if method is None:
            return None
        before = self._flow.values.get("this")
        self._flow.assign("this", only(value))
        result = self._flow.printed(partial(self._call, method, positional(method, arguments)))
        self._flow.assign("this", before)
        return result or only(hole())

    def _is_called(self, function: Function) -> bool:
        """Whether any script of the project calls the function."""
        return function.script.place(function.node) in self._project.called

    def _call(self, function: Function, given: Mapping[str, Values]) -> None:
        """Run a function with parameters; too deep or recursive calls print something unknown."""
        self._fuel -= 1
        if function.name in self._calls or len(self._calls) >= _DEPTH or self._fuel <= 0:
            self._flow.print(only(hole()))
            return
        self._project.called.add(function.script.place(function.node))
        outer, piped, self._piped = dict(self._flow.values), self._piped, None
        for parameter in function.parameters:
            self._flow.values.pop(parameter.name, None)
        self._flow.values.update(given)
        self._calls.append(function.name)
        with self._within(function.script):
            self._define(function.parameters)
            self._run_all(function.body)
        self._calls.pop()
        self._piped = piped
        kept = {key: value for key, value in self._flow.values.items() if key in self._shared or key == "this"}
        self._flow.values = outer | kept

    def _define(self, parameters: Sequence[Parameter]) -> None:
        """Give the parameters that were not passed their default values."""
        for parameter in parameters:
            if parameter.name not in self._flow.values and parameter.default is not None:
                values = self._evaluate(parameter.default)
                named = self._named(values, parameter.name, self._script.place(parameter.node))
                self._flow.assign(parameter.name, named)

    def _enter(self, script: Script) -> None:
        """Run a script in the state of this one: itself, or a file that is loaded."""
        with self._within(script):
            for node in (node for root in script.roots for node in walk(root)):
                if node.type == "function_statement":
                    found = functions.function(script, node)
                    self._functions[found.name.lower()] = found
                elif node.type == "class_statement":
                    kind = functions.class_of(script, node)
                    self._classes[kind.name] = kind
                elif node.type == "command_name":
                    self._mentioned.add(script.read(node).lower())
            self._run_all(script.roots)

    def _source(self, written: Text) -> None:
        """Load another script or module of the project, unless that is what runs already.

        A module that loads what it does not name loads the scripts of its folders.
        """
        origin = self._script.source.path
        script = self._project.named(written, origin, _ENDINGS)
        found = [script] if script is not None else []
        if not found and _UNNAMED.fullmatch(written.marked) and origin.lower().endswith(".psm1"):
            found = self._project.below(origin, ".ps1")
        for script in found:
            if script.source.path not in self._sourced and len(self._sourced) <= _DEPTH:
                self._sourced.append(script.source.path)
                self._enter(script)
                self._sourced.pop()

    @contextmanager
    def _within(self, script: Script) -> Iterator[None]:
        outer, self._script = self._script, script
        try:
            yield
        finally:
            self._script = outer


def _unescaped(written: str) -> str:
    return _ESCAPES.get(written, written)


def _elements(node: Node) -> list[Node]:
    groups = [child for child in node.named_children if child.type == "command_elements"]
    return [c for group in groups for c in group.named_children if c.type not in ("command_argument_sep", "comment")]


def _all_tables(values: Values) -> bool:
    return all(isinstance(choice.value, Table) for choice in values)


def _program(name: str) -> str:
    """Return the bare name of the program that a command in lower case runs."""
    return name.rsplit("\\", 1)[-1].rsplit("/", 1)[-1].removesuffix(".exe")


def _hands_on(line: str, program: str) -> bool:
    """Whether a command line in lower case runs a program with all that its function is given."""
    runs = re.search(
        rf"(?:^|[\\/\s'\"]){re.escape(program)}(?:\.exe)?['\"]?\s|^&?\s*(?:\$|docker\b|podman\b|wsl\b)", line
    )
    return bool(runs) and bool(re.search(r"[@$](?:args|psboundparameters|arguments|rest|remaining\w*)\b", line))


def _type_name(written: str) -> str:
    return written.lower().strip("[]")
