"""The baseline: findings that were there when a project began to use the tool. It only ever shrinks by itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from c42migrate.errors import ConfigError
from c42migrate.files.whole import read_whole
from c42migrate.model import Dated
from c42migrate.policy.fingerprints import Identity, anchored, identities

_KEYS = ("path", "code", "fingerprint", "content")
SCHEMA = "c42migrate-baseline/1"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One known finding. ``fingerprint`` knows the path, ``content`` does not."""

    path: str
    code: str
    fingerprint: str
    content: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings, sorted by path and code."""

    entries: tuple[Entry, ...] = ()


def load(path: Path) -> Baseline:
    """Return the baseline in a file; raises ConfigError when it cannot be read or is not one."""
    try:
        data = json.loads(read_whole(path).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"cannot read the baseline: {error.strerror}", path=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"the baseline is not JSON: {error}", path=str(path)) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        hint = "make one with: c42migrate baseline create"
        raise ConfigError(f"not a baseline of this version ({SCHEMA})", path=str(path), hint=hint)
    try:
        return Baseline(tuple(sorted(Entry(**{key: str(entry[key]) for key in _KEYS}) for entry in data["entries"])))
    except (KeyError, TypeError) as error:
        raise ConfigError(f"invalid baseline entry: {error}", path=str(path)) from error


def dump(baseline: Baseline) -> str:
    """Return the text of a baseline file; stable, one entry a line, so that merges are easy."""
    rows = [
        json.dumps({"path": e.path, "code": e.code, "fingerprint": e.fingerprint, "content": e.content})
        for e in sorted(baseline.entries)
    ]
    listed = ",\n".join(f"    {row}" for row in rows)
    entries = f"[\n{listed}\n  ]" if rows else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "entries": {entries}\n}}\n'


def entries(dated: Sequence[Dated], root: Path) -> tuple[Entry, ...]:
    """One entry per finding that is not suppressed; ``dated`` must be sorted."""
    return tuple(sorted(entry for entry, d in _pairs(dated, root) if not d.suppressed))


def apply(dated: Sequence[Dated], baseline: Baseline, root: Path) -> list[Dated]:
    """``dated`` (sorted) with those the baseline knows marked. An entry excuses one finding.

    Entries left over excuse findings of equal content in other files, for files that were renamed.
    """
    marks = identities([d.finding for d in dated], root)
    known = {entry.fingerprint for entry in baseline.entries}
    matched = {mark.full for mark in marks} & known
    moved = _moved(baseline.entries, matched, {anchored(d.finding.place.path, root) for d in dated})
    return [
        replace(d, baselined=_known(mark, matched, moved)) if not d.suppressed else d
        for d, mark in zip(dated, marks, strict=True)
    ]


def _moved(entries: Iterable[Entry], matched: set[str], paths: set[str]) -> list[str]:
    """Contents of entries whose file has no finding any more: it may have been renamed."""
    return [e.content for e in entries if e.fingerprint not in matched and e.path not in paths]


def _known(mark: Identity, matched: set[str], moved: list[str]) -> bool:
    if mark.full in matched:
        return True
    if mark.content in moved:
        moved.remove(mark.content)
        return True
    return False


def shrink(baseline: Baseline, dated: Sequence[Dated], root: Path) -> Baseline:
    """``baseline`` less what is gone; entries of renamed files get their new path. Nothing is added."""
    marked = apply(dated, baseline, root)
    return Baseline(tuple(sorted(entry for entry, d in _pairs(marked, root) if d.baselined)))


def unused(baseline: Baseline, dated: Sequence[Dated], root: Path, paths: Iterable[str]) -> list[Entry]:
    """Entries that excuse none of ``dated`` although their file was among ``paths`` (files or directories)."""
    known = {entry.fingerprint for entry in baseline.entries}
    kept = shrink(baseline, dated, root).entries
    used = {entry.fingerprint for entry in kept}
    renamed = Counter(entry.content for entry in kept if entry.fingerprint not in known)
    within = [anchored(path, root) for path in paths]
    found = []
    for entry in baseline.entries:
        if entry.fingerprint in used or not any(_below(entry.path, path) for path in within):
            continue
        if renamed[entry.content]:
            renamed[entry.content] -= 1
        else:
            found.append(entry)
    return found


def _below(path: str, directory: str) -> bool:
    return directory in {".", path} or path.startswith(f"{directory}/")


def _pairs(dated: Sequence[Dated], root: Path) -> list[tuple[Entry, Dated]]:
    marks = identities([d.finding for d in dated], root)
    return [
        (Entry(anchored(d.finding.place.path, root), d.finding.code, mark.full, mark.content), d)
        for d, mark in zip(dated, marks, strict=True)
    ]
