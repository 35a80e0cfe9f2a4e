"""Every error this program raises on purpose, with the exit code each one means, and what goes wrong with single files.

A message names the file, the place and the way out; nothing else is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


class C42MigrateError(Exception):
    """Base of the hierarchy.

    ``path`` is the file concerned (as the user named it) or ``""``; ``line`` is 1-based or 0 when
    unknown; ``hint`` is one sentence that says what to do.
    """

    exit_code: ClassVar[int] = 3
    kind: ClassVar[str] = "internal"

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.path and self.line else f"{self.path}: " if self.path else ""
        return f"{where}{self.message}" + (f" ({self.hint})" if self.hint else "")


class UsageError(C42MigrateError):
    """The command line asks for something impossible."""

    exit_code = 2
    kind = "usage"


class ConfigError(C42MigrateError):
    """A configuration or baseline file is broken."""

    exit_code = 2
    kind = "config"


class CatalogueError(C42MigrateError):
    """A rule file is broken or contradicts another."""

    exit_code = 2
    kind = "catalogue"


class ReadError(C42MigrateError):
    """A file cannot be read or decoded; the run goes on without it."""

    kind = "read"


class ParseError(C42MigrateError):
    """A file was read but its language could not be parsed; it is read lexically instead."""

    kind = "parse"


class FixError(C42MigrateError):
    """A planned fix could not be applied; the file is as it was."""

    kind = "fix"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one file: ``kind`` is read, parse, size, timeout or internal."""

    path: str
    kind: str
    message: str


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` for the nearest of ``known``, or ``""``."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else ""
