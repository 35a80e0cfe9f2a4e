"""The only way to standard output and standard error.

Whatever is said passes here last: control characters and what a CI system takes for a command are shown as escapes.
Every run comes through here, so what is costly is imported only for lines that need it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from c42migrate.errors import C42MigrateError

NARROWEST = 60
"""Columns that are used even on a narrower terminal."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from c42migrate.reports.terminal import Style


def neutral(text: str, style: Style, *, commands: bool = False) -> bytes:
    """Return a report as it may be written anywhere, as UTF-8.

    ``style``: what ``text`` was styled with. ``commands``: its lines may be workflow commands of GitHub.
    """
    return _neutral(text, styled=style.colour or style.links, commands=commands).encode("utf-8", "backslashreplace")


def show(text: str, style: Style | None = None) -> None:
    """Write text to standard output; ``style`` is what it was styled with."""
    hand_over(neutral(text, style) if style else _neutral(text).encode("utf-8", "backslashreplace"))


def hand_over(data: bytes) -> None:
    """Write bytes to standard output as they are: a rewritten script, a patch, what ``neutral`` made.

    Raises C42MigrateError when they cannot be written, but for BrokenPipeError when nobody reads any more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence(sys.stdout)
        raise C42MigrateError(f"cannot write to standard output: {error.strerror}") from error


def say(lines: Iterable[str]) -> None:
    """Write lines for the person to standard error, wrapped to the terminal; a line end within one is escaped."""
    columns = _columns(sys.stderr)
    shown = (_neutral(line.replace("\n", "\\n")) for line in lines)
    _tell("".join(f"{part}\n" for line in shown for part in fitted(line, columns)))


def sum_up(lines: Iterable[str]) -> None:
    """Say the closing lines of a run, set apart from the report on the same screen."""
    say(["", *lines] if is_terminal() and sys.stderr.isatty() else lines)


def warn(message: str) -> None:
    """Write a sentence with names in it, whatever these hold, to standard error."""
    from c42migrate.reports.terminal import plain

    say([plain(message)])


def complain(kind: str, message: str) -> None:
    """Write ``c42migrate: KIND: MESSAGE`` to standard error, the beginning in colour where that is wanted."""
    from c42migrate.reports.terminal import Style, plain, wants_colour

    style, title = Style(wants_colour(sys.stderr)), f"c42migrate: {kind}:"
    first, *rest = fitted(f"{title} {plain(message)}", _columns(sys.stderr))
    shown = [style(title, "bold", "red") + first.removeprefix(title), *rest]
    _tell("".join(f"{_neutral(line, styled=True)}\n" for line in shown))


def _tell(text: str) -> None:
    """Write to standard error; where that cannot be done there is nobody to be told."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Let what is left in a stream go nowhere, so that the interpreter does not try to write it again."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def style() -> Style:
    """Colours, links and width for what ``show`` is to write."""
    from c42migrate.reports.terminal import WIDTH, Style, wants_colour, wants_links

    return Style(wants_colour(sys.stdout), wants_links(sys.stdout), _columns(sys.stdout) or WIDTH)


def _columns(stream: TextIO) -> int:
    """Return the width of a terminal, at least ``NARROWEST``; 0 for anything else."""
    if not stream.isatty():
        return 0
    from shutil import get_terminal_size

    return max(NARROWEST, get_terminal_size().columns)


def fitted(line: str, columns: int) -> list[str]:
    """Return a line in parts no wider than ``columns``, all but the first indented; as it is where that is 0."""
    if not columns or len(line) <= columns:
        return [line]
    from c42migrate.reports.terminal import wrapped

    return wrapped(line, "", columns, "  ")


def is_terminal() -> bool:
    """Whether somebody reads standard output on a screen."""
    return sys.stdout.isatty()


def close() -> None:
    """After a broken pipe: nobody reads, and the interpreter must not complain of what it cannot write."""
    sys.stderr.close()


def _neutral(text: str, *, styled: bool = False, commands: bool = False) -> str:
    lines = text.split("\n")
    if all(map(_is_plain, lines)):
        return text
    from c42migrate.reports.terminal import harmless

    return "\n".join(line if _is_plain(line) else harmless(line, styled=styled, commands=commands) for line in lines)


def _is_plain(line: str) -> bool:
    """Whether nothing in a line can be anything but text; "" and most lines are so."""
    return line.isprintable() and "##" not in line and "::" not in line
