"""Chooses which fixes to make and splices them into bytes. Knows no rule and touches no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.errors import FixError
from c42migrate.findings import Dated, Edit, Fix

LEVELS = ("safe", "unsafe")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A fix of one finding that is to be made."""

    dated: Dated
    fix: Fix

    @property
    def paths(self) -> frozenset[str]:
        """The files it edits."""
        return frozenset(edit.place.path for edit in self.fix.edits)


@dataclass(frozen=True, slots=True)
class Plan:
    """``chosen`` do not touch each other; ``dropped`` would have overlapped one of them."""

    chosen: tuple[Chosen, ...]
    dropped: tuple[Chosen, ...]


def furthest(dated: Dated, level: str) -> Fix | None:
    """The fix that goes furthest within ``level`` (``unsafe`` includes safe ones), or None."""
    allowed = LEVELS[: LEVELS.index(level) + 1]
    fixes = [fix for fix in dated.finding.fixes if fix.applicability in allowed and fix.edits]
    return max(fixes, key=lambda fix: LEVELS.index(fix.applicability), default=None)


def plan(findings: Iterable[Dated], level: str) -> Plan:
    """Fixes for ``findings`` that count, in the order of the files; of two that overlap the earlier is made."""
    wanted = [
        Chosen(dated, fix)
        for dated in findings
        if not dated.suppressed and not dated.baselined and (fix := furthest(dated, level)) is not None
    ]
    wanted.sort(key=lambda c: min(c.fix.edits))
    chosen: list[Chosen] = []
    dropped: list[Chosen] = []
    taken: dict[str, list[Edit]] = {}
    for candidate in wanted:
        if any(_clashes(edit, taken.get(edit.place.path, [])) for edit in candidate.fix.edits):
            dropped.append(candidate)
            continue
        chosen.append(candidate)
        for edit in candidate.fix.edits:
            taken.setdefault(edit.place.path, []).append(edit)
    return Plan(tuple(chosen), tuple(dropped))


def _clashes(edit: Edit, others: Sequence[Edit]) -> bool:
    """True when two edits want the same bytes. The very same edit twice is one edit, not a clash."""
    return any(other != edit and _overlap(edit, other) for other in others)


def _overlap(one: Edit, two: Edit) -> bool:
    a, b = one.place, two.place
    if a.start == b.start:
        return True
    return a.start < b.end and b.start < a.end


def splice(data: bytes, edits: Iterable[Edit], encoding: str = "utf-8") -> bytes:
    """``data`` with ``edits`` made. Raises FixError when the bytes are not those that were planned on, or when
    the new text cannot be written in the file's encoding."""
    for edit in sorted(set(edits), reverse=True):
        start, end = edit.place.start, edit.place.end
        if not 0 <= start <= end <= len(data) or (edit.expect and data[start:end] != edit.expect):
            raise FixError("the file is not what the fix was planned on", path=edit.place.path)
        data = data[:start] + _encoded(edit, encoding) + data[end:]
    return data


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
