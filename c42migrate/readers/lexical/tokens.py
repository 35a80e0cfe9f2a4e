"""Tokens of the lexical reader: names, strings, operators and newlines; comments are dropped.

Positions are 0-based code points of the source's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from c42migrate.readers.lexical.languages import Language


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: name, string, op or newline. For strings, ``start`` and ``end`` bound the content without quotes.

    ``escapes``: how the content is written: ``none``, ``backslash`` or ``xml``.
    """

    kind: str
    text: str
    start: int
    end: int
    escapes: str = "none"


_LONGEST = 300
"""Characters of an interpolation that are looked at."""

_CLOSING = {"{": "}", "(": ")"}
_NAME = r"[$@%&]{0,2}(?:[^\W\d]|(?<=\$)\d)\w*+(?:[?!](?![=\w]))?"
_OPS = r"\r\n|\r|\n|===|!==|<=>|==|!=|=~|!~|=>|:=|\+=|\.=|\|\||&&|->|::|\.\.|<>|<<|\+\+|[^\w\s]"


@cache
def _scanner(lang: Language) -> re.Pattern[str]:
    """One pattern for what may come next outside strings."""
    lines = "|".join(_line_comment(mark) for mark in lang.comments)
    blocks = "|".join(f"{re.escape(start)}.*?(?:{re.escape(end)}|\\Z)" for start, end in lang.blocks)
    comment = "|".join(part for part in (lines, blocks) if part) or r"(?!)"
    quotes = f"[$@]{{0,2}}[{re.escape(lang.quotes)}]"
    return re.compile(
        rf"(?P<comment>{comment})|(?P<quote>{quotes})|(?P<name>{_NAME})|(?P<number>\d[\w.]*)|(?P<op>{_OPS})", re.DOTALL
    )


def _line_comment(mark: str) -> str:
    body = rf"{re.escape(mark)}[^\r\n]*"
    if mark == "#":
        return rf"(?<![\w$&\[({{\"'`]){body}"
    return rf"(?:(?<=\s)|(?<=^)|(?<=[;{{}}()])){body}" if mark[0].isalpha() else body


def tokenise(text: str, lang: Language) -> list[Token]:
    """Return the tokens of a program text, comments left out."""
    return list(_tokens(text, lang))


def _tokens(text: str, lang: Language) -> Iterator[Token]:
    pattern, at = _scanner(lang), 0
    while match := pattern.search(text, at):
        at, word = match.end(), match.group()
        if match.lastgroup == "quote":
            token = string_at(text, at - 1, lang)
            yield token or Token("op", word, match.start(), match.end())
            at = token.end + _quote_length(text, token, lang) if token else at
        elif match.lastgroup == "name":
            yield Token("name", word, match.start(), match.end())
        elif match.lastgroup == "op":
            yield Token("newline" if word[0] in "\r\n" else "op", word, match.start(), match.end())


def _quote_length(text: str, token: Token, lang: Language) -> int:
    quote = text[token.end : token.end + 3]
    return 3 if lang.triple and len(set(quote)) == 1 and text[token.start - 3 : token.start] == quote else 1


def string_at(text: str, start: int, lang: Language) -> Token | None:
    """Return the string whose opening quote stands at ``start``, or None when it does not end on its line."""
    quote = text[start]
    if lang.triple and text.startswith(quote * 3, start):
        end = text.find(quote * 3, start + 3)
        return Token("string", text[start + 3 : end], start + 3, end, "backslash") if end >= 0 else None
    at = start + 1
    while at < len(text) and text[at] != quote:
        if text[at] in "\r\n" and quote not in lang.multiline:
            return None
        at += 2 if text[at] == "\\" else _interpolation(text, at)
    return Token("string", text[start + 1 : at], start + 1, at, "backslash") if at < len(text) else None


def _interpolation(text: str, at: int) -> int:
    """How many characters to step over: a whole ``#{…}``, ``${…}`` or ``$(…)`` that ends on the line, else one."""
    opener = text[at + 1 : at + 2]
    if text[at] not in "#$" or opener not in _CLOSING:
        return 1
    depth = 0
    for index in range(at + 1, min(at + _LONGEST, len(text))):
        char = text[index]
        if char in "\r\n":
            break
        depth += (char == opener) - (char == _CLOSING[opener])
        if depth == 0:
            return index + 1 - at
    return 1
