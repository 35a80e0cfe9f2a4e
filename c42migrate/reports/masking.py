"""Keeps secrets out of reports: quoted source goes through here first.

It hides too much rather than too little, except for URLs and paths, which are what a report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "***"
PROSE = ".py"
"""Stands for a path whose text is read as a program: only literals after ``password=`` are secrets, not words."""

_KEY = (
    r"(?:[\w.-]*?(?:password|passwd|passphrase|pwd|secret|api[_-]?key|apikey|private[_-]?key|auth[_-]?token"
    r"|access[_-]?token|refresh[_-]?token|totp|jwt)|(?:[\w.-]*[_-])?(?:token|pass|pw|credentials?))"
)
_LITERAL = r"""(?:[rbuf]{0,2})(?P<quote>'''|\"\"\"|'|"|`)(?P<secret>(?:\\.|(?!(?P=quote))[^\n])*)(?P=quote)"""
_ASSIGNED = re.compile(
    rf"""(?:^|(?<=[\W_]))(?:[$@]*{_KEY}(?:\\?["'])?\]?\s*(?:[:=]{{1,2}}|=>|:=|,)\s*\(?|-{_KEY})\s*{_LITERAL}""",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:auth\s*=\s*\(|basic_auth\s*=\s*\(|(?:HTTP\w*|Basic)Auth\(|from_local_account\(|PSCredential\b\W?\(?"
    r"|ConvertTo-SecureString\b|b64encode\(|set_basic_auth\(|basicAuth\(|SetBasicAuth\()",
    re.IGNORECASE,
)
_PLAIN_LITERAL = re.compile(r"""(["'])((?:\\.|(?!\1).)*)\1""", re.DOTALL)
_BARE = re.compile(
    rf"""(?:^|[\s;&|?{{,-]){_KEY}(?:=|:[ \t]+)(?P<secret>[^\s"'`$%{{<&;|,()\[\]]+)""",
    re.IGNORECASE | re.MULTILINE,
)
_OPTION = re.compile(rf"""(?:^|\s)--?{_KEY}[ \t]+(?P<secret>[^\s"'`$%{{<&;|,()\[\]-][^\s"'`]*)""", re.IGNORECASE)
_ELEMENT = re.compile(rf"<(?P<tag>{_KEY})>(?P<secret>[^<>$]+)</(?P=tag)>", re.IGNORECASE)
_USER_OPTION = re.compile(
    r"""(?:^|[\s"',(])(?:-[a-zA-Z]*u|--(?:proxy-)?user)(?:["']\s*,\s*["']|=|\s*)["']?[^\s:"'$={}/]+:(?P<secret>[^\s"'$]+)"""
)
_USERINFO = re.compile(r"://[^\s/:@\"'{}]*:(?P<secret>[^\s/@\"'{}$]+)@")
_AUTHORIZATION = re.compile(
    r"""authorization\\?["']?\]?\s*[:=,]\s*\\?["']?(?P<scheme>basic|bearer|v3_user_token|token|login_token|digest)\s+"""
    r"""(?P<secret>[^\s"'{}$%<\\][^\s"'{}$<\\]*)""",
    re.IGNORECASE,
)
_SCHEME_VALUE = re.compile(
    r"\b(?:basic|bearer|v3_user_token|login_token|token)\s+(?P<secret>(?=[\w+/=.~:-]*\d)[\w+/=.~:-]{8,})", re.IGNORECASE
)
_LONG = re.compile(
    r"(?<![\w/+])(?P<secret>[0-9a-fA-F]{32,}|eyJ[\w-]{8,}(?:\.[\w-]+)*|(?=[\w+-]*\d)(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])"
    r"[\w+-]{40,}={0,2}|[A-Za-z0-9+/]{20,}={1,2})(?![\w/+])"
)
_PATTERNS = (_ASSIGNED, _ELEMENT, _USER_OPTION, _USERINFO, _AUTHORIZATION, _SCHEME_VALUE, _LONG)
_SCHEME_WORD = re.compile(r"(?:basic|bearer|v3_user_token|login_token|token|digest)\b[ \t]*", re.IGNORECASE)
_CODE_SUFFIXES = (".py", ".pyi", ".pyw", ".ipynb", ".js", ".ts", ".java", ".cs", ".go", ".rb", ".php", ".pl")


def secret_spans(text: str, path: str = "") -> tuple[tuple[int, int], ...]:
    """Half-open ranges (code points) of ``text`` that hold a secret; sorted, not overlapping.

    ``path`` tells programs, where a bare word after ``password=`` is a variable, from scripts, where it is the word.
    """
    spans = sorted((start, end) for start, end in _spans(text, path) if start < end)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _spans(text: str, path: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield from _kept(match["secret"], match.start("secret"))
    if not path.lower().endswith(_CODE_SUFFIXES):
        for pattern in (_BARE, _OPTION):
            for match in pattern.finditer(text):
                yield from _kept(match["secret"], match.start("secret"))
    for call in _CALLS.finditer(text):
        end = _call_end(text, call.end())
        for literal in _PLAIN_LITERAL.finditer(text, call.end(), end):
            yield from _kept(literal[2], literal.start(2))


def _kept(value: str, start: int) -> Iterator[tuple[int, int]]:
    """The part of a value that is secret: nothing of a path, URL or placeholder; not the scheme word before it."""
    scheme = _SCHEME_WORD.match(value)
    secret = value[scheme.end() :] if scheme else value
    if secret.strip() and not secret.startswith(("/", "{", "$", "%", "<")) and "://" not in secret:
        yield start + len(value) - len(secret), start + len(value)


def _call_end(text: str, start: int) -> int:
    """Where the brackets opened before ``start`` close, at most 500 characters on (a statement, not a program)."""
    depth = 1
    limit = min(len(text), start + 500)
    for index in range(start, limit):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    newline = text.find("\n", start)
    return newline if newline >= 0 else limit


def mask(text: str, path: str = PROSE) -> str:
    """``text`` with every secret as ``***``. Without a path it is prose, where bare words are words."""
    return cover(text, secret_spans(text, path))


def cover(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """``text`` with the given ranges as ``***``."""
    for start, end in reversed(spans):
        text = text[:start] + MASK + text[end:]
    return text


def column_after(column: int, spans: tuple[tuple[int, int], ...]) -> int:
    """Where the 0-based ``column`` of a text stands in ``cover(text, spans)``; inside a secret: at its start."""
    shift = 0
    for start, end in spans:
        if end <= column:
            shift += len(MASK) - (end - start)
        elif start < column:
            return start + shift
    return column + shift
