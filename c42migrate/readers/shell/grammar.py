"""Where the bash grammar falls short: texts it does not parse, and words that it splits.

Sources: tree-sitter-bash 0.25; zshexpn(1) of zsh 5.9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from c42migrate.files.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

_CONTINUED = ("word", "number", "concatenation", "command_name", "simple_expansion", "string")
_PROMPT = re.compile(r"^([ \t]*)\$(?= )", re.MULTILINE)
_POSITIONAL = re.compile(r"(?<![\\$])\$\d(?!\w)")
_FLAGS = re.compile(r"(?<=\$\{)\([\w@%#.]+\)(?=[A-Za-z_])")
_SLICE = re.compile(r"(?<=\$\{)[@*]\[[^\]\s]*,[^\]\s]*\](?=\})")
_ONE_LINE = re.compile(
    r"^([^\n]*(?:[\s)]|^)\{ (?:[^\n{}]|\$\{[^\n{}]*\})*(?:[^\s;{}]|\$\{[^\n{}]*\})) \}", re.MULTILINE
)


def is_zsh(source: Source) -> bool:
    """Whether zsh runs a script, by its first line or by what its file is called."""
    name = source.path.rpartition("/")[2].removeprefix(".")
    first = source.text.partition("\n")[0]
    return (first.startswith("#!") and "zsh" in first) or name.startswith("zsh") or name.endswith(".zsh")


def spelled(text: str) -> str:
    """``text`` in as many characters, for the grammar only: names and values are read from the text itself."""
    text = _PROMPT.sub(r"\1 ", text)  # a pasted session
    text = _POSITIONAL.sub("$A", text)  # the grammar loses a digit after ``a/$1/``
    for pattern in (_FLAGS, _SLICE):  # zsh: ${(U)name}, ${@[2,-1]}
        text = pattern.sub(lambda match: "A" * len(match[0]), text)
    return _ONE_LINE.sub(r"\1;}", text)  # zsh: { command }


def neighbours(node: Node) -> list[Node]:
    """Return what follows the value of an assignment without a blank: the grammar takes ``x=$a/$b/c`` for two words."""
    owner = node.parent
    found = [node]
    after = owner.next_sibling if owner is not None and owner.type == "variable_assignment" else None
    while after is not None and after.start_byte == found[-1].end_byte and after.type in _CONTINUED:
        found.append(after)
        after = after.next_sibling
    return found[1:]


def groups(nodes: Sequence[Node]) -> list[list[Node]]:
    """Return the nodes in groups that stand without a blank between them."""
    found: list[list[Node]] = []
    for node in nodes:
        if found and found[-1][-1].end_byte == node.start_byte:
            found[-1].append(node)
        else:
            found.append([node])
    return found


def fields(node: Node, *names: str) -> list[Node]:
    """Return the children of a node in these fields."""
    return [c for i, c in enumerate(node.children) if node.field_name_for_child(i) in names and c.is_named]
