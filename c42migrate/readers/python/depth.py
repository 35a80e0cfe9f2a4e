"""How deep a parser would have to go into a text: asked before parsing, for the native one crashes where it ends.

libcst's parser and its conversion to Python objects recurse once per link of ``not not …``, ``a + b + …``, ``a.b.c…``,
``if … elif …`` and per bracket, take time by the square of that, and overflow the stack without an exception.
"""

from __future__ import annotations

import re

MAX_BRACKETS = 300
"""Open brackets. CPython takes 200."""

MAX_LINKS = 600
"""Operators, prefixes, adjacent strings and ``elif`` that hang on one another. A stack of a megabyte takes as many."""

_STRINGS = (
    r"'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*(?:'''|\Z)",
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:"""|\Z)',
    r"'[^'\\\n]*(?:\\.[^'\\\n]*)*'?",
    r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?',
)
_TOKEN = re.compile(
    rf"(?P<string>(?:{'|'.join(_STRINGS)}))|(?P<skip>\#[^\r\n]*|\\\r?\n)|(?P<open>[(\[{{])|(?P<close>[)\]}}])|(?P<comma>,)"
    r"|(?P<end>[\r\n;])|(?P<function>\bdef\b)|(?P<branch>\belif\b)"
    r"|(?P<link>\b(?:not|lambda|await|if|else|and|or|in|is|for|yield|from)\b|[-+*/%|&^~<>=.@!`])",
    re.DOTALL,
)


_OPENING = "([{"
_LINKING = (
    *"-+*/%|&^~<>=.@!`'\")]}", *_OPENING, "not", "lambda", "await", "if", "else", "and", "or", "in", "is", "for",
    "yield", "from",
)  # fmt: skip
"""Each link has one of these in it, each open bracket one of ``_OPENING``."""


def is_too_deep(text: str) -> bool:
    """Return True when parsing ``text`` (Python of any version) might overflow the stack or take minutes.

    Takes time by the length of the text. What is in the braces of a string counts: it may be an f-string.
    """
    return not _is_shallow(text) and _is_too_deep(text)


def _is_shallow(text: str) -> bool:
    """Whether there are too few links and brackets in all of the text: most scripts are that short."""
    return sum(map(text.count, _OPENING)) <= MAX_BRACKETS and sum(map(text.count, _LINKING)) <= MAX_LINKS


def _is_too_deep(text: str) -> bool:
    chain = _Chain()
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if chain.take(kind) or (kind == "string" and "{" in token[0] and _is_too_deep(token[0].strip("\"'"))):
            return True
    return False


class _Chain:
    """Links since the last comma or end of line of every open bracket, and branches since the last ``def``."""

    __slots__ = ("branches", "links", "open")

    def __init__(self) -> None:
        self.open = [0]
        self.links = 0
        self.branches = 0

    def take(self, kind: str) -> bool:
        """Whether the text is too deep after a token of this kind."""
        if kind == "comma" or (kind == "end" and len(self.open) == 1):
            self.links -= self.open[-1]
            self.open[-1] = 0
        elif kind == "function":
            self.branches = 0
        elif kind == "branch":
            self.branches += 1
        elif kind not in {"end", "skip"}:
            self._link(kind)
        return max(self.links, self.branches) > MAX_LINKS or len(self.open) > MAX_BRACKETS

    def _link(self, kind: str) -> None:
        if kind == "open":
            self.open.append(0)
        elif kind == "close" and len(self.open) > 1:
            self.links -= self.open.pop()
        self.open[-1] += 1
        self.links += 1
