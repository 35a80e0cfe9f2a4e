"""What a terminal or a log needs: colour or none, nothing that steers it, how wide a character is.

What comes from elsewhere (files, their names, settings, rules, reports) is made harmless part by part, and styled once:
``Style`` does both, ``plain`` is for parts without a style. ``harmless`` looks at whole lines before they are written.
"""

from __future__ import annotations

import os
import re
import textwrap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
_STEERING = r"\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff"
"""Control characters but tab, line feed and backspace, line and paragraph separators, marks of direction, and what
cannot stand in XML."""
_UNSEEN = r"\xad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff"
"""Characters without a width, which a search for words may pass over."""
_COMMAND = rf"#(?=[{_UNSEEN}]*#[{_UNSEEN}\w.-]*\[)"
"""The first sign of ``##vso[``, ``##[`` (Azure Pipelines, GitHub Actions) and ``##teamcity[``, anywhere in a line."""
_CONTROL = re.compile(rf"[\x00-\x08{_STEERING}\ud800-\udfff]|{_COMMAND}")
_OURS = re.compile(r"(\x1b\[[0-9;]*m|\x1b\]8;;(?:file://[!-~]*)?\x1b\\)")
"""The sequences that ``Style`` makes."""
_LEADING = re.compile(rf"\A((?:[\s{_UNSEEN}]|{_OURS.pattern})*):(?=[{_UNSEEN}]*:)")
"""A workflow command of GitHub begins with ``::``, whatever blanks stand before it."""
TAB = 4
WIDTH = 120
"""Columns of what is not written to a terminal."""


@dataclass(frozen=True, slots=True)
class Style:
    """Paints text when ``colour`` is on; makes places clickable when ``links`` is; ``width`` in columns."""

    colour: bool = False
    links: bool = False
    width: int = WIDTH

    def __call__(self, text: str, *names: str) -> str:
        """``text``, made harmless, in the given styles and colours."""
        shown = plain(text)
        if not self.colour or not names or not text:
            return shown
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{shown}\x1b[0m"

    def link(self, text: str, path: str) -> str:
        """``text``, styled already, as a hyperlink (OSC 8) to a file; terminals that know none show the text alone."""
        if not self.links:
            return text
        target = os.path.abspath(path).replace(os.sep, "/")
        address = "file://" + quote(target.encode("utf-8", "surrogateescape"), safe="/~")
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


def wants_links(stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """FORCE_HYPERLINK decides where it is set; else it takes a terminal that is neither dumb nor asked to be plain."""
    if forced := environ.get("FORCE_HYPERLINK", ""):
        return forced != "0"
    plain_wanted = environ.get("NO_COLOR") or environ.get("CI") or environ.get("TERM", "dumb") in {"dumb", "linux"}
    return stream.isatty() and not plain_wanted


def wants_colour(stream: IO[str], environ: Mapping[str, str] = os.environ) -> bool:
    """NO_COLOR wins, then FORCE_COLOR, then whether the stream is a terminal that is not dumb."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "") not in {"", "0"}:
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def plain(text: str) -> str:
    """``text`` on one line, with what steers a terminal or commands a CI system, and undecodable bytes, as escapes."""
    shown = text.replace("\n", "\\n").replace("\t", " ")
    return _CONTROL.sub(_escape, shown)


def harmless(line: str, *, styled: bool = False, commands: bool = False) -> str:
    """Return a whole line as it may be written: what ``plain`` escapes is escaped; tabs and a last carriage return
    stay.

    ``styled``: the sequences of ``Style`` stay. ``commands``: the line may be a workflow command of GitHub. JSON knows
    the escapes of what may stand in a document, so that it says what it said.
    """
    body = line.removesuffix("\r")
    pieces = _OURS.split(body) if styled else [body]
    shown = "".join(piece if styled and _OURS.fullmatch(piece) else _CONTROL.sub(_escape, piece) for piece in pieces)
    return (shown if commands else _LEADING.sub(r"\1\\u003a", shown)) + line[len(body) :]


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number <= 0xFF and match[0] != "#" else f"\\u{number:04x}"


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or char == "\u200d" or "\ufe00" <= char <= "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(text: str, indent: str, columns: int, rest: str | None = None) -> list[str]:
    """Return the lines of a text no wider than ``columns``, each indented, all but the first by ``rest`` where that
    is given; words are never broken."""
    return textwrap.wrap(
        text,
        columns,
        initial_indent=indent,
        subsequent_indent=indent if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def fact(label: str, text: str, style: Style, *, indent: int = 2, column: int = 13) -> list[str]:
    """Return a label and its text, which is wrapped in a column of its own that begins at ``column`` (0-based)."""
    first, *rest = wrapped(plain(text), " " * column, style.width) or [""]
    name = style(f"{label:<{column - indent - 1}}", "dim")
    return [f"{' ' * indent}{name} {first.strip()}".rstrip(), *rest]


def shortened(text: str, columns: int) -> str:
    """Return a text no wider than ``columns``, with an ellipsis where something was cut off."""
    return text if len(text) <= columns else text[: columns - 1] + "…"


def underline(line: str, start: int, end: int) -> tuple[str, str]:
    """Return a source line ready to print, and the carets under ``line[start:end]`` (0-based code points).

    Tabs become blanks, control characters escapes; at least one caret is drawn.
    """
    before, inside, after = (_expand(part) for part in (line[:start], line[start:end], line[end:]))
    carets = " " * width(before) + "^" * max(width(inside), 1)
    return before + inside + after, carets


def _expand(text: str) -> str:
    return plain(text.replace("\t", " " * TAB))
