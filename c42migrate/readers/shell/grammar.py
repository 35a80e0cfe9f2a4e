"""Words that the bash grammar splits although nothing stands between their parts (``a/$x/$y/b``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_CONTINUED = ("word", "number", "concatenation", "command_name", "simple_expansion", "string")


def neighbours(node: Node) -> list[Node]:
    """What follows the value of an assignment without a blank: the grammar takes ``x=$a/$b/c`` for two words."""
    owner = node.parent
    found = [node]
    after = owner.next_sibling if owner is not None and owner.type == "variable_assignment" else None
    while after is not None and after.start_byte == found[-1].end_byte and after.type in _CONTINUED:
        found.append(after)
        after = after.next_sibling
    return found[1:]


def groups(nodes: Sequence[Node]) -> list[list[Node]]:
    """The nodes in groups that stand without a blank between them."""
    found: list[list[Node]] = []
    for node in nodes:
        if found and found[-1][-1].end_byte == node.start_byte:
            found[-1].append(node)
        else:
            found.append([node])
    return found
