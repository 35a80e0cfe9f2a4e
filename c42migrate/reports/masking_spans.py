"""Where secrets stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from c42migrate.reports import masking_patterns as patterns

_CODE_SUFFIXES = (".py", ".pyi", ".pyw", ".ipynb", ".js", ".ts", ".java", ".cs", ".go", ".rb", ".php", ".pl")
_COMMA = re.compile(r"[ \t]{0,9},[ \t]{0,9}")
_COMMENT = re.compile(r"(?:^|[ \t])(?:#|//)[ \t]", re.MULTILINE)
_NEAR = 2000
"""So far back the beginning of a line is looked for."""


def found(text: str, path: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges (code points) of secrets in ``text``, in no order; they may overlap. ``path``: see masking."""
    program = path.lower().endswith(_CODE_SUFFIXES)
    unnamed = not _names_a_secret(text)
    for pattern in patterns.ANYWHERE if program else (*patterns.ANYWHERE, *patterns.IN_SCRIPTS):
        if unnamed and pattern in patterns.AFTER_A_NAME:
            continue
        for match in pattern.finditer(text):
            yield from _kept(match["secret"], match.start("secret"))
    if not unnamed:
        yield from _assigned(text)
        yield from _noted(text) if program else ()
    yield from _in_calls(text)
    yield from _named(text)


def _names_a_secret(text: str) -> bool:
    """False when no telling name can be in the text; what other letters are the same in lower case is not asked."""
    lowered = text.lower()
    return not text.isascii() or any(part in lowered for part in patterns.NAME_PARTS)


def _assigned(text: str) -> Iterator[tuple[int, int]]:
    """Literals after a telling name, and those they go on in."""
    for match in patterns.ASSIGNED.finditer(text):
        if _closes(text, match.start("quote")):
            continue
        more: re.Match[str] | None = match
        while more is not None:
            yield from _kept(more["secret"], more.start("secret"))
            more = patterns.MORE.match(text, more.end())


def _noted(text: str) -> Iterator[tuple[int, int]]:
    """Bare words after a telling name in a comment of a program: there they are no names of variables."""
    for match in patterns.IN_SCRIPTS[0].finditer(text):
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _NEAR)
        if _COMMENT.search(text, start, match.start()):
            yield from _kept(match["secret"], match.start("secret"))


def _closes(text: str, at: int) -> bool:
    """True when the quote at ``at`` ends a literal (``input("Password: ")``): then what follows it is code."""
    if text[at + 1 : at + 2].strip(" \t\r\n)]},;:+."):
        return False
    quote = text[at]
    start = max(text.rfind("\n", 0, at) + 1, at - _NEAR)
    return (text.count(quote, start, at) - text.count("\\" + quote, start, at)) % 2 == 1


def _in_calls(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for call in patterns.CALLS.finditer(text):
        if call.end() < end:
            continue  # inside the call before, whose literals are hidden already
        end = _call_end(text, call.end())
        yield from _secret_literals(text, call.end(), end)


def _secret_literals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is secret among arguments: not the name that stands first, nor what only says where the secret is."""
    for literal in patterns.PLAIN_LITERAL.finditer(text, start, end):
        first = not text[start : literal.start()].strip() and ":" not in literal[2]
        name = first and text[literal.end() : end].lstrip().startswith(",")
        looked_up = patterns.LOOKED_UP.search(text, max(start - 1, literal.start() - 60), literal.start())
        if not name and not looked_up and not patterns.HARMLESS.fullmatch(literal[2]):
            yield from _kept(literal[2], literal.start(2))


def _named(text: str) -> Iterator[tuple[int, int]]:
    """``user, password = "a", "b"``: the literals of telling names."""
    for match in patterns.NAMES.finditer(text):
        names = [name.strip() for name in match["names"].split(",")]
        telling = [bool(patterns.TELLING.search(name)) for name in names]
        if not any(telling):
            continue
        for number, literal in enumerate(_listed(text, match.end())):
            if number and (len(names) == 1 or telling[min(number, len(names) - 1)]):
                yield from _kept(literal[2], literal.start(2))


def _listed(text: str, at: int) -> Iterator[re.Match[str]]:
    """Literals with nothing but commas between."""
    while (literal := patterns.PLAIN_LITERAL.match(text, at)) is not None:
        yield literal
        comma = _COMMA.match(text, literal.end())
        if comma is None:
            return
        at = comma.end()


def _kept(value: str, start: int) -> Iterator[tuple[int, int]]:
    """The part of a value that is secret: nothing of a path, URL or placeholder; not the scheme word before it."""
    scheme = patterns.SCHEME_WORD.match(value)
    secret = value[scheme.end() :] if scheme else value
    if re.search(r"\w", secret) and not secret.startswith(("/", "{", "$", "%", "<")) and "://" not in secret:
        yield start + len(value) - len(secret), start + len(value)


def _call_end(text: str, start: int) -> int:
    """Where the brackets opened before ``start`` close, at most 500 characters on (a statement, not a program)."""
    depth = 1
    limit = min(len(text), start + 500)
    for index in range(start, limit):
        depth += (text[index] in "([") - (text[index] in ")]")
        if depth == 0:
            return index
    newline = text.find("\n", start)
    return newline if newline >= 0 else limit
