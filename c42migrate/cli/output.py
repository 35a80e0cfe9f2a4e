"""Where reports go: any number of formats at once, to files or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from c42migrate.engine_types import Outcome
from c42migrate.errors import FixError, UsageError
from c42migrate.files.write import put_file
from c42migrate.overlays.selection import did_you_mean
from c42migrate.reports.terminal import Style, plain, wants_colour, wants_links

SUFFIXES = {
    ".sarif": "sarif",
    ".json": "json",
    ".xml": "junit",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".ics": "ics",
    ".txt": "text",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A report to write: ``path`` "-" is standard output."""

    format: str
    path: str


def targets(format_name: str | None, outputs: Iterable[str], default: str, formats: tuple[str, ...]) -> list[Target]:
    """The reports asked for. ``outputs``: ``FORMAT=FILE`` or ``FILE``; raises UsageError for an unknown format."""
    chosen = _known(format_name or default, formats)
    found = [_target(output, format_name, chosen, formats) for output in outputs]
    return found or [Target(chosen, "-")]


def _target(output: str, given: str | None, chosen: str, formats: tuple[str, ...]) -> Target:
    name, found, path = output.partition("=")
    if found and name.isalpha():
        return Target(_known(name, formats), path)
    suffix = SUFFIXES.get(output[output.rfind(".") :].lower(), "") if "." in output else ""
    return Target(suffix if given is None and suffix in formats else chosen, output)


def _known(name: str, formats: tuple[str, ...]) -> str:
    if name not in formats:
        hint = did_you_mean(name, formats) or f"one of {', '.join(formats)}"
        raise UsageError(f"there is no format {name!r}", hint=hint)
    return name


def style_for(target: Target) -> Style:
    """Colours and links for a report that goes to a terminal."""
    shown = target.path == "-"
    return Style(shown and wants_colour(sys.stdout), shown and wants_links(sys.stdout))


def write(target: Target, text: str) -> bytes:
    """Writes a report, always as UTF-8, and returns its bytes. Raises UsageError when the file cannot be written."""
    data = text.encode("utf-8", "backslashreplace")
    write_bytes(target.path, data)
    return data


def write_bytes(path: str, data: bytes) -> None:
    """Writes bytes to a file or, for "-", to standard output; to a terminal without what would steer it."""
    if path == "-":
        sys.stdout.buffer.write(_shown(data) if sys.stdout.isatty() else data)
        sys.stdout.buffer.flush()
        return
    try:
        put_file(Path(path), data)
    except OSError as error:
        raise UsageError(f"cannot write the report: {error.strerror}", path=path) from error
    except FixError as error:
        raise UsageError(f"cannot write the report: {error.message}", path=path, hint=error.hint) from error


def _shown(data: bytes) -> bytes:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return "\n".join(plain(line.removesuffix("\r")) for line in lines).encode("utf-8", "replace")


def say(lines: Iterable[str]) -> None:
    """Lines for the person, on standard error."""
    for line in lines:
        click.echo(line, err=True)


def nothing_to_scan(outcome: Outcome) -> bool:
    """Whether directories were given and hold nothing to look at (exit code 4); says so."""
    if outcome.files or not outcome.scanned_directory:
        return False
    say(["There was nothing to scan in the directories given."])
    return True


def problem_lines(problems: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """``path: message (kind)`` for (path, kind, message)."""
    return (f"{path}: {message} ({kind})" for path, kind, message in problems)
