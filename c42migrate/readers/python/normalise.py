"""Python 2 text (and slightly broken text) to text that a Python 3 grammar accepts, with the way back.

What is written stays as near to the original as the grammar allows: string literals are never touched, and nothing is
said about meaning beyond where strings, calls and names stand.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from c42migrate.readers.python.normalise_expressions import rewrite_expressions
from c42migrate.readers.python.normalise_indent import rewrite_indentation
from c42migrate.readers.python.normalise_statements import rewrite_statement
from c42migrate.readers.python.normalise_tokens import Edit, Token, logical_lines, significant, statements, tokenise


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` to parse; ``origin[i]`` is the position in the original (0-based code points) of ``text[i]``.

    ``origin`` has ``len(text) + 1`` entries and never decreases; it is None when nothing was changed. Inserted
    characters map to the position they stand before.
    """

    text: str
    origin: Sequence[int] | None

    def behind(self, earlier: Normalised) -> Normalised:
        """The way back to what ``earlier`` was made from, when this was made from the text of that."""
        if self.origin is None or earlier.origin is None:
            return self if earlier.origin is None else Normalised(self.text, earlier.origin)
        return Normalised(self.text, array("I", (earlier.origin[index] for index in self.origin)))


def normalise(text: str) -> Normalised:
    """``text`` in a spelling that Python 3 parses, as far as we know how. Never raises."""
    edits = list(_edits(text))
    return _apply(text, edits) if edits else Normalised(text, None)


_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*+)++")
_MANY_LINES = 1000


def squeeze(text: str) -> Normalised:
    """``text`` without thousands of empty lines on end, for the parser makes an object of each.

    A string that holds as many gets shorter, too: its characters then no longer stand one for one, so it is not edited.
    """
    edits = [
        Edit(text.index("\n", found.start()) + 1, text.rindex("\n", found.start(), found.end()) + 1, "")
        for found in (_BLANK_LINES.finditer(text) if text.count("\n") > _MANY_LINES else ())
        if found[0].count("\n") > _MANY_LINES
    ]
    return _apply(text, edits) if edits else Normalised(text, None)


def without(text: str, ranges: Iterable[tuple[int, int]]) -> Normalised:
    """``text`` without some ranges of it (half-open, code points)."""
    edits = [Edit(start, end, "") for start, end in ranges]
    return _apply(text, edits) if edits else Normalised(text, None)


def _edits(text: str) -> Iterator[Edit]:
    lines = list(logical_lines(tokenise(text)))
    has_async = re.search(r"\basync[ \t]+def\b", text) is not None
    yield from _layout(lines)
    yield from rewrite_indentation(lines)
    for line in lines:
        yield from rewrite_expressions(significant(line), has_async=has_async)
        for part in statements(line):
            yield from rewrite_statement(part)


def _layout(lines: Iterable[Sequence[Token]]) -> Iterator[Edit]:
    """Characters between tokens that only old editors and web pages put there (leading blanks are left to others)."""
    for line in lines:
        for index, token in enumerate(line):
            if token.kind == "blank" and index and token.text.strip(" \t"):
                yield Edit(token.start, token.end, " " * len(token.text))
            elif token.kind == "newline" and token.text == "\r":
                yield Edit(token.start, token.end, "\n")
            elif token.kind == "join":
                yield from _join(token)


def _join(token: Token) -> Iterator[Edit]:
    newline = token.text.lstrip("\\ \t").replace("\r\n", "\n").replace("\r", "\n")
    if len(token.text.rstrip("\r\n")) > 1 or token.text.endswith("\r"):
        yield Edit(token.start + 1, token.end, newline)


def _apply(text: str, edits: list[Edit]) -> Normalised:
    """Splice; an edit inside text that an earlier one replaced is dropped."""
    pieces: list[str] = []
    origin = array("I")
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            continue
        pieces += (text[at : edit.start], edit.text)
        origin.extend(range(at, edit.start))
        origin.extend(min(edit.start + i, edit.end) for i in range(len(edit.text)))
        at = edit.end
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return Normalised("".join(pieces), origin)
