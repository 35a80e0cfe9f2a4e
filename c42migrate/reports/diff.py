"""Unified diffs that ``git apply`` and ``patch`` accept, byte for byte, without quoting a secret."""

from __future__ import annotations

import codecs
import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from c42migrate.reports.large_diff import Code, opcodes
from c42migrate.reports.masking import MASK, secret_spans
from c42migrate.reports.terminal import IN_DIFF, IN_WIDE_DIFF, TAB, Style, harmless, is_harmless

CONTEXT = 3

LARGE = 2000
"""Over so many lines the shortest diff may take time that grows by the square."""

_Hunk = list[tuple[str, int, int, int, int]]


def unified(before: Mapping[str, bytes], after: Mapping[str, bytes], base: str = ".") -> bytes:
    """The diff of all files in ``after``, by path. Lines end as they do in the files.

    Context stops short of a line with a secret or with what would steer a terminal or command a CI system; a changed
    line with one is masked, or shows escapes (and then does not apply).
    ``base``: the directory that names are relative to, see ``base_of``.
    """
    return b"".join(b"".join(_file(path, _below(base, path), before[path], after[path])) for path in sorted(after))


def painted(diff: str, style: Style) -> str:
    """A diff in the colours that git gives it."""
    colours = {"---": ("bold",), "+++": ("bold",), "@@ ": ("cyan",), "-": ("red",), "+": ("green",)}
    return "\n".join(_painted(line, style, colours) for line in diff.split("\n"))


def _painted(line: str, style: Style, colours: Mapping[str, tuple[str, ...]]) -> str:
    names = colours.get(line[:3]) or colours.get(line[:1]) or ()
    return style(line.removesuffix("\r").expandtabs(TAB), *names)


def base_of(paths: Iterable[str]) -> str:
    """The directory to apply a diff of ``paths`` in: "." or, when one of them lies outside, the first above that is
    the root of a git work tree and holds all, or the lowest that holds all. ``git apply`` refuses a name with ``..``.
    """
    here = Path.cwd()
    try:
        common = Path(os.path.commonpath([here, *(os.path.normpath(here / path) for path in paths)]))
    except ValueError:  # several drives of Windows
        return "."
    roots = (folder for folder in (common, *common.parents) if os.path.lexists(folder / ".git"))
    return "." if common == here else str(next(roots, common))


def _below(base: str, path: str) -> str:
    """``path`` as seen from ``base``."""
    outside = base != "." or path.startswith("/") or ".." in path.split("/")
    return os.path.relpath(path, base).replace(os.sep, "/") if outside else path


def _file(path: str, name: str, old: bytes, new: bytes) -> Iterator[bytes]:
    a, b = _by_newline(old), _by_newline(new)
    shown_a, shown_b = _shown(a, old, path), _shown(b, new, path)
    grouped = _Lines(a, b).get_grouped_opcodes(CONTEXT)
    hunks = [part for hunk in grouped for part in _discreet(hunk, _hidden(hunk, a, shown_a))]
    if hunks:
        yield b"--- " + _name("a", name) + b"\n+++ " + _name("b", name) + b"\n"
    for hunk in hunks:
        yield from _hunk(hunk, shown_a, shown_b)


class _Lines(difflib.SequenceMatcher[bytes]):
    """Compares large texts from their edits alone; for the rest see difflib."""

    def __init__(self, old: Sequence[bytes], new: Sequence[bytes]) -> None:
        self._large = (old, new) if max(len(old), len(new)) > LARGE else None
        super().__init__(None, *(((), ()) if self._large else (old, new)), autojunk=False)

    def get_opcodes(self) -> list[Code]:
        """The changes, and what lies unchanged between them."""
        return super().get_opcodes() if self._large is None else list(opcodes(*self._large))


def _hidden(hunk: _Hunk, lines: Sequence[bytes], shown: Sequence[bytes]) -> frozenset[int]:
    """The unchanged lines of ``hunk`` that may not be shown as they are (0-based numbers)."""
    numbers = (number for tag, low, high, *_ in hunk if tag == "equal" for number in range(low, high))
    return frozenset(number for number in numbers if lines[number] != shown[number])


def _shown(lines: list[bytes], data: bytes, path: str) -> list[bytes]:
    """The lines of ``data`` as they may be shown, in a log too."""
    masked = _masked(data, path)
    escaped = IN_WIDE_DIFF if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else IN_DIFF
    if is_harmless(masked.decode("utf-8", "surrogateescape"), escaped):
        return lines if masked == data else _by_newline(masked)
    return [_harmless(line, escaped) for line in _by_newline(masked)]


def _harmless(line: bytes, escaped: re.Pattern[str]) -> bytes:
    body = line.removesuffix(b"\n")
    text = harmless(body.decode("utf-8", "surrogateescape"), escaped=escaped)
    return text.encode("utf-8", "surrogateescape") + line[len(body) :]


def _by_newline(data: bytes) -> list[bytes]:
    """Lines as diff tools see them: only a line feed ends one."""
    lines = data.split(b"\n")
    whole = [line + b"\n" for line in lines[:-1]]
    return [*whole, lines[-1]] if lines[-1] else whole


def _discreet(hunk: _Hunk, hidden: frozenset[int]) -> Iterator[_Hunk]:
    """``hunk`` without the unchanged lines in ``hidden`` (0-based numbers); it falls apart where they stood."""
    part: _Hunk = []
    for tag, low, high, b_low, b_high in hunk:
        secret = [n for n in range(low, high) if n in hidden] if tag == "equal" else []
        if not secret:
            part.append((tag, low, high, b_low, b_high))
            continue
        before, after = secret[0], secret[-1] + 1
        if part:
            yield [*part, ("equal", low, before, b_low, b_low + before - low)]
        part = [("equal", after, high, b_high - (high - after), b_high)]
    if any(tag != "equal" for tag, *_ in part):
        yield part


def _masked(data: bytes, path: str) -> bytes:
    """``data`` as it may be shown. Secrets are looked for in the whole text (a call may go over several lines);
    every line stays a line, so that lines correspond."""
    text = data.decode("utf-8", "surrogateescape")
    parts, at = [], 0
    for start, end in secret_spans(text, path):
        parts += [text[at:start], "\n".join(MASK if line else "" for line in text[start:end].split("\n"))]
        at = end
    return "".join([*parts, text[at:]]).encode("utf-8", "surrogateescape")


def _hunk(hunk: _Hunk, a: Sequence[bytes], b: Sequence[bytes]) -> Iterator[bytes]:
    yield f"@@ -{_range(hunk[0][1], hunk[-1][2])} +{_range(hunk[0][3], hunk[-1][4])} @@\n".encode()
    for tag, a_low, a_high, b_low, b_high in hunk:
        if tag == "equal":
            yield from (_line(b" ", line) for line in a[a_low:a_high])
            continue
        yield from (_line(b"-", line) for line in a[a_low:a_high])
        yield from (_line(b"+", line) for line in b[b_low:b_high])


def _line(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"


def _range(low: int, high: int) -> str:
    length = high - low
    return f"{low if length == 0 else low + 1},{length}"


def _name(side: str, path: str) -> bytes:
    """A file name as git writes it: with a prefix, quoted when it holds anything odd; ``##`` begins commands of CI."""
    raw = f"{side}/{path.removeprefix('./').lstrip('/')}".encode("utf-8", "surrogateescape")
    if all(32 <= byte < 127 and byte not in b'"\\' for byte in raw) and b"##" not in raw:
        return raw + (b"\t" if b" " in raw else b"")
    return b'"' + b"".join(_quoted(byte) for byte in raw) + b'"'


def _quoted(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return bytes([byte]) if 32 <= byte < 127 and byte != ord("#") else b"\\%03o" % byte
