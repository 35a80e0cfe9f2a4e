"""Reads ``c42migrate: ignore[...]`` and ``c42migrate: review[...]`` out of the comments of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from c42migrate.model import Place
from c42migrate.policy.lines import Lines

MARK = b"c42migrate:"
"""A file without these bytes has no directive."""

_DIRECTIVE = re.compile(
    r"(?P<open><!--|<#|/\*|\#+|//+|--+|;+|%+|\bREM\b|::|')[^\S\n]*c42migrate:[^\S\n]*"
    r"(?P<verb>ignore-file|ignore|review)\b(?:[^\S\n]*\[(?P<codes>[^\]\n]*)\])?(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_CLOSERS = {"<!--": "-->", "<#": "#>", "/*": "*/"}
_UNTIL = re.compile(r"\buntil=(\S+)", re.IGNORECASE)
_COMMENT_LINE = re.compile(r"\s*+(?:[\"']\s*+)?(<!--|<#|/\*|\*|#|//|--|;|%|REM\b|::|')", re.IGNORECASE)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HALVES = re.compile("[\ud800-\udfff]")
"""Bytes that are no text: from Python 3.12 on the tokenizer refuses them with an error of its own."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment to this tool. ``words`` empty = everything. ``lines`` (1-based) are those it covers.

    ``place``: the comment; ``removal``: what goes when it is removed (the blank before it, or its whole line);
    ``brackets``: the inside of the brackets. ``until`` None with ``bad_until`` set = a date that is none.
    """

    place: Place
    removal: Place
    words: tuple[str, ...]
    whole_file: bool
    lines: frozenset[int]
    reason: str = ""
    until: date | None = None
    bad_until: str = ""
    brackets: Place | None = None
    removable: bool = True
    is_review: bool = False
    """True of a marker that a fix left: ``reason`` is what to look at."""


def directives(path: str, data: bytes, encoding: str = "utf-8") -> tuple[Directive, ...]:
    """All comments of a file that speak to this tool, in order."""
    if MARK not in data.lower():
        return ()
    lines = Lines(data, encoding)
    texts = [lines.text(number) for number in range(1, len(lines) + 1)]
    comments = _python_comments(path, texts)
    return tuple(
        _directive(path, lines, texts, number, match)
        for number, text in enumerate(texts, 1)
        for match in _DIRECTIVE.finditer(text)
        if comments is None or any(n == number and column <= match.start() for n, column in comments)
    )


def _python_comments(path: str, texts: list[str]) -> frozenset[tuple[int, int]] | None:
    """(line, 0-based column) of every comment of a Python file; None when it has no tokens to go by."""
    if not path.endswith((".py", ".pyi", ".pyw")):
        return None
    import io
    import tokenize

    source = io.StringIO(_HALVES.sub("?", "\n".join(texts) + "\n"))
    try:
        tokens = list(tokenize.generate_tokens(source.readline))
    except (tokenize.TokenError, SyntaxError):  # Python 2, or broken: the pattern alone must do
        return None
    return frozenset(token.start for token in tokens if token.type == tokenize.COMMENT)


def _directive(path: str, lines: Lines, texts: list[str], number: int, match: re.Match[str]) -> Directive:
    text = texts[number - 1]
    rest, end = _own_rest(match)
    whole_file = match["verb"].lower() == "ignore-file"
    alone = not text[: match.start()].strip(" \t\"'") and not text[end:].strip(" \t\"',\\n")
    until, bad_until = _until(rest)
    brackets = None if match["codes"] is None else _place(path, lines, number, match.start("codes"), match.end("codes"))
    return Directive(
        place=_place(path, lines, number, match.start(), end),
        removal=_whole_line(path, lines, number) if alone else _place(path, lines, number, _blank(text, match), end),
        words=tuple(word.strip() for word in (match["codes"] or "").split(",") if word.strip()),
        whole_file=whole_file,
        lines=frozenset() if whole_file else frozenset(_covered(texts, number, alone=alone)),
        reason=_UNTIL.sub("", rest).strip(" \t:-"),
        until=until,
        bad_until=bad_until,
        brackets=brackets,
        removable=not path.endswith(".ipynb"),
        is_review=match["verb"].lower() == "review",
    )


def _own_rest(match: re.Match[str]) -> tuple[str, int]:
    """Return what follows the brackets and belongs to the directive, and the column (0-based) where the directive
    ends."""
    rest = match["rest"]
    closer = _CLOSERS.get(match["open"], "")
    if closer:
        inside, found, _ = rest.partition(closer)
        return inside, match.start("rest") + len(inside) + len(found)
    inside = re.split(r"\s+#+\s|\\n|\",?\s*$", rest, maxsplit=1)[0]
    return inside, match.start("rest") + len(inside)


def _until(rest: str) -> tuple[date | None, str]:
    found = _UNTIL.search(rest)
    if found is None:
        return None, ""
    try:
        return date.fromisoformat(found[1].strip(".,;")), ""
    except ValueError:
        return None, found[1]


def _covered(texts: list[str], number: int, *, alone: bool) -> Iterator[int]:
    """Yield the lines a directive speaks for: its own and, when alone, those to the next that is no comment (or a
    fence)."""
    yield number
    if not alone:
        return
    following = number + 1
    while following <= len(texts) and _COMMENT_LINE.match(texts[following - 1]):
        yield following
        following += 1
    yield following
    fence = _FENCE.match(texts[following - 1]) if following <= len(texts) else None
    if fence is None:
        return
    for inside in range(following + 1, len(texts) + 1):
        yield inside
        if texts[inside - 1].strip().startswith(fence[1]):
            return


def _whole_line(path: str, lines: Lines, number: int) -> Place:
    return Place(path, lines.starts[number - 1], lines.end(number))


def _blank(text: str, match: re.Match[str]) -> int:
    """Return the column (0-based) where the blank before a comment begins."""
    return len(text[: match.start()].rstrip())


def _place(path: str, lines: Lines, number: int, start: int, end: int) -> Place:
    return Place(path, lines.offset(number, start + 1), lines.offset(number, end + 1))
