"""Diffs: exact ones that ``git apply`` and ``patch`` take, and masked ones to look at.

Few lines of a text differ and not far from each other, so texts are compared in time that grows with their length.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from c42migrate.policy.lines import Lines
from c42migrate.reports.quotes import Quotes
from c42migrate.reports.terminal import TAB, Style

if TYPE_CHECKING:
    from c42migrate.model import Edit

CONTEXT = 3
LONGEST_BLOCK = 40
"""Lines shown of one block of a fix."""
MASKED = "# Secrets are masked, so this is not a patch; for one: fix --diff -o diff=FILE"

_NEAR = 60
"""So many lines, of both texts together, are looked over for the place where the texts go on together."""
_ENOUGH = 3
"""So many equal lines show that they do."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Change:
    """Lines ``[start, end)`` of the old text (0-based) that become ``[new_start, new_end)`` of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


def exact(before: Mapping[str, bytes], after: Mapping[str, bytes], base: str = ".") -> bytes:
    """Return the patch of all files in ``after``, byte for byte. ``base``: what names are relative to, see
    ``base_of``."""
    parts: list[bytes] = []
    for path in sorted(after):
        old, new = _by_newline(before[path]), _by_newline(after[path])
        hunks = list(_hunks(list(changes(old, new)), len(old)))
        name = _below(base, path)
        parts += [b"--- " + _name("a", name) + b"\n+++ " + _name("b", name) + b"\n"] if hunks else []
        for header, lines in hunks:
            parts.append(header.encode() + b"\n")
            parts += [_terminated(mark.encode() + (new if mark == "+" else old)[at]) for mark, at in lines]
    return b"".join(parts)


def masked(before: Mapping[str, Quotes], after: Mapping[str, Quotes], base: str = ".") -> str:
    """Return the same changes for a screen or a log, under a line that says what they are; "" without any."""
    parts: list[str] = []
    for path in sorted(after):
        sides = {"+": after[path], "-": before[path], " ": before[path]}
        old, new = _bytes_of(before[path]), _bytes_of(after[path])
        hunks = list(_hunks(list(changes(old, new)), len(old)))
        name = _below(base, path)
        parts += [f"--- {_label('a', name)}", f"+++ {_label('b', name)}"] if hunks else []
        for header, lines in hunks:
            parts.append(header)
            parts += [f"{mark}{sides[mark].line(at + 1)}" for mark, at in lines]
    return "\n".join([MASKED, *parts, ""]) if parts else ""


def of_fix(edits: Iterable[Edit], quotes: Callable[[str], Quotes]) -> list[str]:
    """``@@ path:line @@`` and the lines before and after the edits of one fix; nothing for files not at hand.

    Only the lines that the edits touch are looked at. What the edits write is shown as it is.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in sorted(edits):
        if quotes(edit.place.path).lines.data:
            by_path.setdefault(edit.place.path, []).append(edit)
    shown: list[str] = []
    for path, group in by_path.items():
        for block in _blocks(group, quotes(path).lines):
            shown += _block(block, path, quotes(path))
    return shown


def _block(block: Sequence[Edit], path: str, old: Quotes) -> Iterator[str]:
    lines = old.lines
    first, last = lines.position(block[0].place.start)[0], lines.position(block[-1].place.end)[0]
    new, at = [], lines.starts[first - 1]
    for edit in block:
        new += [old.between(at, edit.place.start), edit.text]
        at = edit.place.end
    end = lines.starts[last - 1] + len(lines.data[lines.starts[last - 1] : lines.end(last)].rstrip(b"\r\n"))
    new.append(old.between(at, max(at, end)))
    yield f"@@ {path}:{first} @@"
    yield from _cut([f"-{old.line(number)}" for number in range(first, last + 1)])
    yield from _cut([f"+{line}" for line in "".join(new).splitlines()])


def painted(diff: str, style: Style) -> str:
    """Return a diff in the colours that git gives it."""
    colours = {"---": ("bold",), "+++": ("bold",), "@@ ": ("cyan",), "-": ("red",), "+": ("green",), "#": ("dim",)}
    lines = (
        style(line.expandtabs(TAB), *(colours.get(line[:3]) or colours.get(line[:1]) or ()))
        for line in diff.split("\n")
    )
    return "\n".join(lines)


def base_of(paths: Iterable[str]) -> str:
    """Return the directory to apply a diff of ``paths`` in: "." or, when one of them lies outside, the first above
    that is the root of a git work tree and holds all, or the lowest that holds all. ``git apply`` refuses a name with
    ``..``.
    """
    here = Path.cwd()
    try:
        common = Path(os.path.commonpath([here, *(os.path.normpath(here / path) for path in paths)]))
    except ValueError:  # several drives of Windows
        return "."
    roots = (folder for folder in (common, *common.parents) if os.path.lexists(folder / ".git"))
    return "." if common == here else str(next(roots, common))


def changes(old: Sequence[_T], new: Sequence[_T]) -> Iterator[Change]:
    """Yield what makes ``new`` of ``old``. Texts with as many lines as each other are compared line by line."""
    at = at_new = 0
    while at < len(old) or at_new < len(new):
        length = _same(old, new, at, at_new)
        at, at_new = at + length, at_new + length
        end, end_new = _together(old, new, at, at_new)
        if end > at or end_new > at_new:
            yield Change(at, end, at_new, end_new)
        at, at_new = end, end_new


def _same(old: Sequence[_T], new: Sequence[_T], at: int, at_new: int) -> int:
    """Return the number of equal lines from here on."""
    most = min(len(old) - at, len(new) - at_new)
    return next((n for n in range(most) if old[at + n] != new[at_new + n]), most)


def _together(old: Sequence[_T], new: Sequence[_T], at: int, at_new: int) -> tuple[int, int]:
    """Where the texts, which differ here, go on together: near, or as far on in both, or at their ends."""
    if len(old) != len(new):
        for far in range(1, _NEAR):
            for skipped in range(max(0, far - len(new) + at_new), min(far, len(old) - at) + 1):
                if _alike(old, new, at + skipped, at_new + far - skipped):
                    return at + skipped, at_new + far - skipped
    enough = 1 if len(old) == len(new) else _ENOUGH
    for skipped in range(1, min(len(old) - at, len(new) - at_new)):
        if _alike(old, new, at + skipped, at_new + skipped, enough):
            return at + skipped, at_new + skipped
    return len(old), len(new)


def _alike(old: Sequence[_T], new: Sequence[_T], at: int, at_new: int, enough: int = _ENOUGH) -> bool:
    return old[at : at + enough] == new[at_new : at_new + enough]


def _hunks(made: Sequence[Change], length: int) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """(header, lines) of each hunk: lines as (`` ``, ``-`` or ``+``, 0-based number in the old or the new text).

    ``length``: of the old text, in lines.
    """
    groups: list[list[Change]] = []
    for change in made:
        if groups and change.start - groups[-1][-1].end <= 2 * CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    for group in groups:
        low, high = max(0, group[0].start - CONTEXT), min(length, group[-1].end + CONTEXT)
        new_low = group[0].new_start - (group[0].start - low)
        new_high = group[-1].new_end + (high - group[-1].end)
        yield f"@@ -{_range(low, high)} +{_range(new_low, new_high)} @@", list(_marked(group, low, high))


def _marked(group: Sequence[Change], low: int, high: int) -> Iterator[tuple[str, int]]:
    at = low
    for change in group:
        yield from ((" ", number) for number in range(at, change.start))
        yield from (("-", number) for number in range(change.start, change.end))
        yield from (("+", number) for number in range(change.new_start, change.new_end))
        at = change.end
    yield from ((" ", number) for number in range(at, high))


def _range(low: int, high: int) -> str:
    length = high - low
    return f"{low if length == 0 else low + 1},{length}"


def _by_newline(data: bytes) -> list[bytes]:
    """Lines as diff tools see them: only a line feed ends one."""
    lines = data.split(b"\n")
    whole = [line + b"\n" for line in lines[:-1]]
    return [*whole, lines[-1]] if lines[-1] else whole


def _terminated(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _bytes_of(quotes: Quotes) -> list[bytes]:
    lines = quotes.lines
    return [lines.data[lines.starts[number - 1] : lines.end(number)] for number in quotes.numbers]


def _blocks(edits: Sequence[Edit], lines: Lines) -> list[list[Edit]]:
    """Edits of the same or neighbouring lines together."""
    blocks: list[list[Edit]] = []
    for edit in edits:
        line = lines.position(edit.place.start)[0]
        if blocks and line <= lines.position(blocks[-1][-1].place.end)[0] + 1:
            blocks[-1].append(edit)
        else:
            blocks.append([edit])
    return blocks


def _cut(lines: list[str]) -> list[str]:
    kept = lines[:LONGEST_BLOCK]
    return kept if len(lines) <= LONGEST_BLOCK else [*kept, f"… {len(lines) - LONGEST_BLOCK} more lines"]


def _below(base: str, path: str) -> str:
    """``path`` as seen from ``base``."""
    outside = base != "." or path.startswith("/") or ".." in path.split("/")
    return os.path.relpath(path, base).replace(os.sep, "/") if outside else path


def _label(side: str, path: str) -> str:
    return _name(side, path).decode("ascii").rstrip("\t")


def _name(side: str, path: str) -> bytes:
    """Return a file name as git writes it: with a prefix, quoted when it holds anything odd; ``##`` begins commands
    of CI."""
    raw = f"{side}/{path.removeprefix('./').lstrip('/')}".encode("utf-8", "surrogateescape")
    if all(32 <= byte < 127 and byte not in b'"\\' for byte in raw) and b"##" not in raw:
        return raw + (b"\t" if b" " in raw else b"")
    return b'"' + b"".join(_quoted(byte) for byte in raw) + b'"'


def _quoted(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return bytes([byte]) if 32 <= byte < 127 and byte != ord("#") else b"\\%03o" % byte
