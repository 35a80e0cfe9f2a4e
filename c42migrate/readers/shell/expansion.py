"""What a word of a shell script stands for: quoting, variables, arrays, ``${…}`` and ``$(…)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from c42migrate.model import Place, ProbeForm, Text, hole, is_index, literal
from c42migrate.readers import texts
from c42migrate.readers.choices import Choice, Choices, only, product, union
from c42migrate.readers.collect import Collector
from c42migrate.readers.shell import words as w
from c42migrate.readers.shell.grammar import groups, is_zsh, neighbours
from c42migrate.readers.shell.variables import Values, Variables
from c42migrate.readers.syntax import Script

if TYPE_CHECKING:
    from tree_sitter import Node

_BARE_ESCAPE = re.compile(r"\\(\r?\n|.)", re.DOTALL)
_QUOTED_ESCAPE = re.compile(r'\\(\r?\n|["\\$`])')
_HEREDOC_ESCAPE = re.compile(r"\\(\r?\n|[\\$`])")
_ANSI_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_ANSI = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_PARAMETER = re.compile(
    r"\$\{(?:\([@fkoqv]+\))?([!#]?)(\w+|[@*#?$!-])(\[[^\]]*\])?(:?[-=+?]|%%?|##?|//?|,,?|\^\^?|:|@)?"
)
_SLASH = re.compile(r"(?<!\\)/")
_ELEMENT = re.compile(r"\[([^\]]+)\]=")
_VARIABLE = re.compile(r"(?<![\\$])\$(\d|[A-Za-z_]\w*)", re.ASCII)
_DEFAULTS = frozenset({":-", "-", ":=", "="})


def _pattern(operator: str, written: str) -> tuple[ProbeForm, Text]:
    """How the operand of ``${name#written}`` and the like is held against the value."""
    ends = {"#": f"{written}*", "%": f"*{written}"}
    return ProbeForm.GLOB, literal(ends.get(operator[:1], f"*{written.partition('/')[0]}*"))


class Expander:
    """Evaluates words. ``substitute`` runs a command substitution and gives the text it prints; ``collector`` is told
    where a text is cut or a key."""

    def __init__(
        self,
        script: Script,
        variables: Variables,
        substitute: Callable[[Node], Choices[Text]],
        collector: Collector,
    ) -> None:
        self.script = script
        self.variables = variables
        self._substitute = substitute
        self._collector = collector
        self._is_zsh = is_zsh(script.source)

    def words(self, nodes: Sequence[Node]) -> Values:
        """All words of a command line, as they are after splitting."""
        rows = product(self.joined(group) for group in groups(nodes))
        return tuple(Choice(tuple(text for part in row.value for text in part), row.arms) for row in rows)

    def text(self, node: Node) -> Choices[Text]:
        """Return a word as one text, not split (the right side of an assignment, a here-document)."""
        rest = neighbours(node)
        if rest:
            return tuple(Choice(texts.join(c.value), c.arms) for c in self.joined([node, *rest]))
        return tuple(Choice(texts.join(c.value), c.arms) for c in self.word(node, quoted=True))

    def word(self, node: Node, *, quoted: bool = False) -> Values:
        """One word of the syntax: zero or more words of the command line."""
        if node.type in ("simple_expansion", "expansion"):
            return self._expansion(node, quoted=quoted)
        if node.type in ("command_substitution", "process_substitution"):
            return self._substitution(node, quoted=quoted or node.type == "process_substitution")
        if node.type == "array":
            return self.words(node.named_children)
        return self._spelled(node, quoted=quoted)

    def _spelled(self, node: Node, *, quoted: bool) -> Values:
        """Return a word that is written out, in any kind of quotes or none."""
        start, end = self.script.span(node)
        if node.type == "arithmetic_expansion":
            return only((hole("", self.script.place(node)),))
        if node.type == "raw_string":
            return only((self.script.piece(start + 1, end - 1, token=start, whole=True),))
        if node.type == "ansi_c_string":
            return only((self._escaped(start + 2, end - 1, start, _ANSI_ESCAPE),))
        if node.type in ("string", "translated_string"):
            start += 0 if self.script.text[start] == '"' else 1
            return self._kept(self._mixed(node, start + 1, end - 1, start, quoted=True))
        return self._mixed(node, start, end, start, quoted=quoted)

    def body(self, node: Node) -> Choices[Text]:
        """Return the text of a here-document."""
        start, end = self.script.span(node)
        values = self._kept(self._mixed(node, start, end, start, quoted=True))
        return tuple(Choice(texts.join(c.value), c.arms) for c in values)

    def raw(self, node: Node) -> Text:
        """Return the text of a here-document with a quoted delimiter."""
        start, end = self.script.span(node)
        return self.script.piece(start, end, token=start, whole=True)

    @staticmethod
    def _kept(values: Values) -> Values:
        """Keep a quoted word a word when it is empty."""
        return tuple(Choice(c.value or (Text(),), c.arms) for c in values)

    def _mixed(self, node: Node, start: int, end: int, token: int, *, quoted: bool) -> Values:
        """Characters and expansions in ``text[start:end]``; what no child covers is plain text."""
        return self._parts(node.named_children, start, end, token, _ESCAPES.get(node.type, _BARE_ESCAPE), quoted=quoted)

    def joined(self, nodes: Sequence[Node]) -> Values:
        """Nodes with nothing between them are one word (the grammar splits ``a$1/$2`` before the last digit)."""
        if len(nodes) == 1:
            return self.word(nodes[0])
        start, end = self.script.span(nodes[0])[0], self.script.span(nodes[-1])[1]
        children = [c for node in nodes for c in (node.named_children if node.type in _SPLIT else [node])]
        return self._parts(children, start, end, start, _BARE_ESCAPE, quoted=False)

    def _parts(
        self, children: Sequence[Node], start: int, end: int, token: int, escape: re.Pattern[str], *, quoted: bool
    ) -> Values:
        parts: list[Values] = []
        at = start
        for child in children:
            low, high = self.script.span(child)
            if low < at or high > end or child.type in _PLAIN:
                continue
            parts += [*self._plain(at, low, token, escape, quoted=quoted), self.word(child, quoted=quoted)]
            at = high
        parts += self._plain(at, end, token, escape, quoted=quoted, whole=at == start)
        return tuple(Choice(w.fuse(row.value), row.arms) for row in product(parts))

    def _plain(
        self, start: int, end: int, token: int, escape: re.Pattern[str], *, quoted: bool, whole: bool = False
    ) -> list[Values]:
        """Characters that no node covers; a variable among them is one the grammar did not see."""
        parts: list[Values] = []
        at = start
        for match in _VARIABLE.finditer(self.script.text, start, end):
            place = self.script.source.place(*match.span())
            text = self._escaped(at, match.start(), token, escape, whole=False)
            parts += [only((text,) if text.pieces else ()), self._value(place, match[1], "", quoted=quoted)]
            at = match.end()
        text = self._escaped(at, end, token, escape, whole=whole and at == start)
        return [*parts, only((text,) if text.pieces else ())]

    def _escaped(self, start: int, end: int, token: int, escape: re.Pattern[str], *, whole: bool = True) -> Text:
        """Return the characters ``[start, end)`` with escapes resolved."""
        decode = _ansi if escape is _ANSI_ESCAPE else _continued
        return self.script.unescaped(start, end, token, escape, decode, whole)

    def _substitution(self, node: Node, *, quoted: bool) -> Values:
        texts = self._substitute(node)
        place = self.script.place(node)
        named = (Choice(t.value if t.value.literals else hole("", place), t.arms) for t in texts)
        return tuple(Choice((c.value,) if quoted else w.split(c.value), c.arms) for c in named)

    def _expansion(self, node: Node, *, quoted: bool) -> Values:
        text = self.script.read(node)
        if node.type == "simple_expansion":
            return self._value(self.script.place(node), text[1:], "", quoted=quoted)
        match = _PARAMETER.match(text)
        place = self.script.place(node)
        operator, index = (match[4] or "", (match[3] or "")[1:-1]) if match is not None else ("", "")
        for name in _VARIABLE.findall(index):
            self._note(self.variables.get(name), place, "a key here")
        if match is None or match[1]:
            if match is not None and match[1] == "#" and index not in ("@", "*"):
                self._note(self._known(match[2], index), place, "measured here")
            return only((hole(text[2:-1], place),))
        if not operator:
            return self._value(place, match[2], index, quoted=quoted)
        operand = (self.script.span(node)[0] + match.end(), self.script.span(node)[1] - 1)
        return self._operated(node, match[2], index, operator, operand, quoted=quoted)

    def _operated(
        self, node: Node, name: str, index: str, operator: str, operand: tuple[int, int], *, quoted: bool
    ) -> Values:
        place = self.script.place(node)
        if operator in _DEFAULTS or operator.strip(":") == "+":
            return self._default(node, name, index, operator, operand, quoted=quoted)
        value = self._value(place, name, index, quoted=quoted)
        given = self.script.text[slice(*operand)]
        if operator in (":?", "?"):
            return value
        if operator in (",,", "^^"):
            return _each(value, lambda text: texts.cased(text, "lower" if operator == ",," else "upper"))
        literal_pattern = given.replace("\\", "").strip("\"'")
        of_list = operator == ":" and (name in ("@", "*") or index in ("@", "*"))
        if not of_list and not _is_harmless(operator, literal_pattern):
            self._note(value, place, "cut here")
            if operator[0] in "#%/":
                self._collector.probe(*_pattern(operator, literal_pattern), place, "is cut off")
        if operator[0] in "%#" and not set(literal_pattern) & set("*?[$"):
            trim = texts.without_end if operator[0] == "%" else texts.without_start
            return _each(value, lambda text: trim(text, literal_pattern))
        if operator[0] == "/":
            return self._replaced(node, value, operator, operand)
        return only((hole(name, place),))

    def _note(self, values: Values | None, place: Place, purpose: str) -> None:
        for text in (text for choice in values or () for text in choice.value):
            self._collector.also_used(text, place, purpose)

    def _replaced(self, node: Node, value: Values, operator: str, operand: tuple[int, int]) -> Values:
        start, end = operand
        slash = _SLASH.search(self.script.text, start, end)
        middle = slash.start() if slash else end
        old = self.script.text[start:middle].replace("\\", "").strip("\"'")
        if set(old) & set("*?[$") or self.script.text[start : start + 1] in ("#", "%"):
            return only((hole("", self.script.place(node)),))
        new = self._mixed(node, min(middle + 1, end), end, start, quoted=True)
        rows = product([value, new])
        every = operator == "//"
        return tuple(
            Choice(tuple(texts.replaced(t, old, texts.join(row.value[1]), every=every) for t in row.value[0]), row.arms)
            for row in rows
        )

    def _default(
        self, node: Node, name: str, index: str, operator: str, operand: tuple[int, int], *, quoted: bool
    ) -> Values:
        known = None if operator.endswith("+") else self._known(name, index)
        set_ones = tuple(c for c in known or () if any(text.pieces for text in c.value))
        other = self._mixed(node, *operand, operand[0], quoted=quoted)
        if known is None and operator in _DEFAULTS and not any(t.pieces for c in other for t in c.value):
            return only((hole(name, self.script.place(node)),))  # ${NAME:-}: empty at worst
        if known and len(set_ones) == len(known) and any(t.literals for c in known for t in c.value):
            return self._shown(self.script.place(node), name, known, quoted=quoted)
        value = union([self._shown(self.script.place(node), name, set_ones, quoted=quoted), other])
        if operator.endswith("=") and not index:
            self.variables.values[name] = value
        return value

    def _value(self, place: Place, name: str, index: str, *, quoted: bool) -> Values:
        known = self._known(name, index)
        if known is None:
            return only((hole(name, place),))
        if quoted and "*" in (index, name):
            known = tuple(Choice((texts.join(c.value),), c.arms) for c in known)
        if self._is_zsh and not (index or quoted or name.isdigit()):
            # zsh neither splits a word nor takes an array's first element for the whole of it.
            return tuple(Choice(w.used(tuple(t for t in c.value if t.pieces), name, place), c.arms) for c in known)
        if index in ("@", "*") or name in ("@", "*"):
            return tuple(Choice(w.used(c.value, name, place), c.arms) for c in known)
        return self._shown(place, name, known, quoted=quoted)

    def _shown(self, place: Place, name: str, known: Values, *, quoted: bool) -> Values:
        label = f"argument {name}" if name.isdigit() else name
        shown = (Choice(w.used(c.value[:1], label, place), c.arms) for c in known)
        if quoted:
            return tuple(Choice(c.value or (Text(),), c.arms) for c in shown)
        return tuple(Choice(tuple(x for text in c.value for x in w.split(text)), c.arms) for c in shown)

    def _known(self, name: str, index: str) -> Values | None:
        if not index or index in ("@", "*"):
            return self.variables.get(name)
        exact = self.variables.get(f"{name}[{index.strip(chr(34) + chr(39))}]")
        if exact is not None:
            return exact
        every = self.variables.get(name)
        if every is None or "," in index:
            return None
        if is_index(index):
            return tuple(Choice(c.value[int(index) : int(index) + 1], c.arms) for c in every)
        return union([tuple(Choice((text,), c.arms) for text in c.value) for c in every])

    def elements(self, node: Node, *, pairs: bool = False) -> dict[str, Values]:
        """Return the ``[key]=value`` entries of an array literal, values as one text each.

        ``pairs``: it is an associative array, which zsh (and bash since 5.1) also takes as keys and values in turn.
        """
        found: dict[str, Values] = {}
        children = [child for child in node.named_children if child.type != "comment"]
        for child in children:
            match = _ELEMENT.match(self.script.read(child))
            if match:
                start, end = self.script.span(child)
                value = self._mixed(child, start + match.end(), end, start, quoted=False)
                found[match[1].strip("\"'")] = tuple(Choice((texts.join(c.value),), c.arms) for c in value)
        if found or not pairs:
            return found
        keys = [self.text(child)[0].value.known or "" for child in children[::2]]
        values: list[Values] = [tuple(Choice((c.value,), c.arms) for c in self.text(each)) for each in children[1::2]]
        return dict(zip(keys, values, strict=False)) if all(keys) else {}


_ESCAPES = {"string": _QUOTED_ESCAPE, "translated_string": _QUOTED_ESCAPE, "heredoc_body": _HEREDOC_ESCAPE}
_SPLIT = ("concatenation", "command_name")
_PLAIN = frozenset(
    [
        "word",
        "number",
        "regex",
        "variable_name",
        "special_variable_name",
        "subscript",
        "string_content",
        "heredoc_content",
    ]
)


def _is_harmless(operator: str, pattern: str) -> bool:
    """Whether what ``${x%pattern}`` or ``${x/pattern/…}`` does never depends on the words of a path."""
    if operator[0] in "%#":
        return not pattern.strip("/")
    old = _SLASH.split(pattern)[0]
    return operator[0] == "/" and bool(old) and not re.search(r"[\w/*?\[$]", old)


def _each(values: Values, change: Callable[[Text], Text]) -> Values:
    return tuple(Choice(tuple(change(text) for text in c.value), c.arms) for c in values)


def _continued(char: str) -> str:
    """Return what an escaped character stands for: itself, nothing for the end of a line that goes on."""
    return "" if char.endswith("\n") else char


def _ansi(char: str) -> str:
    if char[0] == "x" and len(char) > 1:
        return chr(int(char[1:], 16))
    return chr(int(char, 8)) if char.isdigit() else _ANSI.get(char, char)
