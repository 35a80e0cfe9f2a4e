"""String literal tokens: what they say, and which characters of the source say it.

Source of the escapes: Python reference, "String and Bytes literals". Indices are code points, 0-based.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"([A-Za-z]*)(\"\"\"|'''|\"|')")
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", "'": "'", '"': '"'}
_NEWLINE = r"\r\n?"
_BRACES = r"\{\{|\}\}"
_BYTES = r"\\(?:\r\n|[\r\n]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|[abfnrtv\\'\"])"
_TEXT = _BYTES + r"|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\N\{[^{}]+\}"


@dataclass(frozen=True, slots=True)
class Token:
    """The outside of a string token: ``prefix`` in lower case, the content is ``token[start:end]``."""

    prefix: str
    start: int
    end: int

    @property
    def raw(self) -> bool:
        """Backslashes mean themselves."""
        return "r" in self.prefix

    @property
    def is_bytes(self) -> bool:
        """A ``b""`` literal."""
        return "b" in self.prefix


@dataclass(frozen=True, slots=True)
class Decoded:
    """The value of a content: ``bounds`` has an index into it per boundary of ``text``, None when they agree."""

    text: str
    bounds: tuple[int, ...] | None = None

    def indices(self) -> tuple[int, ...]:
        """``bounds``, spelled out when they are the plain ones."""
        return self.bounds if self.bounds is not None else tuple(range(len(self.text) + 1))


def split(token: str) -> Token:
    """Take a string token apart (also the opening of an f-string); raises ValueError when it is none."""
    opening = _OPENING.match(token)
    if opening is None:
        raise ValueError(f"not a string token: {token[:20]!r}")
    return Token(opening[1].lower(), opening.end(), len(token) - len(opening[2]))


def decode(content: str, token: Token) -> Decoded:
    """Return the value of a token's content, or of one text part of it when the token is an f-string.

    Escapes that Python does not know stay as written, as in Python; so do the broken ones (``\\x4``), which only
    Python 2 sources have in a literal that parses.
    """
    pieces = list(_replacements(content, token))
    if not pieces:
        return Decoded(content)
    text: list[str] = []
    bounds: list[int] = [0]
    at = 0
    for start, end, value in pieces:
        text += [content[at:start], value]
        bounds += range(at + 1, start + 1)
        bounds += [end] * len(value)
        if not value and len(bounds) > 1:
            bounds[-1] = end
        at = end
    bounds += range(at + 1, len(content) + 1)
    return Decoded("".join(text) + content[at:], tuple(bounds))


def _replacements(content: str, token: Token) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of the content that do not mean themselves: start, end, meaning."""
    pattern = _pattern(token)
    for match in pattern.finditer(content):
        value = _meaning(match[0], is_bytes=token.is_bytes)
        if value is not None and value != match[0]:
            yield match.start(), match.end(), value


def _pattern(token: Token) -> re.Pattern[str]:
    parts = [_NEWLINE]
    if not token.raw:
        parts.append(_BYTES if token.is_bytes else _TEXT)
    if "f" in token.prefix:
        parts.append(_BRACES)
    return re.compile("|".join(parts))


def _meaning(part: str, *, is_bytes: bool) -> str | None:
    """Return the value of one escape, doubled brace or newline; None when it stays as written."""
    if part[0] != "\\":
        return part[0] if part[0] in "{}" else "\n"
    kind, rest = part[1], part[2:]
    if kind in "\r\n":
        return ""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind == "N":
        return _named(rest[1:-1])
    return _numbered(int(rest, 16) if kind in "xuU" else int(part[1:], 8), is_bytes=is_bytes)


def _numbered(number: int, *, is_bytes: bool) -> str | None:
    if is_bytes:
        return chr(number & 0xFF)
    return chr(number) if number <= sys.maxunicode else None


def _named(name: str) -> str | None:
    try:
        found = unicodedata.lookup(name)
    except KeyError:
        return None
    return found if len(found) == 1 else None
