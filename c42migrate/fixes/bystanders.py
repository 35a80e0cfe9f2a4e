"""What stands beside a literal that a fix would change, and would no longer fit it afterwards.

The reader of a language follows values; this looks at the bytes alone, so that it holds for every language: the same
words in other quotes (compared, registered with a mock, used as a key), and names whose text is taken apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from c42migrate.model import Edit

_WORDS = re.compile(rb"[\w.~-]*(?:/[\w.~-]+)*/?")
_HOST = re.compile(rb"//[^/\s\"']*")
_AROUND = re.compile(rb"[\w./~-]")
_QUOTED = re.compile(rb"(?<![\w])[rbuRBU]?([\"'`])([^\"'`\s]{4,200})\1")
_RUN = re.compile(rb"[\w-]+")
_LAST = re.compile(rb"[\w-]+\Z")
_BOUND = re.compile(rb"(?:^|[\s;{(,$:])([A-Za-z_]\w*)[ \t]*=[ \t]*[rbuRBU]?[\"']?[^\s\"'=]{0,200}\Z")
_BUILT = re.compile(rb"^[ \t]*([A-Za-z_]\w*)[ \t]*=(?!=)[^=\n]{0,300}\Z", re.MULTILINE)
_CUT = (
    rb"\burl(?:parse|split)\([ \t]{0,9}%b[ \t]{0,9}\)\.(?:path|_replace)|\b%b\.copy_with\(|"
    rb"\$\{%b(?:%%?|\#\#?|/)[^}\n]{0,99}[A-Za-z*?][^}\n]{0,99}\}|\$\{%b:\d|"
    rb"\$\{?%b\}?[ \t]{0,9}-[ci]?split[ \t]{0,9}[\"']/|\b%b\.r?(?:[sS]plit|partition)\([ \t]{0,9}[\"']/|"
    rb"\b%b\.Substring\(|(?<![\w.$])%b\[[^\]\n]{0,60}:[^\]\n]{0,60}\]|\blen\([ \t]{0,9}%b[ \t]{0,9}\)"
)
_SAID = (
    rb"\b(?:echo|printf|logger|log)[ \t][^|\n]{0,300}[^\s\"'|$]{2}[^|\n]{0,300}\$\{?%b\b(?![^\n]{0,300}\|)|"
    rb"\bWrite-(?:Host|Output|Verbose|Information|Warning|Error|Log)\b[^|\n]{0,300}\$\{?%b\b"
)
_FENCED = re.compile(
    rb"^[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})[ \t]*\{?\.?([\w#+-]*)[^\n]*\n(.*?)(?:^[ \t>]*\1|\Z)",
    re.MULTILINE | re.DOTALL,
)
_OUTPUT = frozenset(b"text txt plain plaintext output log json none nohighlight".split())
_COMMANDS = re.compile(rb"^[ \t>]*(?:\$[ \t]+\S|(?:curl|wget|export|sudo)[ \t]+\S)", re.MULTILINE)
_LONGEST_LINE = 2000
_STAYS = "stands there again and is not changed"


@dataclass(frozen=True, slots=True)
class Bystander:
    """``line`` (1-based) and what is done there with the text."""

    line: int
    does: str


Span = tuple[int, int]


def programs(path: str, data: bytes) -> list[Span]:
    """The ranges of a file that may be run: all of it, of Markdown the blocks that are no sample of an output."""
    if not path.lower().endswith((".md", ".markdown")):
        return [(0, len(data))]
    blocks = ((found[2].lower(), found.span(3)) for found in _FENCED.finditer(data))
    return [(low, high) for word, (low, high) in blocks if _is_program(word, data[low:high])]


def _is_program(word: bytes, block: bytes) -> bool:
    return word not in _OUTPUT if word else _COMMANDS.search(block) is not None


class Surroundings:
    """The bytes of a file, with what was found in them: the fixes of a file ask for the same words again and again.

    ``edited``: ranges of bytes that safe fixes change; ``known``: these and what calls known by themselves send.
    ``run``: the ranges that may be run, see ``programs``: elsewhere nothing depends on a text.
    """

    def __init__(self, data: bytes, known: Iterable[Span], edited: Iterable[Span], run: Iterable[Span]) -> None:
        self._data = data
        self._run = _merged(run)
        self._known, self._edited = _merged(known), _merged(edited)
        self._standing: dict[object, list[Span]] = {}
        self._spoken: dict[bytes, Bystander | None] = {}
        self._quoted: _Quoted | None = None

    def again(self, words: re.Pattern[bytes], edit: Edit) -> Bystander | None:
        """Where ``words`` stand once more in the file and are not edited."""
        if words not in self._standing:
            self._standing[words] = self._free((found.span() for found in words.finditer(self._data)), self._edited)
        others = (low for low, high in self._standing[words] if not (low < edit.place.end and edit.place.start < high))
        return self._first(others)

    def echo(self, edit: Edit) -> Bystander | None:
        """Another quoted string of the file with the same path, which the fix would leave as it is."""
        phrase = _phrase(edit, self._data)
        if phrase is None:
            return None
        start, words, at = phrase
        size = edit.place.end - edit.place.start
        key = (words, at, size)
        if key not in self._standing:
            self._quoted = self._quoted or _Quoted(self._data)
            self._standing[key] = self._free(self._quoted.repeats(words, at, size), self._known)
        return self._first(low for low, high in self._standing[key] if not low <= start < high)

    def spoken(self, edit: Edit) -> Bystander | None:
        """A line that takes apart or prints the variable which holds the edited text."""
        name = _bound_name(edit, self._data)
        if name not in self._spoken:
            self._spoken[name] = _spoken(name, self._data) if name else None
        return self._spoken[name]

    def _free(self, spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
        running = (span for span in spans if _is_in(span, self._run))
        return [span for span in running if not _is_in(span, taken) and not _is_comment(self._data, span[0])]

    def _first(self, starts: Iterable[int]) -> Bystander | None:
        start = next(iter(starts), None)
        return None if start is None else Bystander(_line(self._data, start), _STAYS)


class _Quoted:
    """The quoted strings of a file by the words in them and by their length: thousands of fixes ask for theirs."""

    def __init__(self, data: bytes) -> None:
        self._by_run: dict[bytes, list[re.Match[bytes]]] = {}
        self._by_length: dict[int, dict[bytes, list[Span]]] = {}
        self._all = list(_QUOTED.finditer(data))
        for found in self._all:
            for run in dict.fromkeys(_RUN.findall(found[2])):
                self._by_run.setdefault(run, []).append(found)
            if b"/" in found[2]:
                self._by_length.setdefault(len(found[2]), {}).setdefault(found[2], []).append(found.span(2))

    def repeats(self, words: bytes, at: int, size: int) -> list[Span]:
        """The strings that say ``words``, or a part of them with a slash around the edit ``words[at:at + size]``."""
        spans = {found.span(2) for found in self._like(words) if _says(found[2], words)}
        for length, strings in self._by_length.items():
            for start in range(max(0, at + size - length), min(at, len(words) - length) + 1):
                spans.update(strings.get(words[start : start + length], ()))
        return sorted(spans)

    def _like(self, words: bytes) -> Sequence[re.Match[bytes]]:
        """The strings with the last word of ``words``: only they can say all of them."""
        last = _LAST.search(words.rstrip(b"/"))
        return self._by_run.get(last[0], ()) if last else self._all


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The ranges in order, none of which touch; an empty one counts as the byte behind it."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        stop = max(end, start + 1)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _is_in(place: Span, ranges: Sequence[Span]) -> bool:
    """Whether one of the ``ranges`` (as ``_merged`` makes them) has a byte of ``place``."""
    before = bisect_left(ranges, (place[1], 0)) - 1
    return before >= 0 and place[0] < ranges[before][1]


def is_bare(edit: Edit, data: bytes) -> bool:
    """Whether the edit changes a word that stands alone, without a slash: it may name other things than a path."""
    low, high = edit.place.start, edit.place.end
    while low and _AROUND.match(data, low - 1):
        low -= 1
    while _AROUND.match(data, high):
        high += 1
    return b"/" not in data[low:high] and low < high


def _phrase(edit: Edit, data: bytes) -> tuple[int, bytes, int] | None:
    """The path written around an edit: where it starts, its bytes, and where in them the edit begins."""
    low, high = edit.place.start, edit.place.end
    while low and _AROUND.match(data, low - 1):
        low -= 1
    host = _HOST.match(data, low)
    low = host.end() if host and host.end() <= edit.place.start else low
    found = _WORDS.match(data, low)
    words = data[low : max(found.end() if found else high, high)]
    return (low, words, edit.place.start - low) if b"/" in words else None


def _says(other: bytes, words: bytes) -> bool:
    """Whether ``other`` says the words."""
    before = rb"" if words.startswith(b"/") else rb"(?<![\w-])"
    return re.search(rb"%b%b(?![\w-])" % (before, re.escape(words.rstrip(b"/"))), other) is not None


def _is_comment(data: bytes, at: int) -> bool:
    line = data[data.rfind(b"\n", 0, at) + 1 : at]
    return re.search(rb"(?:^|\s)(?:#|//|REM\b)", line) is not None


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _spoken(name: bytes, data: bytes) -> Bystander | None:
    ways = [(re.compile(way.replace(b"%b", name)), does) for way, does in _WAYS]
    at = data.find(name)
    while at >= 0:
        start, end = data.rfind(b"\n", 0, at) + 1, _end_of_line(data, at)
        for way, does in ways if end - start < _LONGEST_LINE and not _is_comment(data, at) else ():
            if way.search(data, start, end):
                return Bystander(_line(data, start), does)
        at = data.find(name, end)
    return None


_KEY = rb"[\w\])]\[[ \t]{0,9}\$?%b[ \t]{0,9}\]"
_WAYS = ((_CUT, "is taken apart there"), (_SAID, "is printed there"), (_KEY, "is used as a key there"))


def _end_of_line(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end


def _bound_name(edit: Edit, data: bytes) -> bytes:
    """The variable that the edited literal is assigned to on the line of the edit; empty when there is none."""
    start = max(data.rfind(b"\n", 0, edit.place.start) + 1, edit.place.start - 400)
    before = data[start : edit.place.start]
    found = _BOUND.search(before) or (_BUILT.search(before) if b"(" not in before else None)
    return found[1] if found else b""
