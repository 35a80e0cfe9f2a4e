"""What tells the reports apart that are merged: labels before their paths, days, catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from c42migrate.errors import UsageError, did_you_mean
from c42migrate.reports.parts import Report


def labels_of(paths: Sequence[Path], labels: Sequence[str]) -> list[str]:
    """Return the label of each file, "" for none. Raises UsageError for a label of no file."""
    auto = "auto" in labels
    given = dict(_pair(label) for label in labels if label != "auto")
    found = []
    for path in paths:
        key = next((name for name in _names(path) if name in given), None)
        found.append(given[key] if key else _auto(path, paths) if auto else "")
    known = {name: None for path in paths for name in _names(path)}
    for name in given:
        if name not in known:
            raise UsageError(f"--label: there is no report {name!r}", hint=did_you_mean(name, known))
    return found


def _pair(label: str) -> tuple[str, str]:
    name, found, value = label.partition("=")
    if not found or not name or not value:
        raise UsageError(f"--label: {label!r} is not REPORT=NAME", hint='or "auto"')
    return name, value


def _names(path: Path) -> tuple[str, ...]:
    return str(path), path.name, path.stem


def _auto(path: Path, paths: Sequence[Path]) -> str:
    """Return the file's name; its directory's where CI gave every report the same name."""
    same = sum(other.stem == path.stem for other in paths) > 1
    return path.absolute().parent.name if same else path.stem


def differences(loaded: Sequence[Report]) -> Iterator[str]:
    """Yield a sentence on each thing that makes reports hard to compare."""
    days = sorted({report.as_of for report in loaded})
    if len(days) > 1:
        yield f"The reports are of different days, from {days[0]} to {days[-1]}; each kept its own dates."
    if len({report.catalogue for report in loaded}) > 1:
        yield "The reports were made with different catalogues; run the same c42migrate everywhere to compare them."
