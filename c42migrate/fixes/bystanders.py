"""What stands beside a literal that a fix would change, and would no longer fit it afterwards.

The reader of a language follows values; this looks at the bytes alone, so that it holds for every language: the same
words in other quotes (compared, registered with a mock, used as a key), and names whose text is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from c42migrate.findings import Edit

_WORDS = re.compile(rb"[\w.~-]*(?:/[\w.~-]+)*/?")
_AROUND = re.compile(rb"[\w./~-]")
_QUOTED = re.compile(rb"(?<![\w])[rbuRBU]?([\"'`])([^\"'`\s]{4,200})\1")
_BOUND = re.compile(rb"(?:^|[\s;{(,$:])([A-Za-z_]\w*)[ \t]*=[ \t]*[rbuRBU]?[\"']?[^\s\"'=]{0,200}\Z")
_CUT = (
    rb"\$\{%b(?:%%?|\#\#?|/)[^}\n]{0,99}[A-Za-z*?][^}\n]{0,99}\}|\$\{%b:\d|"
    rb"\$\{?%b\}?[ \t]{0,9}-[ci]?split[ \t]{0,9}[\"']/|\b%b\.r?(?:[sS]plit|partition)\([ \t]{0,9}[\"']/|"
    rb"\b%b\.Substring\(|(?<![\w.$])%b\[[^\]\n]{0,60}:[^\]\n]{0,60}\]|\blen\([ \t]{0,9}%b[ \t]{0,9}\)"
)
_SAID = (
    rb"\b(?:echo|printf|logger|log)[ \t][^|\n]{0,300}[^\s\"'|$]{2}[^|\n]{0,300}\$\{?%b\b(?![^\n]{0,300}\|)|"
    rb"\bWrite-(?:Host|Output|Verbose|Information|Warning|Error|Log)\b[^|\n]{0,300}\$\{?%b\b"
)
_LONGEST_LINE = 2000
_STAYS = "stands there again and is not changed"


@dataclass(frozen=True, slots=True)
class Bystander:
    """``line`` (1-based) and what is done there with the text."""

    line: int
    does: str


def again(words: re.Pattern[bytes], edit: Edit, data: bytes, untouched: Sequence[tuple[int, int]]) -> Bystander | None:
    """Where ``words`` stand once more in the file and stay as they are; ``untouched`` as for ``echo``."""
    for found in words.finditer(data):
        own = found.start() < edit.place.end and edit.place.start < found.end()
        if not own and not _is_known(found.span(), untouched) and not _is_comment(data, found.start()):
            return Bystander(_line(data, found.start()), _STAYS)
    return None


def echo(edit: Edit, data: bytes, untouched: Sequence[tuple[int, int]]) -> Bystander | None:
    """Another quoted string of the file with the same path, which the fix would leave as it is.

    ``untouched``: ranges of bytes that are no bystanders: what is edited too, and what calls known by themselves send.
    """
    phrase = _phrase(edit, data)
    if phrase is None:
        return None
    start, words, at = phrase
    for found in _QUOTED.finditer(data):
        low, high = found.span(2)
        own = low <= start < high or _is_known((low, high), untouched)
        if not own and _repeats(found[2], words, at, edit) and not _is_comment(data, low):
            return Bystander(_line(data, low), _STAYS)
    return None


def is_bare(edit: Edit, data: bytes) -> bool:
    """Whether the edit changes a word that stands alone, without a slash: it may name other things than a path."""
    low, high = edit.place.start, edit.place.end
    while low and _AROUND.match(data, low - 1):
        low -= 1
    while _AROUND.match(data, high):
        high += 1
    return b"/" not in data[low:high] and low < high


def _is_known(place: tuple[int, int], untouched: Sequence[tuple[int, int]]) -> bool:
    return any(start < place[1] and place[0] < max(end, start + 1) for start, end in untouched)


def _phrase(edit: Edit, data: bytes) -> tuple[int, bytes, int] | None:
    """The path written around an edit: where it starts, its bytes, and where in them the edit begins."""
    low, high = edit.place.start, edit.place.end
    while low and _AROUND.match(data, low - 1):
        low -= 1
    found = _WORDS.match(data, low)
    words = data[low : max(found.end() if found else high, high)]
    host = re.match(rb"//[^/]*", words)
    cut = host.end() if host and low + host.end() <= edit.place.start else 0
    words = words[cut:]
    return (low + cut, words, edit.place.start - low - cut) if b"/" in words else None


def _repeats(other: bytes, words: bytes, at: int, edit: Edit) -> bool:
    """Whether ``other`` says the words, or the part of them around the edit."""
    if re.search(rb"(?<![\w-])%b(?![\w-])" % re.escape(words.rstrip(b"/")), other):
        return True
    inside = words.find(other) if b"/" in other else -1
    size = edit.place.end - edit.place.start
    return 0 <= inside <= at and at + size <= inside + len(other)


def _is_comment(data: bytes, at: int) -> bool:
    line = data[data.rfind(b"\n", 0, at) + 1 : at]
    return re.search(rb"(?:^|\s)(?:#|//|REM\b)", line) is not None


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def spoken(edit: Edit, data: bytes) -> Bystander | None:
    """A line that takes apart or prints the variable which holds the edited text."""
    name = _bound_name(edit, data)
    ways = [(re.compile(way.replace(b"%b", name)), does) for way, does in _WAYS] if name else []
    at = data.find(name) if ways else -1
    while at >= 0:
        start, end = data.rfind(b"\n", 0, at) + 1, _end_of_line(data, at)
        for way, does in ways if end - start < _LONGEST_LINE and not _is_comment(data, at) else ():
            if way.search(data, start, end):
                return Bystander(_line(data, start), does)
        at = data.find(name, end)
    return None


_WAYS = ((_CUT, "is taken apart there"), (_SAID, "is printed there"))


def _end_of_line(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end


def _bound_name(edit: Edit, data: bytes) -> bytes:
    """The variable that the edited literal is assigned to, alone, on the line of the edit; empty when there is none."""
    start = max(data.rfind(b"\n", 0, edit.place.start) + 1, edit.place.start - 400)
    found = _BOUND.search(data[start : edit.place.start])
    return found[1] if found else b""
