"""Puts comment lines into programs where they provably change nothing: the parser sees the same program."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from c42migrate.files.kinds import HEAD, kind_of
from c42migrate.outcome import Outcome

_INDENT = re.compile(rb"[ \t]*")
_CONTINUED = {"python": b"\\", "shell": b"\\", "powershell": b"`"}
"""What a line ends with that goes on in the next: no comment may stand in between."""


@dataclass(frozen=True, slots=True, order=True)
class Comment:
    """A comment line to put above ``line`` (1-based, of the text as it is). ``text`` begins with ``#``."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment and where it came to stand: lines (1-based) of the new text, its own and that of what it is about."""

    comment: Comment
    line: int
    about: int


def commented(outcome: Outcome, wanted: Iterable[Comment]) -> tuple[dict[str, bytes], list[Placed]]:
    """Path → new bytes, and the comments that could be placed. Line ends, encoding and indentation are kept.

    A comment that would stand inside something else (a long string, a here-document) is left out, and so is every
    comment of a file whose language has no prover here or that cannot be parsed.
    """
    by_path: dict[str, list[Comment]] = {}
    for comment in sorted(set(wanted)):
        by_path.setdefault(comment.path, []).append(comment)
    made: dict[str, bytes] = {}
    placed: list[Placed] = []
    for path, comments in by_path.items():
        data, fitting = _placed(outcome, path, comments)
        if fitting:
            made[path] = data
            placed += fitting
    return made, placed


def _placed(outcome: Outcome, path: str, comments: list[Comment]) -> tuple[bytes, list[Placed]]:
    data = outcome.contents[path]
    kind = kind_of(path, data[:HEAD], explicit=True)
    form_of = _FORMS.get(kind, _none)
    form = form_of(data)
    encoding = outcome.encodings.get(path, "utf-8")
    if form is None or encoding.startswith(("utf-16", "utf-32")):
        return data, []

    def fits(some: list[Comment]) -> bool:
        return form_of(_inserted(data, kind, encoding, some)[0]) == form

    fitting = comments if fits(comments) else [one for one in comments if fits([one])]
    return _inserted(data, kind, encoding, fitting) if fits(fitting) else (data, [])


def _inserted(data: bytes, kind: str, encoding: str, comments: Iterable[Comment]) -> tuple[bytes, list[Placed]]:
    """Return the text with the comments above their lines, or above the first of the lines that one continues."""
    lines = [line for line in re.split(rb"(?<=\n)", data) if line]
    end = b"\r\n" if any(line.endswith(b"\r\n") for line in lines) else b"\n"
    rows = sorted((_row(lines, kind, comment.line - 1), comment) for comment in comments)
    for row, comment in reversed(rows):
        indent = _INDENT.match(lines[row])
        lines.insert(row, (indent[0] if indent else b"") + comment.text.encode(encoding, "backslashreplace") + end)
    return b"".join(lines), [
        Placed(comment, row + 1 + number, comment.line + sum(above < comment.line for above, _ in rows))
        for number, (row, comment) in enumerate(rows)
    ]


def _row(lines: Sequence[bytes], kind: str, row: int) -> int:
    """Return the row (0-based) at which a comment about ``row`` may stand."""
    while row and kind in _CONTINUED and lines[row - 1].rstrip(b"\r\n").endswith(_CONTINUED[kind]):
        row -= 1
    return row


def _none(_data: bytes) -> None:
    """No form: nothing can be proven in such a file."""


def _python(data: bytes) -> str | None:
    try:
        return ast.dump(ast.parse(data))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _shell(data: bytes) -> object:
    import tree_sitter_bash

    return _syntax(data, tree_sitter_bash.language())


def _powershell(data: bytes) -> object:
    import tree_sitter_powershell

    return _syntax(data, tree_sitter_powershell.language())


def _syntax(data: bytes, language: object) -> object:
    """Depth and type of every node of the tree, and the text of its leaves, without comments and blanks."""
    from tree_sitter import Language, Parser

    root = Parser(Language(language)).parse(data).root_node
    if root.has_error:
        return None
    form: list[tuple[int, str, bytes | None]] = []
    stack = [(0, root)]
    while stack:
        depth, node = stack.pop()
        text = None if node.child_count else node.text
        if node.type != "comment" and (text is None or text.strip()):
            form.append((depth, node.type, text))
        stack.extend((depth + 1, child) for child in reversed(node.children))
    return form


def _yaml(data: bytes) -> object:
    import yaml

    try:
        events = list(yaml.parse(data, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError):
        return None
    return [{name: value for name, value in vars(event).items() if not name.endswith("_mark")} for event in events]


_FORMS: dict[str, Callable[[bytes], object]] = {
    "python": _python,
    "shell": _shell,
    "powershell": _powershell,
    "yaml": _yaml,
}
"""Kind → what a file of it says, comments left out; None when that cannot be told."""
