"""Text cut out of a container, with the place each character came from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from c42migrate.files.source import Source


@dataclass(frozen=True, slots=True)
class Chars:
    """``text`` whose character ``i`` stands at code point ``at[i]`` of the container; the last of ``at`` is the end."""

    text: str
    at: Sequence[int]

    def __getitem__(self, part: slice) -> Chars:
        """Return the characters ``[start:end]`` with their places (no step)."""
        start, end, _ = part.indices(len(self.text))
        return Chars(self.text[start:end], self.at[start : end + 1])

    def replace(self, text: str) -> Chars:
        """Other characters of the same number in the same places."""
        return Chars(text, self.at)


def cut(text: str, start: int, end: int) -> Chars:
    """``text[start:end]`` of the container, unchanged."""
    return Chars(text[start:end], range(start, end + 1))


def join(parts: Iterable[Chars], separator: str = "") -> Chars:
    """Return the parts in order; a separator stands where the part before it ends."""
    texts: list[str] = []
    at = array("I")
    end = 0
    for part in parts:
        if texts:
            texts.append(separator)
            at.extend([end] * len(separator))
        texts.append(part.text)
        at.extend(part.at[:-1])
        end = part.at[-1]
    at.append(end)
    return Chars("".join(texts), at)


def decoded(chars: Chars, pattern: re.Pattern[str], decode: Callable[[str], str]) -> Chars:
    """``chars`` with each match of ``pattern`` decoded; a decoded text stands where its escape begins."""
    parts: list[Chars] = []
    last = 0
    for match in pattern.finditer(chars.text):
        parts.append(chars[last : match.start()])
        text = decode(match.group())
        start, end = chars.at[match.start()], chars.at[match.end()]
        parts.append(Chars(text, [start] * len(text) + [end]))
        last = match.end()
    return join([*parts, chars[last:]]) if parts else chars


def lines(chars: Chars) -> list[Chars]:
    """Return the lines with their line ends (``\\n``, ``\\r\\n`` or ``\\r``)."""
    return [chars[m.start() : m.end()] for m in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", chars.text)]


def dedent(chars: Chars, indent: int | None = None) -> Chars:
    """Return the lines without their common leading blanks, or without up to ``indent`` of them."""
    rows = lines(chars)
    leads = [len(row.text) - len(row.text.lstrip(" \t")) for row in rows if row.text.strip()]
    width = min(leads, default=0) if indent is None else indent
    return join(row[min(width, len(row.text) - len(row.text.lstrip(" \t"))) :] for row in rows)


def part(source: Source, chars: Chars, kind: str, *, escaped: bool = False) -> Source:
    """``chars`` as a source of its own, with byte offsets into the file."""
    offsets = array("Q", (source.offset(index) for index in chars.at))
    return Source(source.path, chars.text, kind, source.encoding, 0, offsets, escaped or source.escaped)


_NEAR = 16
"""Bytes that one character of a part may stand for (``&#x0000041;``)."""


def runs(part: Source) -> list[tuple[int, int]]:
    """Return the ranges of bytes that a part is put together from, in the order of the part."""
    bounds = part.offsets if part.offsets is not None else (part.offset(0), part.offset(len(part.text)))
    if part.offsets is None:
        return [(bounds[0], bounds[-1])]
    breaks = [i for i in range(1, len(bounds)) if not 0 <= bounds[i] - bounds[i - 1] <= _NEAR]
    starts, ends = [0, *breaks], [*breaks, len(bounds)]
    return [(bounds[start], bounds[end - 1]) for start, end in zip(starts, ends, strict=True)]


_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "a": "\a", "e": "\x1b", "v": "\v"}
_PAIR = 12


def unescape_json(chars: Chars) -> Chars:
    """Return the content of a JSON or double-quoted YAML string decoded."""
    return decoded(chars, _ESCAPE, _unescape)


def _unescape(written: str) -> str:
    if len(written) == _PAIR:
        units = (int(written[2:6], 16), int(written[8:], 16))
        return chr(0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00))
    if written[1] in "ux" and len(written) > len("\\u"):
        return chr(int(written[2:], 16))
    return _SIMPLE.get(written[1], written[1])


_SHEBANG = re.compile(r"\s*#!\s*\S*?/?(?:env\s+(?:-\S+\s+)*)?(?P<program>[\w.+-]+)[ \t]*(?:[\r\n]|$|-)")
_PROGRAMS = {
    "sh": "shell",
    "bash": "shell",
    "zsh": "shell",
    "ksh": "shell",
    "dash": "shell",
    "pwsh": "powershell",
    "powershell": "powershell",
    "ruby": "rb",
    "perl": "pl",
    "node": "js",
    "php": "php",
}


def shebang_kind(text: str) -> str | None:
    """Return the kind that a ``#!`` line asks for: python, shell …, ``text`` for an unknown program; None without
    one."""
    match = _SHEBANG.match(text)
    if match is None:
        return None
    program = match["program"].rpartition("/")[2].lower()
    return "python" if program.startswith("python") else _PROGRAMS.get(program, "text")
