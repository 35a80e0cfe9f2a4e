"""The content of one string token as symbolic pieces: escapes decoded, interpolations and placeholders as holes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from c42migrate.files.source import Source
from c42migrate.model import Hole, Literal, Piece, Place
from c42migrate.readers.lexical.tokens import Token

_ESCAPE = {
    "backslash": re.compile(r"\\(?!\([\w.\[\]() ]*\))(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL),
    "xml": re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);"),
    "none": re.compile(r"(?!)"),
}
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "f": "\f"}

_HOLE = re.compile(
    r"""
    \{\{ [^{}]* \}\} | [#$]\{ [^{}]*(?:\{[^{}]*\}[^{}]*)* \} | \$\( [^()]*(?:\([^()]*\)[^()]*)* \)
  | \{ [\w.$\-\ ()\[\]'":>]{0,60} \}
  | (?<![?&]) \$ [A-Za-z_]\w* (?: ->\w+ | (?:->)?\{\$?\w+\} | \[[^\]]*\] )*
  | %(?:\(\w+\))?[-+0]?\d*(?:\.\d+)?[sdvqi](?![0-9A-Fa-f]{1}\b)
  | \\\( [\w.]+ (?:\([^()]*\)|\[[^\[\]]*\])* \)
  | % [A-Za-z_]\w{2,} %
  | (?<=/) : [A-Za-z_]\w*
  | (?<=[/=]) < [A-Za-z_][\w \-]* >
    """,
    re.VERBOSE,
)


def pieces(source: Source, token: Token) -> Iterator[Piece]:
    """Yield the literals (never editable) and holes of a string token, in order."""
    whole = _decode(source, token)
    at = 0
    for match in _HOLE.finditer(whole.text):
        if match.start() > at:
            yield whole.cut(at, match.start())
        cut = whole.cut(match.start(), match.end())
        yield Hole(_name(match.group()), cut.place)
        at = match.end()
    if at < len(whole.text):
        yield whole.cut(at, len(whole.text))


def _name(written: str) -> str:
    if written.startswith("%("):
        return written[2 : written.index(")")]
    if written.startswith("%"):
        return written.strip("%") if written.endswith("%") else ""
    return written.strip("#${}: ") if written.endswith("}") else written.strip("\\$()<>: ")


def _decode(source: Source, token: Token) -> Literal:
    start, end = token.start, token.end
    plain = source.literal(start, end, token=source.offset(max(start - 1, 0)), whole=True)
    if not _ESCAPE[token.escapes].search(token.text):
        return replace(plain, editable=False)
    chars: list[str] = []
    bounds: list[int] = []
    at = 0
    for match in _ESCAPE[token.escapes].finditer(token.text):
        chars += token.text[at : match.start()]
        bounds += range(start + at, start + match.start())
        decoded = _unescape(match.group())
        chars += decoded
        bounds += [start + match.start()] * len(decoded)
        at = match.end()
    chars += token.text[at:]
    bounds += range(start + at, end + 1)
    offsets = tuple(source.offset(index) for index in bounds)
    place = Place(source.path, offsets[0], offsets[-1])
    return Literal("".join(chars), place, offsets, editable=False, token=plain.token, whole=True)


def _unescape(written: str) -> str:
    if written[0] == "&":  # ``int`` refuses numbers of thousands of digits
        return html.unescape(written) if len(written) < 40 else written
    if written[1] in "ux" and len(written) > len("\\u"):
        return chr(int(written[2:], 16))
    return "" if written[1] in "\r\n" else _CONTROL.get(written[1], written[1])
