"""Where reports go: any number of formats at once, to files or to standard output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from c42migrate.cli import sink
from c42migrate.cli.options import Output
from c42migrate.errors import FixError, UsageError, did_you_mean
from c42migrate.options import SEVERITIES
from c42migrate.outcome import Outcome

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

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
    ".diff": "diff",
    ".patch": "diff",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A report to write: ``path`` "-" is standard output."""

    format: str
    path: str


def targets(wanted: Output, default: str, formats: tuple[str, ...]) -> list[Target]:
    """Return the reports asked for, standard output where nothing is said. Raises UsageError for an unknown format."""
    chosen = _known(wanted.format_name or default, formats)
    found = [_target(output, wanted.format_name, chosen, formats) for output in wanted.outputs]
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
    from c42migrate.reports.terminal import Style

    return sink.style() if target.path == "-" else Style()


def write(target: Target, text: str) -> None:
    """Write a report, always as UTF-8. Raises UsageError when the file cannot be written."""
    data = sink.neutral(text, style_for(target), commands=target.format == "github")
    if target.path == "-":
        sink.hand_over(data)
        return
    _put(target, data)


def _put(target: Target, data: bytes, *, private: bool = False) -> None:
    from c42migrate.files.write import put_file

    try:
        put_file(Path(target.path), data, private=private)
    except OSError as error:
        raise UsageError(f"cannot write the report: {error.strerror}", path=target.path) from error
    except FixError as error:
        raise UsageError(f"cannot write the report: {error.message}", path=target.path, hint=error.hint) from error


def at_least(severity: str | None) -> tuple[str, ...]:
    """Return the severities at which ``--fail-on`` fails: from ``severity`` on; none for ``never``."""
    return SEVERITIES[SEVERITIES.index(severity) :] if severity in SEVERITIES else ()


def write_patch(target: Target, data: bytes) -> None:
    """Write an exact patch, which quotes the sources as they are, for nobody but its owner to read."""
    if target.path == "-":
        raise UsageError(
            "an exact patch can only be written to a file", hint="-o diff=FILE; --diff shows the changes masked"
        )
    _put(target, data, private=True)


def nothing_to_scan(outcome: Outcome) -> bool:
    """Whether directories were given and hold nothing to look at (exit code 4); says so."""
    if outcome.files or not outcome.scanned_directory:
        return False
    sink.say(["There was nothing to scan in the directories given."])
    return True
