"""Notebooks: all Python cells as one program, shell cells and ``!`` commands as scripts of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from c42migrate.files.source import Source
from c42migrate.readers.containers.chars import Chars, cut, join, part, unescape_json

_JSON = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


@dataclass(frozen=True, slots=True)
class String:
    """A JSON string: ``[start, end)`` is its content as written, quotes excluded."""

    start: int
    end: int


Value = dict[str, "Value"] | list["Value"] | String | None


class _Scanner:
    """Just enough JSON to know where strings stand; raises ValueError when the text is not JSON."""

    def __init__(self, text: str) -> None:
        """Nothing is read yet."""
        self.text = text
        self.tokens = [(match.group(), match.start()) for match in _JSON.finditer(text)]
        self.at = 0

    def next(self) -> tuple[str, int]:
        """Return the next token and its position."""
        if self.at >= len(self.tokens):
            raise ValueError("the JSON ends early")
        self.at += 1
        return self.tokens[self.at - 1]

    def value(self) -> Value:
        """Return the value that begins at the next token."""
        word, start = self.next()
        if word == "{":
            return dict(self._members())
        if word == "[":
            return list(self._items())
        return String(start + 1, start + len(word) - 1) if word[0] == '"' else None

    def _members(self) -> Iterator[tuple[str, Value]]:
        while (word := self.next()[0]) != "}":
            if word == ",":
                continue
            if self.next()[0] != ":":
                raise ValueError("a JSON member has no colon")
            yield word.strip('"'), self.value()

    def _items(self) -> Iterator[Value]:
        while self.next()[0] != "]":
            self.at -= self.tokens[self.at - 1][0] != ","
            yield self.value()


def notebook_parts(source: Source) -> list[Source]:
    """Return the programs in a notebook; none when it is not JSON."""
    try:
        root = _Scanner(source.text).value()
    except (ValueError, RecursionError):
        return []
    cells = [(_word(source, cell.get("cell_type")), _code(source, cell)) for cell in _cells(root)]
    kind = _kernel(source, root)
    return list(_parts(source, [code for what, code in cells if what == "code" and code.text.strip()], kind))


def cell_lines(source: Source) -> Iterator[tuple[int, int, int]]:
    """Yield number of a cell, number of a line in it (both 1-based), and the code point at which that line is
    written."""
    try:
        root = _Scanner(source.text).value()
    except (ValueError, RecursionError):
        return
    for number, cell in enumerate(_cells(root), 1):
        code = _code(source, cell)
        starts = [0, *(match.end() for match in re.finditer(r"\n", code.text))]
        yield from ((number, line, code.at[start]) for line, start in enumerate(starts, 1) if code.text)


def _cells(root: Value) -> Iterator[dict[str, Value]]:
    sheets = root.get("worksheets") if isinstance(root, dict) else None
    for holder in [root, *(sheets if isinstance(sheets, list) else [])]:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        yield from (cell for cell in (cells if isinstance(cells, list) else []) if isinstance(cell, dict))


def _word(source: Source, value: Value | None) -> str:
    return source.text[value.start : value.end] if isinstance(value, String) else ""


def _code(source: Source, cell: dict[str, Value]) -> Chars:
    value = cell.get("source", cell.get("input"))
    rows = value if isinstance(value, list) else [value]
    strings = [row for row in rows if isinstance(row, String)]
    return join(unescape_json(cut(source.text, string.start, string.end)) for string in strings)


_KERNELS = {
    "python": "python",
    "bash": "shell",
    "sh": "shell",
    "zsh": "shell",
    "powershell": "powershell",
    "": "python",
}


def _kernel(source: Source, root: Value) -> str:
    """Return the kind of the notebook's kernel."""
    metadata = root.get("metadata") if isinstance(root, dict) else None
    for where, key in (("language_info", "name"), ("kernelspec", "language")):
        info = metadata.get(where) if isinstance(metadata, dict) else None
        name = _word(source, info.get(key)) if isinstance(info, dict) else ""
        if name:
            return _KERNELS.get(name.lower().rstrip("0123456789"), "text")
    return "python"


_MAGIC = re.compile(r"\s*%%(?P<name>\S+)[^\r\n]*(?:\r\n|\r|\n|$)")
_CELL_KINDS = {
    "bash": "shell",
    "sh": "shell",
    "!": "shell",
    "system": "shell",
    "powershell": "powershell",
    "pwsh": "powershell",
}
_PYTHON_MAGICS = frozenset({"time", "timeit", "capture", "prun", "python", "python3", "python2", "px", "debug"})


def _parts(source: Source, cells: Sequence[Chars], kind: str) -> Iterator[Source]:
    program: list[Chars] = []
    for cell in cells:
        magic = _MAGIC.match(cell.text)
        if magic and magic["name"] not in _PYTHON_MAGICS:
            yield part(source, cell[magic.end() :], _cell_kind(magic.group()), escaped=True)
        elif kind != "python":
            program.append(cell)
        else:
            body, commands = split_magics(cell[magic.end() :] if magic else cell)
            program.append(body)
            yield from (part(source, command, "shell", escaped=True) for command in commands)
    if program:
        yield part(source, join(program, "\n"), kind, escaped=True)


def _cell_kind(line: str) -> str:
    words = line.strip().lstrip("%").split()
    name = words[1] if words[0] == "script" and len(words) > 1 else words[0]
    if name == "writefile" and words[-1].endswith((".py", ".sh", ".ps1")):
        return {"py": "python", "sh": "shell", "ps1": "powershell"}[words[-1].rpartition(".")[2]]
    return _CELL_KINDS.get(name, "text")


_TIMED = re.compile(r"\s*%(?:time|timeit|prun|memit)\b(?:[ \t]+-\S+)*[ \t]*")
_PACKAGES = re.compile(r"%(?:pip|conda|mamba|uv)\b")
_MAGIC_LINE = re.compile(r"[ \t]*(?:[\w., \t]+=[ \t]*)?(?=[!?]|%\w)")
_LEXEME = re.compile(
    r"(?P<string>\"{3}.*?(?:\"{3}|\Z)|'{3}.*?(?:'{3}|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<end>\n)|#[^\n]*|\\\n|.",
    re.DOTALL,
)


def split_magics(cell: Chars) -> tuple[Chars, list[Chars]]:
    """Return a Python cell without its magics, and the commands of its ``!`` lines."""
    kept: list[Chars] = []
    commands: list[Chars] = []
    for line in _logical_lines(cell):
        magic = _MAGIC_LINE.match(line.text)
        body = line.text[magic.end() :] if magic else ""
        if not body:
            kept.append(line)
            continue
        start = len(line.text) - len(body)
        if _PACKAGES.match(body):
            commands.append(line[start + 1 :])
        elif body.startswith("!"):
            commands.append(line[start + len(body) - len(body.lstrip("!")) :])
        timed = _TIMED.match(line.text)
        kept.append(line[timed.end() :] if timed else line[len(line.text.rstrip("\r\n")) :])
    return join(kept), commands


def _logical_lines(cell: Chars) -> Iterator[Chars]:
    """Yield the lines of a program, each with those it goes on with inside brackets, strings and after a backslash.

    A magic is a line of its own whatever stands in it.
    """
    at = depth = start = 0
    while at < len(cell.text):
        if at == start and (magic := _MAGIC_LINE.match(cell.text, at)) and magic.end() < len(cell.text):
            at = _end_of_magic(cell.text, magic.end())
            yield cell[start:at]
            start = at
            continue
        lexeme = _LEXEME.match(cell.text, at)
        at = lexeme.end() if lexeme else at + 1
        kind = lexeme.lastgroup if lexeme else ""
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        if kind == "end" and not depth:
            yield cell[start:at]
            start = at
    if start < at:
        yield cell[start:at]


def _end_of_magic(text: str, at: int) -> int:
    """After the line, and the lines it goes on with after a backslash."""
    found = re.compile(r"(?:[^\\\n]|\\\n|\\)*(?:\n|\Z)").match(text, at)
    return found.end() if found else len(text)
