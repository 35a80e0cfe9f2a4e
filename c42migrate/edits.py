"""Arithmetic of edits: which fixes go together, and how they are spliced into bytes. Knows no rule, touches no file."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from c42migrate.errors import FixError
from c42migrate.model import Dated, Edit, Fix, Place

LEVELS = ("safe", "unsafe")


Key = tuple[str, str, str, tuple[tuple[str, str, bytes], ...]]
"""What a fix is known by while other fixes move it about in its file."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A fix of one finding that is to be made. ``line``: the 1-based line of the finding, 0 while nobody asked."""

    dated: Dated
    fix: Fix
    line: int = 0

    @property
    def key(self) -> Key:
        """Where it is, what it is about and what it writes; without offsets."""
        finding = self.dated.finding
        edits = tuple((edit.place.path, edit.text, edit.expect) for edit in self.fix.edits)
        return finding.place.path, finding.code, self.fix.description, edits

    @property
    def paths(self) -> frozenset[str]:
        """The files it edits."""
        return frozenset(edit.place.path for edit in self.fix.edits)


@dataclass(frozen=True, slots=True)
class Plan:
    """``chosen`` do not touch each other; ``dropped`` would have overlapped one of them."""

    chosen: tuple[Chosen, ...]
    dropped: tuple[Chosen, ...]


class Cause(StrEnum):
    """Why a fix was not made."""

    UNVERIFIED = "unverified"
    """The new text was not what it should have been: the fix counts as left."""
    UNWRITABLE = "unwritable"
    """The file could not be written: the run failed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A fix that was not made, and why. Code and line (1-based) are empty when a whole file is meant."""

    path: str
    code: str
    message: str
    line: int = 0
    cause: Cause = Cause.UNWRITABLE


def furthest(dated: Dated, level: str) -> Fix | None:
    """Return the fix that goes furthest within ``level`` (``unsafe`` includes safe ones), or None."""
    allowed = LEVELS[: LEVELS.index(level) + 1]
    fixes = [fix for fix in dated.finding.fixes if fix.applicability in allowed and fix.edits]
    return max(fixes, key=lambda fix: LEVELS.index(fix.applicability), default=None)


def wanted(findings: Iterable[Dated], level: str) -> list[Chosen]:
    """Return the fixes of all ``findings`` that count, each as far as ``level`` goes."""
    return [
        Chosen(dated, fix)
        for dated in findings
        if not dated.suppressed and not dated.baselined and (fix := furthest(dated, level)) is not None
    ]


def plan(
    findings: Iterable[Dated],
    level: str,
    barred: AbstractSet[str] = frozenset(),
    refused: Container[Key] = frozenset(),
) -> Plan:
    """Return fixes for ``findings``, in the order of the files; of two that overlap the earlier is made.

    ``barred``: files that stay as they are, with all that would be changed together with them; ``refused``: fixes that
    are not to be made.
    """
    possible = [one for one in wanted(findings, level) if one.paths.isdisjoint(barred) and one.key not in refused]
    possible.sort(key=lambda c: min(c.fix.edits))
    chosen: list[Chosen] = []
    dropped: list[Chosen] = []
    taken = _Taken()
    for candidate in possible:
        if any(taken.clashes(edit) for edit in candidate.fix.edits):
            dropped.append(candidate)
            continue
        chosen.append(candidate)
        for edit in candidate.fix.edits:
            taken.add(edit)
    return Plan(tuple(chosen), tuple(dropped))


class _Taken:
    """Edits that do not clash, by file and in order: those at or around a place are neighbours."""

    def __init__(self) -> None:
        self._starts: dict[str, list[int]] = {}
        self._edits: dict[tuple[str, int], Edit] = {}

    def add(self, edit: Edit) -> None:
        """Take the bytes of an edit that does not clash."""
        key = (edit.place.path, edit.place.start)
        if key not in self._edits:
            insort(self._starts.setdefault(edit.place.path, []), edit.place.start)
        self._edits[key] = edit

    def clashes(self, edit: Edit) -> bool:
        """Return True when a taken edit wants the same bytes. The very same edit twice is one edit, not a clash."""
        path, start, end = edit.place.path, edit.place.start, edit.place.end
        starts = self._starts.get(path, [])
        first, behind = bisect_left(starts, start), bisect_left(starts, max(end, start + 1))
        if first and self._edits[path, starts[first - 1]].place.end > start:
            return True
        return any(self._edits[path, at] != edit for at in starts[first:behind])


def splice(data: bytes, edits: Iterable[Edit], encoding: str = "utf-8") -> bytes:
    """Return ``data`` with ``edits`` made. Raises FixError when the bytes are not those that were planned on, or when
    the new text cannot be written in the file's encoding."""
    parts: list[bytes] = []
    at = 0
    for edit in sorted(set(edits)):
        start, end = edit.place.start, edit.place.end
        if not at <= start <= end <= len(data) or (edit.expect and data[start:end] != edit.expect):
            raise FixError("the file changed after the fix was planned", path=edit.place.path)
        parts += (data[at:start], _encoded(edit, encoding))
        at = end
    return b"".join((*parts, data[at:]))


def check_edits(chosen: Chosen, contents: Mapping[str, bytes], encodings: Mapping[str, str]) -> None:
    """Raise FixError when a fix, alone, could not be spliced; without copying the files to find out."""
    for edit in chosen.fix.edits:
        place = edit.place
        if place.path not in contents:
            raise FixError("a fix reaches into a file that was not read", path=place.path)
        splice(contents[place.path][place.start : place.end], [_moved(edit)], encodings.get(place.path, "utf-8"))


def _moved(edit: Edit) -> Edit:
    """Return the edit of the bytes of its own place, cut out of the file."""
    return replace(edit, place=Place(edit.place.path, 0, edit.place.end - edit.place.start))


def _encoded(edit: Edit, encoding: str) -> bytes:
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding.lower(), encoding)
    try:
        return edit.text.encode(codec, "surrogateescape")
    except (UnicodeEncodeError, LookupError) as error:
        raise FixError(f"the new text cannot be written in {encoding}", path=edit.place.path) from error


def spliced(chosen: Iterable[Chosen], contents: Mapping[str, bytes], encodings: Mapping[str, str]) -> dict[str, bytes]:
    """Path → new bytes for every file that ``chosen`` changes. Raises FixError as ``splice`` does."""
    edits: dict[str, list[Edit]] = {}
    for one in chosen:
        for edit in one.fix.edits:
            edits.setdefault(edit.place.path, []).append(edit)
    result: dict[str, bytes] = {}
    for path, changes in edits.items():
        if path not in contents:
            raise FixError("a fix reaches into a file that was not read", path=path)
        result[path] = splice(contents[path], changes, encodings.get(path, "utf-8"))
    return result


def overlap(first: Place, second: Place) -> bool:
    """Whether two edits would fight: common bytes, or two insertions at one spot."""
    if first.path != second.path:
        return False
    if first.start == second.start:
        return True
    return first.start < second.end and second.start < first.end
