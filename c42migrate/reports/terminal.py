"""What a terminal needs: colour or none, no stray control characters, how wide a character is."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TAB = 4


@dataclass(frozen=True, slots=True)
class Style:
    """Paints text when ``colour`` is on; makes places clickable when ``links`` is."""

    colour: bool = False
    links: bool = False

    def __call__(self, text: str, *names: str) -> str:
        """``text`` in the given styles and colours."""
        if not self.colour or not names or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def link(self, text: str, path: str) -> str:
        """``text`` as a hyperlink (OSC 8) to a file; terminals that do not know them show the text alone."""
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
    """``text`` with control characters, direction overrides and undecodable bytes shown as escapes, on one line."""
    shown = text.replace("\n", "\\n").replace("\t", " ")
    return _CONTROL.sub(_escape, shown)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or char == "\u200d" or "\ufe00" <= char <= "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def underline(line: str, start: int, end: int) -> tuple[str, str]:
    """A source line ready to print, and the carets under ``line[start:end]`` (0-based code points).

    Tabs become blanks, control characters escapes; at least one caret is drawn.
    """
    before, inside, after = (_expand(part) for part in (line[:start], line[start:end], line[end:]))
    carets = " " * width(before) + "^" * max(width(inside), 1)
    return before + inside + after, carets


def _expand(text: str) -> str:
    return plain(text.replace("\t", " " * TAB))
