"""Where secrets stand in a text."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence

from c42migrate.reports import masking_patterns as patterns
from c42migrate.reports import masking_tails as tails
from c42migrate.reports.masking_flow import assigned_elsewhere
from c42migrate.reports.masking_words import KEY, NAME_PARTS, may_match

_CODE_SUFFIXES = (".py", ".pyi", ".pyw", ".ipynb", ".js", ".ts", ".java", ".cs", ".go", ".rb", ".php", ".pl")
_SETTINGS = (".ini", ".cfg", ".cnf", ".conf", ".config", ".properties", ".env", ".tfvars")
_YAML = (".yml", ".yaml")
_COMMA = re.compile(r"[ \t]{0,9},[ \t]{0,9}")
_COMMENT = re.compile(r"(?:^|[ \t])(?:#|//)[ \t]", re.MULTILINE)
_STATEMENT = re.compile(r"[^\n]{0,500}(?:(?<=[,`\\])\n[^\n]{0,500}){0,9}")
_LOGIN = re.compile(rb"[\w.@+-]{1,64}:[ -~]+")
_NEAR = 500
"""So far back a comment begins, or a literal."""
_BESIDE = 120
"""So far on both sides of a pair is looked for what it is encoded by, and before a name for what it is part of."""
_BEFORE = 400
"""So much before a telling name may belong to it."""


def found(text: str, path: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges (code points) of secrets in ``text``, in no order; they may overlap. ``path``: see masking."""
    name = path.lower()
    program = name.endswith(_CODE_SUFFIXES)
    lowered = text.lower()
    for pattern in patterns.ANYWHERE if program else (*patterns.ANYWHERE, *patterns.IN_SCRIPTS):
        if may_match(pattern, text, lowered):
            for match in pattern.finditer(text):
                yield from _kept(match["secret"], match.start("secret"))
    named = _names_a_secret(text)
    if named:
        yield from _told(text, _tails_of(name, program), noted=program)
    yield from _blocks(text) if name.endswith(_YAML) else ()
    yield from _in_calls(text) if may_match(patterns.CALLS, text, lowered) else ()
    yield from _named(text) if named or "auth" in lowered or "cred" in lowered else ()
    yield from _encoded(text, marked=may_match(patterns.ENCODING, text, lowered))
    for start, end in assigned_elsewhere(text, bare=not program):
        yield from _kept(text[start:end], start)


def _names_a_secret(text: str) -> bool:
    """False when no telling name can be in the text; what other letters are the same in lower case is not asked."""
    lowered = text.lower()
    return not text.isascii() or any(part in lowered for part in NAME_PARTS)


def _tails_of(name: str, program: bool) -> Sequence[tails.Tail]:
    if program:
        return tails.ANYWHERE
    settings = tails.IN_SETTINGS if name.endswith(_SETTINGS) else ()
    return (*tails.ANYWHERE, *tails.IN_SCRIPTS, *settings, *(tails.IN_YAML if name.endswith(_YAML) else ()))


def _told(text: str, known: Sequence[tails.Tail], *, noted: bool) -> Iterator[tuple[int, int]]:
    """The secrets around each telling name; ``noted``: bare words only in comments, elsewhere they are variables."""
    for key in KEY.finditer(text):
        yield from _literals(text, key)
        for tail in known:
            yield from _around(text, key, tail)
        if noted:
            for tail in tails.NOTED:
                yield from _noted(text, key, tail)


def _noted(text: str, key: re.Match[str], tail: tails.Tail) -> Iterator[tuple[int, int]]:
    secrets = tuple(_around(text, key, tail))
    if secrets and _COMMENT.search(text, _after_newline(text, key.start(), _NEAR), key.start()):
        yield from secrets


def _literals(text: str, key: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Literals that belong to a telling name, and those they go on in."""
    for tail in tails.LITERALS:
        more = tail.after.match(text, key.end())
        if more is None or _is_code(text, key.end(), more) or not _preceded(text, key, tail):
            continue
        while more is not None:
            yield from _kept(more["secret"], more.start("secret"))
            more = patterns.MORE.match(text, more.end())


def _is_code(text: str, at: int, literal: re.Match[str]) -> bool:
    """Whether the quote after a name at ``at`` ends a literal, or begins the next key of a table."""
    start, end = literal.start("quote"), literal.end("secret") + 1
    key = "," in text[at:start] and text[end : end + 20].lstrip().startswith((":", "=>"))
    return key or _closes(text, start)


def _preceded(text: str, key: re.Match[str], tail: tails.Tail) -> bool:
    return tail.before is None or tail.before.search(text, _line_start(text, key.start()), key.start()) is not None


def _around(text: str, key: re.Match[str], tail: tails.Tail) -> Iterator[tuple[int, int]]:
    after = tail.after.match(text, key.end())
    if after is None:
        return
    if tail.before is None:
        yield from _kept(after["secret"], after.start("secret"))
        return
    holds = "secret" in tail.before.groupindex
    start = max(0, key.start() - _BEFORE) if holds else _line_start(text, key.start())
    before = tail.before.search(text, start, key.start())
    if before is not None:
        match = before if holds else after
        yield from _kept(match["secret"], match.start("secret"))


def _line_start(text: str, at: int) -> int:
    return _after_newline(text, at, _BESIDE)


def _after_newline(text: str, at: int, most: int) -> int:
    """Where the line of ``at`` begins, ``most`` characters before at the earliest."""
    first = max(0, at - most)
    return max(text.rfind("\n", first, at) + 1, first)


def _closes(text: str, at: int) -> bool:
    """True when the quote at ``at`` ends a literal (``input("Password: ")``): then what follows it is code."""
    if text[at + 1 : at + 2].strip(" \t\r\n)]},;:+."):
        return False
    quote = text[at]
    start = _after_newline(text, at, _NEAR)
    return (text.count(quote, start, at) - text.count("\\" + quote, start, at)) % 2 == 1


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """What YAML has below a telling name: lines of text, or items."""
    for block in tails.BLOCKS.finditer(text):
        if not patterns.TELLING.search(block["name"]):
            continue
        if block["mark"]:
            yield from _kept(block["block"].strip(), block.start("block"), block.end("block"))
            continue
        for item in tails.ITEMS.finditer(text, block.start("block"), block.end("block")):
            if not patterns.HARMLESS.fullmatch(item["secret"]):
                yield from _kept(item["secret"], item.start("secret"))


def _in_calls(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for call in patterns.CALLS.finditer(text):
        if call.end() < end:
            continue  # inside the call before, whose literals are hidden already
        end = _call_end(text, call.end()) if call[0][-1] in "([{" else _statement_end(text, call.end())
        yield from _secret_literals(text, call.end(), end)


def _secret_literals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is secret among arguments: not the name that stands first, nor what only says where the secret is."""
    for literal in patterns.PLAIN_LITERAL.finditer(text, start, end):
        first = not text[start : literal.start()].strip() and ":" not in literal[2]
        rest = text[literal.end() : min(end, literal.end() + 20)].lstrip()
        named = (first and rest.startswith(",")) or rest.startswith((":", "=>"))
        looked_up = patterns.LOOKED_UP.search(text, max(start - 1, literal.start() - 60), literal.start())
        if not named and not looked_up and not patterns.HARMLESS.fullmatch(literal[2]):
            yield from _of_pair(literal[2], literal.start(2))


def _of_pair(value: str, start: int) -> Iterator[tuple[int, int]]:
    """A secret, or the password of ``user:password`` when the user is a variable."""
    pair = patterns.PAIR.fullmatch(value)
    yield from _kept(pair["secret"], start + pair.start("secret")) if pair else _kept(value, start)


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


def _encoded(text: str, *, marked: bool) -> Iterator[tuple[int, int]]:
    """``user:password`` beside what encodes it (``marked``: that there may be such), or encoded already."""
    if marked and patterns.ENCODING.search(text):
        for pair in patterns.PAIRS.finditer(text):
            beside = _line_of(text, pair.start(), pair.end())
            if patterns.ENCODING.search(text, *beside) and not patterns.HARMLESS.fullmatch(pair[0][1:-1]):
                yield from _kept(pair["secret"], pair.start("secret"))
    for word in patterns.ENCODED.finditer(text):
        if len(word[0]) % 4 == 0 and _LOGIN.fullmatch(b64decode(word[0])):
            yield word.span()


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    newline = text.find("\n", end, end + _BESIDE)
    return _after_newline(text, start, _BESIDE), newline if newline >= 0 else end + _BESIDE


def _kept(value: str, start: int, end: int = 0) -> Iterator[tuple[int, int]]:
    """The part of a value that is secret: nothing of a path, URL or placeholder; not the scheme word before it."""
    scheme = patterns.SCHEME_WORD.match(value)
    secret = value[scheme.end() :] if scheme else value
    if re.search(r"\w", secret) and not secret.startswith(("/", "{", "$", "%", "<")) and "://" not in secret:
        yield start + len(value) - len(secret), end or start + len(value)


def _statement_end(text: str, start: int) -> int:
    """The end of a statement without brackets, or of the brackets that it stands in."""
    statement = _STATEMENT.match(text, start)
    return min(_call_end(text, start), statement.end() if statement else start)


def _call_end(text: str, start: int) -> int:
    """Where the brackets opened before ``start`` close, at most 500 characters on (a statement, not a program)."""
    depth = 1
    limit = min(len(text), start + 500)
    for token in patterns.TOKENS.finditer(text, start, limit):
        depth += (token[0] in "([{") - (token[0] in ")]}")
        if depth == 0:
            return token.start()
    newline = text.find("\n", start)
    return newline if newline >= 0 else limit
